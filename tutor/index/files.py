"""The index's two files: faiss's own, and a page beside it that says what it is and holds its sum."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

_FORM = 1  # of these files; another one is not read
_DATA = "sheets.faiss"
_PAGE = "sheets.json"


def read(folder: Path, *, model_sha256: str, dimension: int, generation: int) -> bytes | None:
    """Read faiss's bytes; None unless they are whole, of this model and dimension, and up to date. Never raises.

    Damaged bytes must not reach faiss, which could end the process: the sum tells before.
    """
    try:
        page = json.loads((folder / _PAGE).read_bytes())
        if not isinstance(page, dict):
            return None
        wanted = _page(model_sha256=model_sha256, dimension=dimension, generation=generation)
        if any(page.get(key) != value for key, value in wanted.items()):
            return None
        data = (folder / _DATA).read_bytes()
    except (OSError, ValueError, RecursionError):
        return None
    return data if hashlib.sha256(data).hexdigest() == page.get("sha256") else None


def write(folder: Path, data: bytes, *, model_sha256: str, dimension: int, generation: int) -> None:
    """Write both files, each under another name first; a crash between the two leaves a sum that does not fit."""
    folder.mkdir(parents=True, exist_ok=True)
    page = _page(model_sha256=model_sha256, dimension=dimension, generation=generation)
    page["sha256"] = hashlib.sha256(data).hexdigest()
    _replace(folder / _DATA, data)
    _replace(folder / _PAGE, json.dumps(page, indent=1).encode())


def _page(*, model_sha256: str, dimension: int, generation: int) -> dict[str, int | str]:
    return {"form": _FORM, "model_sha256": model_sha256, "dimension": dimension, "generation": generation}


def _replace(path: Path, data: bytes) -> None:
    unfinished = path.with_name(path.name + ".tmp")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
