import struct
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection

from tests.store.samples import GAS, LEGS, NEW_SHEET, NOW, TEXT, WRONG, begin, card_of, graded, hand_in
from tutor.domain.change import SheetChange
from tutor.domain.errors import NotFoundError
from tutor.domain.finding import Finding, Severity
from tutor.domain.ids import SheetId
from tutor.domain.sheet import Sheet, SheetStatus
from tutor.domain.student import Student
from tutor.store.store import Store

LATER = NOW + timedelta(days=1)
VECTOR = struct.pack("<4f", 1, 0, 0, 0)


def kept(store: Store, student: Student) -> Sheet:
    sheet = store.settle(
        graded(store, student).id, sheet=NEW_SHEET, card=card_of(student), advance_sitting=None, now=NOW
    )
    assert sheet is not None
    return sheet


def test_a_mistake_writes_sheet_card_and_place_together(store: Store, ada: Student) -> None:
    sitting = begin(store, ada)
    submission = graded(store, ada, sitting.id)
    sheet = store.settle(submission.id, sheet=NEW_SHEET, card=card_of(ada), advance_sitting=sitting.id, now=NOW)
    assert sheet is not None
    assert (sheet.text, sheet.version, sheet.times_met, sheet.evidence) == (TEXT, 1, 1, (submission.id,))
    assert sheet == store.sheet(sheet.id)
    assert store.sheets(ada.id) == store.sheets_on(ada.id, GAS) == (sheet,)
    assert store.card(ada.id, GAS) == card_of(ada)
    assert store.cards(ada.id) == (card_of(ada),)
    assert store.sitting(sitting.id).place == 1
    assert store.graded_without_follow_up() == ()


def test_settling_again_changes_nothing(store: Store, ada: Student) -> None:
    sitting = begin(store, ada)
    submission = graded(store, ada, sitting.id)
    first = store.settle(submission.id, sheet=NEW_SHEET, card=card_of(ada), advance_sitting=sitting.id, now=NOW)
    generation = store.generation()
    other = replace(card_of(ada), state="{}")
    again = store.settle(submission.id, sheet=NEW_SHEET, card=other, advance_sitting=sitting.id, now=LATER)
    assert again == first
    assert len(store.sheets(ada.id)) == 1
    assert store.card(ada.id, GAS) == card_of(ada)
    assert store.sitting(sitting.id).place == 1
    assert store.generation() == generation


