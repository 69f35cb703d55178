import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QSlider, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.fakes import FakeTutor
from tutor.domain.errors import StoreDamagedError, TutorError
from tutor.domain.student import Preferences
from tutor.gui.crash import CrashHandler
from tutor.gui.failed_page import FailedPage
from tutor.gui.focus_ring import FocusRing
from tutor.gui.jobs import Jobs
from tutor.gui.main_window import MainWindow
from tutor.gui.memory import WindowMemory
from tutor.gui.settings_page import SettingsPage
from tutor.gui.theme import theme
from tutor.gui.today_page import TodayPage, reasons
from tutor.paths import Paths

pytestmark = pytest.mark.window

HEAVY = ("sqlmodel", "sqlalchemy", "numpy", "faiss", "sympy", "ziamath", "tutor.store.store", "tutor.app.tutor")


@pytest.fixture
def fake() -> FakeTutor:
    return FakeTutor("Mia", "Ben")


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs, tmp_path: Path, plain_theme: None, fake: FakeTutor) -> Iterator[MainWindow]:
    """Give a window where Mia learns."""
    made = MainWindow(jobs, WindowMemory(tmp_path))
    qtbot.addWidget(made)
    made.resize(1200, 740)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open_with(fake.as_tutor())
    made.desk.seat(fake.students_now[0])
    qtbot.waitUntil(lambda: not jobs.is_busy())
    yield made
    qtbot.waitUntil(lambda: not jobs.is_busy())


def today(window: MainWindow) -> TodayPage:
    assert isinstance(window.page, TodayPage)
    return window.page


def settings(qtbot: QtBot, window: MainWindow) -> SettingsPage:
    window.rail.buttons["settings"].click()
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy())
    assert isinstance(window.page, SettingsPage)
    return window.page


def test_nothing_heavy_is_imported_before_the_window_shows() -> None:
    code = f"import sys, tutor.gui.app; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_window_tells_once_that_it_was_seen(qtbot: QtBot, jobs: Jobs, tmp_path: Path, plain_theme: None) -> None:
    window = MainWindow(jobs, WindowMemory(tmp_path))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()


def test_no_other_window_flashes_up(qtbot: QtBot, window: MainWindow) -> None:
    class Watcher(QObject):
        shown: ClassVar[list[str]] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(type(watched).__name__)
            return False

    watcher = Watcher()
    QApplication.instance().installEventFilter(watcher)  # type: ignore[union-attr]  # qtbot made one
    window.open_with(FakeTutor("Mia", "Ben*").as_tutor())
    for name in ("sign-in", "today", "settings", "practise", "guide"):
        window.show_page(name)
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy())
    QApplication.instance().removeEventFilter(watcher)  # type: ignore[union-attr]  # as above
    assert Watcher.shown == []


def test_the_day_is_shown_with_the_keyboard_on_its_button(window: MainWindow) -> None:
    page = today(window)
    assert page.start.text() == "Start"
    assert QApplication.focusWidget() is page.start
    assert page.dots.accessibleName() == "4 of 10 questions done today"


def test_new_questions_only_fill_the_day_up(fake: FakeTutor) -> None:
    plan = fake.plan_now  # 6 of 10 are left
    assert reasons(plan) == (3, 2, 1)
    assert reasons(replace(plan, due=0, mistakes=0, new=218)) == (0, 0, 6)
    assert reasons(replace(plan, due=40)) == (6, 0, 0)
    assert reasons(replace(plan, done_today=12, new=218)) == (3, 2, 5)


def test_an_empty_day_says_so_and_leads_to_the_guide(qtbot: QtBot, window: MainWindow, fake: FakeTutor) -> None:
    fake.plan_now = replace(fake.plan_now, due=0, mistakes=0, new=0)
    window.desk.tell(frozenset({"plan"}))
    page = today(window)
    qtbot.waitUntil(lambda: not page.start.isVisible())
    assert page.first_focus() is not page.start


def test_without_packs_the_day_says_what_to_do(qtbot: QtBot, window: MainWindow, fake: FakeTutor) -> None:
    fake.packs_now = ()
    window.desk.tell(frozenset({"plan"}))
    page = today(window)
    qtbot.waitUntil(lambda: not page.start.isVisible())


def test_the_plan_is_asked_of_the_chosen_pack(qtbot: QtBot, window: MainWindow) -> None:
    page = today(window)
    page.pack.setCurrentIndex(2)
    assert page.pack_id == "numbers"


def test_escape_goes_back_to_the_day(qtbot: QtBot, window: MainWindow) -> None:
    settings(qtbot, window)
    QTest.keyClick(window.page, Qt.Key.Key_Escape)
    assert isinstance(window.page, TodayPage)


def test_control_and_a_number_go_to_a_page(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, SettingsPage)
    assert window.rail.buttons["settings"].isChecked()


