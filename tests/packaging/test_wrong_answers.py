"""Wrong answers are made of a right one's words and don't say what it said."""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

from wrong_answers import copied, heaped, hedged, negated, opposed, swapped

SAID = "The hungry owl catches mice because the forest is dark."
SEEDS = st.integers(0, 2**32 - 1)


def random(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def told(text: str) -> Counter[str]:
    return Counter(text.lower().rstrip(".").split())


@given(SEEDS)
def test_two_words_change_places(seed: int) -> None:
    said = swapped(SAID, random(seed))
    if said is not None:
        assert said != SAID
        assert told(said) == told(SAID)


def test_most_sentences_can_be_swapped() -> None:
    assert sum(swapped(SAID, random(seed)) is not None for seed in range(40)) > 20


def test_what_little_says_is_not_swapped() -> None:
    assert swapped("It does.", random()) is None
    assert all(swapped("cats and dogs, mice", random(seed)) is None for seed in range(20))


def test_a_not_is_put_in_or_taken_out() -> None:
    assert negated(SAID) == "The hungry owl catches mice because the forest is not dark."
    assert negated("The forest is not dark.") == "The forest is dark."
    assert negated("Owls catch mice.") is None
    assert negated("Owls can't see, so they do listen.") == "Owls can't see, so they do not listen."


@given(SEEDS)
def test_a_heap_holds_the_words_that_say_something(seed: int) -> None:
    said = heaped(SAID, random(seed))
    assert said is not None
    assert {"hungry", "owl", "catches", "mice", "forest", "dark"} <= set(said.split())
    assert heaped("The owl.", random(seed)) is None


@given(SEEDS)
def test_several_answers_are_offered_as_they_stand(seed: int) -> None:
    said = hedged([SAID, "Owls sleep.", "They fly."], random(seed))
    assert all(part in said for part in (SAID.rstrip("."), "Owls sleep", "They fly"))
    assert " or " in said or "Or " in said


def test_the_question_comes_back_whole_or_shuffled() -> None:
    asked = "Why does the owl catch mice at night?"
    said = {copied(asked, random(seed)) for seed in range(40)}
    assert asked in said
    assert len(said) > 1
    assert copied("Why?", random()) == "Why?"


@given(SEEDS)
def test_one_word_points_the_other_way(seed: int) -> None:
    assert opposed("The longer string swings slower.", random(seed)) in {
        "The shorter string swings slower.",
        "The longer string swings faster.",
    }
    assert opposed("Longer and shorter", random(seed)) is None
    assert opposed("Owls catch mice.", random(seed)) is None
