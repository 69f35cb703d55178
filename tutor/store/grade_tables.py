"""The tables of what an answer earned, what a model said to it, and who should look again."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlmodel import Field, SQLModel

from tutor.domain.grade import Verdict
from tutor.domain.review import ReviewReason
from tutor.store.columns import Listing, Moment
from tutor.store.rules import one_of, share

PURPOSES = ("grade", "explanation")


class GradeRow(SQLModel, table=True):
    """A grade; a person's grade stands before an earlier one, which is kept."""

    __tablename__ = "grade"
    __table_args__ = (
        one_of("verdict", Verdict, "grade_verdict_known"),
        share("score", "grade_score_range"),
        share("probability", "grade_probability_range"),
        Index("grade_standing", "submission_id", unique=True, sqlite_where=text("is_standing = 1")),
        Index("grade_by_person", "submission_id", sqlite_where=text("is_by_person = 1")),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    is_standing: bool
    is_by_person: bool
    verdict: Verdict = Field(sa_type=String)
    score: float = Field(ge=0, le=1)
    probability: float = Field(ge=0, le=1)
    feedback: str
    graded_by: str
    covered: tuple[str, ...] = Field(sa_type=Listing)
    missing: tuple[str, ...] = Field(sa_type=Listing)
    matched: tuple[tuple[int, int], ...] = Field(sa_type=Listing)
    graded_at: datetime = Field(sa_type=Moment)


class CallRow(SQLModel, table=True):
    """One question to a language model and its raw reply."""

    __tablename__ = "model_call"
    __table_args__ = (one_of("purpose", PURPOSES, "model_call_purpose_known"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    purpose: str
    model_sha256: str
    prompt: str
    seed: int = Field(ge=-(2**63), lt=2**63)
    reply: str
    asked_at: datetime = Field(sa_type=Moment)


class ExplanationRow(SQLModel, table=True):
    """The words that the student reads about a grade."""

    __tablename__ = "explanation"

    submission_id: int = Field(foreign_key="submission.id", primary_key=True)
    text: str
    written_by: str = Field(min_length=1)
    call_id: int | None = Field(default=None, foreign_key="model_call.id")
    written_at: datetime = Field(sa_type=Moment)


class ReviewRow(SQLModel, table=True):
    """One reason for a person to look at one submission; it waits while it is open."""

    __tablename__ = "review"
    __table_args__ = (
        one_of("reason", ReviewReason, "review_reason_known"),
        Index("review_open", "queued_at", sqlite_where=text("is_open = 1")),
    )

    submission_id: int = Field(foreign_key="submission.id", primary_key=True)
    reason: ReviewReason = Field(sa_type=String, primary_key=True)
    note: str
    queued_at: datetime = Field(sa_type=Moment)
    is_open: bool
