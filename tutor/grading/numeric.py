"""Numbers: exact fractions inside a tolerance, with the unit where one is asked for."""

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import Kind, NumericKey, Question
from tutor.domain.translation import _
from tutor.grading.amount import Amount, read_alternatives
from tutor.grading.marks import partly, wrong
from tutor.grading.plain_number import check_plain, judge_plain
from tutor.grading.registry import grader
from tutor.grading.tools import Tools

NAME = "numeric"


@grader(NAME, kinds={Kind.NUMERIC})
def numeric(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade a number, its unit too where the key has one."""
    assert isinstance(question.key, NumericKey)
    return judge_number(question.key, answer.text, question.prompt, question.language, NAME)


def judge_number(key: NumericKey, text: str, prompt: str, language: str, name: str) -> Grade | None:
    """Grade a typed number against a key; None when the key itself can't be read.

    Raises AnswerFormError when the text is no number.
    """
    alternatives = _alternatives(key, text, language)
    try:
        grades = [_judge(key, parts, prompt, language, name) for parts in alternatives]
    except ValueError:
        return None
    if len(grades) == 1 or all(grade.verdict is Verdict.CORRECT for grade in grades):
        return grades[0]
    if any(grade.verdict is Verdict.CORRECT for grade in grades):
        return partly(name, 0.5, _("One of your numbers is right and one is not: choose."))
    return wrong(name, grades[0].feedback)


def check_number(key: NumericKey, text: str, language: str) -> None:
    """Raise AnswerFormError when a text is no number, or has no readable unit where one is asked for."""
    for parts in _alternatives(key, text, language):
        if not key.unit:
            check_plain(parts[0])
        else:
            from tutor.grading.measure import check_measure

            check_measure(key, parts)


def _alternatives(key: NumericKey, text: str, language: str) -> tuple[tuple[Amount, ...], ...]:
    alternatives = read_alternatives(text, language)
    if not key.unit:
        # "1 h 30 min" is one amount only where a unit can add it up
        return tuple((whole(parts),) for parts in alternatives)
    return alternatives


def whole(parts: tuple[Amount, ...]) -> Amount:
    """Give the single amount, or one whose "unit" is all that follows the first number."""
    if len(parts) == 1:
        return parts[0]
    rest = " ".join([parts[0].unit, *(part.written for part in parts[1:])])
    return Amount(parts[0].numbers, rest)


def _judge(key: NumericKey, parts: tuple[Amount, ...], prompt: str, language: str, name: str) -> Grade:
    if not key.unit:
        return judge_plain(key, parts[0], prompt, language, name)
    from tutor.grading.measure import judge_measure

    return judge_measure(key, parts, prompt, language, name)
