"""The part of the store that keeps what answers earned, and what a person should look at."""

from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from tutor.domain.grade import Explanation, Grade, ModelCall, Verdict
from tutor.domain.ids import QuestionId, SubmissionId
from tutor.domain.question import MarkedAnswer
from tutor.domain.review import Review, ReviewReason
from tutor.store.grade_tables import CallRow, ExplanationRow, GradeRow, ReviewRow
from tutor.store.grading import grade_of, keep_call, row_of, standing
from tutor.store.part import Part
from tutor.store.rules import checked
from tutor.store.submissions import need_submission
from tutor.store.tables import SubmissionRow


class Grades(Part):
    """Grades, explanations and reviews."""

    def keep_grade(self, submission_id: SubmissionId, grade: Grade, call: ModelCall | None, now: datetime) -> Grade:
        """Keep the first grade of an answer, with the model's reply behind it; gives the grade that stands.

        A grade that is there already stays: two threads may grade one answer, but only a person may grade it anew.
        """
        with self._db.writing() as session:
            need_submission(session, submission_id)
            kept = standing(session, submission_id)
            if kept is not None:
                return grade_of(kept)
            session.add(row_of(submission_id, grade, now, is_by_person=False))
            keep_call(session, submission_id, call, "grade", now)
            return grade

    def person_grade(self, submission_id: SubmissionId, grade: Grade, now: datetime) -> None:
        """Let a person's grade stand in place of the earlier one, which is kept; open reviews of the answer are done.

        The answer is to be settled anew, for its sheet and card may now be others; its sitting goes on only once.
        """
        with self._db.writing() as session:
            submission = need_submission(session, submission_id)
            kept = standing(session, submission_id)
            if kept is not None:
                kept.is_standing = False
                session.flush()  # only one may stand at a time
            session.add(row_of(submission_id, grade, now, is_by_person=True))
            submission.settled_at = None
            for row in session.exec(_open_reviews().where(ReviewRow.submission_id == submission_id)):
                row.is_open = False

    def grade(self, submission_id: SubmissionId) -> Grade | None:
        """Get the grade that stands; None when there is none yet."""
        with self._db.reading() as session:
            row = standing(session, submission_id)
            return None if row is None else grade_of(row)

    def marked(self, question_id: QuestionId, most: int = 60) -> tuple[MarkedAnswer, ...]:
        """List the different answers in words to a question that a person has marked, the newest mark first."""
        wanted = (
            select(SubmissionRow.text, GradeRow.verdict)
            .join(GradeRow, col(GradeRow.submission_id) == col(SubmissionRow.id))
            .where(col(GradeRow.is_by_person), col(GradeRow.is_standing), SubmissionRow.question_id == question_id)
            .where(col(GradeRow.verdict) != Verdict.UNSURE, ~col(SubmissionRow.gave_up))
            .order_by(col(GradeRow.graded_at).desc(), col(GradeRow.id).desc())
        )
        found: dict[str, Verdict] = {}
        with self._db.reading() as session:
            for text, verdict in session.exec(wanted):
                if text.strip() and len(found) < most:
                    found.setdefault(text, Verdict(verdict))
        return tuple(MarkedAnswer(text, verdict) for text, verdict in found.items())

    def keep_explanation(self, submission_id: SubmissionId, explanation: Explanation, now: datetime) -> None:
        """Keep the words that the student reads; later words take their place, but each model's reply stays."""
        with self._db.writing() as session:
            need_submission(session, submission_id)
            call_id = keep_call(session, submission_id, explanation.call, "explanation", now)
            session.merge(
                checked(
                    ExplanationRow,
                    submission_id=submission_id,
                    text=explanation.text,
                    written_by=explanation.written_by,
                    call_id=call_id,
                    written_at=now,
                )
            )

    def explanation(self, submission_id: SubmissionId) -> Explanation | None:
        """Get the words that the student read; None when none were kept."""
        with self._db.reading() as session:
            row = session.get(ExplanationRow, submission_id)
            if row is None:
                return None
            return Explanation(row.text, row.written_by, _call(session, row.call_id))

    def queue_review(self, submission_id: SubmissionId, reason: str, note: str, now: datetime) -> None:
        """Ask a person to look ("unsure", "disputed" or "finding"); asked already, nothing changes."""
        why = ReviewReason(reason)
        with self._db.writing() as session:
            need_submission(session, submission_id)
            row = session.get(ReviewRow, (submission_id, why))
            if row is None or not row.is_open:
                asked = {"submission_id": submission_id, "reason": why, "note": note, "queued_at": now}
                session.merge(checked(ReviewRow, **asked, is_open=True))

    def withdraw_review(self, submission_id: SubmissionId, reason: str) -> None:
        """Take the question to a person back; where none waits, nothing changes."""
        with self._db.writing() as session:
            row = session.get(ReviewRow, (submission_id, ReviewReason(reason)))
            if row is not None:
                row.is_open = False

    def reviews(self, open_only: bool = True) -> tuple[Review, ...]:
        """List what waits for a person (and with `open_only` False what was looked at), oldest first."""
        wanted = _open_reviews() if open_only else select(ReviewRow)
        with self._db.reading() as session:
            rows = session.exec(wanted.order_by(col(ReviewRow.queued_at), col(ReviewRow.submission_id)))
            return tuple(_review(row) for row in rows)


def _open_reviews() -> SelectOfScalar[ReviewRow]:
    return select(ReviewRow).where(col(ReviewRow.is_open))


def _review(row: ReviewRow) -> Review:
    return Review(
        submission_id=SubmissionId(row.submission_id),
        reason=ReviewReason(row.reason),
        note=row.note,
        queued_at=row.queued_at,
        is_open=row.is_open,
    )


def _call(session: Session, call_id: int | None) -> ModelCall | None:
    if call_id is None:
        return None
    row = session.get_one(CallRow, call_id)  # a foreign key: it is there
    return ModelCall(row.model_sha256, row.prompt, row.seed, row.reply)
