"""Answering by picking: one option, several, or true or false."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from tutor.domain.answer import Answer
from tutor.domain.question import Option
from tutor.domain.translation import _
from tutor.gui.answer_input.base import AnswerInput
from tutor.gui.answer_input.option_card import CheckCard, RadioCard


class ChoiceInput(AnswerInput):
    """Cards to pick from; the number keys pick too. With `is_multiple`, a second press takes the pick back."""

    def __init__(
        self, options: Sequence[Option], *, is_multiple: bool = False, folder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.keys = _("Enter")
        self._group = QButtonGroup(self)
        self._group.setExclusive(not is_multiple)
        self.cards: dict[str, QAbstractButton] = {}
        card_of = CheckCard if is_multiple else RadioCard
        for number, option in enumerate(options, start=1):
            card = card_of(option.text, folder, number, self)
            self._group.addButton(card)
            self.cards[option.id] = card
            self.box.addWidget(card)
        self._group.buttonToggled.connect(self._on_toggled)
        self.listen_for_numbers(len(self.cards))
        self.setAccessibleName(_("Pick all that are right") if is_multiple else _("Pick one"))

    def answer(self) -> Answer:
        """Give the ids of what is picked, in shown order."""
        return Answer(picks=tuple(name for name, card in self.cards.items() if card.isChecked()))

    def set_answer(self, answer: Answer) -> None:
        """Pick what was picked."""
        self._group.blockSignals(True)
        was_exclusive = self._group.exclusive()
        self._group.setExclusive(False)
        for name, card in self.cards.items():
            card.setChecked(name in answer.picks)
        self._group.setExclusive(was_exclusive)
        self._group.blockSignals(False)

    def lock(self) -> None:
        """Let nothing be picked any more."""
        super().lock()
        for card in self.cards.values():
            card.setEnabled(False)

    def unlock(self) -> None:
        """Let options be picked again."""
        super().unlock()
        for card in self.cards.values():
            card.setEnabled(True)

    def first(self) -> QWidget:
        """Give what is picked, else the first card."""
        cards = list(self.cards.values())
        picked = [card for card in cards if card.isChecked()]
        return (picked or cards)[0]

    def pick_number(self, number: int) -> None:
        """Pick a card by its place."""
        card = list(self.cards.values())[number - 1]
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        card.click()

    def _on_toggled(self, _button: QAbstractButton, _is_on: bool) -> None:
        self.changed.emit()
