"""Every case of the tables, and that nothing marked wrong is right nor the other way round."""

from collections.abc import Iterator, Sequence

import pytest

from tests.grading.cases_formulas import ALGEBRA
from tests.grading.cases_formulas import CASES as FORMULAS
from tests.grading.cases_numbers import CASES as NUMBERS
from tests.grading.cases_words import CASES as WORDS
from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import ExactKey, ExpressionKey, Key, Kind, NumericKey, Question
from tutor.grading import Tools, check_form, grade
from tutor.grading.algebra_process import AlgebraProcess

EARNS = {
    Verdict.CORRECT: "right",
    Verdict.PARTIAL: "partly",
    Verdict.INCORRECT: "wrong",
    Verdict.UNSURE: "unsure",
}


def question(kind: Kind, key: Key, prompt: str = "") -> Question:
    return Question(QuestionId("cases/one"), kind, prompt or "What is it?", key)


def earned(asked: Question, text: str, tools: Tools) -> str:
    answer = Answer(text)
    try:
        check_form(asked, answer)
    except AnswerFormError as error:
        assert error.message and error.hint
        return "ask"
    made = grade(asked, answer, tools)
    assert made.feedback
    assert (made.score == 1.0) == (made.verdict is Verdict.CORRECT)
    return EARNS[made.verdict]


def numbers() -> Iterator[tuple[NumericKey, str, str, str]]:
    for key, prompt, expected, answers in NUMBERS:
        for text in answers.split("|"):
            yield key, prompt, expected, text


def formulas(
    rows: Sequence[tuple[str, tuple[str, ...], str, str, str, str]],
) -> Iterator[tuple[ExpressionKey, str, str, str]]:
    for accepted, variables, form, prompt, expected, answers in rows:
        for text in answers.split("||"):
            yield ExpressionKey((accepted,), variables, form), prompt, expected, text


def words() -> Iterator[tuple[ExactKey, str, str]]:
    for key, expected, answers in WORDS:
        for text in answers.split("|"):
            yield key, expected, text


@pytest.mark.parametrize(("key", "prompt", "expected", "text"), [*numbers()])
def test_number(key: NumericKey, prompt: str, expected: str, text: str) -> None:
    assert earned(question(Kind.NUMERIC, key, prompt), text, Tools()) == expected


@pytest.mark.parametrize(("key", "prompt", "expected", "text"), [*formulas(FORMULAS)])
def test_formula(key: ExpressionKey, prompt: str, expected: str, text: str) -> None:
    assert earned(question(Kind.EXPRESSION, key, prompt), text, Tools()) == expected


@pytest.mark.parametrize(("key", "expected", "text"), [*words()])
def test_word(key: ExactKey, expected: str, text: str) -> None:
    assert earned(question(Kind.EXACT_TEXT, key), text, Tools()) == expected


@pytest.fixture(scope="module")
def algebra() -> Iterator[AlgebraProcess]:
    with AlgebraProcess(limit_s=20) as process:
        yield process


@pytest.mark.parametrize(("key", "prompt", "expected", "text"), [*formulas(ALGEBRA)])
def test_formula_that_needs_algebra(
    key: ExpressionKey, prompt: str, expected: str, text: str, algebra: AlgebraProcess
) -> None:
    assert earned(question(Kind.EXPRESSION, key, prompt), text, Tools(algebra=algebra)) == expected


def test_there_are_enough_cases() -> None:
    assert len([*numbers()]) + len([*formulas(FORMULAS)]) + len([*formulas(ALGEBRA)]) + len([*words()]) >= 250
