"""A part of a page that is folded until it is asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tutor.domain.translation import _
from tutor.gui.theme import theme
from tutor.gui.widgets import QuietButton


class Fold(QWidget):
    """A line that opens and closes what lies under it; `opened` says so the first time and each time after."""

    opened = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(1))
        self.button = QuietButton(title, "side", is_bare=True)
        self.button.setStyleSheet("padding-left: 0; padding-right: 0;")  # its sign stands where the text above begins
        self.button.clicked.connect(self._on_clicked)
        self._inside = QWidget(self)
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(theme().space(2), 0, theme().space(2), theme().space(1))
        self.body.setSpacing(theme().space(1))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._inside)
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Tell whether the part is shown."""
        return not self._inside.isHidden()

    def set_title(self, title: str) -> None:
        """Name what is folded."""
        self.button.setText(title)

    def set_open(self, is_open: bool) -> None:
        """Show the part or put it away."""
        self._inside.setVisible(is_open)
        self.button.set_icon("down" if is_open else "side")
        self.button.setAccessibleDescription(_("Open") if is_open else _("Closed"))

    def _on_clicked(self) -> None:
        self.set_open(not self.is_open)
        if self.is_open:
            self.opened.emit()
