"""Offline work calendars and document registers for the offices of Party committees."""

__version__ = "0.1.0"
