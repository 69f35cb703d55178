"""Rough answers say what they said before, however they are written."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

import rough_answers
from rough_answers import bare, foreign, in_other_words, roughened, slipped, turned_round

SAID = "The bulb A doesn't light, because the switch is not closed."


def random(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_capitals_and_marks_go_but_labels_stay() -> None:
    assert bare(SAID, random()) == "the bulb A doesn't light because the switch is not closed"


def test_the_reason_comes_first() -> None:
    assert turned_round(SAID, random()) == "Because the switch is not closed, the bulb A doesn't light."
    assert turned_round("DNA is copied when cells divide", random()) == "When cells divide, DNA is copied."
    for said in (
        "Because it rains.",
        "It rains. It is wet because it rains.",
        "It rains",
        "It lights only if it is whole",
        "it's because of rain",
    ):
        assert turned_round(said, random()) == said


def test_articles_go_but_labels_stay() -> None:
    assert any("bulb A" in (said := foreign(SAID, random(seed))) and "the switch" not in said for seed in range(9))


@pytest.mark.parametrize("seed", range(20))
def test_a_slip_leaves_first_letters_and_denials(seed: int) -> None:
    made = slipped(SAID, random(seed))
    assert [word[0] for word in made.split()] == [word[0] for word in SAID.split()]
    assert "not" in made.split()


def test_synonyms_are_those_of_the_list() -> None:
    assert "lamp" in {in_other_words("a bulb", random(seed)).removeprefix("a ") for seed in range(20)}
    assert all(rough_answers.SYNONYMS.values())


@given(st.text(max_size=60), st.integers(0, 99))
def test_any_text_can_be_made_rough(text: str, seed: int) -> None:
    assert roughened(text, random(seed)) == roughened(text, random(seed))


@given(st.integers(0, 200))
def test_a_denial_is_never_lost(seed: int) -> None:
    assert re.search(r"\bnot\b", roughened("It is not hot", random(seed)))
