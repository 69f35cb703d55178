"""What can be done with the present question: always in the same place, below the column."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tutor.domain.translation import _
from tutor.gui.flow import FlowLayout
from tutor.gui.theme import theme
from tutor.gui.widgets import KeyHint, PrimaryButton, QuietButton
from tutor.gui.working import Working


class ActionBar(QFrame):
    """The buttons of practice. Each signal is a wish of the student's."""

    sent = Signal()
    hint_wanted = Signal()
    given_up = Signal()
    went_on = Signal()
    tried_again = Signal()
    disputed = Signal(bool)  # False: the dispute is taken back
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None, *, room: int = 0) -> None:
        """Make the bar; `room` is what a scroll bar takes of the column's width above."""
        super().__init__(parent)
        self._room = room
        self._is_lined = False
        self.setProperty("kind", "plain")
        self.submit = PrimaryButton(_("Send"))
        self.next = PrimaryButton(_("Next"))
        self.key = KeyHint("")
        self.hint = QuietButton(_("Hint"), "hint")
        self.give_up = QuietButton(_("I don’t know"))
        self.again = QuietButton(_("Try again"), "again")
        self.dispute = QuietButton(_("I think I was right"), "flag")
        self.working = Working()
        self._is_disputed = False
        self.submit.clicked.connect(self.sent)
        self.next.clicked.connect(self.went_on)
        self.hint.clicked.connect(self.hint_wanted)
        self.give_up.clicked.connect(self.given_up)
        self.again.clicked.connect(self.tried_again)
        self.dispute.clicked.connect(self._on_dispute_clicked)
        self.working.stopped.connect(self.stopped)
        self._lay_out()
        self.show_nothing()

    def set_lined(self, is_lined: bool) -> None:
        """Draw a line above the bar while the column goes on behind it."""
        self._is_lined = is_lined
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint that line."""
        super().paintEvent(event)
        if self._is_lined:
            painter = QPainter(self)
            painter.setPen(theme().color("line"))
            painter.drawLine(0, 0, self.width(), 0)

    def show_nothing(self) -> None:
        """Offer nothing."""
        self.working.end()
        for widget in self._all:
            widget.hide()

    def show_asking(self, key: str, hints_left: int) -> None:
        """Offer what can be done before sending; `key` sends too."""
        self.show_nothing()
        self._key_shown(key)
        for widget in (self.submit, self.give_up):
            widget.setEnabled(True)
            widget.show()
        self.show_hints(hints_left)

    def show_hints(self, hints_left: int) -> None:
        """Offer hints while there are some."""
        self.hint.setVisible(hints_left > 0)
        self.hint.setEnabled(hints_left > 0)

    def show_working(self, what: str) -> None:
        """Say that the answer is being looked at."""
        self.show_nothing()
        self.working.begin(what)
        self.working.show()

    def show_graded(self, *, can_dispute: bool, is_disputed: bool, is_last: bool) -> None:
        """Offer what can be done after the grade."""
        self.show_nothing()
        self._key_shown(_("Enter"))
        self.next.setText(_("Finish") if is_last else _("Next"))
        self.next.show()
        self.again.show()
        self.dispute.setVisible(can_dispute)
        self.show_disputed(is_disputed)

    def show_disputed(self, is_disputed: bool) -> None:
        """Say that a person will look, and let it be taken back."""
        self._is_disputed = is_disputed
        self.dispute.setText(_("Take it back: no need to look") if is_disputed else _("I think I was right"))

    def _on_dispute_clicked(self) -> None:
        self.disputed.emit(not self._is_disputed)

    def _key_shown(self, key: str) -> None:
        self.key.setText(key)
        self.key.setVisible(bool(key))

    def _lay_out(self) -> None:
        self._all: tuple[QWidget, ...] = (
            self.submit,
            self.next,
            self.key,
            self.again,
            self.hint,
            self.give_up,
            self.dispute,
            self.working,
        )
        self._inner = QWidget(self)
        flow = FlowLayout()
        flow.setSpacing(theme().space(1.5))
        for widget in self._all[:-1]:
            flow.addWidget(widget)
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(flow)
        inner.addWidget(self.working)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(self._inner, 100)
        outer.addStretch(1)
        self._space()
        theme().changed.connect(self._space)

    def _space(self) -> None:
        self._inner.setMaximumWidth(theme().column_width)
        self._inner.setMinimumHeight(theme().target)
        layout = self.layout()
        assert layout is not None
        gap = theme().space(3)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (gap + self._room, gap) if is_mirrored else (gap, gap + self._room)
        layout.setContentsMargins(left, theme().space(1), right, theme().space(2))
