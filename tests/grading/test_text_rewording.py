"""Synonyms: read as the word that the question or its answers have, and only as that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.grading.text.lexicon import FUNCTION_WORDS, listed
from tutor.grading.text.rewording import in_known_words, reworded
from tutor.grading.text.tidy import tidy

ASKED = [
    "Why does the bulb light?",
    "The bulb and the battery are in a closed path.",
    "Plants absorb carbon dioxide and must have light. The glass is large.",
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the lamp is lit", "the bulb is lit"),
        ("Lamps in a complete circuit", "bulb in a closed path"),
        ("they take in CO2", "they absorb carbon dioxide"),
        ("a big glass", "a large glass"),
    ],
)
def test_a_synonym_is_read_as_the_word_that_was_told(said: str, meant: str) -> None:
    assert reworded(tidy(said), ASKED).text == meant


@pytest.mark.parametrize(
    "said", ["the bulb", "a small glass", "they need to wait", "the path is open", "in largely light", "", "?!"]
)
def test_other_words_are_left_alone(said: str) -> None:
    assert reworded(tidy(said), ASKED).text == said


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ice is not as dense as water", "ice is less dense than water"),
        ("Ice isn't so dense as water!", "Ice is less dense than water!"),
        ("they arent as dense", "they are less dense"),
        ("it is not as cold as water", "it is not as cold as water"),
        ("it is not dense", "it is not dense"),
    ],
)
def test_not_as_much_is_less_where_that_was_told(said: str, meant: str) -> None:
    assert reworded(tidy(said), ["Why does ice float?", "Ice is less dense than water."]).text == meant


def test_a_phrase_is_no_bits_of_a_formula() -> None:
    told = ["What is $\\frac{1}{2}$ of the cake?", "Half of it is 1/2."]
    assert reworded(tidy("they are halves and thirds"), told[:1]).text == "they are halves and thirds"


def test_a_word_that_was_told_too_keeps_its_own_meaning() -> None:
    assert reworded(tidy("the lamp"), [*ASKED, "The lamp is not the bulb."]).text == "the lamp"


def test_a_synonym_stands_where_the_student_wrote_it() -> None:
    said = "I saw that plants take in the gas."
    read = reworded(tidy(said), ASKED)
    start = read.text.index("absorb")
    span = read.span(start, start + len("absorb"))
    assert said[span.start : span.end] == "take in"


def test_a_misspelt_synonym_is_mended_first() -> None:
    assert in_known_words(tidy("the lmap"), ASKED, {"lamp"}).text == "the bulb"


def test_the_list_holds_sets_of_short_phrases() -> None:
    for line in listed("synonyms"):
        phrases = [one.strip() for one in line.split(",")]
        assert 2 <= len(set(phrases)) == len(phrases), line
        assert all(phrase and phrase == phrase.lower() and len(phrase.split()) <= 6 for phrase in phrases), line
    assert "must" in FUNCTION_WORDS  # small words stand in the list and are left alone


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_any_text_is_read(said: str, told: list[str]) -> None:
    read = reworded(tidy(said), told)
    assert len(read.text) == len(read.origin)
