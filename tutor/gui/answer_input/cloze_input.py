"""Answering by filling gaps: the text shows them with numbers, and each has its field."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from tutor.domain.answer import Answer
from tutor.domain.translation import _
from tutor.gui.answer_input.base import ENTER, AnswerInput
from tutor.gui.theme import theme

_GAP = re.compile(r"\{\{\s*(\d+)\s*\}\}")
_LONGEST = 200  # characters of one gap


def with_gaps(prompt: str) -> str:
    """Show each {{1}} of a prompt as a numbered gap (Markdown)."""
    return _GAP.sub(lambda found: rf"**({found[1]})**\_\_\_\_\_\_", prompt)


class _Gap(QLineEdit):
    """One gap; Enter goes on to the next one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, and leave the last Enter to the page."""
        parent = self.parent()
        if event.key() in ENTER and isinstance(parent, ClozeInput) and parent.go_on(self):
            return
        super().keyPressEvent(event)


class ClozeInput(AnswerInput):
    """A field for each gap."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = _("Enter")
        self.setAccessibleName(_("Fill the gaps"))
        grid = QGridLayout()
        grid.setVerticalSpacing(theme().space(1))
        grid.setHorizontalSpacing(theme().space(1))
        grid.setColumnStretch(1, 1)
        self.box.addLayout(grid)
        self.gaps = [_Gap(self) for _number in range(count)]
        for number, gap in enumerate(self.gaps, start=1):
            label = QLabel(f"({number})", self)
            label.setProperty("kind", "strong")
            label.setBuddy(gap)
            gap.setAccessibleName(_("Gap {number} of {count}").format(number=number, count=count))
            gap.setMaxLength(_LONGEST)
            gap.textChanged.connect(self.changed)
            grid.addWidget(label, number - 1, 0)
            grid.addWidget(gap, number - 1, 1)

    def answer(self) -> Answer:
        """Give the text of each gap; blank ones too, so that the places stay right."""
        return Answer(picks=tuple(gap.text() for gap in self.gaps))

    def set_answer(self, answer: Answer) -> None:
        """Put the texts back."""
        self.blockSignals(True)
        for place, gap in enumerate(self.gaps):
            gap.setText(answer.picks[place] if place < len(answer.picks) else "")
        self.blockSignals(False)

    def lock(self) -> None:
        """Keep the texts."""
        super().lock()
        for gap in self.gaps:
            gap.setReadOnly(True)

    def unlock(self) -> None:
        """Let them be changed again."""
        super().unlock()
        for gap in self.gaps:
            gap.setReadOnly(False)

    def first(self) -> QWidget:
        """Give the first empty gap."""
        empty = [gap for gap in self.gaps if not gap.text()]
        return (empty or self.gaps)[0]

    def go_on(self, gap: QLineEdit) -> bool:
        """Move to the next empty gap; False when there is none (Enter sends then)."""
        place = next(place for place, candidate in enumerate(self.gaps) if candidate is gap)
        following = [other for other in self.gaps[place + 1 :] if not other.text().strip()]
        if self.is_locked or not following:
            return False
        following[0].setFocus(Qt.FocusReason.TabFocusReason)
        return True
