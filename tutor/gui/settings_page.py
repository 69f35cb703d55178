"""Settings: looks and learning of the student, the computer, and what Tutor is made of."""

from functools import partial
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tutor.domain.student import Preferences
from tutor.domain.translation import _
from tutor.gui.jobs import Lane
from tutor.gui.page import Desk, Page
from tutor.gui.settings_computer import ComputerSettings
from tutor.gui.settings_learning import LearningSettings
from tutor.gui.settings_looks import LooksSettings
from tutor.gui.settings_model import ModelSettings
from tutor.gui.settings_sureness import SurenessSettings
from tutor.gui.theme import theme
from tutor.gui.widgets import Card, Column, Heading, Notice, Text


class SettingsPage(Page):
    """Changes are put on at once and kept."""

    language_changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        column = Column()
        whole.addWidget(column)
        self.notice = Notice()
        self.looks = LooksSettings()
        self.learning = LearningSettings(desk)
        self.computer = ComputerSettings(desk)
        self.sureness = SurenessSettings(desk)
        self.model = ModelSettings(desk)
        parts = (self.looks, self.learning, self.sureness, self.computer, self.model)
        for part in (Heading(_("Settings")), self.notice, *parts, _about()):
            column.body.addWidget(part)
        self.looks.changed.connect(self._on_changed)
        self.learning.changed.connect(self._on_changed)
        self.computer.language_changed.connect(self.language_changed)
        self.computer.models_read.connect(self.model.arrive)

    def arrive(self) -> None:
        """Show what is set now."""
        if self._desk.student is not None:
            self.notice.clear()
            self.looks.show_preferences(self._desk.student.preferences)
            self.learning.show_student(self._desk.student)
            self.sureness.arrive()
            self.computer.arrive()

    def first_focus(self) -> QWidget | None:
        """Give the chosen theme's button."""
        return self.looks.themes.checkedButton()

    def _on_changed(self, preferences: Preferences) -> None:
        student = self._desk.student
        if student is None:
            return
        theme().choose(preferences)
        self.looks.show_preferences(preferences)
        self.learning.show_preferences(preferences)
        is_plan_changed = preferences.daily_number != student.preferences.daily_number
        self.notice.clear()
        job = self._desk.jobs.start(
            Lane.QUICK, partial(self._desk.tutor.change_student, student.id, preferences=preferences)
        )
        job.done.connect(self._desk.keep)
        job.failed.connect(self.notice.show_error)
        if is_plan_changed:
            job.done.connect(self._on_plan_changed)

    def _on_plan_changed(self) -> None:
        self._desk.tell(frozenset({"plan"}))


def _about() -> Card:
    """Say what Tutor is, which one this is, and under which licences it comes."""
    card = Card()
    card.body.setSpacing(theme().space(0.5))
    card.body.addWidget(Heading(_("About Tutor"), "heading"))
    card.body.addWidget(
        Text(_("Version {number}. Works without internet; nothing leaves this computer.").format(number=_version()))
    )
    lines = (
        _("Typeface: Atkinson Hyperlegible, Braille Institute of America (SIL Open Font License 1.1)."),
        _("Models: SmolLM2 135M Instruct and all-MiniLM-L6-v2 (Apache License 2.0)."),
        _(
            "Tutor's cross-encoder and the weights of its grader (CC BY-SA 4.0) learned from SciEntsBank, Beetle and "
            "public collections of texts; the cards beside the models name them all."
        ),
        _("Window: Qt and PySide6 (LGPL 3.0). Models are run by llama.cpp (MIT)."),
        _("Pictures: drawn for Tutor."),
    )
    for line in lines:
        card.body.addWidget(Text(line, "small"))
    return card


def _version() -> str:
    try:
        return version("tutor")
    except PackageNotFoundError:
        return "?"
