"""The rail on the leading side: where one can go, and who is learning."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tutor.domain.student import Student
from tutor.domain.translation import _
from tutor.gui.forms import picture_of
from tutor.gui.theme import theme
from tutor.gui.widgets import Button, Drawing, Label, mark

WIDTH = 216  # px at scale 1
FOLDED_WIDTH = 80


class Rail(QFrame):
    """Buttons for the pages and for changing the student; folds to icons."""

    chosen = Signal(str)
    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setAccessibleName(_("Pages"))
        self.is_folded = False
        self._student: Student | None = None
        self._words: dict[Button, str] = {}
        self._column = QVBoxLayout(self)
        self.buttons: dict[str, Button] = {}
        for name, word in (
            ("today", _("Today")),
            ("practise", _("Practise")),
            ("guide", _("Guide")),
            ("settings", _("Settings")),
        ):
            button = self._button(word, name)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(self._on_clicked)
            self.buttons[name] = button
        self._column.addStretch(1)
        self._column.addWidget(self._person())
        self.change = self._button(_("Change student"), "swap")
        self.change.clicked.connect(self._on_change)
        self._draw()
        theme().changed.connect(self._draw)

    def show_student(self, student: Student) -> None:
        """Show who is learning."""
        self._student = student
        self._picture.show_drawing(picture_of(student))
        self._picture.setToolTip(student.name)
        self.change.setAccessibleDescription(student.name)
        self._draw()

    def show_chosen(self, name: str) -> None:
        """Mark the page that is shown."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def fold(self, is_folded: bool) -> None:
        """Show icons only, or icons and words."""
        if is_folded != self.is_folded:
            self.is_folded = is_folded
            self._draw()

    def _person(self) -> QWidget:
        """Make the picture and name of who is learning."""
        part = QWidget()
        line = QHBoxLayout(part)
        line.setContentsMargins(6, 0, 6, 0)
        line.setSpacing(theme().space(1))
        self._picture = Drawing("cat", 44)
        self._name = Label("", "strong")
        line.addWidget(self._picture)
        line.addWidget(self._name, 1)
        return part

    def _button(self, word: str, icon_name: str) -> Button:
        button = Button(word, "rail", icon_name)
        button.setAccessibleName(word)
        self._words[button] = word
        self._column.addWidget(button)
        return button

    def _draw(self) -> None:
        """Fit width, words and pictures to the fold and the theme."""
        scale = max(1.0, theme().scale)
        self.setFixedWidth(round(FOLDED_WIDTH * min(1.5, scale)) if self.is_folded else round(WIDTH * scale))
        self._column.setContentsMargins(theme().space(1.5), theme().space(3), theme().space(1.5), theme().space(2))
        self._column.setSpacing(theme().space(1))
        for button, word in self._words.items():
            button.setText("" if self.is_folded else word)
            button.set_icon(button.icon_name)
            button.setToolTip(word if self.is_folded else "")
            mark(button, folded="true" if self.is_folded else "false")
        self._name.setVisible(not self.is_folded)
        if self._student is not None:
            room = self.width() - round(100 * scale)
            self._name.setText(
                self._name.fontMetrics().elidedText(self._student.name, Qt.TextElideMode.ElideRight, max(40, room))
            )
            self._name.setToolTip(self._student.name)

    def _on_clicked(self) -> None:
        sender = self.sender()
        for name, button in self.buttons.items():
            if button is sender:
                self.chosen.emit(name)

    def _on_change(self) -> None:
        self.change_asked.emit()
