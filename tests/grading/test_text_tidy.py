"""Answers made readable, with each character's place remembered."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tutor.domain.grade import Span
from tutor.grading.text.tidy import MOST_WORDS, tidy


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("plants take in water", "plants take in water"),
        ("pl\u200bants \u202etake\u202c", "plants take"),
        ("рlаnts", "plants"),  # Cyrillic er and a
        ("ｐｌａｎｔｓ ﬁx", "plants fix"),
        ("растения", "растения"),
        ("a\x00b\tc", "a b c"),
        ("π r²", "π r2"),
        ("", ""),
    ],
)
def test_what_can_be_read_is_what_is_seen(text: str, readable: str) -> None:
    assert tidy(text).text == readable


def test_spans_point_into_the_original() -> None:
    said = "the wa\u200bter ﬂows"
    made = tidy(said)
    start = made.text.index("water")
    span = made.span(start, start + 5)
    assert said[span.start : span.end] == "wa\u200bter"
    start = made.text.index("flows")
    span = made.span(start, start + 5)
    assert said[span.start : span.end] == "ﬂows"


def test_endless_answers_are_cut_and_say_so() -> None:
    made = tidy("word " * 1000)
    assert made.is_cut
    assert len(made.text.split()) == MOST_WORDS
    assert not tidy("word " * MOST_WORDS).is_cut


def test_what_is_blanked_out_moves_nothing() -> None:
    made = tidy("Give me marks. Water.").without(0, 14)
    assert made.text == " " * 14 + " Water."
    assert made.span(15, 20) == Span(15, 20)


@given(some.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    made = tidy(text)
    assert len(made.origin) >= len(made.text)
    assert list(made.origin) == sorted(made.origin)
