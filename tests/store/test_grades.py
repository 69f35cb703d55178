from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.samples import CALL, GAS, LEGS, NEW_SHEET, NOW, RIGHT, WRONG, begin, graded, hand_in
from tutor.domain.answer import Answer, Purpose
from tutor.domain.errors import NotFoundError
from tutor.domain.grade import Explanation, Verdict
from tutor.domain.ids import SubmissionId
from tutor.domain.question import MarkedAnswer
from tutor.domain.review import Review, ReviewReason
from tutor.domain.student import Student
from tutor.store.store import Store


def test_an_answer_comes_back_as_it_was_said(store: Store, ada: Student) -> None:
    answer = Answer(" Zwölf „Äpfel“ \0 'x'\n", ("b", "a=c", ""), gave_up=True)
    kept = store.submit(ada.id, GAS, answer, "spoken", NOW, purpose=Purpose.RETRY)
    assert kept.answer == answer
    assert store.submission(kept.id) == kept
    assert kept.purpose is Purpose.RETRY


def test_submissions_are_listed_newest_first(store: Store, ada: Student) -> None:
    first = hand_in(store, ada)
    other = store.submit(ada.id, LEGS, Answer("", ("b",)), "eight", NOW + timedelta(seconds=1))
    assert store.submissions(ada.id) == (other, first)
    assert store.submissions(ada.id, GAS) == (first,)


def test_what_has_no_grade_waits_for_one(store: Store, ada: Student) -> None:
    first, second = hand_in(store, ada), hand_in(store, ada)
    store.keep_grade(first.id, WRONG, CALL, NOW)
    assert store.ungraded() == (second,)
    assert store.graded_without_follow_up() == ((first, WRONG),)
    assert store.grade(first.id) == WRONG
    assert store.grade(second.id) is None


def test_only_a_person_grades_anew(store: Store, ada: Student) -> None:
    submission = hand_in(store, ada)
    assert store.keep_grade(submission.id, WRONG, None, NOW) == WRONG
    assert store.keep_grade(submission.id, RIGHT, None, NOW) == WRONG
    assert store.grade(submission.id) == WRONG
    store.person_grade(submission.id, RIGHT, NOW)
    assert store.grade(submission.id) == RIGHT
    assert store.keep_grade(submission.id, WRONG, None, NOW) == RIGHT


def test_what_persons_marked_is_listed_newest_first_and_each_text_once(store: Store, ada: Student) -> None:
    said = ["oxygen", "carbon dioxide", "oxygen", "who knows", "   "]
    marks = [WRONG, RIGHT, RIGHT, replace(WRONG, verdict=Verdict.UNSURE), WRONG]
    for minute, (text, mark) in enumerate(zip(said, marks, strict=True)):
        submission = graded(store, ada, text=text)
        store.person_grade(submission.id, mark, NOW + timedelta(minutes=minute))
    graded(store, ada, text="nitrogen")  # by the grader alone
    given_up = store.submit(ada.id, GAS, Answer("x", gave_up=True), "x", NOW)
    store.person_grade(given_up.id, WRONG, NOW)
    expected = (MarkedAnswer("oxygen", Verdict.CORRECT), MarkedAnswer("carbon dioxide", Verdict.CORRECT))
    assert store.marked(GAS) == expected
    assert store.marked(GAS, most=1) == expected[:1]
    assert store.marked(LEGS) == ()


def test_a_persons_grade_is_followed_up_but_the_sitting_goes_on_once(store: Store, ada: Student) -> None:
    sitting = begin(store, ada)
    submission = graded(store, ada, sitting.id)
    store.queue_review(submission.id, "disputed", "", NOW)
    store.settle(submission.id, sheet=NEW_SHEET, card=None, advance_sitting=sitting.id, now=NOW)
    store.person_grade(submission.id, RIGHT, NOW)
    assert store.reviews() == ()
    assert store.graded_without_follow_up() == ((submission, RIGHT),)
    store.settle(submission.id, sheet=None, card=None, advance_sitting=sitting.id, now=NOW)
    assert store.graded_without_follow_up() == ()
    assert store.sitting(sitting.id).place == 1


def test_an_explanation_is_kept_with_the_models_reply(store: Store, ada: Student) -> None:
    submission = graded(store, ada)
    assert store.explanation(submission.id) is None
    store.keep_explanation(submission.id, Explanation("Plain.", "plain"), NOW)
    better = Explanation("Better.", "SmolLM2", CALL)
    store.keep_explanation(submission.id, better, NOW)
    assert store.explanation(submission.id) == better


def test_a_review_is_queued_once_and_can_be_withdrawn(store: Store, ada: Student) -> None:
    submission = hand_in(store, ada)
    for note in ("I was right", "again"):
        store.queue_review(submission.id, "disputed", note, NOW)
    waiting = Review(submission.id, ReviewReason.DISPUTED, "I was right", NOW, is_open=True)
    assert store.reviews() == (waiting,)
    store.withdraw_review(submission.id, "disputed")
    store.withdraw_review(submission.id, "unsure")
    assert store.reviews() == ()
    assert [review.is_open for review in store.reviews(open_only=False)] == [False]
    store.queue_review(submission.id, "disputed", "after all", NOW)
    assert [review.note for review in store.reviews()] == ["after all"]
    with pytest.raises(ValueError, match="boredom"):
        store.queue_review(submission.id, "boredom", "", NOW)


def test_only_graded_practice_counts_for_the_day(store: Store, ada: Student) -> None:
    graded(store, ada)
    hand_in(store, ada)
    check = store.submit(ada.id, GAS, Answer("x"), "x", NOW, purpose=Purpose.CHECK)
    store.keep_grade(check.id, WRONG, None, NOW)
    assert store.asked_today(ada.id, NOW) == 1
    assert store.asked_today(ada.id, NOW + timedelta(seconds=1)) == 0


def test_nothing_is_kept_for_no_answer(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.keep_grade(SubmissionId(5), WRONG, None, NOW)
    with pytest.raises(NotFoundError):
        store.submission(SubmissionId(5))
    with pytest.raises(NotFoundError):
        store.queue_review(SubmissionId(5), "unsure", "", NOW)
