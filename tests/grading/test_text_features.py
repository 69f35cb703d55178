"""What the numbers say about an answer beside a reference."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.grading.word_encoder import WordEncoder
from tutor.grading.text.features import NAMES, Comparison, compare, features
from tutor.grading.text.lexicon import are_opposite, stem
from tutor.grading.text.reading import read

Compare = Callable[..., Comparison]
QUESTION = "What happens to the pitch when the string is tighter?"


@pytest.fixture
def beside() -> Compare:
    encoder = WordEncoder()

    def make(answer: str, *references: str, question: str = QUESTION) -> Comparison:
        first, last, *rest = (read(one, {}) for one in encoder.encode([question, answer, *references]))
        return compare(first, rest, last)

    return make


def test_every_number_has_a_name(beside: Compare) -> None:
    made = beside("the pitch rises", "The pitch gets higher.", "It goes up.")
    assert made.numbers.shape == (len(NAMES),)
    assert len(set(NAMES)) == len(NAMES)
    assert np.isfinite(made.numbers).all()


def test_the_same_words_match_in_full(beside: Compare) -> None:
    made = beside("The pitch gets higher.", "The pitch gets higher.")
    for name in ("recall", "precision", "recall_new", "letters_dice"):
        assert made[name] == pytest.approx(1)
    assert made["turned"] == made["unmatched"] == 0


def test_endings_do_not_matter(beside: Compare) -> None:
    assert beside("evaporating", "It evaporates.")["recall_stems"] == 1


def test_words_of_the_question_are_nothing_new(beside: Compare) -> None:
    made = beside("the string is tighter", "The pitch gets higher.")
    assert made["answer_new"] == 0
    assert made["recall_new"] < 0.5


def test_the_best_reference_is_chosen(beside: Compare) -> None:
    made = beside("it goes up", "The pitch gets higher.", "It goes up.")
    assert made.reference.text == "It goes up."


@pytest.mark.parametrize(
    ("answer", "reference"),
    [
        ("the pitch gets lower", "The pitch gets higher."),
        ("the pitch does not rise", "The pitch rises."),
        ("the ends are disconnected", "The ends are connected."),
        ("the pitch falls", "The pitch rises."),
    ],
)
def test_what_is_turned_round_is_seen(beside: Compare, answer: str, reference: str) -> None:
    assert beside(answer, reference)["turned"] > 0


@pytest.mark.parametrize(
    ("answer", "reference"),
    [
        ("the ends are not connected", "The ends are separated."),
        ("the pitch is not lower", "The pitch is higher."),
        ("the pitch gets higher", "The pitch gets higher."),
    ],
)
def test_a_negated_opposite_is_the_same(beside: Compare, answer: str, reference: str) -> None:
    assert beside(answer, reference)["turned"] == 0


def test_numbers_are_counted_as_digits_or_words(beside: Compare) -> None:
    assert beside("three bulbs", "3 bulbs")["numbers_missing"] == 0
    made = beside("4 bulbs", "3 bulbs")
    assert (made["numbers_missing"], made["numbers_added"]) == (1, 1)


def test_an_answer_without_words_is_far_from_everything(beside: Compare) -> None:
    made = beside("?!", "The pitch gets higher.")
    assert np.isfinite(made.numbers).all()
    assert made["recall"] == made["precision"] == 0


def test_a_question_without_references_can_not_be_compared() -> None:
    word = read(WordEncoder().encode(["word"])[0], {})
    with pytest.raises(ValueError, match="reference"):
        features(word, [], word)


def test_opposites_go_both_ways() -> None:
    assert are_opposite(stem("increases"), stem("decreasing"))
    assert are_opposite(stem("decreasing"), stem("increases"))
    assert are_opposite(stem("connected"), stem("disconnected"))
    assert not are_opposite(stem("water"), stem("light"))


def test_a_pair_fits_while_both_texts_are_short_and_the_reference_is_not_repeated() -> None:
    def made(answer: str, reference: str = "The water evaporates into the air.") -> bool:
        question, meant, said = (read(one, {}) for one in WordEncoder().encode(["Where?", reference, answer]))
        return compare(question, [meant], said).fits_pair

    assert made("the air takes up the water")
    assert made("the water evaporates")
    assert not made("i think that the water evaporates into the air")
    assert not made("the air takes up the water " * 8)
    assert not made("the air takes up the water", "The water evaporates into the air. " * 8)


def test_the_nearest_reference_shares_most_stems_for_its_length() -> None:
    texts = [
        "the terminals are connected",
        "there is a gap between the battery and the terminals of the first bulb",
        "a gap at the terminal",
    ]
    *references, answer = (read(one, {}) for one in WordEncoder().encode([*texts, "a gap by terminals"]))
    assert compare(references[0], references, answer).nearest is references[2]


def test_a_pair_is_judged_by_the_reference_that_the_cross_encoder_would_read() -> None:
    long = "the terminals of the battery are connected by a closed path of wires " * 5
    texts = ["Where?", long, "there is a gap", "the battery terminals are connected by wires in a closed path"]
    question, *references, answer = (read(one, {}) for one in WordEncoder().encode(texts))
    comparison = compare(question, references, answer)
    assert comparison.nearest is references[0]
    assert not comparison.fits_pair
