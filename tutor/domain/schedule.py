"""When a question is due again, and the sitting that asks it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tutor.domain.answer import Answer
from tutor.domain.ids import PackId, QuestionId, SittingId, StudentId


@dataclass(frozen=True, slots=True)
class Card:
    """When something is due again for one student; `state` is the scheduler's own JSON (FSRS)."""

    student_id: StudentId
    question_id: QuestionId
    due_at: datetime  # UTC
    state: str
    last_verdict: str  # a Verdict, or "" before the first review


class Reason(StrEnum):
    """Why a question is asked now."""

    DUE = "due"
    MISTAKE = "mistake"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Planned:
    """A question in a sitting, and why it is there."""

    question_id: QuestionId
    reason: Reason


@dataclass(frozen=True, slots=True)
class Sitting:
    """One run of questions for one student; it survives a crash.

    `seed` orders the options. `place` is the number of questions that are done (0-based index of the current one).
    `draft` is the answer to the current question that was typed but not sent.
    """

    id: SittingId
    student_id: StudentId
    planned: tuple[Planned, ...]
    place: int
    seed: int
    started_at: datetime  # UTC
    ended_at: datetime | None = None
    draft: Answer | None = None
    hints_shown: int = 0
    pack_id: PackId | None = None  # None: all packs

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is left to ask."""
        return self.ended_at is not None or self.place >= len(self.planned)
