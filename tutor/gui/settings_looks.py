"""Settings: how it looks."""

from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLabel, QSlider

from tutor.domain.student import Preferences
from tutor.domain.translation import _
from tutor.gui.calm_wheel import calm_wheel
from tutor.gui.flow import FlowLayout
from tutor.gui.forms import field_label
from tutor.gui.theme import theme
from tutor.gui.widgets import Button, Card, Heading, QuietButton, leading_side

SCALE_STEP = 0.25
LEAST_SCALE, MOST_SCALE = 0.75, 2.5
_SETTLE_MS = 250  # a slider that is dragged changes the looks when it rests


def next_scale(scale: float, steps: int) -> float:
    """Give the text scale some steps up or down, within its bounds."""
    return min(MOST_SCALE, max(LEAST_SCALE, round((scale + steps * SCALE_STEP) / SCALE_STEP) * SCALE_STEP))


class LooksSettings(Card):
    """Theme, text size, spacing and motion; `changed` brings the new preferences."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._preferences = Preferences()
        self._is_showing = False
        self.body.addWidget(Heading(_("How it looks"), "heading"))
        self.themes = QButtonGroup(self)
        self._add_themes()
        self._add_size()
        self.roomy = QCheckBox(_("Roomy spacing: letters, words and lines further apart"))
        self.still = QCheckBox(_("Keep still: nothing moves on the screen"))
        for box in (self.roomy, self.still):
            self.body.addWidget(box)
            box.toggled.connect(self._on_changed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._on_changed)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without sending it back."""
        self._preferences, self._is_showing = preferences, True
        for button in self.themes.buttons():
            if button.property("theme") == preferences.theme:
                button.setChecked(True)
        self.slider.setValue(round(preferences.text_scale * 100))
        self.roomy.setChecked(preferences.is_spacing_roomy)
        self.still.setChecked(preferences.is_motion_reduced)
        self._is_showing = False
        self._show_percent()

    def _add_themes(self) -> None:
        line = FlowLayout()
        for name, word in (
            ("system", _("Like the computer")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("contrast", _("High contrast")),
        ):
            button = Button(word)
            button.setCheckable(True)
            button.setProperty("theme", name)
            button.setAccessibleDescription(_("Colours"))
            self.themes.addButton(button)
            line.addWidget(button)
        self.themes.buttonClicked.connect(self._on_changed)
        self.body.addLayout(line)

    def _add_size(self) -> None:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        calm_wheel(self.slider)
        self.slider.setRange(round(LEAST_SCALE * 100), round(MOST_SCALE * 100))
        self.slider.setProperty("mirrored", "true" if leading_side() == "right" else "false")
        self.slider.setSingleStep(25)
        self.slider.setPageStep(25)
        self.smaller, self.larger = QuietButton("", "minus"), QuietButton("", "plus")
        self._percent = QLabel()
        self._percent.setMinimumWidth(theme().text_px("body") * 4)
        line = QHBoxLayout()
        line.setSpacing(theme().space(1.5))
        for button, said, slot in (
            (self.smaller, _("Smaller text"), self._on_smaller),
            (self.larger, _("Larger text"), self._on_larger),
        ):
            button.setAccessibleName(said)
            button.setToolTip(said)
            button.clicked.connect(slot)
        line.addWidget(self.smaller)
        line.addWidget(self.slider, 1)
        line.addWidget(self.larger)
        line.addWidget(self._percent, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addSpacing(theme().space(1))
        self.body.addWidget(field_label(_("Text size"), self.slider))
        self.body.addLayout(line)
        self.slider.valueChanged.connect(self._on_sliding)

    def _show_percent(self) -> None:
        self._percent.setText(_("{number} %").format(number=QLocale().toString(self.slider.value())))

    def _on_sliding(self) -> None:
        self._show_percent()
        if not self._is_showing:
            self._timer.start()

    def _on_smaller(self) -> None:
        self.slider.setValue(round(next_scale(self.slider.value() / 100, -1) * 100))

    def _on_larger(self) -> None:
        self.slider.setValue(round(next_scale(self.slider.value() / 100, 1) * 100))

    def _on_changed(self) -> None:
        if self._is_showing:
            return
        chosen = self.themes.checkedButton()
        wanted = replace(
            self._preferences,
            theme=str(chosen.property("theme")) if chosen is not None else "system",
            text_scale=self.slider.value() / 100,
            is_spacing_roomy=self.roomy.isChecked(),
            is_motion_reduced=self.still.isChecked(),
        )
        if wanted != self._preferences:
            self._preferences = wanted
            self.changed.emit(wanted)
