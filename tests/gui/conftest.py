"""Windows open without a screen."""

import os
from pathlib import Path

# As large as the smallest classroom screen.
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('screen.json')}")

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tutor.domain.student import Preferences
from tutor.gui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """Lanes that are ended with the test."""
    made = Jobs()
    yield made
    assert made.close(), "a worker did not end"


@pytest.fixture
def plain_theme(qtbot: QtBot) -> Iterator[None]:
    """Put the theme back as it was."""
    from tutor.gui.theme import theme

    yield
    theme().choose(Preferences())
