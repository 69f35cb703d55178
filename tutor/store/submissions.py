"""The part of the store that keeps what students said."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from tutor.domain.answer import Answer, Purpose, Submission
from tutor.domain.grade import Grade
from tutor.domain.ids import QuestionId, SittingId, StudentId, SubmissionId
from tutor.domain.translation import _
from tutor.store.grade_tables import GradeRow
from tutor.store.grading import grade_of
from tutor.store.part import Part, need
from tutor.store.rules import checked
from tutor.store.sittings import need_sitting, write_draft
from tutor.store.students import need_student
from tutor.store.tables import SubmissionRow


class Submissions(Part):
    """Answers that were handed in."""

    def submit(
        self,
        student_id: StudentId,
        question_id: QuestionId,
        answer: Answer,
        spoken: str,
        now: datetime,
        sitting_id: SittingId | None = None,
        *,
        purpose: Purpose = Purpose.PRACTICE,
    ) -> Submission:
        """Keep an answer and clear the sitting's draft, both or neither; then the answer is on the disk."""
        row = checked(
            SubmissionRow,
            student_id=student_id,
            sitting_id=sitting_id,
            question_id=question_id,
            purpose=purpose,
            text=answer.text,
            picks=answer.picks,
            gave_up=answer.gave_up,
            spoken=spoken,
            submitted_at=now,
        )
        with self._db.writing() as session:
            need_student(session, student_id)
            if sitting_id is not None:
                write_draft(need_sitting(session, sitting_id), None)
            session.add(row)
            session.flush()
            return _submission(row)

    def submission(self, submission_id: SubmissionId) -> Submission:
        """Get what was handed in; NotFoundError when there is no such thing."""
        with self._db.reading() as session:
            return _submission(need_submission(session, submission_id))

    def submissions(self, student_id: StudentId, question_id: QuestionId | None = None) -> tuple[Submission, ...]:
        """List what a student handed in (to one question), newest first."""
        wanted = select(SubmissionRow).where(SubmissionRow.student_id == student_id)
        if question_id is not None:
            wanted = wanted.where(SubmissionRow.question_id == question_id)
        newest = (col(SubmissionRow.submitted_at).desc(), col(SubmissionRow.id).desc())
        with self._db.reading() as session:
            return tuple(_submission(row) for row in session.exec(wanted.order_by(*newest)))

    def ungraded(self) -> tuple[Submission, ...]:
        """List what was handed in and has no grade, oldest first: a crash came between."""
        graded = select(GradeRow.id).where(GradeRow.submission_id == SubmissionRow.id, col(GradeRow.is_standing))
        wanted = select(SubmissionRow).where(col(SubmissionRow.settled_at).is_(None), ~graded.exists())
        with self._db.reading() as session:
            return tuple(_submission(row) for row in session.exec(wanted.order_by(col(SubmissionRow.id))))

    def graded_without_follow_up(self) -> tuple[tuple[Submission, Grade], ...]:
        """List what was graded and not settled yet, oldest first: a crash came between, or a person graded anew."""
        wanted = (
            select(SubmissionRow, GradeRow)
            .join(GradeRow, col(GradeRow.submission_id) == col(SubmissionRow.id))
            .where(col(SubmissionRow.settled_at).is_(None), col(GradeRow.is_standing))
            .order_by(col(SubmissionRow.id))
        )
        with self._db.reading() as session:
            return tuple((_submission(row), grade_of(grade)) for row, grade in session.exec(wanted))

    def asked_today(self, student_id: StudentId, since: datetime) -> int:
        """Count the graded answers of a student's practice from `since` on; checks and retries are no part of it."""
        wanted = (
            select(func.count())
            .select_from(SubmissionRow)
            .join(GradeRow, col(GradeRow.submission_id) == col(SubmissionRow.id))
            .where(
                SubmissionRow.student_id == student_id,
                SubmissionRow.submitted_at >= since,
                SubmissionRow.purpose == Purpose.PRACTICE,
                col(GradeRow.is_standing),
            )
        )
        with self._db.reading() as session:
            return session.exec(wanted).one()


def need_submission(session: Session, submission_id: SubmissionId) -> SubmissionRow:
    """Get a submission's row; NotFoundError when there is none."""
    return need(session, SubmissionRow, submission_id, _("There is no such answer."))


def _submission(row: SubmissionRow) -> Submission:
    assert row.id is not None
    return Submission(
        id=SubmissionId(row.id),
        student_id=StudentId(row.student_id),
        question_id=QuestionId(row.question_id),
        answer=Answer(text=row.text, picks=row.picks, gave_up=row.gave_up),
        submitted_at=row.submitted_at,
        sitting_id=None if row.sitting_id is None else SittingId(row.sitting_id),
        spoken=row.spoken,
        purpose=Purpose(row.purpose),
    )
