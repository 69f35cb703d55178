"""The part of the store that keeps sittings, with the answer that is being typed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from tutor.domain.answer import Answer
from tutor.domain.ids import PackId, QuestionId, SittingId, StudentId
from tutor.domain.schedule import Planned, Reason, Sitting
from tutor.domain.translation import _
from tutor.store.part import Part, need
from tutor.store.rules import checked
from tutor.store.students import need_student
from tutor.store.tables import PlannedRow, SittingRow


class Sittings(Part):
    """Sittings and their drafts."""

    def start_sitting(
        self, student_id: StudentId, planned: Sequence[Planned], seed: int, now: datetime, pack_id: PackId | None = None
    ) -> Sitting:
        """Begin a sitting with the questions of `planned`."""
        with self._db.writing() as session:
            need_student(session, student_id)
            row = checked(SittingRow, student_id=student_id, pack_id=pack_id, seed=seed, started_at=now)
            session.add(row)
            session.flush()
            for place, one in enumerate(planned):
                session.add(
                    checked(PlannedRow, sitting_id=row.id, place=place, question_id=one.question_id, reason=one.reason)
                )
            session.flush()
            return _sitting(session, row)

    def open_sitting(self, student_id: StudentId) -> Sitting | None:
        """Find the student's newest sitting that is neither ended nor through."""
        with self._db.reading() as session:
            count = (
                select(func.count()).select_from(PlannedRow).where(PlannedRow.sitting_id == SittingRow.id)
            ).scalar_subquery()
            row = session.exec(
                select(SittingRow)
                .where(SittingRow.student_id == student_id, col(SittingRow.ended_at).is_(None))
                .where(col(SittingRow.place) < count)
                .order_by(col(SittingRow.id).desc())
            ).first()
            return None if row is None else _sitting(session, row)

    def sitting(self, sitting_id: SittingId) -> Sitting:
        """Get a sitting; NotFoundError when there is none."""
        with self._db.reading() as session:
            return _sitting(session, need_sitting(session, sitting_id))

    def save_draft(self, sitting_id: SittingId, draft: Answer | None, hints_shown: int) -> None:
        """Keep what is being typed, and how many hints were shown."""
        with self._db.writing() as session:
            row = need_sitting(session, sitting_id)
            write_draft(row, draft)
            row.hints_shown = hints_shown

    def advance(self, sitting_id: SittingId) -> Sitting:
        """Go on to the sitting's next question, with no draft and no hints yet."""
        with self._db.writing() as session:
            row = need_sitting(session, sitting_id)
            move_on(session, row)
            return _sitting(session, row)

    def end_sitting(self, sitting_id: SittingId, now: datetime) -> None:
        """End a sitting, once; the time of the first call stays."""
        with self._db.writing() as session:
            row = need_sitting(session, sitting_id)
            if row.ended_at is None:
                row.ended_at = now


def need_sitting(session: Session, sitting_id: SittingId) -> SittingRow:
    """Get a sitting's row; NotFoundError when there is none."""
    return need(session, SittingRow, sitting_id, _("There is no such sitting."))


def write_draft(row: SittingRow, draft: Answer | None) -> None:
    """Write a draft into a sitting's row; None clears it."""
    row.draft_text = None if draft is None else draft.text
    row.draft_picks = None if draft is None else draft.picks
    row.draft_gave_up = None if draft is None else draft.gave_up


def move_on(session: Session, row: SittingRow) -> None:
    """Put a sitting's row at its next question; one that is through stays so."""
    count = session.exec(select(func.count()).where(PlannedRow.sitting_id == row.id)).one()
    row.place = min(row.place + 1, count)
    row.hints_shown = 0
    write_draft(row, None)


def _sitting(session: Session, row: SittingRow) -> Sitting:
    assert row.id is not None
    planned = session.exec(
        select(PlannedRow.question_id, PlannedRow.reason)
        .where(PlannedRow.sitting_id == row.id)
        .order_by(col(PlannedRow.place))
    )
    return Sitting(
        id=SittingId(row.id),
        student_id=StudentId(row.student_id),
        planned=tuple(Planned(QuestionId(question_id), Reason(reason)) for question_id, reason in planned),
        place=row.place,
        seed=row.seed,
        started_at=row.started_at,
        ended_at=row.ended_at,
        draft=_draft(row),
        hints_shown=row.hints_shown,
        pack_id=None if row.pack_id is None else PackId(row.pack_id),
    )


def _draft(row: SittingRow) -> Answer | None:
    if row.draft_text is None:
        return None
    assert row.draft_picks is not None
    return Answer(text=row.draft_text, picks=row.draft_picks, gave_up=bool(row.draft_gave_up))
