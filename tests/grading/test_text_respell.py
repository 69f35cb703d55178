"""Slips of spelling: mended where it is plain what was meant, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.grading.text.respell import respelled, slips
from tutor.grading.text.tidy import tidy

ASKED = [
    "What happens to the water in the puddle when the sun shines?",
    "The water evaporates: it turns into water vapor because of the temperature of the air.",
    "Photosynthesis needs light.",
    "The positive terminal of the battery is connected. The lighter plane is a planet of nitrate.",
]
KNOWN = {"water", "heavi", "sky", "plain", "congest", "nitrit", "separ", "hot", "first", "colour", "disappear"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("it evaporats", "it evaporates"),
        ("the tempreture of air", "the temperature of air"),
        ("photosintesis", "photosynthesis"),
        ("the posative terminale", "the positive terminale"),
        ("conected to the batery", "connected to the battery"),
        ("becuase it shines", "because it shines"),
        ("shuold be tere", "should be there"),
        ("seperated bcause of teh hot air", "separated because of the hot air"),
        ("the fisrt colour disapeared", "the first colour disappeared"),
        ("lght", "light"),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(said: str, meant: str) -> None:
    assert respelled(tidy(said), ASKED, KNOWN).text == meant


@pytest.mark.parametrize(
    "said",
    [
        "the plain",
        "lightest",
        "watery",
        "nitrite",
        "sky is heavy",
        "the sun",
        "congestion",
        "xyzzy",
        "",
        "9 volts",
        "lite",
        "it doesn't and needn't, H2Oo",
    ],
)
def test_other_words_are_left_alone(said: str) -> None:
    assert respelled(tidy(said), ASKED, KNOWN).text == said


def test_a_mended_word_stands_where_the_student_wrote_it() -> None:
    said = "So it evaporats, then."
    mended = respelled(tidy(said), ASKED, KNOWN)
    start = mended.text.index("evaporates")
    span = mended.span(start, start + len("evaporates"))
    assert said[span.start : span.end] == "evaporats"


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_read(said: str, asked: str) -> None:
    mended = respelled(tidy(said), [asked], frozenset())
    assert len(mended.text) == len(mended.origin)
    assert len(slips(mended.text, [asked], frozenset())) <= len(said)