@pytest.mark.parametrize(("width", "scale", "is_folded"), [(1200, 1.0, False), (940, 1.0, True), (1200, 2.0, True)])
def test_the_rail_folds_where_there_is_little_room(
    qtbot: QtBot, window: MainWindow, width: int, scale: float, is_folded: bool
) -> None:
    theme().choose(Preferences(text_scale=scale))
    window.resize(width, 740)
    qtbot.waitUntil(lambda: window.rail.is_folded == is_folded)
    for button in window.rail.buttons.values():
        assert button.accessibleName()
        assert bool(button.text()) != is_folded


def test_settings_are_put_on_at_once_and_kept(qtbot: QtBot, window: MainWindow, fake: FakeTutor) -> None:
    page = settings(qtbot, window)
    next(button for button in page.looks.themes.buttons() if button.property("theme") == "contrast").click()
    assert theme().palette.name == "contrast"
    page.looks.larger.click()
    qtbot.waitUntil(lambda: theme().scale == 1.25)
    page.learning.daily.setValue(15)
    wanted = Preferences(daily_number=15, theme="contrast", text_scale=1.25)
    qtbot.waitUntil(lambda: fake.students_now[0].preferences == wanted)
    assert window.desk.student is not None
    qtbot.waitUntil(lambda: window.desk.student is not None and window.desk.student.preferences == wanted)


def test_a_pin_can_be_set_and_taken_away(qtbot: QtBot, window: MainWindow, fake: FakeTutor) -> None:
    page = settings(qtbot, window)
    QTest.keyClicks(page.learning.pin, "77")
    page.learning.keep_pin.click()
    qtbot.waitUntil(lambda: page.learning.drop_pin.isVisible())
    assert fake.pins == {1: "77"}
    page.learning.drop_pin.click()
    qtbot.waitUntil(lambda: fake.pins == {} and not page.learning.drop_pin.isVisible())


def test_this_computer_can_be_checked(qtbot: QtBot, window: MainWindow) -> None:
    page = settings(qtbot, window)
    page.computer.check.click()
    assert not page.computer.check.isEnabled()
    qtbot.waitUntil(page.computer.check.isEnabled)


@pytest.mark.parametrize("name", ["sign-in", "today", "settings"])
def test_everything_that_can_be_used_has_a_name(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.show_page(name)
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy())
    kinds = (QAbstractButton, QLineEdit, QComboBox, QSpinBox, QSlider)
    for widget in window.page.findChildren(QWidget):
        is_part = isinstance(widget.parent(), QSpinBox | QComboBox)
        if isinstance(widget, kinds) and not is_part and widget.isVisibleTo(window):
            words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            assert words, f"{type(widget).__name__} on {name} has no name"


@pytest.mark.parametrize("name", ["sign-in", "today", "settings"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_targets_are_high_enough_and_nothing_is_cut(qtbot: QtBot, window: MainWindow, name: str, scale: float) -> None:
    window.resize(1366, 768)
    theme().choose(Preferences(text_scale=scale))
    window.show_page(name)
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy())
    for button in window.page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.height() >= 44, button.text()
            assert button.width() >= button.minimumSizeHint().width() - 1, button.text()
            right = button.mapTo(window, button.rect().bottomRight()).x()
            assert right <= window.width(), button.text()


def test_the_ring_follows_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    ring = FocusRing(app)
    page = today(window)
    page.pack.setFocus()
    assert ring.surrounds(page.pack)
    page.start.setFocus()
    assert ring.surrounds(page.start)
    ring.deleteLater()


def test_the_place_and_size_are_remembered(qtbot: QtBot, window: MainWindow, tmp_path: Path, jobs: Jobs) -> None:
    window.resize(1010, 650)
    window.close()
    again = MainWindow(jobs, WindowMemory(tmp_path))
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1010, 650)


def test_a_damaged_store_offers_the_last_backup(qtbot: QtBot) -> None:
    page = FailedPage()
    qtbot.addWidget(page)
    page.show_error(StoreDamagedError("Tutor's file is damaged.", "The last backup is of 3 May."), has_backup=True)
    with qtbot.waitSignal(page.restore_asked):
        page.restore.click()
    assert not page.restore.isEnabled()  # until it is tried


def test_other_failures_can_be_tried_again(qtbot: QtBot) -> None:
    page = FailedPage()
    qtbot.addWidget(page)
    page.show_error(TutorError("Another Tutor is open.", "Close it first."), has_backup=True)
    assert page.first_focus() is page.again
    with qtbot.waitSignal(page.again_asked):
        page.again.click()


def test_a_crash_is_logged_and_told_once_at_a_time(
    qtbot: QtBot, tmp_path: Path, plain_theme: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("faulthandler.enable", lambda _file: None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", __import__("threading").excepthook)
    handler = CrashHandler(Paths(data=tmp_path, cache=tmp_path))
    handler.install()
    for _number in range(2):
        handler.catch(ValueError, ValueError("odd"), None)
    qtbot.waitUntil(lambda: handler.dialog is not None)
    assert handler.dialog is not None
    handler.dialog.go_on.click()
    qtbot.waitUntil(lambda: handler.dialog is None)
    assert (tmp_path / "logs" / "tutor.log").read_text(encoding="utf-8").count("ValueError: odd") == 2
    handler.close()
