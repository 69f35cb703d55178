"""Answering in one line: a word, a number, a date, or an expression or a formula with a live preview."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tutor.domain.answer import Answer
from tutor.domain.chemical import written
from tutor.domain.question import Kind
from tutor.domain.translation import _
from tutor.gui.answer_input.base import AnswerInput
from tutor.gui.answer_input.preview import typed_as_latex
from tutor.gui.rich_text import RichText

_LONGEST = 500  # characters of one line


class LineInput(AnswerInput):
    """Takes one line of text; Enter sends it."""

    def __init__(
        self, kind: Kind = Kind.EXACT_TEXT, *, wants_unit: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.keys = _("Enter")
        self.field = QLineEdit(self)
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(_("Your answer"))
        self.field.setPlaceholderText(_placeholder(kind, wants_unit))
        self.field.setAccessibleDescription(self.field.placeholderText())
        self.field.textChanged.connect(self.changed)
        self.box.addWidget(self.field)
        self.setFocusProxy(self.field)
        if kind in (Kind.NUMERIC, Kind.EXPRESSION, Kind.CHEMISTRY):  # formulas are written left to right everywhere
            self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def answer(self) -> Answer:
        """Give what was typed."""
        return Answer(text=self.field.text())

    def set_answer(self, answer: Answer) -> None:
        """Put the line back."""
        self.blockSignals(True)
        self.field.setText(answer.text)
        self.blockSignals(False)

    def lock(self) -> None:
        """Keep the line."""
        super().lock()
        self.field.setReadOnly(True)

    def unlock(self) -> None:
        """Let the line be changed."""
        super().unlock()
        self.field.setReadOnly(False)


class ExpressionInput(LineInput):
    """Takes an expression, and shows below it how Tutor reads it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Kind.EXPRESSION, parent=parent)
        self._caption = QLabel(_("Tutor reads this as"), self)
        self._caption.setProperty("kind", "small")
        self.preview = RichText("lead", is_focusable=False, parent=self)
        self.box.addWidget(self._caption)
        self.box.addWidget(self.preview)
        self.preview.setMinimumHeight(
            self.preview.fontMetrics().height() * 2
        )  # so that nothing jumps at the first letter
        self.field.textChanged.connect(self._on_typed)
        self._on_typed("")

    def _on_typed(self, text: str) -> None:
        latex = typed_as_latex(text)
        self.preview.set_markdown(f"${latex}$" if latex else "")
        self._caption.setText(_("Tutor reads this as") if latex or not text.strip() else _("Not finished yet"))


class ChemistryInput(LineInput):
    """Takes a formula or an equation, and shows below it how it looks in a book: H2O as H₂O."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Kind.CHEMISTRY, parent=parent)
        self._caption = QLabel(_("Tutor reads this as"), self)
        self._caption.setProperty("kind", "small")
        self.preview = QLabel(self)
        self.preview.setProperty("kind", "lead")
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.setWordWrap(True)
        self.preview.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.preview.setMinimumHeight(self.preview.fontMetrics().height() * 2)  # nothing jumps at the first letter
        self.box.addWidget(self._caption)
        self.box.addWidget(self.preview)
        self.field.textChanged.connect(self._on_typed)

    def _on_typed(self, text: str) -> None:
        self.preview.setText(written(text))


def _placeholder(kind: Kind, wants_unit: bool) -> str:
    if kind is Kind.NUMERIC:
        return _("A number with its unit") if wants_unit else _("A number")
    if kind is Kind.EXPRESSION:
        return _("For example 2x + 6 or (x+1)/2")
    if kind is Kind.CHEMISTRY:
        return _("Type small numbers as they are, -> for the arrow and ^2- for a charge")
    if kind is Kind.DATE:
        return _("A date or a year")
    return _("A word or a few")
