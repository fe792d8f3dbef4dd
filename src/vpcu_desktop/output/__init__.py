"""Paper and office files (week, message, recovery page): pure functions from values to bytes."""
