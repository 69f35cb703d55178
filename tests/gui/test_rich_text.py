"""The widget that shows every text."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tutor.domain.grade import Span
from tutor.gui.pictures import pack_image
from tutor.gui.rich_text import RichText

pytestmark = pytest.mark.window

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90" viewBox="0 0 900 90"><rect width="9" height="9"/>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack's folder with pictures, beside a picture that is none of its."""
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "wide.svg").write_text(f"{_SVG}</svg>", encoding="utf-8")
    (pack / "spy.svg").write_text(f'{_SVG}<image href="file:///etc/passwd"/></svg>', encoding="utf-8")
    (pack / "broken.png").write_bytes(b"no picture")
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    for path in (pack / "dot.png", tmp_path / "secret.png"):
        assert image.save(str(path))
    return pack


def _shown(qtbot: QtBot, text: str = "", folder: str = "") -> RichText:
    widget = RichText()
    qtbot.addWidget(widget)
    widget.set_markdown(text, folder)
    widget.resize(400, 300)
    return widget


def test_what_a_student_typed_is_shown_letter_by_letter(qtbot: QtBot) -> None:
    widget = _shown(qtbot)
    typed = "<b>x</b> <img src='file:///etc/passwd'> $y$ *z*  &amp;\n2"
    widget.set_plain(typed)
    assert widget.toPlainText() == typed
    assert widget.accessibleName() == typed


def test_html_in_markdown_stays_text(qtbot: QtBot) -> None:
    assert _shown(qtbot, "<b>x</b> <img src=a>").toPlainText() == "<b>x</b> <img src=a>"


def test_matched_words_are_underlined_after_letters_of_two_units(qtbot: QtBot) -> None:
    widget = _shown(qtbot)
    text = "🌱🌱 take water in"
    start = text.index("water")
    widget.set_plain(text, [Span(start, start + 5)])
    cursor = widget.textCursor()
    underlined = ""
    for place in range(widget.document().characterCount() - 1):
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        if cursor.charFormat().fontUnderline() or cursor.charFormat().underlineStyle().value:
            underlined += cursor.selectedText()
    assert underlined == "water"


def test_a_broken_formula_shows_its_source_with_a_note(qtbot: QtBot) -> None:
    words = _shown(qtbot, r"Look: $\frac{a$").toPlainText()
    assert r"\frac{a" in words
    assert "can’t be drawn" in words


def test_a_formula_is_a_picture_whose_words_are_its_latex(qtbot: QtBot) -> None:
    widget = _shown(qtbot, "The root $x^2$ of it")
    assert "\ufffc" in widget.toPlainText()
    assert widget.accessibleName() == "The root x^2 of it"
    widget.selectAll()
    widget.copy()
    assert QApplication.clipboard().text() == "The root x^2 of it"


def test_what_was_copied_does_not_crash_the_end_of_the_program() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication; app = QApplication([]); "
        "from tutor.gui.rich_text import RichText; text = RichText(); "
        "text.set_markdown('a word', ''); text.selectAll(); text.copy()"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_it_is_as_tall_as_its_text(qtbot: QtBot) -> None:
    widget = _shown(qtbot, "word " * 60)
    assert widget.heightForWidth(200) > 1.5 * widget.heightForWidth(400)
    assert widget.hasHeightForWidth()


def test_only_the_packs_own_pictures_are_shown(qtbot: QtBot, folder: Path) -> None:
    assert pack_image(folder, "dot.png", 500, 1.0) is not None
    elsewhere = (
        "../secret.png",
        str(folder.parent / "secret.png"),
        "file:///etc/passwd",
        "http://x/y.png",
        "..\\s.png",
    )
    for source in (*elsewhere, "gone.png", "broken.png", "spy.svg", ""):
        assert pack_image(folder, source, 500, 1.0) is None, source


def test_a_link_that_leads_out_of_the_folder_is_not_followed(qtbot: QtBot, folder: Path) -> None:
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    assert pack_image(folder, "link.png", 500, 1.0) is None


def test_a_wide_picture_fits_the_column(qtbot: QtBot, folder: Path) -> None:
    image = pack_image(folder, "wide.svg", 300, 2.0)
    assert image is not None
    assert image.deviceIndependentSize().width() == 300
    assert image.width() == 600


def test_a_missing_picture_is_told_in_words(qtbot: QtBot, folder: Path) -> None:
    assert "[A leaf]" in _shown(qtbot, "![A leaf](gone.png)", str(folder)).toPlainText()


def test_without_a_folder_no_picture_is_shown(qtbot: QtBot) -> None:
    assert _shown(qtbot, "![A leaf](/etc/hostname.png)").toPlainText() == "[A leaf]"


def test_what_it_wishes_for_does_not_depend_on_how_narrow_it_is(qtbot: QtBot) -> None:
    widget = _shown(qtbot, "word " * 20)
    wide = widget.sizeHint()
    widget.resize(70, 300)
    widget.updateGeometry()
    assert widget.sizeHint() == wide
