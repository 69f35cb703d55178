"""A way round a fault of the PySide 6.12.0 wheel on Python 3.10 and 3.11.

It was built as if None, True and False were immortal, as they are from Python 3.12 on: each method that returns None,
and each `Signal.emit`, drops one reference to what it returns. After some thousand calls Python would end with
"none_dealloc". Here the constants are made to last. (6.11.3 is free of the fault.)
"""

import ctypes
import sys

_FOR_EVER = 1 << 60


def make_constants_last() -> None:
    """Make the constants immortal on CPython before 3.12, once."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for constant in (None, True, False, NotImplemented, ...):
        if sys.getrefcount(constant) < _FOR_EVER // 2:
            count = ctypes.c_ssize_t.from_address(id(constant))  # the reference count comes first in every object
            count.value += _FOR_EVER
