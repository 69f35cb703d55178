"""The part of the store that keeps sheets, what rules said of them, and when questions are due again."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from tutor.domain.finding import Finding, Severity
from tutor.domain.ids import QuestionId, SheetId, StudentId, SubmissionId
from tutor.domain.schedule import Card
from tutor.domain.sheet import Sheet, SheetStatus, SheetVersion
from tutor.domain.translation import _
from tutor.store.part import Part, need
from tutor.store.rules import checked
from tutor.store.sheet_rows import sheets_where, versions_of
from tutor.store.sheet_tables import GENERATION, CardRow, CounterRow, FindingRow, SheetRow


class Sheets(Part):
    """Sheets, findings and cards."""

    def sheets(self, student_id: StudentId, *, status: SheetStatus | None = None) -> tuple[Sheet, ...]:
        """List a student's sheets (of one status), newest change first."""
        conditions = [col(SheetRow.student_id) == student_id]
        if status is not None:
            conditions.append(col(SheetRow.status) == status)
        with self._db.reading() as session:
            return sheets_where(session, *conditions)

    def sheet_ids(self, student_id: StudentId, *, status: SheetStatus) -> tuple[SheetId, ...]:
        """List the ids of a student's sheets of one status: all that a search among them needs."""
        wanted = select(SheetRow.id).where(SheetRow.student_id == student_id, SheetRow.status == status)
        with self._db.reading() as session:
            return tuple(SheetId(sheet_id) for sheet_id in session.exec(wanted) if sheet_id is not None)

    def sheet(self, sheet_id: SheetId) -> Sheet:
        """Get a sheet; NotFoundError when there is none."""
        with self._db.reading() as session:
            return _one(session, sheet_id)

    def sheet_versions(self, sheet_id: SheetId) -> tuple[SheetVersion, ...]:
        """List a sheet's versions, the first one first; NotFoundError when there is no such sheet."""
        with self._db.reading() as session:
            need_sheet(session, sheet_id)
            return versions_of(session, sheet_id)

    def sheets_on(self, student_id: StudentId, question_id: QuestionId) -> tuple[Sheet, ...]:
        """List a student's sheets about one question, newest change first."""
        with self._db.reading() as session:
            return sheets_where(
                session, col(SheetRow.student_id) == student_id, col(SheetRow.question_id) == question_id
            )

    def set_sheet_status(self, sheet_id: SheetId, status: SheetStatus, now: datetime) -> Sheet:
        """Archive a sheet, take it back or hold it; gives it as changed."""
        with self._db.writing() as session:
            row = need_sheet(session, sheet_id)
            if row.status != status:
                row.status = status
                row.updated_at = now
                bump(session)
                session.flush()
            return _one(session, sheet_id)

    def keep_findings(
        self,
        sheet_id: SheetId | None,
        submission_id: SubmissionId | None,
        findings: Sequence[Finding],
        now: datetime,
    ) -> None:
        """Keep what rules said of a sheet, a submission's text or both; what is kept already is not kept twice."""
        if sheet_id is None and submission_id is None:
            raise ValueError("a finding belongs to a sheet or to a submission")
        with self._db.writing() as session:
            kept = set(_findings(session, sheet_id, submission_id))
            for finding in dict.fromkeys(findings):
                if finding not in kept:
                    session.add(
                        checked(
                            FindingRow,
                            sheet_id=sheet_id,
                            submission_id=submission_id,
                            rule=finding.rule,
                            severity=finding.severity,
                            reason=finding.reason,
                            found_at=now,
                        )
                    )

    def findings(self, sheet_id: SheetId) -> tuple[Finding, ...]:
        """List what rules said of a sheet, each once, in the order in which it was found."""
        with self._db.reading() as session:
            wanted = select(FindingRow).where(FindingRow.sheet_id == sheet_id).order_by(col(FindingRow.id))
            return tuple(dict.fromkeys(_finding(row) for row in session.exec(wanted)))

    def cards(self, student_id: StudentId) -> tuple[Card, ...]:
        """List when a student's questions are due again, the first due first."""
        wanted = select(CardRow.student_id, CardRow.question_id, CardRow.due_at, CardRow.state, CardRow.last_verdict)  # type: ignore[call-overload]
        with self._db.reading() as session:
            rows = session.exec(wanted.where(CardRow.student_id == student_id).order_by(col(CardRow.due_at)))
            return tuple(Card(*row) for row in rows)

    def card(self, student_id: StudentId, question_id: QuestionId) -> Card | None:
        """Tell when a question is due again for a student; None when it was never answered."""
        with self._db.reading() as session:
            row = session.get(CardRow, (student_id, question_id))
            if row is None:
                return None
            return Card(student_id, question_id, row.due_at, row.state, row.last_verdict)


def need_sheet(session: Session, sheet_id: SheetId) -> SheetRow:
    """Get a sheet's row; NotFoundError when there is none."""
    return need(session, SheetRow, sheet_id, _("There is no such sheet."))


def bump(session: Session) -> None:
    """Count one more change of the sheets or their vectors."""
    session.get_one(CounterRow, GENERATION).value += 1


def _one(session: Session, sheet_id: SheetId) -> Sheet:
    need_sheet(session, sheet_id)
    return sheets_where(session, col(SheetRow.id) == sheet_id)[0]


def _findings(session: Session, sheet_id: SheetId | None, submission_id: SubmissionId | None) -> list[Finding]:
    wanted = select(FindingRow).where(FindingRow.sheet_id == sheet_id, FindingRow.submission_id == submission_id)
    return [_finding(row) for row in session.exec(wanted)]


def _finding(row: FindingRow) -> Finding:
    return Finding(row.rule, Severity(row.severity), row.reason)
