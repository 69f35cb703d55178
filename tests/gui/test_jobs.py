import sys
import threading
from collections.abc import Callable
from functools import partial
from types import TracebackType

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tutor.domain.errors import CancelledError, TutorError
from tutor.gui.jobs import Job, Jobs, Lane

pytestmark = pytest.mark.window


class Listener(QObject):
    """Keeps what it hears, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[threading.Thread] = set()

    @Slot(object)
    def hear(self, value: object) -> None:
        self.heard.append(value)
        self.threads.add(threading.current_thread())


def test_no_fast_result_is_lost(qtbot: QtBot, jobs: Jobs) -> None:
    listener = Listener()
    for number in range(200):
        jobs.start(Lane.QUICK, partial(int, number)).done.connect(listener.hear)
    assert listener.heard == []  # nothing came before the event loop ran
    qtbot.waitUntil(lambda: len(listener.heard) == 200)
    assert listener.heard == list(range(200))
    assert listener.threads == {threading.main_thread()}


def test_a_lambda_hears_on_the_gui_thread_too(qtbot: QtBot, jobs: Jobs) -> None:
    threads: list[threading.Thread] = []
    job = jobs.start(Lane.MODEL, lambda: None)
    job.done.connect(lambda _result: threads.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_lanes_do_not_wait_for_each_other(qtbot: QtBot, jobs: Jobs) -> None:
    go_on = threading.Event()
    slow = jobs.start(Lane.MODEL, partial(go_on.wait, 10))
    with qtbot.waitSignal(jobs.start(Lane.QUICK, lambda: 5).done) as quick:
        pass
    assert quick.args == [5]
    assert slow.is_running
    assert jobs.is_busy(Lane.MODEL)
    assert not jobs.is_busy(Lane.QUICK)
    with qtbot.waitSignal(slow.done):
        go_on.set()
    assert not jobs.is_busy()


def test_one_lane_works_in_order_and_one_at_a_time(qtbot: QtBot, jobs: Jobs) -> None:
    active: list[int] = []
    most: list[int] = []

    def work(number: int) -> int:
        active.append(number)
        most.append(len(active))
        active.remove(number)
        return number

    listener = Listener()
    for number in range(20):
        jobs.start(Lane.MODEL, partial(work, number)).done.connect(listener.hear)
    qtbot.waitUntil(lambda: len(listener.heard) == 20)
    assert listener.heard == list(range(20))
    assert set(most) == {1}


def test_what_can_be_put_right_comes_as_a_value(qtbot: QtBot, jobs: Jobs) -> None:
    def refuse() -> None:
        raise TutorError("No model.", "Choose one.")

    with qtbot.waitSignal(jobs.start(Lane.MODEL, refuse).failed) as failed:
        pass
    assert isinstance(failed.args[0], TutorError)
    assert failed.args[0].hint == "Choose one."


def test_a_bug_reaches_the_crash_handler_on_the_gui_thread(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes: list[tuple[type[BaseException], threading.Thread]] = []

    def handler(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        crashes.append((kind, threading.current_thread()))

    monkeypatch.setattr(sys, "excepthook", handler)
    with qtbot.waitSignal(jobs.start(Lane.QUICK, lambda: 1 / 0).failed):
        pass
    qtbot.waitUntil(lambda: bool(crashes))
    assert crashes == [(ZeroDivisionError, threading.main_thread())]


def test_progress_is_heard_in_order_before_the_result(qtbot: QtBot, jobs: Jobs) -> None:
    def count(progress: Callable[[object], None]) -> str:
        for number in range(3):
            progress(number)
        return "end"

    listener = Listener()
    job = jobs.start(Lane.MODEL, count)
    job.progressed.connect(listener.hear)
    job.done.connect(listener.hear)
    qtbot.waitUntil(lambda: len(listener.heard) == 4)
    assert listener.heard == [0, 1, 2, "end"]
    assert listener.threads == {threading.main_thread()}


def test_work_that_looks_at_cancel_ends_early(qtbot: QtBot, jobs: Jobs) -> None:
    started = threading.Event()

    def work(cancel: threading.Event) -> None:
        started.set()
        assert cancel.wait(10)
        raise CancelledError("Stopped.")

    job = jobs.start(Lane.MODEL, work)
    assert started.wait(10)
    with qtbot.waitSignal(job.failed) as failed:
        job.cancel()
    assert isinstance(failed.args[0], CancelledError)


def test_work_that_was_cancelled_in_the_queue_never_begins(qtbot: QtBot, jobs: Jobs) -> None:
    go_on, ran = threading.Event(), threading.Event()
    jobs.start(Lane.MODEL, partial(go_on.wait, 10))
    waiting = jobs.start(Lane.MODEL, ran.set)
    waiting.cancel()
    with qtbot.waitSignal(waiting.failed):
        go_on.set()
    assert not ran.is_set()


def test_a_page_may_go_while_its_work_runs(qtbot: QtBot, jobs: Jobs) -> None:
    class Page(QLabel):
        heard = 0

        def start(self, fn: Callable[[], object]) -> Job:
            job = jobs.start(Lane.QUICK, fn)
            job.done.connect(self._on_done)
            return job

        def _on_done(self, result: object) -> None:
            Page.heard += 1

    go_on = threading.Event()
    page = Page()
    job = page.start(partial(go_on.wait, 10))
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    del page
    with qtbot.waitSignal(job.done):
        go_on.set()
    assert Page.heard == 0


def test_after_closing_nothing_runs_and_all_is_answered(qtbot: QtBot) -> None:
    jobs = Jobs()
    assert jobs.close()
    ran = threading.Event()
    with qtbot.waitSignal(jobs.start(Lane.QUICK, ran.set).failed) as failed:
        pass
    assert isinstance(failed.args[0], CancelledError)
    assert not ran.is_set()


def test_calls_and_signals_do_not_wear_none_and_true_out(qtbot: QtBot) -> None:
    signals = Jobs()
    for _number in range(20_000):
        signals.busy_changed.emit()
        signals.setObjectName("x")
    assert sys.getrefcount(True) > 1_000_000
    assert sys.getrefcount(None) > 1_000_000
