"""Settings: what the chat model may do, what it showed in its exam, and examining it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from tutor.app.exam_view import ExamView, RoleLine
from tutor.domain.errors import CancelledError
from tutor.domain.translation import _
from tutor.gui.announce import announce
from tutor.gui.dates import day
from tutor.gui.fold import Fold
from tutor.gui.jobs import Job, Lane
from tutor.gui.page import Desk
from tutor.gui.theme import theme
from tutor.gui.widgets import Card, Drawing, Heading, Notice, QuietButton, Text, clear

_SIGNS = {True: "tick", False: "minus", None: "unsure"}


class ModelSettings(Card):
    """Each role of the chat model in plain words, its figures, and the button that examines it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self.body.addWidget(Heading(_("What the chat model may do"), "heading"))
        self._about = Text("", "soft")
        self.body.addWidget(self._about)
        self._roles = QVBoxLayout()
        self.body.addLayout(self._roles)
        self.figures = Fold(_("Figures of the exam"))
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(theme().space(2))
        self._table.setColumnStretch(0, 1)
        self._notes = QVBoxLayout()
        self.figures.body.addLayout(self._table)
        self.figures.body.addLayout(self._notes)
        self.figures.hide()
        self.body.addWidget(self.figures)
        self.examine = QuietButton(_("Examine this model"), "target")
        self.body.addWidget(self.examine, 0, Qt.AlignmentFlag.AlignLeading)
        self._working = self._make_working()
        self.body.addWidget(self._working)
        self.notice = Notice()
        self.body.addWidget(self.notice)
        self.examine.clicked.connect(self._on_examine)

    def arrive(self) -> None:
        """Read what the model in use may do."""
        job = self._desk.jobs.start(Lane.QUICK, self._desk.tutor.exam)
        job.done.connect(self._on_read)
        job.failed.connect(self.notice.show_error)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the exam when the page is left, for answers would have to wait for its end."""
        if not event.spontaneous():
            self._on_stop()
        super().hideEvent(event)

    def _make_working(self) -> QWidget:
        """Make what is shown while the exam runs: how far it is, and Stop."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(1.5))
        self.said = Text("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("How far the exam is"))
        self.stop = QuietButton(_("Stop"), "stop")
        self.stop.clicked.connect(self._on_stop)
        for widget in (self.said, self.bar):
            column.addWidget(widget)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeading)
        part.hide()
        return part

    def _on_examine(self) -> None:
        self.notice.clear()
        self.said.set_text(_("Getting ready…"))
        self.bar.setRange(0, 0)
        self._working.show()
        self.stop.setEnabled(True)
        self.stop.setFocus()
        self.examine.setEnabled(False)
        self._job = self._desk.jobs.start(Lane.MODEL, self._desk.tutor.examine_model)
        self._job.progressed.connect(self._on_progressed)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)
            self.said.set_text(_("Stopping…"))

    def _on_progressed(self, step: tuple[int, int]) -> None:
        done, total = step
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self.stop.isEnabled():
            said = _("Step {done} of {total}. No answer can be graded meanwhile; leaving this page stops the exam.")
            self.said.set_text(said.format(done=done, total=total))

    def _on_done(self, exam: ExamView) -> None:
        self._end()
        self._on_read(exam)
        announce(self, " ".join(line.said for line in exam.lines))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, CancelledError):
            self.notice.say(_("The exam was stopped. Nothing was kept of it."))
        else:
            self.notice.show_error(error)

    def _end(self) -> None:
        had_focus = self.stop.hasFocus() or not self.stop.isEnabled()
        self._job = None
        self.examine.setEnabled(True)
        if had_focus and self.isVisible():
            self.examine.setFocus()
        self._working.hide()

    def _on_read(self, exam: ExamView) -> None:
        self._about.set_text(_about(exam))
        if exam.problem:
            self.notice.say(exam.problem, icon_name="attention")
        clear(self._roles)
        for line in exam.lines:
            self._roles.addWidget(_role(line))
        self.examine.setText(_("Examine this model again") if exam.examined_at else _("Examine this model"))
        self.figures.setVisible(bool(exam.figures))
        self._show_figures(exam)

    def _show_figures(self, exam: ExamView) -> None:
        clear(self._table)
        clear(self._notes)
        if not exam.figures:
            return
        heads = ("", _("This model"), _("Small grader"))
        for place, row in enumerate((heads, *exam.figures)):
            for column, text in enumerate(row):
                cell = Text(text, "strong" if place == 0 else "body")
                if place and column:
                    cell.setAccessibleName(f"{row[0]}, {heads[column]}: {text}")
                self._table.addWidget(cell, place, column)
        for note in (exam.prompt, exam.bars):
            self._notes.addWidget(Text(note, "small"))


def _about(exam: ExamView) -> str:
    if exam.examined_at is None:
        return _("{name} was not examined on this computer.").format(name=exam.name)
    return _("{name}, examined on {date}.").format(name=exam.name, date=day(exam.examined_at))


def _role(line: RoleLine) -> QWidget:
    """Show one role: whether the model may play it, and why."""
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(theme().space(1.5))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(line.said, "strong"))
    words.addWidget(Text(line.why, "small"))
    sign = Drawing(_SIGNS[line.is_earned], 22, role="accent" if line.is_earned else "ink")
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return part
