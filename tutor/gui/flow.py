"""A row of controls that wraps where the width ends, in reading direction."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from tutor.gui.theme import theme


class FlowLayout(QLayout):
    """Lays its items side by side, and goes on below when they do not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme().space(1))

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give one item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than is given."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row is a tall one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Measure the rows at a width."""
        return self._lay_out(QRect(0, 0, width, 0), is_measured=True)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._lay_out(rect, is_measured=False)

    def sizeHint(self) -> QSize:
        """Wish for one row."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        return QSize(sum(hint.width() for hint in hints) + gaps, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Need room for the widest item."""
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, rect: QRect, *, is_measured: bool) -> int:
        x, y, row_height = 0, 0, 0
        row: list[tuple[QLayoutItem, QRect]] = []
        parent = self.parentWidget()
        is_mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), 10_000))
            if x > 0 and x + size.width() > rect.width():
                self._place(row, row_height, is_measured=is_measured)
                x, y, row_height, row = 0, y + row_height + self.spacing(), 0, []
            left = rect.right() + 1 - x - size.width() if is_mirrored else rect.left() + x
            row.append((item, QRect(left, rect.top() + y, size.width(), size.height())))
            x += size.width() + self.spacing()
            row_height = max(row_height, size.height())
        self._place(row, row_height, is_measured=is_measured)
        return y + row_height

    @staticmethod
    def _place(row: list[tuple[QLayoutItem, QRect]], height: int, *, is_measured: bool) -> None:
        """Put a row's items on its middle line."""
        for item, rect in row if not is_measured else ():
            item.setGeometry(rect.translated(0, (height - rect.height()) // 2))
