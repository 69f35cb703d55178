"""Answering by putting things in order: by Alt and the arrow keys, by buttons, or by dragging."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from tutor.domain.answer import Answer
from tutor.domain.question import Option
from tutor.domain.translation import _
from tutor.gui.announce import announce
from tutor.gui.answer_input.base import AnswerInput
from tutor.gui.answer_input.option_card import paint_ground
from tutor.gui.rich_text import RichText
from tutor.gui.theme import theme


class _Arrow(QToolButton):
    """A button that moves a row one place; the arrow is painted, so that it has the ink of every theme."""

    def __init__(self, name: str, *, is_up: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_up = is_up
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(theme().target, theme().target)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow, and its ground when the pointer is on it."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft"))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)
        ink = look.color("ink" if self.isEnabled() else "line")
        painter.setPen(QPen(ink, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        unit = min(1.75, max(1.0, look.scale))
        middle, lift = QPointF(self.rect().center()), (-3.5 if self._is_up else 3.5) * unit
        wing = 7 * unit
        painter.drawPolyline([middle + QPointF(-wing, -lift), middle + QPointF(0, lift), middle + QPointF(wing, -lift)])


class OrderRow(QWidget):
    """One thing with its place. It asks to be moved by `moved` (how many places, up is negative)."""

    moved = Signal(int)
    dragged = Signal(QPointF)  # in the parent's coordinates
    stepped = Signal(int)  # the keyboard goes to another row

    def __init__(self, option: Option, folder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self._is_dragged = False
        self._place = QLabel(self)
        self._place.setProperty("kind", "strong")
        self._place.setMinimumWidth(theme().text_px("body") + 8)
        self.words = RichText(is_focusable=False, parent=self)
        self.words.set_markdown(option.text, folder)
        self.up = _Arrow(_("Move up: {thing}").format(thing=self.words.plain_text), is_up=True, parent=self)
        self.down = _Arrow(_("Move down: {thing}").format(thing=self.words.plain_text), is_up=False, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        for widget, stretch in ((self._place, 0), (self.words, 1), (self.up, 0), (self.down, 0)):
            row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignVCenter)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme().target + 8)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_place(self, place: int, count: int) -> None:
        """Say where the row stands (from 1)."""
        self._place.setText(f"{place}.")
        self.up.setEnabled(place > 1 and self.isEnabled())
        self.down.setEnabled(place < count and self.isEnabled())
        words = _("{place} of {count}: {thing}").format(place=place, count=count, thing=self.words.plain_text)
        self.setAccessibleName(words)
        self.setAccessibleDescription(_("Alt and the arrow keys move it."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by Alt and an arrow, go to the neighbour by an arrow alone."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            self.stepped.emit(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the row up."""
        self._is_dragged = event.button() == Qt.MouseButton.LeftButton
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it along."""
        if self._is_dragged:
            self.dragged.emit(self.mapToParent(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put it down."""
        self._is_dragged = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Look alive under the pointer."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Look quiet again."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        is_hot = self.underMouse() and self.isEnabled()
        paint_ground(QPainter(self), self, is_chosen=self._is_dragged, is_hot=is_hot)

    def minimumSizeHint(self) -> QSize:
        """Bear being narrow."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


class OrderInput(AnswerInput):
    """Rows to put in order."""

    def __init__(self, options: Sequence[Option], *, folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = _("Enter")
        self.setAccessibleName(_("Put these in order"))
        self.rows = [OrderRow(option, folder, self) for option in options]
        for row in self.rows:
            self.box.addWidget(row)
            row.moved.connect(self._on_moved)
            row.dragged.connect(self._on_dragged)
            row.stepped.connect(self._on_stepped)
        self._number()

    def answer(self) -> Answer:
        """Give the ids in the order shown now."""
        return Answer(picks=tuple(row.option.id for row in self.rows))

    def set_answer(self, answer: Answer) -> None:
        """Put the rows in an earlier order; ids that are not there are passed over."""
        rank = {name: place for place, name in enumerate(answer.picks)}
        self.rows.sort(key=lambda row: rank.get(row.option.id, len(rank)))
        self._lay_out()

    def lock(self) -> None:
        """Leave the order as it is."""
        super().lock()
        self._enable(False)

    def unlock(self) -> None:
        """Let rows be moved again."""
        super().unlock()
        self._enable(True)

    def first(self) -> QWidget:
        """Give the first row."""
        return self.rows[0]

    def move_row(self, row: OrderRow, place: int) -> None:
        """Move a row to a place (from 0) and say so."""
        place = max(0, min(place, len(self.rows) - 1))
        if self.is_locked or self.rows.index(row) == place:
            return
        self.rows.remove(row)
        self.rows.insert(place, row)
        self._lay_out()
        announce(row, row.accessibleName())
        self.changed.emit()

    def _on_moved(self, step: int) -> None:
        row = self.sender()
        assert isinstance(row, OrderRow)
        self.move_row(row, self.rows.index(row) + step)

    def _on_dragged(self, where: QPointF) -> None:
        row = self.sender()
        assert isinstance(row, OrderRow)
        others = [other for other in self.rows if other is not row]
        self.move_row(row, sum(other.geometry().center().y() < where.y() for other in others))

    def _on_stepped(self, step: int) -> None:
        row = self.sender()
        assert isinstance(row, OrderRow)
        place = self.rows.index(row) + step
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        for place, row in enumerate(self.rows):
            self.box.removeWidget(row)
            self.box.insertWidget(place, row)
        before: QWidget | None = None
        for row in self.rows:  # the Tab key follows the eye
            for widget in (row, row.up, row.down):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        self._number()

    def _number(self) -> None:
        for place, row in enumerate(self.rows, start=1):
            row.show_place(place, len(self.rows))

    def _enable(self, is_enabled: bool) -> None:
        for row in self.rows:
            row.setEnabled(is_enabled)
        self._number()
