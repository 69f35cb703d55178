"""Says that work is under way, from 150 ms on; from one second on for how long, with a way to stop it."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tutor.domain.translation import _
from tutor.gui.theme import theme
from tutor.gui.widgets import QuietButton, Text

_SHOWN_AFTER_MS, _STOPPED_AFTER_MS = 150, 1000


class Working(QWidget):
    """A line that names the work; `stopped` says that the reader pressed Stop."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = ""
        self._clock = QElapsedTimer()
        self._said = Text("")
        self.stop = QuietButton(_("Stop"), "stop")
        self.stop.clicked.connect(self.stopped)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().space(2))
        line.addWidget(self._said, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.stop)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_tick)
        self.end()

    def begin(self, what: str) -> None:
        """Start counting; nothing is shown of quick work."""
        self._what = what
        self._clock.start()
        self._timer.start(_SHOWN_AFTER_MS)

    def end(self) -> None:
        """Be quiet."""
        self._timer.stop()
        self._said.set_text("")
        self.stop.hide()

    @property
    def words(self) -> str:
        """Give what is said now."""
        return self._said.plain

    def _on_tick(self) -> None:
        passed = self._clock.elapsed()
        if passed < _STOPPED_AFTER_MS:
            self._said.set_text(self._what)
            self._timer.start(_STOPPED_AFTER_MS - int(passed) + 1)
            return
        self._said.set_text(_("{what} {count} s").format(what=self._what, count=int(passed // 1000)))
        self.stop.show()
        self._timer.start(_STOPPED_AFTER_MS)
