"""The window: what a clerk sees, types and presses."""

from .none_guard import keep_none_alive

keep_none_alive()
