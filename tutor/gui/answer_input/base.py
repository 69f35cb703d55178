"""What every way of answering has in common."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tutor.domain.answer import Answer
from tutor.gui.theme import theme

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AnswerInput(QWidget):
    """Takes one answer. `changed` says that it is another now, `submitted` that the student sent it by key."""

    changed = Signal()
    submitted = Signal()

    keys = ""  # the key that sends, as it is shown beside the button

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_locked = False
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme().space(1))
        self._numbers: list[QShortcut] = []

    def answer(self) -> Answer:
        """Give what was answered so far; it may be blank."""
        raise NotImplementedError

    def set_answer(self, answer: Answer) -> None:
        """Show an earlier answer, without a word by `changed`."""
        raise NotImplementedError

    def lock(self) -> None:
        """Keep the answer as it is: it was handed in."""
        self.is_locked = True
        for shortcut in self._numbers:
            shortcut.setEnabled(False)

    def unlock(self) -> None:
        """Let the answer be changed again."""
        self.is_locked = False
        for shortcut in self._numbers:
            shortcut.setEnabled(True)

    def first(self) -> QWidget:
        """Give the control where answering begins."""
        return self.focusProxy() or self

    def focus_first(self) -> None:
        """Put the keyboard there."""
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_number(self, number: int) -> None:
        """Take the option that a number key stands for (from 1)."""

    def listen_for_numbers(self, count: int) -> None:
        """Let the keys 1 to 9 call `pick_number`, wherever the keyboard is on the page."""
        for number in range(1, min(count, 9) + 1):
            shortcut = QShortcut(QKeySequence(str(number)), self)
            shortcut.activated.connect(self._on_number)
            self._numbers.append(shortcut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send the answer by Enter."""
        if event.key() in ENTER and not self.is_locked:
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def _on_number(self) -> None:
        sender = self.sender()
        if sender in self._numbers:
            self.pick_number(self._numbers.index(sender) + 1)
