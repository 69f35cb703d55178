"""Answering by matching: a choice of right sides for each left side."""

from collections.abc import Sequence
from string import ascii_uppercase

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from tutor.domain.answer import Answer
from tutor.domain.question import Option
from tutor.domain.translation import _
from tutor.gui.answer_input.base import ENTER, AnswerInput
from tutor.gui.markup import formulas, to_line
from tutor.gui.rich_text import RichText
from tutor.gui.theme import theme


class Choice(QComboBox):
    """A list of right sides; the wheel scrolls the page and leaves the choice alone."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page, which sends the answer."""
        if event.key() in ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)


class MatchInput(AnswerInput):
    """One row for each left side. Right sides with formulas are listed with letters, and the letters are chosen."""

    def __init__(
        self, lefts: Sequence[Option], rights: Sequence[Option], *, folder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.keys = _("Enter")
        self.setAccessibleName(_("Find what belongs together"))
        has_letters = any(formulas(right.text) or "![" in right.text for right in rights)
        names = [
            f"{ascii_uppercase[place % 26]}. {to_line(right.text)}" if has_letters else to_line(right.text)
            for place, right in enumerate(rights)
        ]
        if has_letters:
            self._list(rights, folder)
        grid = QGridLayout()
        grid.setVerticalSpacing(theme().space(1))
        grid.setHorizontalSpacing(theme().space(2))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.box.addLayout(grid)
        self.choices: dict[str, Choice] = {}
        for row, left in enumerate(lefts):
            words = RichText(is_focusable=False, parent=self)
            words.set_markdown(left.text, folder)
            choice = Choice(self)
            choice.addItem(_("Choose…"), "")
            for name, right in zip(names, rights, strict=True):
                choice.addItem(name, right.id)
            choice.setAccessibleName(_("Belongs to {thing}").format(thing=words.plain_text))
            choice.setMinimumHeight(theme().target)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(12)
            choice.currentIndexChanged.connect(self.changed)
            grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(choice, row, 1)
            self.choices[left.id] = choice

    def answer(self) -> Answer:
        """Give "left=right" ids for what is matched so far."""
        chosen = ((left, str(choice.currentData() or "")) for left, choice in self.choices.items())
        return Answer(picks=tuple(f"{left}={right}" for left, right in chosen if right))

    def set_answer(self, answer: Answer) -> None:
        """Match what was matched."""
        self.blockSignals(True)
        pairs = dict(pick.split("=", 1) for pick in answer.picks if "=" in pick)
        for left, choice in self.choices.items():
            choice.setCurrentIndex(max(0, choice.findData(pairs.get(left, ""))))
        self.blockSignals(False)

    def lock(self) -> None:
        """Leave the matches as they are."""
        super().lock()
        for choice in self.choices.values():
            choice.setEnabled(False)

    def unlock(self) -> None:
        """Let them be changed again."""
        super().unlock()
        for choice in self.choices.values():
            choice.setEnabled(True)

    def first(self) -> QWidget:
        """Give the first left side without a match."""
        choices = list(self.choices.values())
        open_ones = [choice for choice in choices if not choice.currentData()]
        return (open_ones or choices)[0]

    def _list(self, rights: Sequence[Option], folder: str) -> None:
        for place, right in enumerate(rights):
            words = RichText(is_focusable=False, parent=self)
            words.set_markdown(f"**{ascii_uppercase[place % 26]}.** {right.text}", folder)
            self.box.addWidget(words)
