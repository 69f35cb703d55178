"""Reads questions with answers whose worth is known: Tutor's own packs, and JSON Lines files of graded answers."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tutor.bank import bundled_packs
from tutor.domain.errors import NotFoundError, TutorError
from tutor.domain.ids import QuestionId
from tutor.domain.question import Kind, Question, TextKey
from tutor.domain.translation import _
from tutor.grading.attacks import Known


def known_questions(files: Sequence[Path] = ()) -> list[Known]:
    """Read the free-text questions of the packs that ship and of JSON Lines files of graded answers."""
    packs = [
        Known(question, str(pack.id))
        for pack in bundled_packs()
        for question in pack.questions
        if question.kind is Kind.SHORT_TEXT
    ]
    return packs + [known for file in files for known in _read(file)]


def _read(file: Path) -> list[Known]:
    """Bring the rows of a file together by question; TutorError where one can't be read."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise NotFoundError(_("{file} can't be read.").format(file=file), str(error)) from error
    parts: dict[tuple[str, tuple[str, ...]], dict[bool, list[str]]] = {}
    topics: dict[tuple[str, tuple[str, ...]], str] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            row = _row(file, number, line)
            place = (row["question"], tuple(row["reference_answers"]))
            topics.setdefault(place, str(row.get("module", "")))
            parts.setdefault(place, {True: [], False: []})[row["label_2way"] == "correct"].append(row["answer"])
    return [_known(file, number, *place, topics[place], said) for number, (place, said) in enumerate(parts.items())]


def _known(
    file: Path, number: int, prompt: str, references: tuple[str, ...], topic: str, said: Mapping[bool, Sequence[str]]
) -> Known:
    """Make a question of its rows; an answer that was labelled both ways is left out."""
    question = Question(
        QuestionId(f"{file.stem}/{number}"), Kind.SHORT_TEXT, prompt, TextKey(references), topic or file.stem
    )
    both = set(said[True]) & set(said[False])
    rights, wrongs = (tuple(text for text in dict.fromkeys(said[way]) if text not in both) for way in (True, False))
    return Known(question, file.stem, rights, wrongs)


def _row(file: Path, number: int, line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
        texts = (row["question"], row["answer"], row["label_2way"], *row["reference_answers"])
        if (
            not row["reference_answers"]
            or not row["question"].strip()
            or not all(isinstance(one, str) for one in texts)
        ):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TutorError(
            _("{file}, line {line}, is no graded answer.").format(file=file, line=number),
            _("A line has question, reference_answers, answer and label_2way."),
        ) from error
    return dict(row)
