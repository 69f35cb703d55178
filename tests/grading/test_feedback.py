"""The plain words about a grade read well whatever the reference, and claim nothing that may be untrue."""

import pytest

from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import KeyIdea, Kind, Question, TextKey
from tutor.grading.feedback import MOST_SENTENCES, plain_feedback, sentences

LONG = "The Sun warms the sea and water evaporates from all of its wide surface into the air, where it is carried up."
PIECES = ("there are three times as many pieces", "each piece is three times smaller")


def asked(reference: str, explanation: str = "") -> Question:
    ideas = tuple(KeyIdea(text) for text in PIECES)
    return Question(QuestionId("q"), Kind.SHORT_TEXT, "Why?", TextKey((reference,), ideas), explanation=explanation)


def wrong(reference: str, answer: str = "no idea") -> str:
    return plain_feedback(asked(reference), Verdict.INCORRECT, (), (), answer=answer)


def partly(reference: str, answer: str = "no idea") -> str:
    return plain_feedback(asked(reference), Verdict.PARTIAL, (), (), answer=answer)


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("Because light travels much faster than sound.", "Because light travels much faster than sound."),
        ("Friction", "Friction."),
        ("the sky", "The sky."),
        ("a towel", "A towel."),
        ("x + 2 is greater.", "x + 2 is greater."),
        ("pH 7", "pH 7."),
        ("$a^2$ is the area.", "$a^2$ is the area."),
        (
            "It bends farther, i.e. gets hotter, before it opens.",
            "It bends farther, i.e. gets hotter, before it opens.",
        ),
    ],
)
def test_any_reference_follows_grammatically(reference: str, shown: str) -> None:
    assert wrong(reference) == f"Not yet, but here is a right answer: {shown}"
    assert partly(reference) == f"Part of it is there, and here is a right answer: {shown}"


@pytest.mark.parametrize(
    ("reference", "answer", "shown"),
    [
        ("No. The circuit has a gap.", "yes", "No. The circuit has a gap."),
        ("Yes. The wind blows.", "yes", "Yes. The wind blows."),
        ("It spins. One side has day. One has night.", "it is a ball", "It spins. One side has day."),
        ("The Earth spins. One side has day.", "the Earth spins", "The Earth spins. One side has day."),
        (
            "The Earth spins. It has two sides. One has day.",
            "earth is spinning, 2 sides",
            "It has two sides. One has day.",
        ),
        ("It spins. It turns.", "it spins and turns", "It spins. It turns."),
        (f"{LONG} {LONG} It rains.", "no idea", LONG),
        (f"No. {LONG} {LONG}", "no idea", f"No. {LONG}"),
        (f"{LONG} {LONG.replace('Sun', 'wind')}", LONG, LONG.replace("Sun", "wind")),
        ("No.", "yes", "No."),
    ],
)
def test_enough_of_the_answer_is_shown_to_learn_something_new(reference: str, answer: str, shown: str) -> None:
    assert wrong(reference, answer).endswith(f": {shown}")
    assert partly(reference, answer).endswith(f": {shown}")


@pytest.mark.parametrize("verdict", [Verdict.PARTIAL, Verdict.INCORRECT])
def test_there_is_room_for_a_reason_and_nothing_gets_long(verdict: Verdict) -> None:
    question = asked(
        "The Earth spins. One side has day. One has night.", "It is a ball. It turns. So it is. And so on."
    )
    said = plain_feedback(question, verdict, (), ())
    assert "It is a ball." in said
    assert len(sentences(said)) == MOST_SENTENCES


@pytest.mark.parametrize(
    ("covered", "said"),
    [
        ((), "Right."),
        (PIECES[:1], "Right. The key idea: there are three times as many pieces."),
        (PIECES, "Right. The key ideas: there are three times as many pieces; each piece is three times smaller."),
    ],
)
def test_a_right_answer_is_told_what_matters_and_not_what_it_said(covered: tuple[str, ...], said: str) -> None:
    assert plain_feedback(asked("There are more pieces."), Verdict.CORRECT, covered, ()) == said


def test_a_part_is_what_the_grader_found_and_did_not_find() -> None:
    said = plain_feedback(asked("There are more pieces."), Verdict.PARTIAL, PIECES[:1], PIECES[1:])
    assert said == (
        "I found this: there are three times as many pieces. I did not find this: each piece is three times smaller."
    )
