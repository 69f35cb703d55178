from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.fakes import FakeTutor
from tutor.domain.errors import TutorError
from tutor.domain.student import Preferences
from tutor.gui.icons import picture_names
from tutor.gui.jobs import Jobs
from tutor.gui.main_window import MainWindow
from tutor.gui.memory import WindowMemory
from tutor.gui.theme import theme

pytestmark = pytest.mark.window


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs, tmp_path: Path, plain_theme: None) -> Iterator[MainWindow]:
    made = MainWindow(jobs, WindowMemory(tmp_path))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    qtbot.waitUntil(lambda: not jobs.is_busy())


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def open_with(qtbot: QtBot, window: MainWindow, fake: FakeTutor) -> None:
    window.open_with(fake.as_tutor())
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy() and window.sign_in.first_focus() is not None)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = focus()
        assert widget is not None
        QTest.keyClick(widget, key)


def test_the_arrow_keys_choose_and_enter_signs_in(qtbot: QtBot, window: MainWindow) -> None:
    open_with(qtbot, window, FakeTutor("Mia", "Ben", "Amira"))
    assert focus() is window.sign_in.tiles.tiles[0]
    press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.student is not None)
    assert window.desk.student is not None
    assert window.desk.student.name == "Ben"
    assert window.rail.isVisible()


def test_keys_pressed_too_soon_do_nothing(qtbot: QtBot, window: MainWindow) -> None:
    press(Qt.Key.Key_Return, Qt.Key.Key_Space)
    open_with(qtbot, window, FakeTutor("Mia"))
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.page is window.sign_in
    assert theme().scale == 1.0


def test_right_to_left_the_arrow_keys_are_mirrored(qtbot: QtBot, window: MainWindow) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    open_with(qtbot, window, FakeTutor("Mia", "Ben", "Amira"))
    press(Qt.Key.Key_Left)
    assert focus() is window.sign_in.tiles.tiles[1]


def test_the_tiles_are_one_stop_of_the_tab_key(qtbot: QtBot, window: MainWindow) -> None:
    open_with(qtbot, window, FakeTutor("Mia", "Ben", "Amira"))
    press(Qt.Key.Key_Right, Qt.Key.Key_Tab)
    assert focus() not in window.sign_in.tiles.tiles
    press(Qt.Key.Key_Backtab)
    assert focus() in window.sign_in.tiles.tiles


def test_a_wrong_pin_is_told_in_place_and_the_right_one_opens(qtbot: QtBot, window: MainWindow) -> None:
    open_with(qtbot, window, FakeTutor("Ben*"))
    press(Qt.Key.Key_Return)
    form = window.sign_in.pin_form
    assert focus() is form.field
    QTest.keyClicks(form.field, "9")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not the PIN" in form.notice.message)
    assert window.desk.student is None
    assert (focus(), form.field.text()) == (form.field, "")
    QTest.keyClicks(form.field, "1234")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.student is not None)


def test_escape_goes_back_from_the_pin(qtbot: QtBot, window: MainWindow) -> None:
    open_with(qtbot, window, FakeTutor("Ben*"))
    press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert focus() is window.sign_in.tiles.tiles[0]


def test_someone_new_signs_in_with_the_keyboard_alone(qtbot: QtBot, window: MainWindow) -> None:
    fake = FakeTutor()
    open_with(qtbot, window, fake)
    assert window.sign_in.is_empty
    press(Qt.Key.Key_Return)  # "I'm new"
    form = window.sign_in.new_form
    assert focus() is form.name
    press(Qt.Key.Key_Return)
    assert "name" in form.notice.message
    form.name.insert("Zoë")  # QtTest types ASCII only
    press(Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Tab)
    assert focus() is form.pin
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.student is not None)
    student = fake.students_now[0]
    assert (student.name, student.picture, student.has_pin) == ("Zoë", picture_names()[1], False)


def test_a_name_that_is_taken_is_told_in_place(qtbot: QtBot, window: MainWindow) -> None:
    open_with(qtbot, window, FakeTutor("Mia"))
    press(Qt.Key.Key_End, Qt.Key.Key_Return)
    form = window.sign_in.new_form
    QTest.keyClicks(form.name, "mia")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "already" in form.notice.message)
    assert focus() is form.name
    assert form.go_on.isEnabled()


def test_a_list_that_cannot_be_read_can_be_tried_again(qtbot: QtBot, window: MainWindow) -> None:
    fake = FakeTutor("Mia")
    fake.fails = TutorError("The file can't be read.", "Try again.")
    window.open_with(fake.as_tutor())
    qtbot.waitUntil(lambda: "can't be read" in window.sign_in.notice.message)
    fake.fails = None
    window.sign_in.notice.acted.emit()
    qtbot.waitUntil(lambda: len(window.sign_in.tiles.tiles) == 2)
    assert window.sign_in.notice.message == ""


def test_each_students_looks_are_put_on_and_taken_off(qtbot: QtBot, window: MainWindow) -> None:
    fake = FakeTutor("Mia")
    fake.change_student(fake.students_now[0].id, preferences=Preferences(theme="dark", text_scale=1.5))
    open_with(qtbot, window, fake)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: theme().palette.name == "dark")
    assert window.rail.is_folded
    window.rail.change.click()
    assert theme().scale == 1.0
    assert not window.rail.isVisible()


def test_what_helps_to_read_this_page_is_remembered(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_with(qtbot, window, FakeTutor("Mia"))
    window.sign_in.size_asked.emit(1)
    window.sign_in.colours_asked.emit()
    looks = WindowMemory(tmp_path).looks
    assert (looks.text_scale, looks.theme) == (1.25, "dark")
