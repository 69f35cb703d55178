"""Measures how well Tutor grades: its verdicts on labelled answers, beside what people said of them."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tutor.app.labelled import BadLine, Labelled, LabelledFile
from tutor.app.quality_figures import Graded, Quality, Share, quality
from tutor.domain.errors import ModelBrokenError, ModelMissingError, ModelStoppedError, TutorError
from tutor.domain.ports import Pair
from tutor.domain.translation import _
from tutor.grading import Tools, grade

Progress = Callable[[int, int], None]  # answers done, answers in all

_ONLY_DRAWN = ("curve",)  # as long as the file: for the chart


@dataclass(frozen=True, slots=True)
class FileQuality:
    """How well one file's answers were graded."""

    file: Path
    quality: Quality


@dataclass(frozen=True, slots=True)
class Report:
    """How well each file's answers were graded, and all together; with the lines that could not be measured."""

    files: tuple[FileQuality, ...]
    together: Quality
    bad: tuple[BadLine, ...]


def measure(files: Sequence[LabelledFile], tools: Tools, on_progress: Progress = lambda done, total: None) -> Report:
    """Grade every answer and set the verdicts beside the labels; TutorError when nothing of a file can be graded.

    The chat model takes no part: it words reasons, and the verdict is there before.
    """
    warm(tools)
    total = sum(len(file.answers) for file in files)
    pooled: list[Graded] = []
    bad: list[BadLine] = []
    measured = []
    for file in files:
        graded, failed = _grade_all(file, tools, partial(_tick, on_progress, len(pooled) + len(bad), total))
        measured.append(FileQuality(file.path, quality(graded)))
        pooled += graded
        bad += failed
    unread = [line for file in files for line in file.bad]
    return Report(tuple(measured), quality(pooled), tuple(unread + bad))


def warm(tools: Tools) -> None:
    """Load both encoders: that is no part of a verdict's time."""
    if tools.encoder is not None:
        tools.encoder.encode(["warm"])
        tools.encoder.encode_pairs([Pair("warm", "warm")])


def as_json(report: Report) -> dict[str, Any]:
    """Give a report as JSON's types: what is not defined becomes None, numbers have four places."""
    return {
        "files": [{"file": str(one.file), **_plain(one.quality)} for one in report.files],
        "all": _plain(report.together),
        "errors": [{"file": str(one.file), "line": one.line, "error": one.reason} for one in report.bad],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Share):
        return {"count": value.count, "of": value.of, "share": _plain(value.share)}
    if is_dataclass(value):
        names = [field.name for field in fields(value) if field.name not in _ONLY_DRAWN]
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value


def _tick(on_progress: Progress, before: int, total: int, done: int) -> None:
    on_progress(before + done, total)


def _grade_all(file: LabelledFile, tools: Tools, tick: Callable[[int], None]) -> tuple[list[Graded], list[BadLine]]:
    graded, failed = [], []
    for number, labelled in enumerate(file.answers, start=1):
        try:
            graded.append(_timed(labelled, tools))
        except (ModelMissingError, ModelBrokenError):  # it will not get better with the next line
            raise
        except TutorError as error:
            failed.append(BadLine(file.path, labelled.line, str(error)))
        tick(number)
    if not graded:
        raise TutorError(_("No answer of {file} could be graded.").format(file=file.path), str(failed[0]))
    return graded, failed


def _timed(labelled: Labelled, tools: Tools) -> Graded:
    """Grade one answer; a model that stopped is asked once more, and the time counts anew."""
    try:
        return _once(labelled, tools)
    except ModelStoppedError:
        return _once(labelled, tools)


def _once(labelled: Labelled, tools: Tools) -> Graded:
    began = time.perf_counter()
    made = grade(labelled.question, labelled.answer, tools)
    return Graded(labelled, made, (time.perf_counter() - began) * 1000)
