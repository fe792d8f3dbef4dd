"""Gives imports back to Python after PySide6 has taken them over.

PySide6 replaces `__import__`, so that a module may switch its spelling by `from __feature__ import snake_case`. After
every import statement it looks whether the module's text names PySide6, and `inspect` then keeps that text: of all
modules, SQLAlchemy's and reportlab's too. It came to 30 MiB and a tenth of the start. We switch nothing; modules that
it has never looked at are spelled as usual.
"""

import builtins


def import_plainly() -> None:
    """Takes PySide6's hook out. Called when QtCore is there, which puts it in, and before all else is imported."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
