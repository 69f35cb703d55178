"""What a student said, as it was typed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tutor.domain.ids import QuestionId, SittingId, StudentId, SubmissionId


@dataclass(frozen=True, slots=True)
class Answer:
    """What one student said to one question; never changed afterwards.

    `text` holds typed answers. `picks` holds the rest: option ids (choice kinds; ORDER: in the student's order),
    "left=right" ids (MATCH), or the text of each gap (CLOZE). An Answer with `gave_up` is "I don't know".
    """

    text: str = ""
    picks: tuple[str, ...] = ()
    gave_up: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was said."""
        return not self.text.strip() and not any(pick.strip() for pick in self.picks)


class Purpose(StrEnum):
    """Why a question was answered."""

    PRACTICE = "practice"  # in a sitting
    CHECK = "check"  # in the guide, from a sheet
    RETRY = "retry"  # once more, right after the answer was shown: a right one proves no memory


@dataclass(frozen=True, slots=True)
class Submission:
    """An answer that was handed in and kept."""

    id: SubmissionId
    student_id: StudentId
    question_id: QuestionId
    answer: Answer
    submitted_at: datetime  # UTC
    sitting_id: SittingId | None = None
    spoken: str = ""  # the answer in words (option texts instead of ids), for showing
    purpose: Purpose = Purpose.PRACTICE
