"""The store is called from two lanes at once."""

from concurrent.futures import ThreadPoolExecutor

from tests.store.samples import GAS, NEW_SHEET, NOW, WRONG
from tutor.domain.answer import Answer
from tutor.domain.student import Student
from tutor.store.store import Store


def test_threads_write_and_read_at_once_and_lose_nothing(store: Store, ada: Student) -> None:
    def one_lane(lane: int) -> int:
        for number in range(15):
            submission = store.submit(ada.id, GAS, Answer(f"{lane} {number}"), "", NOW)
            store.keep_grade(submission.id, WRONG, None, NOW)
            store.settle(submission.id, sheet=NEW_SHEET, card=None, advance_sitting=None, now=NOW)
            assert store.grade(submission.id) == WRONG
            for sheet in store.sheets(ada.id):
                assert sheet.evidence
        return lane

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one_lane, range(4))) == [0, 1, 2, 3]
    assert len(store.sheets(ada.id)) == 60
    assert store.generation() == 60


def test_two_lanes_settle_one_answer_once(store: Store, ada: Student) -> None:
    submission = store.submit(ada.id, GAS, Answer("oxygen"), "", NOW)

    def settle(_lane: int) -> object:
        store.keep_grade(submission.id, WRONG, None, NOW)
        return store.settle(submission.id, sheet=NEW_SHEET, card=None, advance_sitting=None, now=NOW)

    with ThreadPoolExecutor(8) as pool:
        sheets = list(pool.map(settle, range(8)))
    assert len(set(map(repr, sheets))) == 1
    assert len(store.sheets(ada.id)) == 1
