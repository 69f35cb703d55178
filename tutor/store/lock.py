"""One writer at a time: a lock that the system lets go of when its process ends, however it ends."""

import errno
import os
import sys
import threading
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# POSIX forgets a process's locks on a file as soon as the process closes any handle of it, and sees no conflict
# within the process; so what is held here is remembered here, and a held file is never opened twice.
_held: set[Path] = set()
_guard = threading.Lock()


class FileLock:
    """A lock on a file that stays where it is; only the lock on it means something, so it can't be stale."""

    def __init__(self, path: Path) -> None:
        """Lock `path` later, with `take`."""
        self._path = path.resolve()
        self._handle: int | None = None

    def take(self) -> bool:
        """Take the lock without waiting; False when someone else has it. OSError where the disk can't lock."""
        with _guard:
            if self._path in _held:
                return False
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                is_taken = _lock(handle)
            except OSError:
                os.close(handle)
                raise
            if not is_taken:
                os.close(handle)
                return False
            self._handle = handle
            _held.add(self._path)
            return True

    def release(self) -> None:
        """Let go of the lock, if it is held."""
        with _guard:
            if self._handle is None:
                return
            os.close(self._handle)  # which unlocks
            self._handle = None
            _held.discard(self._path)


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True
