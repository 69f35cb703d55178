"""Dates: every case of the table, what the feedback says, and that any text is graded or asked again."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.cases_dates import CASES
from tests.grading.test_cases import earned, question
from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.question import DateKey, Kind
from tutor.grading import Tools, check_form, grade
from tutor.grading.date_reader import Precision, read_date

SETTINGS = settings(deadline=None, max_examples=200, derandomize=True)
PIECES = st.lists(
    st.sampled_from([*"0123456789/-., s", "19", "20", "th", "st", "May", "july", "BC", "AD", "century", "the", "of"]),
    max_size=14,
).map("".join)


def cases() -> Iterator[tuple[DateKey, str, str, str]]:
    for key, language, expected, answers in CASES:
        for text in answers.split("|"):
            yield key, language, expected, text


@pytest.mark.parametrize(("key", "language", "expected", "text"), [*cases()])
def test_date(key: DateKey, language: str, expected: str, text: str) -> None:
    asked = replace(question(Kind.DATE, key), language=language)
    assert earned(asked, text, Tools()) == expected


def test_there_are_enough_cases() -> None:
    assert len([*cases()]) >= 200


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("1969", "1996", "Look at their order"),
        ("1869", "1969", "a hundred years off"),
        ("44 BC", "44", "BC is missing"),
        ("44 BC", "AD 44", "before Christ (BC) or after"),
        ("15th century", "14th century", "the 1400s are the 15th century"),
        ("15th century", "1492", "Now name the whole time"),
        ("20 July 1969", "1969", "Say the day and the month, too"),
        ("20 July 1969", "21 July 1969", "The year and the month are right. Look at the day."),
        ("20 July 1969", "20 June 1969", "The year is right. Look at the month."),
        ("20 July 1969", "20 July 1968", "The day and the month are right. Look at the year."),
        ("1969", "the 1960s", "say the year"),
    ],
)
def test_the_feedback_names_the_step(key: str, text: str, said: str) -> None:
    assert said in grade(question(Kind.DATE, DateKey((key,))), Answer(text), Tools()).feedback


def test_a_year_inside_the_tolerance_is_set_right() -> None:
    made = grade(question(Kind.DATE, DateKey(("1450",), tolerance=10)), Answer("1455"), Tools())
    assert made.feedback == "Right. To be exact, it was 1450."


@SETTINGS
@given(st.one_of(PIECES, st.text(max_size=80)), st.sampled_from(["1969", "20 July 1969", "44 BC", "15th century"]))
def test_any_text_is_graded_or_asked_again(text: str, key: str) -> None:
    asked = question(Kind.DATE, DateKey((key,), tolerance=2))
    try:
        check_form(asked, Answer(text))
    except AnswerFormError as error:
        assert error.hint
        return
    assert grade(asked, Answer(text), Tools()).feedback


@SETTINGS
@given(st.dates())
def test_a_date_reads_as_itself(day: object) -> None:
    iso = read_date(str(day))[0]
    assert iso.precision is Precision.DAY
    worded = f"{day:%-d %B} {day.year:04d}"  # type: ignore[attr-defined]  # a date
    american = f"{day:%B} {day:%-d}, {day.year:04d}"  # type: ignore[attr-defined]  # a date
    for text in (worded, american, worded.upper()):
        other = read_date(text)[0]
        assert (other.year, other.month, other.day) == (iso.year, iso.month, iso.day)


@pytest.mark.parametrize("text", ["1" * 60, "may " * 15, "the " * 15, "1/" * 30, "on in c. " * 6, "-" * 60, "x" * 5000])
def test_a_long_text_is_read_or_refused_soon(text: str) -> None:
    assert earned(question(Kind.DATE, DateKey(("1969",))), text, Tools()) == "ask"
