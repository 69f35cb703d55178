from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.samples import NOW
from tutor.domain.errors import NotFoundError, TutorError
from tutor.domain.ids import StudentId
from tutor.domain.student import Preferences, Student
from tutor.paths import Paths
from tutor.store import pins
from tutor.store.store import Store


def test_students_are_listed_by_name_whatever_its_case(store: Store) -> None:
    for name in ("Zoe", "ada", "Émile", "Bob"):
        store.add_student(name, "owl", None, NOW)
    assert [student.name for student in store.students()] == ["ada", "Bob", "Zoe", "Émile"]


@pytest.mark.parametrize("twin", ["ada", " ADA ", "Ａda"])
def test_a_name_is_taken_once(store: Store, ada: Student, twin: str) -> None:
    with pytest.raises(TutorError, match="is called"):
        store.add_student(twin, "cat", None, NOW)
    assert store.students() == (ada,)
    assert store.student_named(twin) == ada


@pytest.mark.parametrize("name", ["", "  ", "\0", "x" * 81])
def test_a_name_that_cannot_be_is_refused(store: Store, ada: Student, name: str) -> None:
    with pytest.raises(TutorError):
        store.add_student(name, "cat", None, NOW)
    with pytest.raises(TutorError):
        store.change_student(ada.id, name=name)
    assert store.students() == (ada,)


def test_a_student_changes_in_what_is_given_alone(store: Store, ada: Student) -> None:
    preferences = Preferences(daily_number=5, theme="dark", text_scale=1.5, is_spacing_roomy=True)
    assert store.change_student(ada.id, preferences=preferences).preferences == preferences
    changed = store.change_student(ada.id, name="ADA", picture="fox")
    assert changed == store.student(ada.id)
    assert (changed.name, changed.picture, changed.preferences) == ("ADA", "fox", preferences)


def test_a_student_cannot_take_anothers_name(store: Store, ada: Student) -> None:
    bob = store.add_student("Bob", "cat", None, NOW)
    with pytest.raises(TutorError, match="is called"):
        store.change_student(bob.id, name="ada")
    assert store.student(bob.id) == bob
    assert store.student(ada.id) == ada


def test_nobody_is_found_under_an_unknown_id(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.student(StudentId(7))
    assert store.student_named("Nobody") is None


def test_a_setting_is_kept(store: Store) -> None:
    assert store.setting("language", "en") == "en"
    store.set_setting("language", "de")
    store.set_setting("language", "ar")
    assert store.setting("language") == "ar"


def test_a_pin_guards_and_is_not_kept_itself(store: Store, paths: Paths) -> None:
    eve = store.add_student("Eve", "cat", "48151", NOW)
    assert eve.has_pin
    assert store.pin_is_right(eve.id, "48151")
    assert not store.pin_is_right(eve.id, "48152")
    assert b"48151" not in paths.database.read_bytes()
    store.set_pin(eve.id, None)
    assert not store.student(eve.id).has_pin
    assert store.pin_is_right(eve.id, "whatever")
    with pytest.raises(TutorError):
        store.set_pin(eve.id, " ")


def test_wrong_pins_make_one_wait_longer_and_longer_over_a_restart(paths: Paths) -> None:
    store = Store.open(paths, now=NOW)
    eve = store.add_student("Eve", "cat", "4815", NOW)
    for _ in range(5):
        assert not store.pin_is_right(eve.id, "0000", now=NOW)
    store.close()
    store = Store.open(paths, now=NOW)
    with pytest.raises(TutorError, match="30 seconds"):
        store.pin_is_right(eve.id, "4815", now=NOW)
    assert not store.pin_is_right(eve.id, "0000", now=NOW + timedelta(seconds=30))
    with pytest.raises(TutorError, match="1 minute"):
        store.pin_is_right(eve.id, "4815", now=NOW + timedelta(seconds=30))
    assert store.pin_is_right(eve.id, "4815", now=NOW + timedelta(seconds=90))
    assert not store.pin_is_right(eve.id, "0000", now=NOW + timedelta(seconds=90))  # a right one begins anew
    assert store.pin_is_right(eve.id, "4815", now=NOW + timedelta(seconds=90))
    store.close()


@given(st.integers(0, 10_000), st.floats(-1e8, 1e8))
def test_nobody_waits_longer_than_a_quarter_of_an_hour(wrong_tries: int, since_s: float) -> None:
    wait_s = pins.wait_s(wrong_tries, NOW, NOW + timedelta(seconds=since_s))
    assert 0 <= wait_s <= 15 * 60
    assert wait_s == 0 or wrong_tries >= 5
