from dataclasses import fields

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tutor.domain.student import Preferences
from tutor.gui.palette import CONTROL_PAIRS, PALETTES, TEXT_PAIRS, Palette, contrast_ratio
from tutor.gui.theme import theme

pytestmark = pytest.mark.window


def test_the_ratio_is_that_of_wcag() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=str)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_text_can_be_read(palette: Palette, pair: tuple[str, str]) -> None:
    text, ground = (getattr(palette, role) for role in pair)
    assert contrast_ratio(text, ground) >= 7


@pytest.mark.parametrize("palette", PALETTES.values(), ids=str)
@pytest.mark.parametrize("pair", CONTROL_PAIRS, ids="-on-".join)
def test_controls_can_be_seen(palette: Palette, pair: tuple[str, str]) -> None:
    outline, ground = (getattr(palette, role) for role in pair)
    assert contrast_ratio(outline, ground) >= 3


def test_each_table_fills_every_role() -> None:
    for palette in PALETTES.values():
        for field in fields(Palette):
            assert field.name == "name" or len(getattr(palette, field.name)) == 7


def test_the_shipped_typeface_is_used_for_latin_and_beyond(qtbot: QtBot, plain_theme: None) -> None:
    assert QFontInfo(theme().font()).family() == "Atkinson Hyperlegible"
    assert "Atkinson Hyperlegible Ext" in theme().font().families()


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_chosen_theme_changes_every_widget(qtbot: QtBot, plain_theme: None, name: str) -> None:
    label = QLabel("Plants")
    qtbot.addWidget(label)
    with qtbot.waitSignal(theme().changed):
        theme().choose(Preferences(theme=name, text_scale=2.0))
    label.ensurePolished()
    assert label.palette().windowText().color() == theme().color("ink")
    assert label.fontInfo().pixelSize() == 34


@pytest.mark.parametrize("scale", [0.75, 1.0, 2.0, 2.5])
def test_what_can_be_clicked_is_44_px_high(qtbot: QtBot, plain_theme: None, scale: float) -> None:
    theme().choose(Preferences(text_scale=scale))
    button = QPushButton("Start")
    qtbot.addWidget(button)
    button.ensurePolished()
    assert button.sizeHint().height() >= 44


def test_roomy_spacing_widens_lines_and_letters(qtbot: QtBot, plain_theme: None) -> None:
    before = theme().line_height, theme().space(2)
    theme().choose(Preferences(is_spacing_roomy=True))
    assert theme().line_height > before[0]
    assert theme().space(2) > before[1]
    assert theme().font().letterSpacing() > 100


def test_nothing_moves_where_motion_is_reduced(qtbot: QtBot, plain_theme: None) -> None:
    theme().choose(Preferences(is_motion_reduced=True))
    assert theme().motion_ms == 0
