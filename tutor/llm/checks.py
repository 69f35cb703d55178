"""Files' hashes, remembered as long as size and time of change stay the same."""

import contextlib
import hashlib
import json
import os
import threading
from pathlib import Path

_PART = 2**20


class FileChecks:
    """Hashes files once; a file that was changed since is hashed again."""

    def __init__(self, memory: Path) -> None:
        """Remember hashes in the JSON file `memory`, which can be deleted at any time."""
        self._memory = memory
        self._lock = threading.Lock()

    def sha256(self, path: Path, *, afresh: bool = False) -> str:
        """Give a file's hash: the remembered one, or (or when `afresh`) read from its bytes. OSError without it."""
        if not afresh and (known := self.remembered(path)):
            return known
        marks = _marks(path)
        with path.open("rb") as file:
            found = hashlib.sha256()
            while part := file.read(_PART):
                found.update(part)
        with self._lock:
            known_files = self._read()
            known_files[str(path)] = {**marks, "sha256": found.hexdigest()}
            with contextlib.suppress(OSError):  # a memory that can't be kept costs a second next time
                write_json(self._memory, known_files)
        return found.hexdigest()

    def remembered(self, path: Path) -> str:
        """Give the hash that is known for a file as it is now; "" when none is."""
        known = self._read().get(str(path))
        try:
            if isinstance(known, dict) and {**known, **_marks(path)} == known:
                return str(known.get("sha256", ""))
        except OSError:
            pass
        return ""

    def _read(self) -> dict[str, object]:
        return read_json(self._memory)


def write_json(path: Path, value: object) -> None:
    """Write a JSON file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_text(json.dumps(value, indent=1), encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read_json(path: Path) -> dict[str, object]:
    """Read a JSON object; {} when the file is missing or holds none."""
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _marks(path: Path) -> dict[str, int]:
    stat = path.stat()
    return {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns}
