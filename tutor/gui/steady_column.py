"""A column that stays where it is when a scroll bar comes or goes."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from tutor.gui.widgets import Column


class SteadyColumn(Column):
    """Keeps the scroll bar's room free while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verticalScrollBar().rangeChanged.connect(self._keep_room)
        self._keep_room()

    @property
    def room(self) -> int:
        """Give the scroll bar's width in px."""
        return self.verticalScrollBar().sizeHint().width()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room on the other side when the direction of reading changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._keep_room()

    def _keep_room(self) -> None:
        free = 0 if self.verticalScrollBar().maximum() > 0 else self.room
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(free if is_mirrored else 0, 0, 0 if is_mirrored else free, 0)
