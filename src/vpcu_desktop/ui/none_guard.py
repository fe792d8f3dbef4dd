"""Keeps `None`, `True` and `False` alive on Python 3.11, where PySide6 6.12 wears their reference counts out.

Its wheels are built against headers of a Python whose singletons are immortal (3.12 and later), so a Qt call that
returns one of them gives a reference to it that it never took. On 3.11 a window dies of it after some ten thousand
calls ("Fatal Python error: none_dealloc", "bool_dealloc"). See python/cpython#93762 for the error, PEP 683 for
immortality.
"""

import sys

#: References lent in advance: enough for a million calls a second for two weeks.
_LENT = 1 << 40


def keep_none_alive() -> None:
    """Lends each singleton a trillion references; nothing to do where they are immortal."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > _LENT or sys.implementation.name != "cpython":
        return
    import ctypes

    for singleton in (None, True, False, NotImplemented, Ellipsis):
        # The count is the first word of every object of a release build; there is no call that adds more than one.
        ctypes.c_ssize_t.from_address(id(singleton)).value += _LENT
