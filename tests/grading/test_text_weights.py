"""The weights file, and what is computed with it."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.grading.word_encoder import WordEncoder
from tutor.grading.text.features import Comparison, compare
from tutor.grading.text.reading import read
from tutor.grading.text.weights import Weights, odds, packed, unpacked, weights
from tutor.paths import resources

SHIPPED = resources() / "models" / "short_text.json"


def comparison(answer: str) -> Comparison:
    texts = ["Where does the water of a puddle go?", "The water evaporates into the air.", answer]
    question, reference, said = (read(one, weights().rarity) for one in WordEncoder().encode(texts))
    return compare(question, [reference], said)


def test_arrays_come_back_as_they_went() -> None:
    numbers = np.array([[0.5, -2.25], [1e3, 0.0]], np.float32)
    assert np.array_equal(unpacked(packed(numbers)), numbers)
    whole = np.array([0, 7, 65535])
    assert np.array_equal(unpacked(packed(whole)), whole)


def test_the_weights_file_is_small() -> None:
    assert SHIPPED.stat().st_size < 1.5e6


def test_the_weights_are_for_the_shipped_encoder() -> None:
    import hashlib

    encoder = resources() / "models" / "all-minilm-l6-v2-q8_0.gguf"
    assert weights().encoder_sha256 == hashlib.sha256(encoder.read_bytes()).hexdigest()


def test_saying_the_reference_is_more_probable_than_saying_something_else() -> None:
    right, wrong = comparison("the water evaporates into the air"), comparison("a dog drank from it")
    assert weights().probability(right) > 0.7
    assert weights().probability(wrong) < 0.3
    assert weights().said(right) > 0.8 > 0.2 > weights().said(wrong)


@pytest.mark.parametrize("answer", ["x", "?", "water " * 150])
def test_probabilities_stay_probabilities(answer: str) -> None:
    made = comparison(answer)
    if made.answer.stems:
        assert 0 < weights().probability(made) < 1


def test_weights_for_other_numbers_are_refused(tmp_path: Path) -> None:
    data = json.loads(SHIPPED.read_text(encoding="utf-8"))
    data["names"] = data["names"][1:]
    other = tmp_path / "other.json"
    other.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValueError, match="another Tutor"):
        Weights.load(other)


def test_odds_are_held_back() -> None:
    assert odds(0.5) == 0
    assert odds(1.0) == pytest.approx(-odds(0.0))
    assert odds(1.0) < 7
