"""The end of a sitting: how it went, and what was written."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tutor.app.views import Outcome, SheetChangeKind
from tutor.domain.grade import Verdict
from tutor.domain.translation import _, ngettext
from tutor.gui.answer_input import prompt_of
from tutor.gui.dates import number
from tutor.gui.icons import VERDICT_ICONS
from tutor.gui.markup import to_line
from tutor.gui.theme import theme
from tutor.gui.verdict_view import ROLES, WORDS
from tutor.gui.widgets import Card, Drawing, Heading, PrimaryButton, QuietButton, Text, clear
from tutor.gui.widgets import mark as set_look

_KEPT = (SheetChangeKind.WRITTEN, SheetChangeKind.UPDATED)
_MOST_LISTED = 6


class SummaryView(QWidget):
    """Shows a finished sitting. `left`: back to today; `sheet_chosen`: see one of the sheets."""

    left = Signal()
    sheet_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading(_("That’s all for now"))
        self.said = Text("", "lead")
        self._counts = QHBoxLayout()
        self._sheets = QVBoxLayout()
        self._sheets.setSpacing(0)
        self._caption = Heading(_("In your guide now"), "heading")
        self.back = PrimaryButton(_("Back to today"))
        self.back.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(2))
        column.addWidget(self.title)
        column.addWidget(self.said)
        column.addLayout(self._counts)
        column.addSpacing(theme().space(1))
        column.addWidget(self._caption)
        column.addLayout(self._sheets)
        column.addSpacing(theme().space(1))
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Count what was right, partly right and not yet right, and list the sheets."""
        counts = Counter(outcome.grade.verdict for outcome in outcomes)
        answered = len(outcomes)
        self.said.set_text(
            ngettext("You answered {count} question.", "You answered {count} questions.", answered).format(
                count=number(answered)
            )
        )
        clear(self._counts)
        for verdict in Verdict:
            if counts[verdict] or verdict is not Verdict.UNSURE:
                self._counts.addWidget(_Count(verdict, counts[verdict]), 1)
        clear(self._sheets)
        kept = {outcome.sheet.id: outcome for outcome in outcomes if outcome.sheet and outcome.sheet_change in _KEPT}
        self._caption.setVisible(bool(kept))
        for outcome in list(kept.values())[:_MOST_LISTED]:
            self._sheets.addWidget(self._link(outcome))

    def _link(self, outcome: Outcome) -> QWidget:
        assert outcome.sheet is not None
        text = to_line(prompt_of(outcome.question))
        short = text if len(text) <= 64 else f"{text[:63].rstrip()}…"
        button = QuietButton(f"{outcome.sheet.text.topic}: {short}", "guide", is_bare=True)
        button.setAccessibleName(f"{outcome.sheet.text.topic}: {text}")
        button.setProperty("sheet", outcome.sheet.id)
        button.clicked.connect(self._on_sheet_clicked)
        return button

    def _on_sheet_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QuietButton):
            self.sheet_chosen.emit(sender.property("sheet"))


class _Count(Card):
    """One verdict and how often it came."""

    def __init__(self, verdict: Verdict, count: int) -> None:
        super().__init__(kind="verdict")
        set_look(self, verdict=verdict.value)
        line = QHBoxLayout()
        line.addWidget(Drawing(VERDICT_ICONS[verdict.value], 26, role=ROLES[verdict]))
        word = QLabel(_(WORDS[verdict]))
        set_look(word, verdict=verdict.value)
        line.addWidget(word, 1)
        amount = Heading(number(count), "title")
        self.body.addLayout(line)
        self.body.addWidget(amount)
        self.setAccessibleName(f"{_(WORDS[verdict])}: {number(count)}")
