"""Keeps what is typed but not sent, a moment after the last key."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from tutor.domain.answer import Answer
from tutor.domain.ids import SittingId
from tutor.gui.jobs import Lane
from tutor.gui.page import Desk

DELAY_MS = 400


class Drafts(QObject):
    """Waits for a pause in typing, then has the draft kept."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: tuple[SittingId, Answer | None, int] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.keep_now)

    def keep_soon(self, sitting_id: SittingId, answer: Answer, hints_shown: int) -> None:
        """Have this kept when nothing newer comes in the meantime."""
        self._waiting = (sitting_id, None if answer.is_blank else answer, hints_shown)
        self._timer.start()

    def keep_now(self) -> None:
        """Have what waits kept by the quick lane."""
        waiting = self._take()
        if waiting is not None:
            self._desk.jobs.start(Lane.QUICK, partial(self._desk.tutor.keep_draft, *waiting))

    def keep_before_closing(self) -> None:
        """Keep what waits before this returns: the lanes are about to end."""
        waiting = self._take()
        if waiting is not None:
            self._desk.tutor.keep_draft(*waiting)

    def forget(self) -> None:
        """Keep nothing: the answer was sent."""
        self._take()

    def _take(self) -> tuple[SittingId, Answer | None, int] | None:
        self._timer.stop()
        waiting, self._waiting = self._waiting, None
        return waiting
