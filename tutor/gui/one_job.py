"""The one job that a page waits for: what an older one brings is passed over."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from tutor.gui.jobs import Job, Jobs, Lane


class OneJob(QObject):
    """Starts work for a page and hears the newest of it alone."""

    failed = Signal(Exception)
    progressed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._on_result: Callable[[Any], None] | None = None

    @property
    def is_running(self) -> bool:
        """Tell whether something is waited for."""
        return self._job is not None

    def start(self, lane: Lane, fn: Callable[..., Any], on_done: Callable[[Any], None]) -> None:
        """Start work; `on_done` gets its result on the GUI thread unless it is dropped or another is started."""
        self._job, self._on_result = self._jobs.start(lane, fn), on_done
        self._job.done.connect(self._on_job_done)
        self._job.failed.connect(self._on_job_failed)
        self._job.progressed.connect(self._on_job_progressed)

    def drop(self) -> None:
        """Ask the work to end, and wait for it no longer."""
        if self._job is not None:
            self._job.cancel()
            self._job, self._on_result = None, None

    def _on_job_done(self, result: object) -> None:
        if self.sender() is self._job and self._on_result is not None:
            on_result, self._job, self._on_result = self._on_result, None, None
            on_result(result)

    def _on_job_failed(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._job, self._on_result = None, None
            self.failed.emit(error)

    def _on_job_progressed(self, value: object) -> None:
        if self.sender() is self._job:
            self.progressed.emit(value)
