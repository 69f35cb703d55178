"""Between grades and their rows."""

from datetime import datetime

from sqlmodel import Session, col, select

from tutor.domain.grade import Grade, ModelCall, Span, Verdict
from tutor.domain.ids import SubmissionId
from tutor.store.grade_tables import CallRow, GradeRow
from tutor.store.rules import checked


def grade_of(row: GradeRow) -> Grade:
    """Read a grade from its row."""
    return Grade(
        verdict=Verdict(row.verdict),
        score=row.score,
        probability=row.probability,
        feedback=row.feedback,
        graded_by=row.graded_by,
        covered=row.covered,
        missing=row.missing,
        matched=tuple(Span(start, end) for start, end in row.matched),
    )


def row_of(submission_id: SubmissionId, grade: Grade, now: datetime, *, is_by_person: bool) -> GradeRow:
    """Write a grade as the row that stands."""
    return checked(
        GradeRow,
        submission_id=submission_id,
        is_standing=True,
        is_by_person=is_by_person,
        verdict=grade.verdict,
        score=grade.score,
        probability=grade.probability,
        feedback=grade.feedback,
        graded_by=grade.graded_by,
        covered=grade.covered,
        missing=grade.missing,
        matched=tuple((span.start, span.end) for span in grade.matched),
        graded_at=now,
    )


def standing(session: Session, submission_id: SubmissionId) -> GradeRow | None:
    """Find the grade that stands for a submission."""
    wanted = select(GradeRow).where(GradeRow.submission_id == submission_id, col(GradeRow.is_standing))
    return session.exec(wanted).first()


def keep_call(
    session: Session, submission_id: SubmissionId, call: ModelCall | None, purpose: str, now: datetime
) -> int | None:
    """Keep what a model was asked and said; gives the row's id, None where none was asked."""
    if call is None:
        return None
    row = checked(
        CallRow,
        submission_id=submission_id,
        purpose=purpose,
        model_sha256=call.model_sha256,
        prompt=call.prompt,
        seed=call.seed,
        reply=call.reply,
        asked_at=now,
    )
    session.add(row)
    session.flush()
    return row.id
