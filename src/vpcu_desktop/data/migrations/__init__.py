"""How a store's tables came to be, one numbered step per released schema; loaded only when a step is needed."""
