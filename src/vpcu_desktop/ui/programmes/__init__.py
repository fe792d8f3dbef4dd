"""Work programmes: their items, their way to paper and down into the week, what units and the year bring."""
