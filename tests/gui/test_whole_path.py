"""The whole path in a real (offscreen) window, by keyboard alone; only the encoder is a fake."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.app.conftest import PACK, Clock, open_tutor
from tests.fakes import FakeEncoder
from tutor.domain.answer import Answer
from tutor.domain.ids import PackId
from tutor.gui.guide_page import GuidePage
from tutor.gui.jobs import Jobs
from tutor.gui.main_window import MainWindow
from tutor.gui.measure import Pulse
from tutor.gui.memory import WindowMemory
from tutor.gui.practice_page import PracticePage, Stage
from tutor.gui.today_page import TodayPage
from tutor.paths import Paths, paths

pytestmark = pytest.mark.window


@pytest.fixture
def folder(tmp_path: Path) -> Paths:
    kept = paths(tmp_path / "data")
    kept.packs.mkdir(parents=True)
    (kept.packs / "small.yaml").write_text(PACK, encoding="utf-8")
    return kept


@contextmanager
def tutor_window(qtbot: QtBot, folder: Paths) -> Iterator[MainWindow]:
    """Open Tutor and its window, as at a start; close both at the end."""
    jobs = Jobs()
    window = MainWindow(jobs, WindowMemory(folder.data))
    qtbot.addWidget(window)
    window.resize(1200, 740)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    with open_tutor(folder, Clock(), FakeEncoder()) as tutor:
        window.open_with(tutor)
        rest(qtbot, window)
        yield window
        window.close()
        rest(qtbot, window)
        assert jobs.close()


def rest(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy(), timeout=20_000)
    QApplication.processEvents()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    QTest.keyClick(widget, key, modifier)


def type_text(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    QTest.keyClicks(widget, text)


def practise(window: MainWindow) -> PracticePage:
    assert isinstance(window.page, PracticePage)
    return window.page


def give_up(qtbot: QtBot, window: MainWindow) -> None:
    """Reach "I don't know" by the Tab key and press it."""
    page = practise(window)
    for _turn in range(30):
        if QApplication.focusWidget() is page.bar.give_up:
            break
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    rest(qtbot, window)


def test_sign_in_answer_wrong_find_the_sheet_restart_and_find_it_again(qtbot: QtBot, folder: Paths) -> None:
    with tutor_window(qtbot, folder) as window:
        press(Qt.Key.Key_Return)  # "I'm new"
        type_text("Amina")
        press(Qt.Key.Key_Return)
        rest(qtbot, window)
        assert isinstance(window.page, TodayPage)
        small = window.page.pack.findText("A small pack")
        window.page.pack.setCurrentIndex(small)
        rest(qtbot, window)
        window.page.start.setFocus()
        press(Qt.Key.Key_Return)
        rest(qtbot, window)
        page = practise(window)
        qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        give_up(qtbot, window)
        qtbot.waitUntil(lambda: page.stage is Stage.GRADED)
        press(Qt.Key.Key_Return)
        rest(qtbot, window)
        qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
        press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        rest(qtbot, window)
        assert topics(window) == ["Plants"]
    with tutor_window(qtbot, folder) as window:
        press(Qt.Key.Key_Return)  # Amina, the first tile
        rest(qtbot, window)
        press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        rest(qtbot, window)
        assert topics(window) == ["Plants"]


def topics(window: MainWindow) -> list[str]:
    assert isinstance(window.page, GuidePage)
    desk = window.desk
    assert desk.student is not None
    return [topic.name for topic in desk.tutor.guide(desk.student.id).topics]


def test_the_window_stays_awake_while_an_answer_is_graded(
    qtbot: QtBot, folder: Paths, record_property: Callable[[str, object], None]
) -> None:
    """Report the longest time (ms) in which the event loop stood still; no bound is asserted on a noisy machine."""
    with tutor_window(qtbot, folder) as window:
        press(Qt.Key.Key_Return)
        type_text("Cleo")
        press(Qt.Key.Key_Return)
        rest(qtbot, window)
        desk = window.desk
        assert desk.student is not None
        desk.tutor.start_sitting(desk.student.id, PackId("small"))
        window.show_page("practise")
        rest(qtbot, window)
        page = practise(window)
        qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
        field = page.question.input
        assert field is not None
        field.set_answer(Answer("They take in oxygen from the air at night."))
        pulse = Pulse(window)
        pulse.start()
        page.bar.submit.click()
        qtbot.waitUntil(lambda: page.stage is Stage.GRADED, timeout=20_000)
        rest(qtbot, window)
        pulse.stop()
    record_property("longest_stall_ms", round(pulse.longest_ms, 1))
    sys.stdout.write(f"longest stall while grading: {pulse.longest_ms:.1f} ms\n")
    assert pulse.beats > 0


def test_what_was_typed_but_not_sent_is_there_after_a_restart(qtbot: QtBot, folder: Paths) -> None:
    with tutor_window(qtbot, folder) as window:
        press(Qt.Key.Key_Return)
        type_text("Ben")
        press(Qt.Key.Key_Return)
        rest(qtbot, window)
        assert isinstance(window.page, TodayPage)
        window.page.pack.setCurrentIndex(window.page.pack.findText("A small pack"))
        rest(qtbot, window)
        window.page.start.click()
        rest(qtbot, window)
        qtbot.waitUntil(lambda: practise(window).stage is Stage.ASKING)
        field = practise(window).question.input
        assert field is not None
        first = field.first()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is first)
        type_text("half a thought")
    with tutor_window(qtbot, folder) as window:
        press(Qt.Key.Key_Return)
        rest(qtbot, window)
        window.show_page("practise")
        rest(qtbot, window)
        field = practise(window).question.input
        assert field is not None
        assert field.answer().text == "half a thought"
