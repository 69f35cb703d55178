"""Reads sheets: plain columns, not objects of the mapper, since a guide reads ten thousand at once."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from tutor.domain.ids import PassageId, QuestionId, SheetId, StudentId, SubmissionId
from tutor.domain.sheet import Sheet, SheetStatus, SheetText, SheetVersion
from tutor.store.sheet_tables import EvidenceRow, SheetRow, VersionRow

_TEXT = (
    col(VersionRow.topic),
    col(VersionRow.prompt),
    col(VersionRow.student_answer),
    col(VersionRow.model_answer),
    col(VersionRow.explanation),
    col(VersionRow.missing),
    col(VersionRow.passage_id),
    col(VersionRow.check),
    col(VersionRow.check_answer),
)
_SHEET = (
    col(SheetRow.id),
    col(SheetRow.student_id),
    col(SheetRow.question_id),
    col(SheetRow.version),
    col(SheetRow.times_met),
    col(SheetRow.right_days),
    col(SheetRow.status),
    col(SheetRow.created_at),
    col(SheetRow.updated_at),
)


_STATUS = {status.value: status for status in SheetStatus}  # a look-up is quicker than a call


def sheets_where(session: Session, *conditions: ColumnElement[bool]) -> tuple[Sheet, ...]:
    """Read the sheets that meet every condition (on the table of sheets), newest change first."""
    wanted = _with_text(*_SHEET, *_TEXT).where(*conditions)
    wanted = wanted.order_by(col(SheetRow.updated_at).desc(), col(SheetRow.id).desc())
    with _collector_resting():
        rows = session.connection().execute(wanted).all()
        evidence = _evidence(session, conditions) if rows else {}
        return tuple([_sheet(row, evidence.get(row[0], ())) for row in rows])


def versions_of(session: Session, sheet_id: SheetId) -> tuple[SheetVersion, ...]:
    """Read every version of a sheet, the first one first."""
    wanted = (
        sa_select(VersionRow.number, VersionRow.written_at, VersionRow.submission_id, VersionRow.reason, *_TEXT)  # type: ignore[call-overload]
        .where(col(VersionRow.sheet_id) == sheet_id)
        .order_by(col(VersionRow.number))
    )
    return tuple(_version(row) for row in session.connection().execute(wanted))


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Keep the garbage collector from walking every object time and again while thousands of values are born.

    None of them is garbage: it took half of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _with_text(*columns: Any) -> Select[Any]:
    joined = and_(col(VersionRow.sheet_id) == col(SheetRow.id), col(VersionRow.number) == col(SheetRow.version))
    return sa_select(*columns).join_from(SheetRow, VersionRow, joined)


def _evidence(session: Session, conditions: Iterable[ColumnElement[bool]]) -> dict[int, Sequence[SubmissionId]]:
    wanted = (
        sa_select(col(EvidenceRow.sheet_id), col(EvidenceRow.submission_id))
        .join(SheetRow, col(SheetRow.id) == col(EvidenceRow.sheet_id))
        .where(col(EvidenceRow.is_named), *conditions)
        .order_by(col(EvidenceRow.submission_id))
    )
    found: dict[int, list[SubmissionId]] = defaultdict(list)
    for sheet_id, submission_id in session.connection().execute(wanted):
        found[sheet_id].append(SubmissionId(submission_id))
    return dict(found)


def _sheet(row: Sequence[Any], evidence: Sequence[SubmissionId]) -> Sheet:
    id_, student_id, question_id, version, times_met, right_days, status, created_at, updated_at = row[:9]
    return Sheet(
        id=SheetId(id_),
        student_id=StudentId(student_id),
        question_id=QuestionId(question_id),
        text=_text(row[9:]),
        version=version,
        times_met=times_met,
        right_days=right_days,
        evidence=tuple(evidence),
        status=_STATUS[status],
        created_at=created_at,
        updated_at=updated_at,
    )


def _version(row: Sequence[Any]) -> SheetVersion:
    number: int = row[0]
    written_at: datetime = row[1]
    submission_id = None if row[2] is None else SubmissionId(row[2])
    return SheetVersion(number, _text(row[4:]), written_at, submission_id, reason=row[3])


def _text(row: Sequence[Any]) -> SheetText:
    topic, prompt, student_answer, model_answer, explanation, missing, passage_id, check, check_answer = row
    return SheetText(
        topic=topic,
        prompt=prompt,
        student_answer=student_answer,
        model_answer=model_answer,
        explanation=explanation,
        missing=missing,
        passage_id=None if passage_id is None else PassageId(passage_id),
        check=check,
        check_answer=check_answer,
    )
