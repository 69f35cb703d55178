"""Words and numbers, each written in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.grading.text.lexicon import figure, figures, plainly, stem


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("CO₂", "co2"), ("m²", "m2"), ("10³", "10^3"), ("naïve", "naive"), ("Don’t", "dont"), ("½", "1/2"),
        ("straße", "strasse"), ("ﬁx", "fix"), ("שָׁלוֹם", "שָׁלוֹם"),
    ],
)  # fmt: skip
def test_a_word_is_written_as_on_a_keyboard(word: str, plain: str) -> None:
    assert plainly(word) == plain


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("1,000", "1000"), ("12,345,678.50", "12345678.5"), ("5.0", "5"), ("100", "100"), ("-5", "-5"), ("five", "5"),
        ("20th", "20th"), ("1,2", "1,2"), ("water", "water"),
    ],
)  # fmt: skip
def test_a_number_is_written_in_one_way(word: str, meant: str) -> None:
    assert figure(word) == meant


def test_the_numbers_of_a_text_are_found_one_by_one() -> None:
    assert figures("parts 1,2,and 3, or 1,000 of 2.50 in 3x and 12,34") == {"1", "2", "3", "1000", "2.5", "12", "34"}


@given(st.text())
def test_any_word_can_be_written_plainly(word: str) -> None:
    assert plainly(plainly(word)) == plainly(word)
    stem(word)
