"""The tables of who learns, what was asked and what was said."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from tutor.domain.answer import Purpose
from tutor.domain.schedule import Reason
from tutor.store.columns import Listing, Moment
from tutor.store.rules import one_of


class StudentRow(SQLModel, table=True):
    """A student. `name_key` is the folded name, by which no two are the same."""

    __tablename__ = "student"
    __table_args__ = (
        UniqueConstraint("name_key", name="student_name_once"),
        CheckConstraint("length(trim(name)) BETWEEN 1 AND 80", name="student_has_name"),
        CheckConstraint("(pin_salt IS NULL) = (pin_hash IS NULL)", name="student_pin_whole"),
        CheckConstraint("wrong_pins >= 0", name="student_wrong_pins_counted"),
        CheckConstraint("daily_number BETWEEN 1 AND 100", name="student_daily_number_range"),
        CheckConstraint("text_scale BETWEEN 0.75 AND 2.5", name="student_text_scale_range"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(min_length=1, max_length=80)
    name_key: str = Field(min_length=1)
    picture: str
    created_at: datetime = Field(sa_type=Moment)
    pin_salt: bytes | None = None
    pin_hash: bytes | None = None
    wrong_pins: int = Field(default=0, ge=0)
    last_wrong_pin_at: datetime | None = Field(default=None, sa_type=Moment)
    daily_number: int = Field(ge=1, le=100)
    theme: str
    text_scale: float = Field(ge=0.75, le=2.5)
    is_spacing_roomy: bool
    is_motion_reduced: bool


class SettingRow(SQLModel, table=True):
    """One setting of this computer."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True, min_length=1)
    value: str


class SittingRow(SQLModel, table=True):
    """A run of questions; the draft's columns are NULL together when nothing was typed."""

    __tablename__ = "sitting"
    __table_args__ = (
        UniqueConstraint("id", "student_id", name="sitting_of_student"),
        CheckConstraint("place >= 0", name="sitting_place_counted"),
        CheckConstraint("hints_shown >= 0", name="sitting_hints_counted"),
        CheckConstraint("(draft_text IS NULL) = (draft_picks IS NULL)", name="sitting_draft_has_picks"),
        CheckConstraint("(draft_text IS NULL) = (draft_gave_up IS NULL)", name="sitting_draft_whole"),
        Index("sitting_unfinished", "student_id", sqlite_where=text("ended_at IS NULL")),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    student_id: int = Field(foreign_key="student.id")
    pack_id: str | None = None
    seed: int = Field(ge=-(2**63), lt=2**63)
    place: int = Field(default=0, ge=0)
    started_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    draft_text: str | None = None
    draft_picks: tuple[str, ...] | None = Field(default=None, sa_type=Listing)
    draft_gave_up: bool | None = None
    hints_shown: int = Field(default=0, ge=0)


class PlannedRow(SQLModel, table=True):
    """One question of a sitting, at its place (from 0)."""

    __tablename__ = "planned"
    __table_args__ = (
        CheckConstraint("place >= 0", name="planned_place_counted"),
        one_of("reason", Reason, "planned_reason_known"),
    )

    sitting_id: int = Field(foreign_key="sitting.id", primary_key=True)
    place: int = Field(primary_key=True, ge=0)
    question_id: str = Field(min_length=1)
    reason: Reason = Field(sa_type=String)


class SubmissionRow(SQLModel, table=True):
    """An answer that was handed in. A trigger keeps what was said from ever being changed."""

    __tablename__ = "submission"
    __table_args__ = (
        ForeignKeyConstraint(
            ["sitting_id", "student_id"], ["sitting.id", "sitting.student_id"], name="submission_sitting_of_student"
        ),
        one_of("purpose", Purpose, "submission_purpose_known"),
        Index("submission_by_question", "student_id", "question_id"),
        Index("submission_by_time", "student_id", "submitted_at"),
        Index("submission_unsettled", "id", sqlite_where=text("settled_at IS NULL")),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    student_id: int = Field(foreign_key="student.id")
    sitting_id: int | None = None
    question_id: str = Field(min_length=1)
    purpose: Purpose = Field(sa_type=String)
    text: str
    picks: tuple[str, ...] = Field(sa_type=Listing)
    gave_up: bool
    spoken: str
    submitted_at: datetime = Field(sa_type=Moment)
    has_advanced: bool = False  # its sitting went on to the next question
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
