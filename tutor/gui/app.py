"""Opens the window, then Tutor behind it."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from tutor.domain.errors import CancelledError, StoreDamagedError, TutorError
from tutor.domain.ports import Cancel
from tutor.domain.translation import _, use_language
from tutor.gui.crash import CrashHandler
from tutor.gui.failed_page import FailedPage
from tutor.gui.focus_ring import FocusRing
from tutor.gui.jobs import Jobs, Lane
from tutor.gui.main_window import MainWindow
from tutor.gui.math import keep_math_in
from tutor.gui.memory import WindowMemory
from tutor.gui.settings_computer import languages
from tutor.gui.theme import theme
from tutor.paths import Paths, resources

if TYPE_CHECKING:
    from tutor.app.tutor import Tutor


def run(paths: Paths, *, chat_file: Path | None = None, with_chat: bool = True) -> int:
    """Show Tutor until its window is closed; gives the exit code."""
    app = make_application()
    crash = CrashHandler(paths, app)
    crash.install()
    memory = WindowMemory(paths.data)
    speak(app, memory.language)
    theme()
    keep_math_in(paths.math)
    ring = FocusRing(app)
    jobs = Jobs(app)
    window = MainWindow(jobs, memory)
    opening = Opening(window, jobs, paths, chat_file=chat_file, with_chat=with_chat)
    window.painted.connect(opening.begin)
    window.show()
    try:
        return app.exec()
    finally:
        window.hide()
        jobs.close(wait_s=0.2)
        opening.close()  # ends the models' process, and with it whatever the model's lane still waits for
        jobs.close()
        ring.deleteLater()


def make_application() -> QApplication:
    """Make the one QApplication, or give it when it is there."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Tutor")
    app.setApplicationDisplayName("Tutor")
    app.setDesktopFileName("tutor")
    app.setWindowIcon(QIcon(str(resources() / "icons" / "tutor.svg")))
    return app


def speak(app: QApplication, language: str) -> None:
    """Speak `language` ("": the computer's, where a catalogue ships), and mirror the window where it is written so."""
    system = QLocale.system().name().split("_")[0]
    code = language or (system if system in languages() else "")
    use_language(code or None, resources() / "translations")
    if code:
        QLocale.setDefault(QLocale(code))
        translator = QTranslator(app)
        if translator.load(QLocale(code), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
        app.setLayoutDirection(QLocale(code).textDirection())
    elif QLocale.system().textDirection() == Qt.LayoutDirection.RightToLeft:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # Tutor speaks English then


class Opening(QObject):
    """Opens Tutor behind the window: the store first, then the models."""

    opened = Signal()  # a student can sign in

    def __init__(
        self, window: MainWindow, jobs: Jobs, paths: Paths, *, chat_file: Path | None = None, with_chat: bool = True
    ) -> None:
        super().__init__(window)
        self._window, self._jobs, self._paths = window, jobs, paths
        self._chat_file, self._with_chat = chat_file, with_chat
        self._tutor: Tutor | None = None
        self._failed: FailedPage | None = None
        window.sign_in.listed.connect(self.opened)

    def begin(self) -> None:
        """Open the store."""
        job = self._jobs.start(
            Lane.QUICK, partial(_open, self._paths, chat_file=self._chat_file, with_chat=self._with_chat)
        )
        job.done.connect(self._on_open)
        job.failed.connect(self._on_failed)

    def close(self) -> None:
        """Close what was opened."""
        if self._tutor is not None:
            self._tutor.close()
            self._tutor = None

    def _on_open(self, tutor: "Tutor") -> None:
        self._tutor = tutor
        self._window.open_with(tutor)
        self._window.sign_in.set_status(_("The models are getting ready. You can begin."))
        job = self._jobs.start(Lane.MODEL, tutor.warm_up)
        job.done.connect(self._on_warm)
        job.failed.connect(self._on_cold)
        self._jobs.start(Lane.MODEL, tutor.recover).done.connect(self._on_recovered)

    def _on_warm(self) -> None:
        self._window.sign_in.set_status(_("Ready."))

    def _on_cold(self, error: Exception) -> None:
        said = str(error) if isinstance(error, TutorError) else _("The models can't be started.")
        self._window.sign_in.set_status(_("{said} You can practise all the same.").format(said=said))

    def _on_recovered(self, count: int) -> None:
        if count:
            self._window.desk.tell(frozenset({"sheets", "plan", "reviews"}))

    def _on_failed(self, error: Exception) -> None:
        if self._failed is None:
            self._failed = FailedPage()
            self._failed.again_asked.connect(self.begin)
            self._failed.restore_asked.connect(self._on_restore_asked)
            self._failed.close_asked.connect(self._window.close)
            self._window.add_page("failed", self._failed)
        has_backup = isinstance(error, StoreDamagedError) and any(self._paths.backups.glob("*"))
        self._failed.show_error(error, has_backup=has_backup)
        self._window.show_page("failed")

    def _on_restore_asked(self) -> None:
        job = self._jobs.start(Lane.QUICK, partial(_restore, self._paths))
        job.done.connect(self.begin)
        job.failed.connect(self._on_failed)


def _open(paths: Paths, *, chat_file: Path | None, with_chat: bool, cancel: Cancel) -> "Tutor":
    """Open Tutor; its rooms are imported here, on the worker, since that takes a second or two."""
    from tutor.app.tutor import Tutor

    tutor = Tutor.open(paths, chat_file=chat_file, with_chat=with_chat)
    if cancel.is_set():  # the window was closed meanwhile: nobody would close Tutor
        tutor.close()
        raise CancelledError(_("Stopped."))
    return tutor


def _restore(paths: Paths) -> Path:
    from tutor.app.repair import restore_last_backup

    return restore_last_backup(paths)
