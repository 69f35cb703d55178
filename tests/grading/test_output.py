"""What a program prints: every case of the table, what the feedback says and keeps to itself."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.cases_output import CASES
from tests.grading.test_cases import earned, question
from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.question import Kind, OutputKey
from tutor.grading import Tools, check_form, grade, read_typed, spoken

SETTINGS = settings(deadline=None, max_examples=200, derandomize=True)


def cases() -> Iterator[tuple[OutputKey, str, str]]:
    for key, expected, answers in CASES:
        for text in answers:
            yield key, expected, text


@pytest.mark.parametrize(("key", "expected", "text"), [*cases()])
def test_output(key: OutputKey, expected: str, text: str) -> None:
    assert earned(question(Kind.OUTPUT, key), text, Tools()) == expected


def test_there_are_enough_cases() -> None:
    assert len([*cases()]) >= 90


def feedback(key: str, text: str) -> str:
    return grade(question(Kind.OUTPUT, OutputKey((key,))), Answer(text), Tools()).feedback


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("0\n1\n2", "0\n1\n3", "Line 3 is the first that differs: you wrote `3`. 2 of 3 lines are right."),
        ("0\n1\n2", "0\n1", "All your lines are right, but 1 more is printed."),
        ("0\n1\n2", "0\n1\n2\n3", "everything from line 4 on is too much"),
        ("0\n1", "0 1", "Look at where each line ends."),
        ("Hi", "hi", "Look at the capital letters."),
        ("  a\nb", "a\nb", "Look at the spaces at its beginning."),
        ("a, b", "a,b", "Look at the spaces."),
        ("Hi", '"Hi"', "The quotes are not printed."),
        ("a\nb", "a\n\nb", "There is no empty line there."),
        ("a", "`b` *c*", "you wrote `'b' *c*`"),
    ],
)
def test_the_feedback_names_the_first_line_that_differs(key: str, text: str, said: str) -> None:
    assert said in feedback(key, text)


@pytest.mark.parametrize("text", ["alpha\nbeta\nx", "x", "alpha", "Alpha\nbeta", "alpha\nbeta\ngamma\ndelta"])
def test_the_feedback_keeps_the_right_lines_to_itself(text: str) -> None:
    said = feedback("alpha\nbeta\ngammadelta", text)
    assert "gammadelta" not in said


def test_what_is_shown_keeps_its_spaces() -> None:
    asked = question(Kind.OUTPUT, OutputKey(("  *\n***",)))
    assert asked.model_answer == "```\n  *\n***\n```"
    assert spoken(asked, Answer("  *\n***\n")) == "  *\n***"
    assert "````" in question(Kind.OUTPUT, OutputKey(("```",))).model_answer


def test_a_terminal_takes_several_lines_as_one() -> None:
    asked = question(Kind.OUTPUT, OutputKey(("0\n1",)))
    assert read_typed(asked, r"0\n1").text == "0\n1"


@SETTINGS
@given(st.text(max_size=200), st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_text_is_graded_or_asked_again(text: str, key: str) -> None:
    asked = question(Kind.OUTPUT, OutputKey((key,)))
    try:
        check_form(asked, Answer(text))
    except AnswerFormError as error:
        assert error.hint
        return
    assert grade(asked, Answer(text), Tools()).feedback
