"""A wrong number is told which step went wrong, where that is sure."""

import pytest

from tests.grading.test_cases import question
from tutor.domain.answer import Answer
from tutor.domain.question import Kind, NumericKey
from tutor.grading import Tools, grade


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        (NumericKey(("5",), unit="m"), "5", "The number is right, the unit is missing: m."),
        (NumericKey(("5",), unit="m"), "5 cm", "the unit should be m, not cm"),
        (NumericKey(("12",), unit="m**2"), "12 m", "the units don't match: m against m²"),
        (NumericKey(("12",), unit="m**2"), "9 m", "The units don't match: m against m²"),
        (NumericKey(("5",), unit="m"), "-5 m", "look at the sign"),
        (NumericKey(("5",), unit="m"), "50 m", "10 times too large"),
        (NumericKey(("-3",)), "3", "look at the sign"),
        (NumericKey(("12",)), "120", "10 times too large"),
        (NumericKey(("12",)), "0.12", "100 times too small"),
        (NumericKey(("12",)), "12000", "1 000 times too large"),
        (NumericKey(("0.25",)), "25", "right with a percent sign"),
        (NumericKey(("2.5",)), "250", "100 times too large"),
        (NumericKey(("50",), unit="%"), "0.5", "Right as a part of one. As a percentage it is 50 %."),
        (NumericKey(("50",)), "50 %", "the percent sign makes it a hundred times smaller"),
        (NumericKey(("2/3",)), "3/2", "upside down"),
        (NumericKey(("2/3",)), "0.66", "only the last digit is off"),
        (NumericKey(("3.142",)), "3.15", "only the last digit is off"),
        (NumericKey(("3.14",)), "3.1416", "Now round it: 3.14."),
        (NumericKey(("2/3",)), "0.67", "That is rounded. The exact answer is 2/3."),
    ],
)
def test_the_feedback_names_the_step(key: NumericKey, text: str, said: str) -> None:
    assert said in grade(question(Kind.NUMERIC, key), Answer(text), Tools()).feedback


@pytest.mark.parametrize(
    ("key", "text"), [("3.14", "3.15"), ("12", "13"), ("0.5", "0.4"), ("2/3", "0.7"), ("9.81", "9.8")]
)
def test_nothing_is_said_of_rounding_that_is_not_sure(key: str, text: str) -> None:
    assert "last digit" not in grade(question(Kind.NUMERIC, NumericKey((key,))), Answer(text), Tools()).feedback
