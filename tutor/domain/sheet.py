"""A study sheet: what went wrong once, and how to get it right."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tutor.domain.ids import PassageId, QuestionId, SheetId, StudentId, SubmissionId

RIGHT_DAYS_FOR_MASTERY = 3


class SheetStatus(StrEnum):
    """Whether a sheet is in use."""

    ACTIVE = "active"
    QUARANTINED = "quarantined"  # a rule found something: a person looks first
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class SheetText:
    """What a sheet says (Markdown); one version of it."""

    topic: str
    prompt: str
    student_answer: str
    model_answer: str
    explanation: str  # what was wrong, and why the right answer is right
    missing: tuple[str, ...] = ()  # key ideas that the answer lacked
    passage_id: PassageId | None = None
    check: str = ""  # a question to check oneself
    check_answer: str = ""


@dataclass(frozen=True, slots=True)
class SheetVersion:
    """One earlier or present state of a sheet, and the submission that brought it."""

    number: int  # from 1
    text: SheetText
    written_at: datetime  # UTC
    submission_id: SubmissionId | None
    reason: str  # why this version was written, in plain words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A study sheet of one student about one mistake on one question."""

    id: SheetId
    student_id: StudentId
    question_id: QuestionId
    text: SheetText
    version: int
    times_met: int  # how often the mistake was made
    right_days: int  # due days on which it was answered right, one after another
    evidence: tuple[SubmissionId, ...]
    status: SheetStatus
    created_at: datetime  # UTC
    updated_at: datetime  # UTC

    @property
    def is_mastered(self) -> bool:
        """Tell whether the sheet was answered right on enough due days."""
        return self.right_days >= RIGHT_DAYS_FOR_MASTERY
