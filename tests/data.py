"""Where the public corpora lie that graders are measured on; they are not a part of this project."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

_BESIDE = Path(__file__).parent.parent.parent / "shared" / "data"


def corpus(name: str) -> list[dict[str, Any]]:
    """Read a corpus of graded answers, from TUTOR_DATA or a folder `shared/data` beside the project; skip without."""
    folder = Path(os.environ.get("TUTOR_DATA", _BESIDE))
    path = folder / "grading" / f"{name}.jsonl"
    if not path.exists():
        pytest.skip(f"{name} is not here: set TUTOR_DATA to the folder of the corpora")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
