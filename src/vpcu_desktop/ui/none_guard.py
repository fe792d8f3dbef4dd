"""Keeps `None` alive on Python 3.11, where PySide6 6.12 wears its reference count out.

Its wheels are built against headers of a Python whose `None` is immortal (3.12 and later), so each call of a Qt method
that returns nothing gives back one reference that it never took. On 3.11 a window dies of it after some ten thousand
calls ("Fatal Python error: none_dealloc"). See python/cpython#93762 for the error, PEP 683 for immortality.
"""

import sys

#: References lent in advance: enough for a million calls a second for two weeks.
_LENT = 1 << 40


def keep_none_alive() -> None:
    """Lends `None` a trillion references; nothing to do where it is immortal."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > _LENT or sys.implementation.name != "cpython":
        return
    import ctypes

    # The count is the first word of every object of a release build; there is no call that adds more than one.
    ctypes.c_ssize_t.from_address(id(None)).value += _LENT
