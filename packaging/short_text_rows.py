"""Graded answers and the folds they are judged in: what the scripts that fit the free-text grader share."""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Container
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rough_answers import roughened

from tutor.grading.text.guards import without_orders
from tutor.grading.text.lexicon import stem
from tutor.grading.text.rewording import in_known_words
from tutor.grading.text.tidy import ended, tidy
from tutor.llm.words import words

CORPORA = ("scientsbank", "beetle", "saf-en")
HONEST, MISLEADING = "honest", "misleading"
SHORT = ("scientsbank", "beetle", HONEST, MISLEADING)  # SAF's answers are as long as letters
SHARE_ROUGHENED = 0.2
LEARNING_HEADS = ("graded", HONEST, MISLEADING)  # of the cross-encoder; the second only helps it to learn
FOLDS = 4
JUDGED = (0,)  # the folds whose answers are judged by models that learned from the others: an hour for each
_EVEN = 21  # the byte of a hash by which all corpora fall into folds of much the same size
_ANSWERS = Path(__file__).parent / "answers"
_LABELS = {"c": "correct", "p": "partially_correct_incomplete", "x": "contradictory", "w": "irrelevant"}
_OF_LABEL = {  # which classes a label may mean
    "correct": {0}, "contradictory": {2}, "partially_correct_incomplete": {3}, "irrelevant": {1}, "non_domain": {1},
    "incorrect": {1, 3},
}  # fmt: skip
_OF_WRONG_IN_SAF = {1, 2}  # where partly right has a label of its own, and turned round has none

Rows = list[dict[str, Any]]


def rows_of(folder: Path, split: str) -> Rows:
    """Read the grading corpora of one split."""
    return [row for corpus in CORPORA for row in lines(folder / "grading" / f"{corpus}-{split}.jsonl")]


def lines(path: Path) -> Rows:
    """Read JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]  # texts hold U+2028


def written() -> Rows:
    """Read the answers written for this: many questions, answered as a class would, or so that shared words mislead."""
    return [*_answers(_ANSWERS / "honest", HONEST), *_answers(_ANSWERS / "misleading", MISLEADING)]


def _answers(folder: Path, dataset: str) -> Rows:
    return [
        {
            "id": f"{dataset}/{line['id']}.{place}",
            "question_id": f"{dataset}/{line['id']}",
            "question": line["question"],
            "reference_answers": line["references"],
            "answer": text,
            "label_5way": _LABELS[label],
            "label_2way": "correct" if label == "c" else "incorrect",
            "dataset": dataset,
            "ideas": line.get("ideas", ()),
            "ideas_said": range(9) if label == "c" else said[0] if said else (),
        }
        for path in sorted(folder.glob("*.jsonl"))
        for line in lines(path)
        for place, (text, label, *said) in enumerate(line["answers"])
    ]


def rarity(folder: Path) -> dict[str, float]:
    """Say how rare each stem is among texts about anything (0..1); what stands in fewer than 8 texts is left out."""
    texts = {
        row[side]
        for path in sorted((folder / "entailment").glob("*.jsonl"))
        for row in lines(path)
        for side in ("ref", "ans")
    }
    counts = Counter(one for text in sorted(texts) for one in {stem(word.text) for word in words(text)})
    rare = math.log(len(texts) / 8)
    return {one: round(math.log(len(texts) / count) / rare, 3) for one, count in counts.most_common() if count >= 8}


def targets_of(row: dict[str, Any]) -> frozenset[int]:
    """Give the classes, as places in CLASSES, one of which is true of a graded answer."""
    if row.get("label_verification") == "incorrect":
        return frozenset(_OF_WRONG_IN_SAF)
    names = ("label_5way", "label_verification", "label_3way")
    return frozenset(_OF_LABEL[next(row[name] for name in names if name in row)])


def head_of(row: dict[str, Any]) -> int:
    """Give the head that judges answers of this kind, as a place in LEARNING_HEADS."""
    return LEARNING_HEADS.index(row["dataset"] if row["dataset"] in LEARNING_HEADS else "graded")


def learning(folder: Path, known: Container[str]) -> tuple[Rows, Rows]:
    """Read the graded answers to learn from as Tutor reads them: as they are, and some once more, written roughly."""
    plain = [*rows_of(folder, "train"), *written()]
    return as_read(plain, known), roughened_some(plain, known, seed=0)


def as_read(rows: Rows, known: Container[str]) -> Rows:
    """Give rows with their answers as Tutor reads them; `known` holds the stems of words that exist."""
    return [{**row, "answer": _as_read(row, row["answer"], known)} for row in rows]


def roughened_some(rows: Rows, known: Container[str], seed: int) -> Rows:
    """Write some of the short answers again as another student would, as Tutor reads them: they mean the same."""
    rng = np.random.default_rng(seed)
    return [
        {**row, "answer": _as_read(row, roughened(row["answer"], rng), known)}
        for row in rows
        if row["dataset"] in SHORT and rng.random() < SHARE_ROUGHENED
    ]


def _as_read(row: dict[str, Any], answer: str, known: Container[str]) -> str:
    told = [row["question"], *row["reference_answers"], *row.get("ideas", ())]
    return ended(in_known_words(without_orders(tidy(answer))[0], told, known).text)


def folds(rows: Rows, byte: int = _EVEN) -> NDArray[np.int64]:
    """Put whole questions into folds, each by its wording alone: the same in whatever company it comes.

    Another byte (0..31) of the wording's hash gives folds that have nothing to do with these.
    """
    names = [f"{row['dataset']} {row['question']}".encode() for row in rows]
    return np.array([hashlib.sha256(name).digest()[byte] % FOLDS for name in names])


def halves(rows: Rows) -> NDArray[np.int64]:
    """Put answers of students into two halves, each by its id alone, whatever the question; -1 for written ones."""
    names = [f"half {row['id']}".encode() if row["dataset"] in CORPORA else b"" for row in rows]
    return np.array([hashlib.sha256(name).digest()[0] % 2 if name else -1 for name in names])


def macro_f1(is_right: Any, said: Any) -> float:
    """Average the F1 of right and wrong."""
    found = []
    for value in (True, False):
        both = np.sum((is_right == value) & (said == value))
        found.append(2 * both / max(1, np.sum(is_right == value) + np.sum(said == value)))
    return float(np.mean(found))
