"""An answer that waits for a person to look at it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tutor.domain.ids import SubmissionId


class ReviewReason(StrEnum):
    """Why a person should look."""

    UNSURE = "unsure"  # no grader could tell
    DISPUTED = "disputed"  # the student says that the grade is wrong
    FINDING = "finding"  # a rule objects to what was written


@dataclass(frozen=True, slots=True)
class Review:
    """One reason for a person to look at one submission."""

    submission_id: SubmissionId
    reason: ReviewReason
    note: str
    queued_at: datetime  # UTC
    is_open: bool
