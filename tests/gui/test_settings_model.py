"""What the chat model may do, and how sure Tutor must be, on the settings page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.gui.fakes import FakeTutor
from tutor.app.sureness import Sureness
from tutor.domain.errors import ModelBrokenError, StoreBusyError
from tutor.gui.jobs import Jobs
from tutor.gui.main_window import MainWindow
from tutor.gui.memory import WindowMemory
from tutor.gui.settings_page import SettingsPage
from tutor.gui.widgets import Text

pytestmark = pytest.mark.window


@pytest.fixture
def fake() -> FakeTutor:
    return FakeTutor("Mia")


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs, tmp_path: Path, plain_theme: None, fake: FakeTutor) -> Iterator[MainWindow]:
    made = MainWindow(jobs, WindowMemory(tmp_path))
    qtbot.addWidget(made)
    made.resize(1200, 740)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open_with(fake.as_tutor())
    made.desk.seat(fake.students_now[0])
    made.rail.buttons["settings"].click()
    qtbot.waitUntil(lambda: not jobs.is_busy())
    yield made
    fake.holds_exam = False
    qtbot.waitUntil(lambda: not jobs.is_busy())


def page(window: MainWindow) -> SettingsPage:
    assert isinstance(window.page, SettingsPage)
    return window.page


def words(settings: SettingsPage) -> str:
    return " ".join(text.plain for text in settings.model.findChildren(Text) if text.isVisibleTo(settings))


def test_a_model_that_was_not_examined_is_called_so(window: MainWindow) -> None:
    said = words(page(window))
    assert "was not examined" in said
    assert "May judge answers: not examined." in said
    assert not page(window).model.figures.isVisible()


def test_an_exam_tells_how_far_it_is_and_ends_with_its_figures(
    qtbot: QtBot, window: MainWindow, fake: FakeTutor
) -> None:
    model = page(window).model
    fake.holds_exam = True
    model.examine.click()
    qtbot.waitUntil(lambda: "Step 0 of 3" in model.said.plain)
    assert not model.examine.isEnabled()
    assert QApplication.focusWidget() is model.stop
    fake.holds_exam = False
    qtbot.waitUntil(model.examine.isEnabled)
    qtbot.waitUntil(lambda: "May judge answers: no." in words(page(window)))
    said = words(page(window))
    assert "26 of 100" in said
    assert "46/72" not in said  # the figures are folded
    model.figures.button.click()
    qtbot.waitUntil(lambda: "46/72" in words(page(window)))
    assert QApplication.focusWidget() in (model.examine, model.figures.button)


def test_an_exam_can_be_stopped_with_the_keyboard(qtbot: QtBot, window: MainWindow, fake: FakeTutor) -> None:
    model = page(window).model
    fake.holds_exam = True
    model.examine.click()
    qtbot.waitUntil(lambda: "Step" in model.said.plain)
    QTest.keyClick(model.stop, Qt.Key.Key_Return)
    qtbot.waitUntil(model.examine.isEnabled)
    assert "stopped" in model.notice.message
    assert "not examined" in words(page(window))
    assert QApplication.focusWidget() is model.examine


def test_leaving_the_page_stops_the_exam(qtbot: QtBot, window: MainWindow, fake: FakeTutor) -> None:
    model = page(window).model
    fake.holds_exam = True
    model.examine.click()
    qtbot.waitUntil(lambda: "Step" in model.said.plain)
    window.show_page("today")
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy())
    assert model.examine.isEnabled()


def test_what_goes_wrong_in_an_exam_is_told(qtbot: QtBot, window: MainWindow, fake: FakeTutor) -> None:
    fake.fails = ModelBrokenError("The model file can't be used.", "Choose another.")
    model = page(window).model
    model.examine.click()
    qtbot.waitUntil(model.examine.isEnabled)
    assert model.notice.message == "The model file can't be used. Choose another."


def test_the_teacher_chooses_how_sure_tutor_must_be(qtbot: QtBot, window: MainWindow, fake: FakeTutor) -> None:
    choices = page(window).sureness.choices
    assert choices[Sureness.BALANCED].isChecked()
    for button in choices.values():
        assert button.accessibleName() or button.text()
        assert button.accessibleDescription()
    choices[Sureness.CAREFUL].click()
    qtbot.waitUntil(lambda: fake.settings_now.sureness == "careful")
    window.show_page("today")
    window.show_page("settings")
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy())
    assert choices[Sureness.CAREFUL].isChecked()


def test_a_choice_that_can_not_be_kept_is_taken_back(
    qtbot: QtBot, window: MainWindow, fake: FakeTutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_changes: object) -> None:
        raise StoreBusyError("The database is busy.", "Try again.")

    monkeypatch.setattr(fake, "change_settings", refuse)
    part = page(window).sureness
    part.choices[Sureness.READY].click()
    qtbot.waitUntil(lambda: bool(part.notice.message))
    qtbot.waitUntil(part.choices[Sureness.BALANCED].isChecked)


@pytest.mark.parametrize("name", ["language", "slider", "daily"])
def test_the_wheel_scrolls_the_page_and_changes_nothing_on_the_way(
    window: MainWindow, fake: FakeTutor, name: str
) -> None:
    settings = page(window)
    fields = {
        "language": settings.computer.language,
        "slider": settings.looks.slider,
        "daily": settings.learning.daily,
    }
    field = fields[name]
    settings.model.examine.setFocus()
    value = "currentIndex" if isinstance(field, QComboBox) else "value"
    before = field.property(value)
    for way in (-120, 120):
        middle = QPointF(field.rect().center())
        event = QWheelEvent(
            middle,
            field.mapToGlobal(middle),
            QPoint(),
            QPoint(0, way),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, event)
        assert field.property(value) == before
        assert QApplication.focusWidget() is settings.model.examine
