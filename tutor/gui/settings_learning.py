"""Settings: how one student learns."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QWidget

from tutor.domain.student import Preferences, Student
from tutor.domain.translation import _
from tutor.gui.calm_wheel import calm_wheel
from tutor.gui.forms import field_label, pin_field
from tutor.gui.jobs import Lane
from tutor.gui.page import Desk
from tutor.gui.theme import theme
from tutor.gui.widgets import Card, Heading, Notice, QuietButton, Text

MOST_A_DAY = 100
_SETTLE_MS = 400


class LearningSettings(Card):
    """The daily number and the PIN; `changed` brings the new preferences."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._preferences = Preferences()
        self.body.addWidget(Heading(_("How you learn"), "heading"))
        self.daily = QSpinBox()
        calm_wheel(self.daily)
        self.daily.setRange(1, MOST_A_DAY)
        self.daily.setMinimumWidth(theme().text_px("body") * 5)
        self.daily.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._add_daily()
        self._pin_label = Text("", "body")
        self.pin: QLineEdit = pin_field()
        self.pin.setAccessibleName(_("New PIN"))
        self.pin.setPlaceholderText(_("New PIN"))
        self.keep_pin = QuietButton(_("Keep this PIN"))
        self.drop_pin = QuietButton(_("Do without a PIN"), is_bare=True)
        self.notice = Notice()
        self._add_pin()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._on_changed)
        self.daily.valueChanged.connect(self._timer.start)

    def show_student(self, student: Student) -> None:
        """Show what is chosen, without sending it back."""
        self._preferences = student.preferences
        self.daily.blockSignals(True)
        self.daily.setValue(student.preferences.daily_number)
        self.daily.blockSignals(False)
        self._show_pin(student.has_pin)
        self.notice.clear()

    def show_preferences(self, preferences: Preferences) -> None:
        """Take over what was changed elsewhere."""
        self._preferences = preferences

    def _add_daily(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme().space(1.5))
        fewer, more = QuietButton("", "minus"), QuietButton("", "plus")
        for button, said, slot in (
            (fewer, _("Fewer questions"), self.daily.stepDown),
            (more, _("More questions"), self.daily.stepUp),
        ):
            button.setAccessibleName(said)
            button.setToolTip(said)
            button.clicked.connect(slot)
        line.addWidget(fewer)
        line.addWidget(self.daily)
        line.addWidget(more)
        line.addStretch(1)
        self.body.addWidget(field_label(_("Questions a day"), self.daily))
        self.body.addLayout(line)

    def _add_pin(self) -> None:
        self.body.addSpacing(theme().space(1))
        self.body.addWidget(field_label(_("PIN"), self.pin))
        self.pin.setAccessibleName(_("New PIN"))
        self.body.addWidget(self._pin_label)
        line = QHBoxLayout()
        line.setSpacing(theme().space(1.5))
        line.addWidget(self.pin)
        line.addWidget(self.keep_pin)
        line.addWidget(self.drop_pin)
        line.addStretch(1)
        holder = QWidget()
        holder.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(holder)
        self.body.addWidget(self.notice)
        self.keep_pin.setEnabled(False)
        self.pin.textChanged.connect(self._on_typed)
        self.pin.returnPressed.connect(self.keep_pin.click)
        self.keep_pin.clicked.connect(self._on_keep)
        self.drop_pin.clicked.connect(self._on_drop)

    def _show_pin(self, has_pin: bool) -> None:
        self._pin_label.set_text(
            _("A PIN is asked when you sign in.") if has_pin else _("No PIN is asked when you sign in.")
        )
        self.drop_pin.setVisible(has_pin)
        self.pin.clear()

    def _on_typed(self, text: str) -> None:
        self.keep_pin.setEnabled(bool(text))

    def _on_changed(self) -> None:
        wanted = replace(self._preferences, daily_number=self.daily.value())
        if wanted != self._preferences:
            self._preferences = wanted
            self.changed.emit(wanted)

    def _on_keep(self) -> None:
        if self.pin.text():
            self._set_pin(self.pin.text())

    def _on_drop(self) -> None:
        self._set_pin(None)

    def _set_pin(self, pin: str | None) -> None:
        student = self._desk.student
        if student is None:
            return
        self.notice.clear()
        tutor = self._desk.tutor

        def keep() -> Student:
            tutor.set_pin(student.id, pin)
            return replace(student, has_pin=pin is not None)

        job = self._desk.jobs.start(Lane.QUICK, keep)
        job.done.connect(self._on_pin_kept)
        job.failed.connect(self.notice.show_error)

    def _on_pin_kept(self, student: Student) -> None:
        self._show_pin(student.has_pin)
        said = _("The PIN is kept.") if student.has_pin else _("No PIN is asked from now on.")
        self.notice.say(said)
        self._desk.keep(student)
