"""The tables of the study sheets: their versions, evidence, findings and vectors, and when each is due."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlmodel import Field, SQLModel

from tutor.domain.finding import Severity
from tutor.domain.grade import Verdict
from tutor.domain.sheet import SheetStatus
from tutor.store.columns import Listing, Moment
from tutor.store.rules import one_of

GENERATION = "generation"


class SheetRow(SQLModel, table=True):
    """A sheet as it stands; what it says is in its version of the same number."""

    __tablename__ = "sheet"
    __table_args__ = (
        one_of("status", SheetStatus, "sheet_status_known"),
        CheckConstraint("version >= 1", name="sheet_version_counted"),
        CheckConstraint("times_met >= 0", name="sheet_times_counted"),
        CheckConstraint("right_days >= 0", name="sheet_days_counted"),
        Index("sheet_by_time", "student_id", "updated_at"),
        Index("sheet_by_question", "student_id", "question_id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    student_id: int = Field(foreign_key="student.id")
    question_id: str = Field(min_length=1)
    version: int = Field(ge=1)
    times_met: int = Field(ge=0)
    right_days: int = Field(ge=0)
    status: SheetStatus = Field(sa_type=String)
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)


class VersionRow(SQLModel, table=True):
    """One state of a sheet's text; triggers keep it from being changed or removed."""

    __tablename__ = "sheet_version"
    __table_args__ = (CheckConstraint("number >= 1", name="sheet_version_number_counted"),)

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    number: int = Field(primary_key=True, ge=1)
    topic: str
    prompt: str
    student_answer: str
    model_answer: str
    explanation: str
    missing: tuple[str, ...] = Field(sa_type=Listing)
    passage_id: str | None = None
    check: str
    check_answer: str
    written_at: datetime = Field(sa_type=Moment)
    submission_id: int | None = Field(default=None, foreign_key="submission.id", index=True)
    reason: str


class EvidenceRow(SQLModel, table=True):
    """A submission that wrote or changed a sheet; `is_named` where the sheet counts it as its evidence."""

    __tablename__ = "evidence"

    submission_id: int = Field(foreign_key="submission.id", primary_key=True)
    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True, index=True)
    place: int = Field(ge=0)  # the order in which one submission changed its sheets
    is_named: bool


class FindingRow(SQLModel, table=True):
    """A rule's objection to a text of a sheet or of a submission's explanation."""

    __tablename__ = "finding"
    __table_args__ = (
        one_of("severity", Severity, "finding_severity_known"),
        CheckConstraint("sheet_id IS NOT NULL OR submission_id IS NOT NULL", name="finding_belongs"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    sheet_id: int | None = Field(default=None, foreign_key="sheet.id", index=True)
    submission_id: int | None = Field(default=None, foreign_key="submission.id", index=True)
    rule: str = Field(min_length=1)
    severity: Severity = Field(sa_type=String)
    reason: str
    found_at: datetime = Field(sa_type=Moment)


class CardRow(SQLModel, table=True):
    """When a question is due again for a student."""

    __tablename__ = "card"
    __table_args__ = (one_of("last_verdict", ("", *Verdict), "card_verdict_known"),)

    student_id: int = Field(foreign_key="student.id", primary_key=True)
    question_id: str = Field(primary_key=True, min_length=1)
    due_at: datetime = Field(sa_type=Moment)
    state: str
    last_verdict: str


class VectorRow(SQLModel, table=True):
    """A sheet's vector by one model: float32, little-endian."""

    __tablename__ = "vector"
    __table_args__ = (
        CheckConstraint("length(data) > 0 AND length(data) % 4 = 0", name="vector_of_floats"),
        CheckConstraint("version >= 1", name="vector_version_counted"),
    )

    model_sha256: str = Field(primary_key=True, min_length=1)
    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    version: int = Field(ge=1)
    data: bytes


class CounterRow(SQLModel, table=True):
    """A number that only grows; "generation" grows with each change of a sheet or vector."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True)
    value: int = Field(ge=0)
