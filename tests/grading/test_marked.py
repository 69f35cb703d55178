"""What marks on some answers do to others: nearest words count most, and nothing is turned upside down."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.grading.word_encoder import WordEncoder
from tutor.domain.answer import Answer
from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import KeyIdea, Kind, MarkedAnswer, Question, TextKey
from tutor.grading import Tools, grade
from tutor.grading.text.marked import ENOUGH, Look, Marks

RIGHT, PARTLY, WRONG = Verdict.CORRECT, Verdict.PARTIAL, Verdict.INCORRECT
TOOLS = Tools(WordEncoder())
ICE = Question(
    QuestionId("science/ice"),
    Kind.SHORT_TEXT,
    "Why does ice float on water?",
    TextKey(("Ice is less dense than water.",), (KeyIdea("ice is less dense"),)),
)


def look(words: str, right: float = 0.0, some: float = 0.0) -> Look:
    return Look(frozenset(words.split()), right, some)


def learned(*marked: tuple[str, Verdict]) -> Marks:
    return Marks.of([look(words) for words, _mark in marked], [mark for _words, mark in marked])


def test_an_answer_is_pulled_toward_the_marks_of_those_that_share_its_words() -> None:
    marks = learned(("ice holds air", WRONG), ("solid water takes more room", RIGHT))
    assert marks.moved(look("solid water needs room")).right > 0.5
    assert marks.moved(look("air is in ice")).right < -0.5


def test_an_answer_with_other_words_moves_little() -> None:
    marks = learned(("ice holds air", WRONG), ("solid water takes more room", RIGHT))
    assert abs(marks.moved(look("something else altogether")).right) < 0.3


def test_small_words_hardly_bring_answers_together() -> None:
    marks = learned(("~it ~is ~the ~of frozen", RIGHT), ("~they sink", WRONG))
    assert marks.moved(look("~it ~is ~the ~of boiling")).right < 0.5 * marks.moved(look("frozen ~they")).right


def test_a_denied_word_is_another_word() -> None:
    marks = learned(("dense", RIGHT), ("heavy", WRONG))
    assert marks.moved(Look(frozenset({"not dense"}), 0.0, 0.0)).right < marks.moved(look("dense")).right - 1


def test_partly_right_answers_pull_toward_partly_right() -> None:
    marks = learned(*[(f"floats because w{number}", PARTLY) for number in range(6)], ("it sinks", WRONG), ("x", RIGHT))
    moved = marks.moved(look("floats because w9"))
    assert moved.some > 1 > 0 > moved.right


def test_marks_that_are_all_one_say_nothing_about_answers_unlike_them() -> None:
    marks = learned(*[(f"dense word{number}", RIGHT) for number in range(20)])
    assert marks.moved(look("air wind")).right == pytest.approx(0.0)


def test_marks_that_were_foreseen_move_nothing_much() -> None:
    foreseen = Marks.of([look("ice dense", 4.0, 4.0), look("ice air", -4.0, -4.0)], [RIGHT, WRONG])
    surprising = Marks.of([look("ice dense", -4.0, -4.0), look("ice air", 4.0, 4.0)], [RIGHT, WRONG])
    assert abs(foreseen.moved(look("ice dense")).right) < 0.3 < 2 < surprising.moved(look("ice dense")).right


def likelihood(odds: NDArray[np.float64], is_right: NDArray[np.bool_]) -> float:
    return float(-np.logaddexp(0, np.where(is_right, -odds, odds)).sum())


@given(
    st.lists(
        st.tuples(
            st.frozensets(st.sampled_from("abcdefgh"), max_size=6),
            st.floats(-6, 6),
            st.floats(-6, 6),
            st.sampled_from((RIGHT, PARTLY, WRONG)),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_whatever_is_marked_the_odds_stay_finite_and_in_order(
    rows: list[tuple[frozenset[str], float, float, Verdict]],
) -> None:
    marks = Marks.of([Look(words, right, some) for words, right, some, _mark in rows], [row[3] for row in rows])
    for words, right, some, _mark in rows:
        moved = marks.moved(Look(words, right, some))
        assert np.isfinite([moved.right, moved.some]).all()
        assert moved.right <= moved.some
    is_right = np.array([mark is RIGHT for *_look, mark in rows])
    before = np.array([right for _words, right, *_rest in rows])
    after = np.array([marks.moved(Look(words, right, some)).right for words, right, some, _mark in rows])
    assert likelihood(after, is_right) >= likelihood(before, is_right) - 1e-6


@pytest.mark.parametrize("count", [5, 30, 31, 100])
def test_many_marks_against_what_was_thought_settle_where_they_should(count: int) -> None:
    marks = Marks.of([look("ice dense", -6.0, -6.0)] * count, [RIGHT] * count)
    assert 1 < marks.moved(look("ice dense", -6.0, -6.0)).right < 8


def test_one_mark_moves_its_own_answer_toward_it() -> None:
    before = look("ice dense", -1.0, -1.0)
    after = Marks.of([before], [RIGHT]).moved(before)
    assert after.right > 1


def test_a_share_of_the_marks_moves_by_that_share() -> None:
    looks, marks = [look("ice dense air"), look("~it sinks", 1.0, 1.0)], [RIGHT, WRONG]
    whole, half = Marks.of(looks, marks), Marks.of(looks, marks, 0.5)
    for words in ("ice dense", "~it sinks", "something else"):
        assert half.moved(look(words)).right == pytest.approx(whole.moved(look(words)).right / 2)


def test_what_was_learned_can_be_taken_up_again() -> None:
    learned_now = learned(("ice dense air", RIGHT), ("~it sinks", WRONG), ("a bit dense", PARTLY))
    pulls = {word: learned_now.pulls[place].tolist() for word, place in learned_now.places.items()}
    later = Marks.from_pulls(pulls, learned_now.common.tolist(), tell_parts=learned_now.tell_parts)
    for words in ("ice dense", "~it sinks deep", "other words"):
        assert later.moved(look(words)) == learned_now.moved(look(words))
    assert Marks.from_pulls({}, [0.0, 0.0], tell_parts=False).moved(look("ice", 1.0, 1.5)) == look("ice", 1.0, 1.5)


def marked(*answers: tuple[str, Verdict]) -> Question:
    key = ICE.key
    assert isinstance(key, TextKey)
    return replace(ICE, key=replace(key, marked=tuple(MarkedAnswer(text, mark) for text, mark in answers)))


def test_a_grade_follows_the_marks_on_answers_like_it() -> None:
    said = "when water freezes it takes up more room so it weighs less for its size"
    plain = grade(ICE, Answer(said), TOOLS).probability
    alike = [
        (f"frozen water takes up more room, case {number}, weighs less for its size", RIGHT) for number in range(6)
    ]
    others = [(f"the air holds it up number {number}", WRONG) for number in range(6)]
    assert grade(marked(*alike, *others), Answer(said), TOOLS).probability > plain + 0.2
    unlike = [(text, WRONG) for text, _mark in alike]
    assert grade(marked(*unlike, *others), Answer(said), TOOLS).probability < plain


def test_a_few_marks_leave_the_key_ideas_their_say() -> None:
    said = "it has gaps inside and weighs little"
    few = [("it has gaps inside and weighs less", RIGHT)]
    two_kinds = [*few, *((f"it is {word}", WRONG) for word in ["big", "wet", "cold", "blue", "old", "new", "thin"])]
    assert len(few) < ENOUGH <= len(two_kinds)
    for marks in (few, two_kinds):
        assert not learned(*marks).tell_parts
        assert grade(marked(*marks), Answer(said), TOOLS).verdict is not Verdict.CORRECT  # the key idea is not said
    assert learned(*two_kinds, ("it is a bit less", PARTLY)).tell_parts


def test_a_marked_answer_without_a_word_is_passed_over() -> None:
    made = grade(marked(("?!", WRONG)), Answer("ice is less dense than water"), TOOLS)
    assert made.verdict is grade(ICE, Answer("ice is less dense than water"), TOOLS).verdict


def test_a_mark_is_never_unsure_and_an_answer_never_blank() -> None:
    with pytest.raises(ValueError, match="mark"):
        MarkedAnswer("x", Verdict.UNSURE)
    with pytest.raises(ValueError, match="says something"):
        MarkedAnswer("  ", RIGHT)


@pytest.mark.parametrize("mark", [RIGHT, PARTLY, WRONG])
def test_words_that_were_marked_get_that_mark_in_any_language_and_without_a_model(mark: Verdict) -> None:
    question = replace(marked(("Eis ist leichter", mark)), language="de")
    made = grade(question, Answer("  eis ist LEICHTER. "), Tools())
    assert (made.graded_by, made.verdict) == ("marked-words", mark)
    assert made.feedback


def test_words_marked_in_two_ways_are_read_anew() -> None:
    made = grade(marked(("it is light", RIGHT), ("It is light!", WRONG)), Answer("it is light"), TOOLS)
    assert made.graded_by == "short-text"
