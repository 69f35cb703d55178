"""The part of the store that does what follows from a grade: sheets, card and sitting, all together and once."""

from collections.abc import Sequence
from datetime import datetime
from typing import overload

from sqlmodel import Session, col, select

from tutor.domain.change import SheetChange
from tutor.domain.ids import SheetId, SittingId, SubmissionId
from tutor.domain.schedule import Card
from tutor.domain.sheet import Sheet, SheetText
from tutor.store.grading import standing
from tutor.store.part import Part
from tutor.store.rules import checked
from tutor.store.sheet_rows import sheets_where
from tutor.store.sheet_tables import CardRow, EvidenceRow, SheetRow, VersionRow
from tutor.store.sheets import bump, need_sheet
from tutor.store.sittings import move_on, need_sitting
from tutor.store.submissions import need_submission
from tutor.store.tables import SubmissionRow


class Settling(Part):
    """What follows from a grade."""

    @overload
    def settle(
        self,
        submission_id: SubmissionId,
        *,
        sheet: SheetChange | None,
        card: Card | None,
        advance_sitting: SittingId | None,
        now: datetime,
    ) -> Sheet | None: ...

    @overload
    def settle(
        self,
        submission_id: SubmissionId,
        *,
        sheets: Sequence[SheetChange],
        card: Card | None,
        advance_sitting: SittingId | None,
        now: datetime,
    ) -> tuple[Sheet, ...]: ...

    def settle(
        self,
        submission_id: SubmissionId,
        *,
        sheet: SheetChange | None = None,
        sheets: Sequence[SheetChange] | None = None,
        card: Card | None,
        advance_sitting: SittingId | None,
        now: datetime,
    ) -> Sheet | tuple[Sheet, ...] | None:
        """Write what a graded answer changes, in one transaction: sheet (or `sheets`), card, the sitting's place.

        Gives the sheet(s) as they stand. Called again for the same answer, it changes nothing and gives the same ones.
        """
        changes = sheets if sheets is not None else [sheet] if sheet is not None else []
        with self._db.writing() as session:
            submission = need_submission(session, submission_id)
            if submission.settled_at is None:
                _settle(session, submission, changes, card, advance_sitting, now)
            stand = _settled(session, submission_id)
        if sheets is not None:
            return stand
        return stand[0] if stand else None


def _settle(
    session: Session,
    submission: SubmissionRow,
    changes: Sequence[SheetChange],
    card: Card | None,
    advance_sitting: SittingId | None,
    now: datetime,
) -> None:
    assert submission.id is not None
    if standing(session, SubmissionId(submission.id)) is None:
        raise ValueError("an answer is graded before it is settled")
    for place, change in enumerate(changes):
        _write(session, submission, change, place, now)
    if changes:
        bump(session)
    if card is not None:
        _write_card(session, submission, card)
    if advance_sitting is not None and not submission.has_advanced:
        if advance_sitting != submission.sitting_id:
            raise ValueError("an answer moves its own sitting on, no other")
        move_on(session, need_sitting(session, advance_sitting))
        submission.has_advanced = True
    submission.settled_at = now
    session.flush()


def _settled(session: Session, submission_id: SubmissionId) -> tuple[Sheet, ...]:
    rows = select(EvidenceRow.sheet_id).where(EvidenceRow.submission_id == submission_id)
    ids = session.exec(rows.order_by(col(EvidenceRow.place))).all()
    by_id = {sheet.id: sheet for sheet in sheets_where(session, col(SheetRow.id).in_(ids))} if ids else {}
    return tuple(by_id[SheetId(sheet_id)] for sheet_id in ids)


def _write(session: Session, submission: SubmissionRow, change: SheetChange, place: int, now: datetime) -> None:
    if change.sheet_id is None:
        row = _new_sheet(submission, change, now)
        session.add(row)
    else:
        row = need_sheet(session, change.sheet_id)
        _change_sheet(row, submission, change, now)
    session.flush()
    if change.text is not None:
        session.add(_version(row, change.text, change.reason, submission, now))
    named = {"submission_id": submission.id, "sheet_id": row.id, "place": place, "is_named": change.adds_evidence}
    session.merge(checked(EvidenceRow, **named))
    session.flush()


def _new_sheet(submission: SubmissionRow, change: SheetChange, now: datetime) -> SheetRow:
    return checked(
        SheetRow,
        student_id=submission.student_id,
        question_id=submission.question_id,
        version=1,
        times_met=change.times_met,
        right_days=change.right_days,
        status=change.status,
        created_at=now,
        updated_at=now,
    )


def _change_sheet(row: SheetRow, submission: SubmissionRow, change: SheetChange, now: datetime) -> None:
    if row.student_id != submission.student_id:
        raise ValueError("an answer changes its own student's sheets, no other's")
    if change.text is not None:
        row.version += 1
    row.status = change.status
    row.times_met, row.right_days = change.times_met, change.right_days
    row.updated_at = now


def _version(row: SheetRow, text: SheetText, reason: str, submission: SubmissionRow, now: datetime) -> VersionRow:
    return checked(
        VersionRow,
        sheet_id=row.id,
        number=row.version,
        topic=text.topic,
        prompt=text.prompt,
        student_answer=text.student_answer,
        model_answer=text.model_answer,
        explanation=text.explanation,
        missing=text.missing,
        passage_id=text.passage_id,
        check=text.check,
        check_answer=text.check_answer,
        written_at=now,
        submission_id=submission.id,
        reason=reason,
    )


def _write_card(session: Session, submission: SubmissionRow, card: Card) -> None:
    if (card.student_id, card.question_id) != (submission.student_id, submission.question_id):
        raise ValueError("an answer moves the card of its own student and question, no other")
    session.merge(
        checked(
            CardRow,
            student_id=card.student_id,
            question_id=card.question_id,
            due_at=card.due_at,
            state=card.state,
            last_verdict=card.last_verdict,
        )
    )
