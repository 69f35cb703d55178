"""An option as a card: a radio button or a check box with a rich text and the number of its key."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QLabel, QRadioButton, QSizePolicy, QWidget

from tutor.gui.rich_text import RichText
from tutor.gui.theme import theme

_MARK = 24  # px at scale 1, the ring or box that shows what is picked
_GAP = 14


def _furnish(button: QAbstractButton, text: str, folder: str, number: int) -> None:
    words = RichText(is_focusable=False, parent=button)
    words.set_markdown(text, folder)
    key = QLabel(str(number), button)
    key.setProperty("kind", "key")
    key.setVisible(0 < number <= 9)
    row = QHBoxLayout(button)
    space = theme().space(1)
    row.setContentsMargins(_GAP, space, _GAP, space)
    row.addSpacing(_mark_px() + _GAP - 6)  # a spacing is mirrored, a margin is not
    row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
    button.setAccessibleName(words.plain_text)
    button.setMinimumHeight(theme().target + 8)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


def paint_ground(painter: QPainter, widget: QWidget, *, is_chosen: bool, is_hot: bool) -> None:
    """Paint the card that an option lies on, with its outline."""
    look = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.0 if is_chosen or look.palette.name == "contrast" else 1.0
    painter.setPen(QPen(look.color("accent" if is_chosen or is_hot else "control"), width))
    painter.setBrush(look.color("accent_soft" if is_chosen or is_hot else "card"))
    inset = width / 2
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), 12, 12)


def _paint(button: QAbstractButton, *, is_round: bool) -> None:
    painter = QPainter(button)
    is_hot = button.underMouse() and button.isEnabled()
    paint_ground(painter, button, is_chosen=button.isChecked(), is_hot=is_hot)
    left, px = float(_GAP), _mark_px()
    if button.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        left = button.width() - _GAP - px
    mark = QRectF(left, (button.height() - px) / 2, px, px)
    look = theme()
    painter.setPen(QPen(look.color("accent" if button.isChecked() else "control"), 2))
    painter.setBrush(look.color("accent" if button.isChecked() else "card"))
    if is_round:
        painter.drawEllipse(mark)
    else:
        painter.drawRoundedRect(mark, 6, 6)
    if button.isChecked():
        _paint_sign(painter, mark, look.color("on_accent"), is_round=is_round)


def _paint_sign(painter: QPainter, mark: QRectF, colour: QColor, *, is_round: bool) -> None:
    if is_round:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(mark.center(), mark.width() * 0.21, mark.width() * 0.21)
        return
    painter.setPen(QPen(colour, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    corner, unit = mark.topLeft(), mark.width() / 24
    points = [QPointF(6, 12.5), QPointF(10.5, 17), QPointF(18, 8)]
    painter.drawPolyline([corner + point * unit for point in points])


def _mark_px() -> int:
    return round(_MARK * min(1.75, max(1.0, theme().scale)))


class RadioCard(QRadioButton):
    """One of several options; only one can be picked."""

    def __init__(self, text: str, folder: str = "", number: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _furnish(self, text, folder, number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        _paint(self, is_round=True)

    def hitButton(self, place: QPoint) -> bool:
        """Take a click anywhere on the card."""
        return self.rect().contains(place)

    def sizeHint(self) -> QSize:
        """Be as large as the text asks."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Bear being narrow."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


class CheckCard(QCheckBox):
    """One of several options; more than one can be picked."""

    def __init__(self, text: str, folder: str = "", number: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _furnish(self, text, folder, number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        _paint(self, is_round=False)

    def hitButton(self, place: QPoint) -> bool:
        """Take a click anywhere on the card."""
        return self.rect().contains(place)

    def sizeHint(self) -> QSize:
        """Be as large as the text asks."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Bear being narrow."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()
