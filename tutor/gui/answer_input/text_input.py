"""Answering in several lines, one's own words or what a program prints: a field that grows with them."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from tutor.domain.answer import Answer
from tutor.domain.translation import _
from tutor.gui.answer_input.base import ENTER, AnswerInput
from tutor.gui.theme import theme

_FEWEST, _MOST = 3, 6  # lines


class _Field(QPlainTextEdit):
    """A field of three lines that grows to six."""

    def __init__(self, parent: AnswerInput) -> None:
        super().__init__(parent)
        self._input = parent
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Ask for as many lines as there are, three to six."""
        lines = min(_MOST, max(_FEWEST, math.ceil(self.document().size().height())))
        line = QFontMetricsF(self.font()).lineSpacing()
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom() + 2 * self.document().documentMargin() + 4
        return QSize(300, math.ceil(lines * line + frame))

    def minimumSizeHint(self) -> QSize:
        """Never be lower than that."""
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send by Ctrl+Enter; Enter alone begins a new line."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self.isReadOnly():
                self._input.submitted.emit()
            return
        super().keyPressEvent(event)


_TAB = 4  # spaces


class TextInput(AnswerInput):
    """Takes an answer in the student's own words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = _("Ctrl+Enter")
        self.field = _Field(self)
        self.field.setAccessibleName(_("Your answer"))
        self.field.setAccessibleDescription(_("Write it in your own words. Ctrl+Enter sends it."))
        self.field.setPlaceholderText(_("Write your answer in your own words"))
        self.field.textChanged.connect(self.changed)
        self.box.addWidget(self.field)
        self.setFocusProxy(self.field)
        theme().changed.connect(self.field.updateGeometry)

    def answer(self) -> Answer:
        """Give what was typed."""
        return Answer(text=self.field.toPlainText())

    def set_answer(self, answer: Answer) -> None:
        """Put the words back, with the cursor behind them."""
        self.blockSignals(True)
        self.field.setPlainText(answer.text)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.blockSignals(False)

    def lock(self) -> None:
        """Keep the words."""
        super().lock()
        self.field.setReadOnly(True)

    def unlock(self) -> None:
        """Let the words be changed."""
        super().unlock()
        self.field.setReadOnly(False)


class OutputInput(TextInput):
    """Takes what a program prints: every sign is as wide as the others, and no line is broken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field.setAccessibleName(_("What the program prints"))
        self.field.setAccessibleDescription(_("Write each line as it is printed. Ctrl+Enter sends them."))
        self.field.setPlaceholderText(_("Each line as it is printed"))
        self.field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._on_theme_changed()
        theme().changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self.field.setStyleSheet(f"font-family: '{family}', monospace;")
        self.field.setTabStopDistance(_TAB * QFontMetricsF(self.field.font()).horizontalAdvance(" "))
