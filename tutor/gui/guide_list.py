"""The list of sheets: ten thousand of them scroll as smoothly as ten."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tutor.domain.translation import _
from tutor.gui.answer_input.base import ENTER
from tutor.gui.direction import direction_of, leading, trailing
from tutor.gui.guide_model import GuideModel, Role, TopicRow
from tutor.gui.icons import pixmap
from tutor.gui.theme import theme

_SIGN = 24  # px at scale 1


class _RowPainter(QStyledItemDelegate):
    """Paints a topic as a heading and a sheet as two lines beside the sign of its state."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give every row the same height, so that none has to be measured."""
        look = theme()
        height = look.text_px("body") * 1.35 + look.text_px("small") * 1.45 + look.space(2.5)
        return QSize(100, max(look.target, round(height)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if isinstance(index.data(Role.ROW), TopicRow):
            self._paint_topic(painter, rect, index)
        else:
            self._paint_ground(painter, rect, option)
            self._paint_sheet(painter, rect, index)
        painter.restore()

    def _paint_topic(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        look = theme()
        gap = look.space(1)
        line = rect.adjusted(gap, 0, -gap, -gap)
        painter.setFont(look.font("lead", is_bold=True))
        painter.setPen(look.color("ink"))
        count = str(index.data(Role.SECOND_LINE))
        small = look.font("small")
        painter.setFont(small)
        room = painter.fontMetrics().horizontalAdvance(count) + gap
        painter.setPen(look.color("ink_soft"))
        side = painter.layoutDirection()
        is_mirrored = side == Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(direction_of(count, side))
        painter.drawText(line, Qt.AlignmentFlag.AlignBottom | trailing(side), count)
        painter.setFont(look.font("lead", is_bold=True))
        painter.setPen(look.color("ink"))
        name = line.adjusted(room if is_mirrored else 0, 0, 0 if is_mirrored else -room, 0)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, name.width())
        painter.setLayoutDirection(direction_of(text, side))
        painter.drawText(name, Qt.AlignmentFlag.AlignBottom | leading(side), text)

    def _paint_ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        is_hot = bool(state & QStyle.StateFlag.State_MouseOver)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        has_keyboard = bool(state & QStyle.StateFlag.State_HasFocus)
        look = theme()
        card = rect.adjusted(2, 2, -2, -2)
        ring = QPen(look.color("focus"), 3) if has_keyboard else QPen(look.color("line"), 1)
        painter.setPen(ring)
        painter.setBrush(look.color("accent_soft" if is_hot or is_chosen else "card"))
        painter.drawRoundedRect(card, 10, 10)

    def _paint_sheet(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        look = theme()
        gap = look.space(1.5)
        px = round(_SIGN * max(1.0, look.scale * 0.8))
        is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = rect.right() - gap - px if is_mirrored else rect.left() + gap
        sign = pixmap(str(index.data(Role.SIGN)), QSize(px, px), "accent")
        painter.drawPixmap(left, rect.top() + (rect.height() - px) // 2, sign)
        text_gap = gap + px + gap
        words = rect.adjusted(gap if is_mirrored else text_gap, 0, -text_gap if is_mirrored else -gap, 0)
        first, second = words.adjusted(0, 0, 0, -words.height() // 2), words.adjusted(0, words.height() // 2, 0, 0)
        self._paint_line(painter, first.adjusted(0, 0, 0, -1), str(index.data()), "body", "ink", is_upper=True)
        second_line = str(index.data(Role.SECOND_LINE))
        self._paint_line(painter, second.adjusted(0, 3, 0, 0), second_line, "small", "ink_soft", is_upper=False)

    def _paint_line(self, painter: QPainter, rect: QRect, text: str, size: str, role: str, *, is_upper: bool) -> None:
        painter.setFont(theme().font(size))
        painter.setPen(theme().color(role))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        vertical = Qt.AlignmentFlag.AlignBottom if is_upper else Qt.AlignmentFlag.AlignTop
        side = painter.layoutDirection()
        painter.setLayoutDirection(direction_of(text, side))
        painter.drawText(rect, vertical | leading(side), shown)
        painter.setLayoutDirection(side)


class GuideList(QListView):
    """Shows the rows of a GuideModel; `sheet_chosen` brings the id of the sheet that was opened."""

    sheet_chosen = Signal(object)

    def __init__(self, model: GuideModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_RowPainter(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setProperty("ring", "none")  # the chosen row wears it
        self.setAccessibleName(_("Your sheets"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        theme().changed.connect(self._on_theme_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a sheet by Enter."""
        if event.key() in ENTER:
            self._on_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def choose_first(self) -> None:
        """Go to the first sheet, for the keyboard."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.first_sheet())

    def _on_clicked(self, index: QModelIndex) -> None:
        entry = index.data(Role.ROW)
        if entry is not None and not isinstance(entry, TopicRow):
            self.sheet_chosen.emit(entry.sheet.id)

    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
