"""A way round a fault of PySide 6.12.0 on Python 3.11: each `Signal.emit` drops one reference to True.

After a few thousand signals Python would end with "deallocating True or False". From Python 3.12 on True is
immortal, so the fault does no harm there; here it is made so.
"""

import ctypes
import sys

_FOR_EVER = 1 << 60


def keep_true_alive() -> None:
    """Make True immortal on CPython before 3.12, once."""
    if sys.implementation.name == "cpython" and sys.version_info < (3, 12) and sys.getrefcount(True) < _FOR_EVER // 2:
        count = ctypes.c_ssize_t.from_address(id(True))  # the reference count comes first in every object
        count.value += _FOR_EVER
