"""Settings, for the teacher: how sure Tutor must be before it decides."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout

from tutor.app.sureness import Sureness, sureness
from tutor.app.views import Settings
from tutor.domain.translation import _
from tutor.gui.jobs import Lane
from tutor.gui.page import Desk
from tutor.gui.theme import theme
from tutor.gui.widgets import Card, Heading, Notice, Text, leading_side

_RING_PX, _GAP_PX = 24, 16  # as the style sheet has them: the gap with the ring's two borders


class SurenessSettings(Card):
    """Three choices, each with what it means; kept for this computer at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.body.addWidget(Heading(_("How sure Tutor must be"), "heading"))
        self.body.addWidget(Text(_("For the teacher: when may Tutor decide about an answer in a student's own words?")))
        self.choices: dict[Sureness, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._means: list[Text] = []
        for choice, name, means in _choices():
            self._add(choice, name, means)
        self.notice = Notice()
        self.body.addWidget(self.notice)
        self._indent()
        theme().changed.connect(self._indent)

    def arrive(self) -> None:
        """Show what is set."""
        job = self._desk.jobs.start(Lane.QUICK, self._desk.tutor.settings)
        job.done.connect(self._on_read)
        job.failed.connect(self.notice.show_error)

    def _add(self, choice: Sureness, name: str, means: str) -> None:
        button = QRadioButton(name)
        button.setAccessibleDescription(means)
        button.clicked.connect(partial(self._on_chosen, choice))
        self._group.addButton(button)
        self.choices[choice] = button
        said = Text(means, "small")
        self._means.append(said)
        pair = QVBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(button)
        pair.addWidget(said)
        self.body.addLayout(pair)

    def _indent(self) -> None:
        """Let what a choice means begin under its name, however large its ring is."""
        ring = round(_RING_PX * min(1.75, max(1.0, theme().scale)))
        is_mirrored = leading_side() == "right"
        for said in self._means:
            said.setContentsMargins(0 if is_mirrored else ring + _GAP_PX, 0, ring + _GAP_PX if is_mirrored else 0, 0)

    def _on_chosen(self, choice: Sureness) -> None:
        self.notice.clear()
        job = self._desk.jobs.start(Lane.QUICK, partial(self._desk.tutor.change_settings, sureness=choice.value))
        job.done.connect(self._on_read)
        job.failed.connect(self._on_failed)

    def _on_read(self, settings: Settings) -> None:
        self.choices[sureness(settings.sureness)].setChecked(True)

    def _on_failed(self, error: Exception) -> None:
        self.arrive()  # shows what is still set
        self.notice.show_error(error)


def _choices() -> tuple[tuple[Sureness, str, str], ...]:
    return (
        (
            Sureness.CAREFUL,
            _("Careful"),
            _("Tutor decides only when it is very sure. It is wrong least often, and more answers wait for you."),
        ),
        (
            Sureness.BALANCED,
            _("Balanced"),
            _("Tutor decides when it is fairly sure, and leaves you the rest. This is how it comes."),
        ),
        (
            Sureness.READY,
            _("Ready"),
            _("Tutor decides as soon as it leans to one side. Few answers wait for you, and it is wrong more often."),
        ),
    )
