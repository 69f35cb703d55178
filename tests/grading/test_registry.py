"""The order of graders, and what happens when nobody takes a question."""

import pytest

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import KeyIdea, Kind, Question, TextKey
from tutor.grading import GRADERS, Thresholds, Tools, grade
from tutor.grading.registry import Listed, find, grader, in_order

PLANTS = Question(
    QuestionId("science/food"),
    Kind.SHORT_TEXT,
    "How do plants make food?",
    TextKey(("Plants use sunlight.",), (KeyIdea("sunlight gives the energy"),)),
)


def test_every_listed_grader_is_made_where_it_is_listed() -> None:
    for listed in GRADERS:
        assert callable(find(listed))


def test_every_kind_has_a_grader() -> None:
    for kind in Kind:
        assert any(kind in listed.kinds for listed in GRADERS)


def test_a_name_used_twice_fails() -> None:
    @grader("test-only", kinds={Kind.CHOICE})
    def first(question: Question, answer: Answer, tools: Tools) -> Grade | None:
        return None

    with pytest.raises(ValueError, match="test-only"):

        @grader("test-only", kinds={Kind.CHOICE})
        def second(question: Question, answer: Answer, tools: Tools) -> Grade | None:
            return None

    listed = Listed("test-only", frozenset({Kind.CHOICE}), __name__)
    with pytest.raises(ValueError, match="twice"):
        in_order(listed, listed)


def test_a_listed_grader_that_is_not_made_fails() -> None:
    with pytest.raises(ValueError, match="no-such"):
        find(Listed("no-such", frozenset({Kind.CHOICE}), "tutor.grading.same_words"))


@pytest.mark.parametrize("text", ["Plants use sunlight.", "plants  use sunlight", "PLANTS use\u200b sunlíght!"])
def test_the_same_words_are_right(text: str) -> None:
    made = grade(PLANTS, Answer(text), Tools())
    assert (made.verdict, made.score, made.graded_by) == (Verdict.CORRECT, 1.0, "same-words")
    assert made.covered == ("sunlight gives the energy",)


def test_other_words_without_an_encoder_go_to_nobody() -> None:
    made = grade(PLANTS, Answer("They take light from the sun"), Tools())
    assert (made.verdict, made.probability, made.graded_by) == (Verdict.UNSURE, 0.5, "nobody")
    assert made.feedback


@pytest.mark.parametrize("answer", [Answer(gave_up=True), Answer("sunlight?", gave_up=True), Answer("  ")])
def test_i_dont_know_scores_nothing_and_names_the_key_ideas(answer: Answer) -> None:
    made = grade(PLANTS, answer, Tools())
    assert (made.verdict, made.score, made.probability, made.graded_by) == (Verdict.INCORRECT, 0.0, 0.0, "gave-up")
    assert made.missing == ("sunlight gives the energy",)


def test_thresholds_tell_sure_from_unsure() -> None:
    thresholds = Thresholds(correct=0.9, incorrect=0.2)
    assert thresholds.verdict(0.9) is Verdict.CORRECT
    assert thresholds.verdict(0.5) is Verdict.UNSURE
    assert thresholds.verdict(0.2) is Verdict.INCORRECT
    with pytest.raises(ValueError, match="lower"):
        Thresholds(correct=0.2, incorrect=0.9)
