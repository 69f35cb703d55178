"""Graded answers and the folds they are judged in: what the scripts that fit the free-text grader share."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CORPORA = ("scientsbank", "beetle", "saf-en")
FOLDS = 4

Rows = list[dict[str, Any]]


def rows_of(folder: Path, split: str) -> Rows:
    """Read the grading corpora of one split."""
    return [row for corpus in CORPORA for row in lines(folder / "grading" / f"{corpus}-{split}.jsonl")]


def lines(path: Path) -> Rows:
    """Read JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]  # texts hold U+2028


def target_of(row: dict[str, Any]) -> int:
    """Give the class of a graded answer: 0 correct, 1 incorrect, 2 contradictory, 3 one of the last two."""
    if row["label_2way"] == "correct":
        return 0
    return {"incorrect": 1, "contradictory": 2}.get(row.get("label_3way", ""), 3) if row["dataset"] != "saf-en" else 3


def folds(rows: Rows) -> NDArray[np.int64]:
    """Put whole questions into folds; the same wording in two questions counts as one."""
    names = [hashlib.sha256(f"{row['dataset']} {row['question']}".encode()).hexdigest() for row in rows]
    place = {name: number % FOLDS for number, name in enumerate(sorted(set(names)))}
    return np.array([place[name] for name in names])


def macro_f1(is_right: Any, said: Any) -> float:
    """Average the F1 of right and wrong."""
    found = []
    for value in (True, False):
        both = np.sum((is_right == value) & (said == value))
        found.append(2 * both / max(1, np.sum(is_right == value) + np.sum(said == value)))
    return float(np.mean(found))
