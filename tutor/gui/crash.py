"""The one crash handler: what nobody expected is written to a file, and told calmly in the window."""

import faulthandler
import logging
import logging.handlers
import sys
import threading
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tutor.domain.translation import _
from tutor.gui.theme import theme
from tutor.gui.widgets import Drawing, Heading, PrimaryButton, QuietButton, Text
from tutor.paths import Paths

_LOG_BYTES = 500_000
_LOGS_KEPT = 3
_log = logging.getLogger("tutor")


class CrashHandler(QObject):
    """Hears every uncaught error of every thread; shows one dialog at a time, on the GUI thread."""

    _caught = Signal(str)

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: CrashDialog | None = None
        self._handler: logging.Handler | None = None
        self._traces: IO[str] | None = None
        self._paths = paths
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    @property
    def dialog(self) -> "CrashDialog | None":
        """Give the dialog that is shown now."""
        return self._dialog

    def install(self) -> None:
        """Listen from now on."""
        self._open_files()
        sys.excepthook = self.catch
        threading.excepthook = self._catch_thread

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an error and have it told; can be called on any thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("uncaught", exc_info=(kind, error, trace))
        self._caught.emit(f"{kind.__name__}: {error}")

    def close(self) -> None:
        """Close the log files."""
        if self._handler is not None:
            _log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self._traces is not None:
            self._traces.close()
            self._traces = None

    def _catch_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.catch(args.exc_type, args.exc_value, args.exc_traceback)

    def _open_files(self) -> None:
        """Write to logs/tutor.log; where that can't be, to the terminal."""
        try:
            self._paths.logs.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = logging.handlers.RotatingFileHandler(
                self._paths.logs / "tutor.log", maxBytes=_LOG_BYTES, backupCount=_LOGS_KEPT, encoding="utf-8"
            )
            self._traces = (self._paths.logs / "native.log").open("a", encoding="utf-8")
            faulthandler.enable(self._traces)
        except OSError:
            handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        self._handler = handler
        _log.addHandler(handler)

    def _on_caught(self, said: str) -> None:
        if self._dialog is not None:
            return
        self._dialog = CrashDialog(said, str(self._paths.logs / "tutor.log"))
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


class CrashDialog(QDialog):
    """Says what happened, what was kept, and what to do."""

    def __init__(self, said: str, log_file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Tutor"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme().space(3)] * 4)
        column.setSpacing(theme().space(2))
        top = QHBoxLayout()
        top.setSpacing(theme().space(2))
        top.addWidget(Drawing("broken", 96, 72), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(Heading(_("Something went wrong inside Tutor"), "heading"))
        words.addWidget(
            Text(
                _(
                    "Your answers are kept. You can go on; if it happens again, close Tutor and open it anew, "
                    "and show this to whoever looks after this computer."
                )
            )
        )
        top.addLayout(words, 1)
        column.addLayout(top)
        self._details = QPlainTextEdit(_("{said}\n\nMore is written in {file}").format(said=said, file=log_file))
        self._details.setReadOnly(True)
        self._details.setAccessibleName(_("Details"))
        self._details.setTabChangesFocus(True)
        self._details.hide()
        column.addWidget(self._details)
        buttons = QHBoxLayout()
        self.go_on = PrimaryButton(_("Go on"))
        show = QuietButton(_("Show details"), is_bare=True)
        show.setCheckable(True)
        show.toggled.connect(self._details.setVisible)
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        buttons.addWidget(self.go_on)
        buttons.addWidget(show)
        buttons.addStretch(1)
        column.addLayout(buttons)
