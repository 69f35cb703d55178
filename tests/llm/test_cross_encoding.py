import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.llm.cross_encoding import unmarked


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("No, it is cold. It froze!", "No it is cold It froze"),
        ("3.5 m, at 12:30; e.g. H2O?", "3.5 m at 12:30 e.g H2O"),
        ("so … then...", "so  then"),
        ("x = .5", "x = .5"),
        ("", ""),
    ],
)
def test_marks_behind_words_are_left_out_and_those_inside_stay(text: str, plain: str) -> None:
    assert unmarked(text) == plain


@given(st.text())
def test_nothing_but_marks_is_left_out(text: str) -> None:
    plain = unmarked(text)
    assert [sign for sign in plain if sign not in ".,;:!?…"] == [sign for sign in text if sign not in ".,;:!?…"]
    assert unmarked(plain) == plain