@pytest.mark.parametrize("broken", ["sheet_version", "evidence", "card", "sitting", "submission"])
def test_settling_is_done_whole_or_not_at_all(
    store: Store, ada: Student, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    sitting = begin(store, ada)
    submission = graded(store, ada, sitting.id)
    generation = store.generation()

    def fail(_c: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith((f"INSERT INTO {broken} ", f"UPDATE {broken} ")):
            raise KeyboardInterrupt

    engine = store._db._engine
    writer = store._db._writer
    for one in (engine, writer):
        event.listen(one, "before_cursor_execute", fail)
    with pytest.raises(KeyboardInterrupt):
        store.settle(submission.id, sheet=NEW_SHEET, card=card_of(ada), advance_sitting=sitting.id, now=NOW)
    for one in (engine, writer):
        event.remove(one, "before_cursor_execute", fail)
    assert store.sheets(ada.id) == ()
    assert store.cards(ada.id) == ()
    assert store.sitting(sitting.id).place == 0
    assert store.generation() == generation
    assert store.graded_without_follow_up() == ((submission, WRONG),)


def test_a_sheet_grows_versions_and_evidence(store: Store, ada: Student) -> None:
    sheet = kept(store, ada)
    second = graded(store, ada, text="hydrogen")
    newer = replace(TEXT, student_answer="hydrogen")
    change = SheetChange(sheet.id, newer, "Again.", times_met=2)
    grown = store.settle(second.id, sheet=change, card=None, advance_sitting=None, now=LATER)
    assert grown is not None
    assert (grown.version, grown.times_met, grown.text) == (2, 2, newer)
    assert grown.evidence == (*sheet.evidence, second.id)
    assert (grown.created_at, grown.updated_at) == (NOW, LATER)
    versions = store.sheet_versions(sheet.id)
    assert [(version.number, version.text, version.reason) for version in versions] == [
        (1, TEXT, "A first mistake."),
        (2, newer, "Again."),
    ]
    assert [version.submission_id for version in versions] == list(grown.evidence)


def test_a_right_answer_marks_every_sheet_on_the_question(store: Store, ada: Student) -> None:
    sheets = (kept(store, ada), kept(store, ada))
    right = graded(store, ada, text="carbon dioxide")
    changes = [
        SheetChange(sheet.id, None, "", times_met=1, right_days=1, adds_evidence=place == 0)
        for place, sheet in enumerate(sheets)
    ]
    marked = store.settle(right.id, sheets=changes, card=None, advance_sitting=None, now=LATER)
    assert [sheet.id for sheet in marked] == [sheet.id for sheet in sheets]
    assert [(sheet.version, sheet.right_days) for sheet in marked] == [(1, 1), (1, 1)]
    assert [right.id in sheet.evidence for sheet in marked] == [True, False]
    assert store.settle(right.id, sheets=changes, card=None, advance_sitting=None, now=LATER) == marked


def test_an_answer_without_a_sheet_settles_too(store: Store, ada: Student) -> None:
    submission = graded(store, ada)
    assert store.settle(submission.id, sheet=None, card=None, advance_sitting=None, now=NOW) is None
    assert store.settle(submission.id, sheet=NEW_SHEET, card=None, advance_sitting=None, now=NOW) is None
    assert store.sheets(ada.id) == ()


def test_the_grade_comes_before_the_sheet(store: Store, ada: Student) -> None:
    with pytest.raises(ValueError, match="graded before"):
        store.settle(hand_in(store, ada).id, sheet=NEW_SHEET, card=None, advance_sitting=None, now=NOW)


def test_an_answer_changes_nothing_of_others(store: Store, ada: Student) -> None:
    bob = store.add_student("Bob", "cat", None, NOW)
    sheet, sitting = kept(store, ada), begin(store, ada)
    other = graded(store, bob)
    theirs = SheetChange(sheet.id, None, "")
    with pytest.raises(ValueError, match="own student's sheets"):
        store.settle(other.id, sheet=theirs, card=None, advance_sitting=None, now=NOW)
    with pytest.raises(ValueError, match="own student and question"):
        store.settle(other.id, sheet=None, card=card_of(ada), advance_sitting=None, now=NOW)
    with pytest.raises(ValueError, match="own sitting"):
        store.settle(other.id, sheet=None, card=None, advance_sitting=sitting.id, now=NOW)
    assert store.sheets(bob.id) == ()


def test_sheets_are_listed_by_status_newest_first(store: Store, ada: Student) -> None:
    first, second = kept(store, ada), kept(store, ada)
    archived = store.set_sheet_status(first.id, SheetStatus.ARCHIVED, LATER)
    assert store.sheets(ada.id) == (archived, second)
    assert store.sheets(ada.id, status=SheetStatus.ACTIVE) == (second,)
    assert store.sheets(ada.id, status=SheetStatus.ARCHIVED) == (archived,)
    assert store.sheets_on(ada.id, LEGS) == ()
    with pytest.raises(NotFoundError):
        store.sheet(SheetId(99))
    with pytest.raises(NotFoundError):
        store.sheet_versions(SheetId(99))


def test_findings_are_kept_once(store: Store, ada: Student) -> None:
    sheet = kept(store, ada)
    found = (Finding("no-links", Severity.BLOCK, "a link"), Finding("length", Severity.WARN, "long"))
    for _ in range(2):
        store.keep_findings(sheet.id, sheet.evidence[0], found, NOW)
    store.keep_findings(None, sheet.evidence[0], found, NOW)
    assert store.findings(sheet.id) == found
    with pytest.raises(ValueError, match="belongs"):
        store.keep_findings(None, None, found, NOW)


def test_vectors_are_of_a_sheets_present_version(store: Store, ada: Student) -> None:
    sheet, other = kept(store, ada), kept(store, ada)
    generation = store.generation()
    store.keep_vector(sheet.id, 1, "mini", VECTOR)
    assert store.generation() > generation
    assert list(store.vectors("mini")) == [(sheet.id, 1, VECTOR)]
    assert list(store.vectors("maxi")) == []
    assert store.sheets_without_vector("mini") == (other,)
    change = SheetChange(sheet.id, TEXT, "Again.", times_met=2)
    store.settle(graded(store, ada).id, sheet=change, card=None, advance_sitting=None, now=NOW)
    assert {waiting.id for waiting in store.sheets_without_vector("mini")} == {sheet.id, other.id}
    store.keep_vector(sheet.id, 2, "mini", VECTOR[::-1])
    store.keep_vector(sheet.id, 1, "mini", VECTOR)  # late, and of what is no more
    assert list(store.vectors("mini")) == [(sheet.id, 2, VECTOR[::-1])]


def test_many_vectors_are_all_gone_through(store: Store, ada: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.store.vectors._AT_ONCE", 2)
    ids = [kept(store, ada).id for _ in range(5)]
    for sheet_id in ids:
        store.keep_vector(sheet_id, 1, "mini", VECTOR)
    for sheet_id, version, vector in store.vectors("mini"):
        store.keep_vector(sheet_id, version, "mini", vector)  # writing in between harms nothing
    assert [sheet_id for sheet_id, _version, _vector in store.vectors("mini")] == ids
