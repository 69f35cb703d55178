"""Grade -> Sheet: what a sheet says, and what one more answer does to it."""

from collections.abc import Sequence

from tutor.domain.change import SheetChange
from tutor.domain.finding import Finding, Severity
from tutor.domain.grade import Explanation, Grade, Verdict
from tutor.domain.question import Question
from tutor.domain.sheet import Sheet, SheetStatus, SheetText
from tutor.domain.translation import _


def is_mistake(grade: Grade) -> bool:
    """Tell whether an answer is to be learned from: wrong or incomplete, and known to be."""
    return grade.verdict in (Verdict.INCORRECT, Verdict.PARTIAL)


def text_of(question: Question, spoken: str, grade: Grade, explanation: Explanation) -> SheetText:
    """Write what the sheet says; `spoken` is the student's answer in words."""
    return SheetText(
        topic=question.topic,
        prompt=question.prompt,
        student_answer=spoken,
        model_answer=question.model_answer,
        explanation=explanation.text,
        missing=grade.missing,
        passage_id=question.passage_id,
        check=question.check,
        check_answer=question.check_answer,
    )


def mistake(sheet: Sheet | None, text: SheetText, findings: Sequence[Finding]) -> SheetChange:
    """Change `sheet` (None: start one) for a mistake; a text that a rule blocks waits for a person."""
    is_blocked = any(finding.severity is Severity.BLOCK for finding in findings)
    return SheetChange(
        sheet_id=sheet.id if sheet is not None else None,
        text=text,
        reason=_("The same mistake again.") if sheet is not None else _("A first mistake."),
        status=SheetStatus.QUARANTINED if is_blocked else SheetStatus.ACTIVE,
        times_met=(sheet.times_met if sheet is not None else 0) + 1,
        right_days=0,
        adds_evidence=True,
    )


def right(sheet: Sheet, *, is_due_day: bool) -> SheetChange:
    """Change `sheet` for a right answer; it counts for mastery on a due day only."""
    return SheetChange(
        sheet_id=sheet.id,
        text=None,
        reason="",
        status=sheet.status,
        times_met=sheet.times_met,
        right_days=sheet.right_days + (1 if is_due_day else 0),
        adds_evidence=True,
    )
