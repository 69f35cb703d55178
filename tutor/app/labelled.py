"""Reads labelled answers from JSON Lines: questions and answers as `tutor grade` takes them, and what they deserve."""

import json
import reprlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from tutor.app.grade_lines import read_line
from tutor.domain.answer import Answer
from tutor.domain.errors import TutorError
from tutor.domain.grade import Verdict
from tutor.domain.question import MarkedAnswer, Question, TextKey
from tutor.domain.translation import _

_RIGHT = {"correct": Verdict.CORRECT}
_LABELS: Mapping[str, Mapping[str, Verdict | None]] = {  # None: not correct, and no word on whether in part
    "label_2way": {**_RIGHT, "incorrect": None},
    "label_3way": {**_RIGHT, "incorrect": None, "contradictory": None},
    "label_verification": {
        **_RIGHT,
        "partially correct": Verdict.PARTIAL,
        "partially_correct_incomplete": Verdict.PARTIAL,
        "incorrect": Verdict.INCORRECT,
    },
    "label_5way": {
        **_RIGHT,
        "partially_correct_incomplete": Verdict.PARTIAL,
        "contradictory": Verdict.INCORRECT,
        "irrelevant": Verdict.INCORRECT,
        "non_domain": Verdict.INCORRECT,
    },
}
_TELLING_PARTS = ("label_verification", "label_5way")


@dataclass(frozen=True, slots=True)
class Truth:
    """What people said of an answer; None where they did not say."""

    is_correct: bool | None = None
    verdict: Verdict | None = None  # correct, partial or incorrect
    score: float | None = None  # 0..1


@dataclass(frozen=True, slots=True)
class Labelled:
    """One answer with its labels, and where it stands."""

    line: int
    question_id: str
    question: Question
    answer: Answer
    truth: Truth


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be measured, and why; lines are counted from 1."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class LabelledFile:
    """What a file holds: answers that can be measured, and lines that can't."""

    path: Path
    answers: tuple[Labelled, ...]
    bad: tuple[BadLine, ...] = ()


def read_labelled(path: Path) -> LabelledFile:
    """Read a file of labelled answers; TutorError when it can't be opened or holds none."""
    answers, bad = [], []
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            answers.append(_labelled(number, line))
        except (TutorError, ValueError) as error:
            bad.append(BadLine(path, number, str(error)))
    if not answers:
        why = f" {_('Line {line}: {reason}').format(line=bad[0].line, reason=bad[0].reason)}" if bad else ""
        raise TutorError(_("{file} holds no labelled answer.").format(file=path) + why, _needed())
    return LabelledFile(path, tuple(answers), tuple(bad))


def with_marks(file: LabelledFile, count: int) -> LabelledFile:
    """Let the labels of up to `count` answers to each question in words be known, and keep the other answers.

    Which answers these are is drawn, always the same. TutorError when no answer is left to be graded.
    """
    together: dict[Question, list[Labelled]] = defaultdict(list)
    for one in file.answers:
        together[one.question].append(one)
    rest = [one for question, answers in together.items() for one in _marked_by_others(question, answers, count)]
    if not rest:
        raise TutorError(
            _("{file} holds no more than {count} answers to each question.").format(file=file.path, count=count),
            _("Mark fewer of them."),
        )
    return LabelledFile(file.path, tuple(sorted(rest, key=lambda one: one.line)), file.bad)


def _marked_by_others(question: Question, answers: Sequence[Labelled], count: int) -> list[Labelled]:
    key = question.key
    if not isinstance(key, TextKey):
        return list(answers)
    usable = [one for one in answers if one.truth.is_correct is not None and one.answer.text.strip()]
    drawn = Random(f"marks/{question.prompt}").sample(usable, min(count, len(usable)))
    marked = tuple(MarkedAnswer(one.answer.text, _mark(one.truth)) for one in drawn)
    asked = replace(question, key=replace(key, marked=(*key.marked, *marked)))
    return [replace(one, question=asked) for one in answers if one not in drawn]


def _mark(truth: Truth) -> Verdict:
    if truth.verdict is not None:
        return truth.verdict
    return Verdict.CORRECT if truth.is_correct else Verdict.INCORRECT


def _lines(path: Path) -> list[str]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise TutorError(_("{file} can't be read: {reason}.").format(file=path, reason=error.strerror)) from error
    return [line.decode("utf-8-sig", errors="surrogateescape") for line in raw.split(b"\n")]


def _labelled(number: int, line: str) -> Labelled:
    question, answer = read_line(line)
    row = json.loads(line)
    name = row.get("question_id")
    return Labelled(number, name if isinstance(name, str) else "", question, answer, _truth(row))


def _truth(row: Mapping[str, Any]) -> Truth:
    labels = {name: _label(name, row[name]) for name in _LABELS if row.get(name) is not None}
    score = _score(row["score"]) if row.get("score") is not None else None
    if not labels and score is None:
        raise ValueError(_("This line has no label."))
    first = next(iter(labels.values()), None)
    verdict = next((labels[name] for name in _TELLING_PARTS if name in labels), None)
    return Truth((first is Verdict.CORRECT) if labels else None, verdict, score)


def _label(name: str, value: object) -> Verdict | None:
    known = _LABELS[name]
    if not isinstance(value, str) or value.strip().casefold() not in known:
        names, said = ", ".join(known), reprlib.repr(value)
        raise ValueError(_('"{name}" is {value}; it can be {names}.').format(name=name, value=said, names=names))
    return known[value.strip().casefold()]


def _score(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(_('"score" is {value}; it must be a number from 0 to 1.').format(value=reprlib.repr(value)))
    return float(value)


def _needed() -> str:
    return _(
        "Each line needs question, reference_answers and answer, and a label: {labels}, or a score from 0 to 1."
    ).format(labels=", ".join(_LABELS))
