"""The weights file, and what is computed with it."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.grading.word_encoder import WordEncoder
from tutor.domain.answer import Answer
from tutor.domain.ids import QuestionId
from tutor.domain.question import Kind, Question, TextKey
from tutor.grading import Tools, grade
from tutor.grading.text.features import Comparison, compare
from tutor.grading.text.first_look import first_look
from tutor.grading.text.reading import read
from tutor.grading.text.tidy import tidy
from tutor.grading.text.weights import Weights, chance, modest, odds, packed, unpacked, weights
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
    assert weights().judge(right).correct > 0.7
    assert weights().judge(wrong).correct < 0.3


@pytest.mark.parametrize("answer", ["x", "?", "water " * 150])
def test_probabilities_stay_probabilities(answer: str) -> None:
    made = comparison(answer)
    judged = weights().judge(made)
    assert 0 < judged.correct < 1 and 0 <= judged.partial <= 1 - judged.correct and 0 < judged.undoubted < 1


def test_weights_for_other_numbers_are_refused(tmp_path: Path) -> None:
    data = json.loads(SHIPPED.read_text(encoding="utf-8"))
    data["names"] = data["names"][1:]
    other = tmp_path / "other.json"
    other.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValueError, match="another Tutor"):
        Weights.load(other)


def test_extreme_log_odds_are_held_back_and_keep_their_order() -> None:
    leanings = np.linspace(-6, 6, 49)
    held = modest(leanings)
    assert (np.diff(held) > 0).all() and np.allclose(held, -held[::-1])
    assert modest(1.0) == 1.0
    assert chance(float(modest(2.659))) == pytest.approx(0.9, abs=0.001)


def test_the_cross_encoder_has_its_say() -> None:
    """Vectors that its graded head takes for right and for wrong lead to other probabilities."""
    made, cross = comparison("the water evaporates into the air"), weights().cross
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(200, cross.hidden_weight.shape[2])).astype(np.float32)
    ranked = sorted(vectors, key=lambda one: float(cross.chances(one)[0, 0]))
    assert weights().judge(made, ranked[0]).correct < weights().judge(made, ranked[-1]).correct


def test_odds_are_held_back() -> None:
    assert odds(0.5) == 0
    assert odds(1.0) == pytest.approx(-odds(0.0))
    assert odds(1.0) < 7


def test_right_answers_are_held_back_further_where_nobody_has_marked_any() -> None:
    """The probability of a reference said again stays under what it was judged, that of nonsense does not change."""
    question = Question(
        QuestionId("x"), Kind.SHORT_TEXT, "Why does it float?", TextKey(("Ice is less dense than water.",))
    )
    tools = Tools(WordEncoder())
    for said, is_held in (("Ice is less dense than the water.", True), ("a dog sleeps on my bed", False)):
        first = first_look(question, tidy(said), WordEncoder())
        made = grade(question, Answer(said), tools)
        assert first is not None
        judged = chance(first.look.right)
        assert (made.probability < judged - 1e-6) is is_held
        assert abs(first.look.right) > 1.8
