"""Short ways to make the grades of graders that are always sure."""

from collections.abc import Iterable

from tutor.domain.grade import Grade, Verdict
from tutor.domain.translation import _


def right(name: str, note: str = "", covered: tuple[str, ...] = ()) -> Grade:
    """Make the full grade by the grader `name`, with a note for the student where there is one."""
    feedback = _("Right.") if not note else f"{_('Right.')} {note}"
    return Grade(Verdict.CORRECT, 1.0, 1.0, feedback, name, covered)


def partly(name: str, score: float, feedback: str) -> Grade:
    """Make the grade of an answer that is right in part."""
    return Grade(Verdict.PARTIAL, score, 0.0, feedback, name)


def wrong(name: str, feedback: str) -> Grade:
    """Make the grade of an answer that is not right; the feedback says why."""
    return Grade(Verdict.INCORRECT, 0.0, 0.0, feedback, name)


def unsure(name: str, feedback: str = "") -> Grade:
    """Make the grade of an answer that a person has to look at."""
    return Grade(
        Verdict.UNSURE, 0.0, 0.5, feedback or _("I can't tell. Here is the answer: compare it with yours."), name
    )


def compared(said: str, accepted: str) -> str:
    """Set the student's answer beside the accepted one."""
    return _("You wrote {said}. The answer is {accepted}.").format(said=said, accepted=accepted)


def best_of(grades: Iterable[Grade]) -> Grade | None:
    """Give the best of several grades, the first of equals: one for each accepted answer. None when there is none."""
    best: Grade | None = None
    for grade in grades:
        if best is None or _rank(grade) > _rank(best):
            best = grade
    return best


def _rank(grade: Grade) -> tuple[float, bool]:
    return grade.score, grade.verdict is Verdict.UNSURE
