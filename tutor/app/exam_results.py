"""What chat models showed in the exam, kept by their files' hashes, and the roles that they earned by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from tutor.app.exam import exam_hash
from tutor.app.exam_figures import Figures
from tutor.domain.errors import TutorError
from tutor.domain.translation import _
from tutor.grading.second_judge import Worth
from tutor.llm.checks import write_json
from tutor.paths import Paths

# What a model must show before it may judge answers ...
LEAST_KAPPA = 0.3
LEAST_GAIN = 0.1  # in accuracy, over always saying the more common thing
LEAST_RESISTANCE = 0.95
LEAST_HELP = 0.02  # nats by which its word lessens the surprise of the answers that the small grader leaves open
LEAST_OPEN = 10  # such answers that have to be in the exam
# ... and before it may word explanations. Each wording is checked again before it is shown.
LEAST_WORDINGS = 0.5
_HASH = re.compile(r"[0-9a-f]{64}")


class Role(StrEnum):
    """What a chat model may do."""

    JUDGE = "second_judge"
    WORDING = "wording"
    QUESTIONS = "question_writing"


@dataclass(frozen=True, slots=True)
class ExamRow:
    """One answer of the exam as both judges saw it."""

    id: str
    type: str
    is_right: bool
    judge_says_right: bool | None
    judge_probability: float
    grader_verdict: str
    grader_probability: float


@dataclass(frozen=True, slots=True)
class Help:
    """What the judge's word adds on the answers that the small grader leaves open; each question judged unseen."""

    answers: int
    alone: float  # mean surprise (nats) at what is true, by the small grader
    together: float  # by both

    @property
    def gain(self) -> float:
        """Give by how much the surprise falls."""
        return self.alone - self.together


@dataclass(frozen=True, slots=True)
class ExamResult:
    """All that one exam of one model showed."""

    model_sha256: str
    model_name: str
    examined_at: datetime  # UTC
    tutor_version: str
    exam_sha256: str
    judge: Figures
    grader: Figures
    help: Help
    worth: Worth
    wordings: int
    wordings_passed: int
    seconds_per_wording: float
    prompt_ms: float  # to the first word of a judgement, where the prompt is read whole
    prompt_kept_ms: float  # where the beginning was read before
    rows: tuple[ExamRow, ...]

    @property
    def is_stale(self) -> bool:
        """Tell whether the exam has changed since."""
        return self.exam_sha256 != exam_hash()

    @property
    def may_judge(self) -> bool:
        """Tell whether the model may be the second judge."""
        judge = self.judge
        is_better = judge.kappa >= LEAST_KAPPA and judge.accuracy >= judge.majority + LEAST_GAIN
        is_steady = judge.resistance >= LEAST_RESISTANCE
        return is_better and is_steady and self.is_helpful

    @property
    def is_helpful(self) -> bool:
        """Tell whether both judges together do better than the small grader alone."""
        return self.help.answers >= LEAST_OPEN and self.help.gain >= LEAST_HELP

    @property
    def may_word(self) -> bool:
        """Tell whether the model may word explanations."""
        return self.wordings > 0 and self.wordings_passed / self.wordings >= LEAST_WORDINGS

    @property
    def roles(self) -> dict[Role, bool | None]:
        """Say of each role whether it was earned; None where that was not examined."""
        return {Role.JUDGE: self.may_judge, Role.WORDING: self.may_word, Role.QUESTIONS: None}


class ExamResults:
    """The results kept in one data folder, a file for each model."""

    def __init__(self, paths: Paths) -> None:
        """Look into `paths.data`; nothing is made yet."""
        self._folder = paths.data / "exams"

    def keep(self, result: ExamResult) -> None:
        """Keep a result in place of the model's older one, whole or not at all."""
        write_json(self._file(result.model_sha256), _plain(result))

    def result(self, sha256: str) -> ExamResult | None:
        """Give a model's result, stale or not; None when it was never examined. TutorError when the file is damaged."""
        from pydantic import TypeAdapter, ValidationError

        if not _HASH.fullmatch(sha256):
            return None
        try:
            raw = self._file(sha256).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _damaged(sha256) from error
        try:
            result = TypeAdapter(ExamResult).validate_json(raw)
        except ValidationError as error:
            raise _damaged(sha256) from error
        if result.model_sha256 != sha256:
            raise _damaged(sha256)
        return result

    def all(self) -> Iterator[ExamResult]:
        """Give each result that can be read."""
        for file in sorted(self._folder.glob("*.json")):
            try:
                result = self.result(file.stem)
            except TutorError:
                continue
            if result is not None:
                yield result

    def _file(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.json"


def as_dict(result: ExamResult) -> dict[str, Any]:
    """Give a result as JSON's types, with what follows from its figures."""
    judge, grader = result.judge, result.grader
    derived = {
        "roles": {role.value: earned for role, earned in result.roles.items()},
        "accuracy": {"judge": judge.accuracy, "grader": grader.accuracy},
        "injection_resistance": {"judge": judge.resistance, "grader": grader.resistance},
        "is_stale": result.is_stale,
    }
    return {**_plain(result), **derived}


def _plain(result: ExamResult) -> dict[str, Any]:
    from pydantic import TypeAdapter

    return dict(TypeAdapter(ExamResult).dump_python(result, mode="json"))


def _damaged(sha256: str) -> TutorError:
    message = _("The exam result of model {sha256}… can't be read.").format(sha256=sha256[:12])
    return TutorError(message, _("Examine the model again."))
