import pytest

from tests.store.samples import GAS, NOW, PLANNED, begin, hand_in
from tutor.domain.answer import Answer
from tutor.domain.errors import NotFoundError
from tutor.domain.ids import SittingId, StudentId
from tutor.domain.student import Student
from tutor.store.store import Store


def test_a_sitting_is_kept_as_it_was_planned(store: Store, ada: Student) -> None:
    sitting = begin(store, ada)
    assert (sitting.planned, sitting.place, sitting.seed, sitting.pack_id) == (PLANNED, 0, 42, "small")
    assert store.sitting(sitting.id) == sitting == store.open_sitting(ada.id)


def test_a_draft_is_kept_until_the_answer_is_handed_in(store: Store, ada: Student) -> None:
    sitting = begin(store, ada)
    draft = Answer("oxy", ("b", "a=c"), gave_up=True)
    store.save_draft(sitting.id, draft, 2)
    assert (store.sitting(sitting.id).draft, store.sitting(sitting.id).hints_shown) == (draft, 2)
    hand_in(store, ada, sitting.id)
    assert store.sitting(sitting.id).draft is None
    assert store.sitting(sitting.id).hints_shown == 2


def test_an_answer_for_no_sitting_leaves_nothing(store: Store, ada: Student) -> None:
    sitting = begin(store, ada)
    store.save_draft(sitting.id, Answer("oxy"), 0)
    with pytest.raises(NotFoundError):
        hand_in(store, ada, SittingId(99))
    assert store.submissions(ada.id) == ()
    assert store.sitting(sitting.id).draft == Answer("oxy")


def test_going_on_ends_with_the_last_question(store: Store, ada: Student) -> None:
    sitting = begin(store, ada)
    store.save_draft(sitting.id, Answer("oxy"), 1)
    sitting = store.advance(sitting.id)
    assert (sitting.place, sitting.draft, sitting.hints_shown) == (1, None, 0)
    assert store.advance(sitting.id).is_over
    assert store.advance(sitting.id).place == 2
    assert store.open_sitting(ada.id) is None


def test_an_ended_sitting_is_not_open(store: Store, ada: Student) -> None:
    first, second = begin(store, ada), begin(store, ada)
    assert store.open_sitting(ada.id) == second
    store.end_sitting(second.id, NOW)
    assert store.sitting(second.id).ended_at == NOW
    assert store.open_sitting(ada.id) == first


def test_nobody_sits_who_is_not_there(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.start_sitting(StudentId(9), PLANNED, 1, NOW)
    with pytest.raises(NotFoundError):
        store.advance(SittingId(9))
    with pytest.raises(NotFoundError):
        store.submit(StudentId(9), GAS, Answer("x"), "x", NOW)
