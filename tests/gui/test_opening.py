from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.fakes import FakeTutor
from tutor.domain.errors import ModelMissingError, StoreBusyError, StoreDamagedError
from tutor.gui import app
from tutor.gui.app import Opening
from tutor.gui.failed_page import FailedPage
from tutor.gui.jobs import Jobs
from tutor.gui.main_window import MainWindow
from tutor.gui.memory import WindowMemory
from tutor.paths import Paths

pytestmark = pytest.mark.window


class OpenedFake(FakeTutor):
    """A Tutor that can be warmed up and closed."""

    cold: Exception | None = None
    is_closed = False

    def warm_up(self) -> None:
        if self.cold is not None:
            raise self.cold

    def recover(self) -> int:
        return 0

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs, tmp_path: Path, plain_theme: None) -> MainWindow:
    made = MainWindow(jobs, WindowMemory(tmp_path))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path, cache=tmp_path / "cache")


def opening(
    window: MainWindow, jobs: Jobs, paths: Paths, monkeypatch: pytest.MonkeyPatch, *outcomes: object
) -> Opening:
    """Make an Opening whose attempts end so, one after another."""
    ends = list(outcomes)

    def fake_open(_paths: Paths, **_options: object) -> object:
        end = ends.pop(0)
        if isinstance(end, Exception):
            raise end
        return end

    monkeypatch.setattr(app, "_open", fake_open)
    return Opening(window, jobs, paths)


def test_a_student_can_sign_in_while_the_models_load(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = OpenedFake("Mia")
    begun = opening(window, jobs, paths, monkeypatch, fake)
    with qtbot.waitSignal(begun.opened):
        begun.begin()
    qtbot.waitUntil(lambda: window.sign_in.status == "Ready.")
    begun.close()
    assert fake.is_closed


def test_without_models_the_page_says_so_and_goes_on(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = OpenedFake("Mia")
    fake.cold = ModelMissingError("The model file is not there.", "Choose one in Settings.")
    opening(window, jobs, paths, monkeypatch, fake).begin()
    qtbot.waitUntil(lambda: "not there" in window.sign_in.status and "practise" in window.sign_in.status)


def test_a_damaged_store_is_restored_and_opened(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.backups.mkdir()
    (paths.backups / "tutor-1.db").touch()
    restored: list[Paths] = []
    monkeypatch.setattr(app, "_restore", restored.append)
    damaged = StoreDamagedError("Tutor's file is damaged.", "There is a backup.")
    opening(window, jobs, paths, monkeypatch, damaged, OpenedFake("Mia")).begin()
    qtbot.waitUntil(lambda: isinstance(window.page, FailedPage))
    assert isinstance(window.page, FailedPage)
    window.page.restore.click()
    qtbot.waitUntil(lambda: window.page is window.sign_in)
    assert restored == [paths]


def test_a_busy_store_can_be_tried_again(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = StoreBusyError("Tutor is open already.", "Close the other window.")
    opening(window, jobs, paths, monkeypatch, busy, busy, OpenedFake("Mia")).begin()
    for _attempt in range(2):
        qtbot.waitUntil(lambda: isinstance(window.page, FailedPage) and window.page.again.isEnabled())
        assert isinstance(window.page, FailedPage)
        assert not window.page.restore.isVisible()
        window.page.again.click()
    qtbot.waitUntil(lambda: window.page is window.sign_in)
