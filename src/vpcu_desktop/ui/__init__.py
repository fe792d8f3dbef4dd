"""The window: what a clerk sees, types and presses."""
