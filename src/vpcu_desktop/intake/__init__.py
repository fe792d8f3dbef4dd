"""Reading the schedules that offices have today into proposals which a clerk confirms."""

from .reading import read_file, read_html, read_text

__all__ = ["read_file", "read_html", "read_text"]
