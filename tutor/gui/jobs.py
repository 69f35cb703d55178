"""Slow work beside the GUI thread: one lane for the model, one for quick work; results come by the event loop."""

import contextlib
import inspect
import itertools
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from tutor.domain.errors import CancelledError, TutorError
from tutor.domain.translation import _


class Lane(Enum):
    """Who does the work: the MODEL bears one caller at a time, QUICK work does not wait for it."""

    MODEL = "model"
    QUICK = "quick"


class Job(QObject):
    """One piece of work under way. Its signals are sent on the GUI thread, never before `start` has returned."""

    done = Signal(object)
    failed = Signal(Exception)
    progressed = Signal(object)

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self.lane = lane
        self.is_running = True
        self._cancel = threading.Event()

    def cancel(self) -> None:
        """Ask the work to end; `failed` brings CancelledError unless it was done already."""
        self._cancel.set()


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker needs of a job; the Job itself stays on the GUI thread."""

    number: int
    fn: Callable[..., Any]
    cancel: threading.Event


@dataclass(frozen=True, slots=True)
class _News:
    """What a worker tells: a step on the way, or the end of a task with its result or error.

    The task goes back with its function, so that what that function holds is let go on the GUI thread.
    """

    number: int
    value: object = None
    error: Exception | None = None
    ended: _Task | None = None


class _Courier(QObject):
    """Carries news from the workers to the GUI thread: through a queue, with a signal as the doorbell."""

    rang = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.letters: SimpleQueue[_News] = SimpleQueue()

    def bring(self, news: _News) -> None:
        """Take news from any thread."""
        self.letters.put(news)
        with contextlib.suppress(RuntimeError):  # the window is gone: nobody waits for this
            self.rang.emit()

    def progress(self, number: int, value: object) -> None:
        """Take one step's news from any thread."""
        self.bring(_News(number, value))


class Jobs(QObject):
    """Runs work in lanes. Lives as long as the window does, so that no page takes a job down with it."""

    busy_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._running: dict[int, Job] = {}
        self._is_closed = False
        self._courier = _Courier(self)
        self._courier.rang.connect(self._on_rang, Qt.ConnectionType.QueuedConnection)
        self._queues: dict[Lane, SimpleQueue[_Task | None]] = {lane: SimpleQueue() for lane in Lane}
        self._workers: dict[Lane, threading.Thread] = {}

    def start(self, lane: Lane, fn: Callable[..., Any]) -> Job:
        """Queue `fn` and give its Job; connect to `done` and `failed` at once, on the GUI thread.

        `fn` is handed `cancel` (a threading.Event) and `progress` (a function of one value, heard by `progressed`)
        where it has parameters of these names.
        """
        assert threading.current_thread() is threading.main_thread(), "jobs are started on the GUI thread"
        job = Job(lane)
        number = next(self._numbers)
        self._running[number] = job
        self._worker(lane)
        task = _Task(number, _with_extras(fn, job._cancel, partial(self._courier.progress, number)), job._cancel)
        if self._is_closed:
            self._courier.bring(_News(number, error=CancelledError(_("Stopped.")), ended=task))
        else:
            self._queues[lane].put(task)
        self.busy_changed.emit()
        return job

    def is_busy(self, lane: Lane | None = None) -> bool:
        """Tell whether work is under way, in one lane or in any."""
        return any(lane in (None, job.lane) for job in self._running.values())

    def close(self, wait_s: float = 3.0) -> bool:
        """Cancel everything and end the workers; False when one did not end in time."""
        if not self._is_closed:
            self._is_closed = True
            for job in self._running.values():
                job.cancel()
            for queue in self._queues.values():
                queue.put(None)
        for worker in self._workers.values():
            worker.join(wait_s)
        return not any(worker.is_alive() for worker in self._workers.values())

    def _worker(self, lane: Lane) -> None:
        """Start the lane's thread on its first job."""
        if lane not in self._workers and not self._is_closed:
            worker = threading.Thread(
                target=_work, args=(self._queues[lane], self._courier), name=f"lane-{lane.value}", daemon=True
            )
            self._workers[lane] = worker
            worker.start()

    @Slot()
    def _on_rang(self) -> None:
        """Open one letter for each ring, so that the window breathes between them."""
        news = self._courier.letters.get_nowait()
        job = self._running.get(news.number)
        if job is None:  # a step that was told after the end
            return
        if news.ended is None:
            job.progressed.emit(news.value)
            return
        del self._running[news.number]
        job.is_running = False
        self.busy_changed.emit()
        if news.error is None:
            job.done.emit(news.value)
            return
        job.failed.emit(news.error)
        if not isinstance(news.error, TutorError):  # our bug: to the one crash handler, here on the GUI thread
            sys.excepthook(type(news.error), news.error, news.error.__traceback__)


def _with_extras(
    fn: Callable[..., Any], cancel: threading.Event, progress: Callable[[object], None]
) -> Callable[..., Any]:
    """Bind `cancel` and `progress` where `fn` has open parameters of these names."""
    bound = fn.keywords if isinstance(fn, partial) else {}
    try:
        names = inspect.signature(fn).parameters
    except (TypeError, ValueError):  # some built-ins tell no signature
        return fn
    extras = {"cancel": cancel, "progress": progress}
    return partial(fn, **{name: extra for name, extra in extras.items() if name in names and name not in bound})


def _work(queue: "SimpleQueue[_Task | None]", courier: _Courier) -> None:
    """Do one task after another until None comes."""
    while (task := queue.get()) is not None:
        courier.bring(_outcome(task))
        del task


def _outcome(task: _Task) -> _News:
    """Run one task; its result, or its error as a value."""
    if task.cancel.is_set():
        return _News(task.number, error=CancelledError(_("Stopped.")), ended=task)
    try:
        return _News(task.number, value=task.fn(), ended=task)
    except Exception as error:
        return _News(task.number, error=error, ended=task)
