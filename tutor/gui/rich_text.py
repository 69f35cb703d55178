"""The one widget that shows Markdown with formulas and a pack's pictures; it is as tall as its text."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from tutor.domain.grade import Span
from tutor.domain.translation import _
from tutor.gui import markup
from tutor.gui.direction import leading
from tutor.gui.math import UNIT_SIZE, FormulaKey, math_cache
from tutor.gui.pictures import Picture, PicturesInText, formula_picture, pack_image
from tutor.gui.theme import theme

_MATH_SIZE = 1.12  # the formulas' letters look smaller than the text's at the same size
_FRACTION_SIZE = 1.0  # fractions are drawn at their full height
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_PASSED_ON = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)  # the page scrolls, not the text in it


def prepare(texts: Iterable[str], role: str = "ink") -> None:
    """Draw the formulas of `texts` on the caller's thread, so that showing them takes no time."""
    colour = theme().color(role).name()
    keys = [FormulaKey(latex, colour, is_display) for text in texts for latex, is_display in markup.formulas(text)]
    math_cache().prepare(keys)


class RichText(QTextEdit):
    """Shows a text, read-only: `set_markdown` for what was written for Tutor, `set_plain` for what a student typed."""

    def __init__(
        self, size: str | int = "body", role: str = "ink", *, is_focusable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size, self._role = size, role
        self._text, self._folder, self._is_plain = "", "", False
        self._underlined: tuple[Span, ...] = ()
        self._pictures = PicturesInText(self.document())
        self._heights: dict[int, int] = {}
        self._natural_width: float | None = None
        self._below = 0.0  # the distance between lines, which Qt leaves below the last one too
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("richText")
        self.setStyleSheet("#richText { background: transparent; border: none; padding: 0; margin: 0; }")
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if is_focusable:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        else:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self._refresh)
        self.verticalScrollBar().valueChanged.connect(self._stay)

    def set_markdown(self, text: str, folder: str = "") -> None:
        """Show Markdown; pictures are looked for in `folder` alone ("": none are shown)."""
        self._show(text, folder, is_plain=False)

    def set_plain(self, text: str, underlined: Sequence[Span] = ()) -> None:
        """Show a text letter by letter, whatever signs it holds, with some pieces underlined."""
        self._underlined = tuple(underlined)
        self._show(text, "", is_plain=True)

    def set_role(self, role: str) -> None:
        """Colour the text with another role of the palette."""
        self._role = role
        self._refresh()

    @property
    def text(self) -> str:
        """Give the text as it was set."""
        return self._text

    @property
    def plain_text(self) -> str:
        """Say the text in words, as a screen reader does."""
        return self._text if self._is_plain else markup.to_plain(self._text)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow text is a tall one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Measure the text's height at a width."""
        if width not in self._heights:
            _ideal, height = self._measured(max(40, width))
            self._heights[width] = round(height - self._below + 0.5)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Wish for a comfortable width, or less where the text is short, however wide it is now."""
        if self._natural_width is None:
            self._natural_width, _height = self._measured(-1)
        width = min(round(self._natural_width) + 2, theme().column_width)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Bear being narrow."""
        return QSize(60, QFontMetricsF(theme().font(self._size)).height().__ceil__())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the theme's type where a style sheet brings its own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "_heights"):
            self._refresh()
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_heights"):
            self.document().setDefaultFont(theme().font(self._size))
            self._remeasure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures when the column becomes narrower or wider."""
        super().resizeEvent(event)
        if self._pictures.pictures and event.oldSize().width() != event.size().width():
            self._refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the page's keys to the page."""
        if event.key() in _PASSED_ON:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the focus ring for who comes by keyboard; who selects with the mouse needs none."""
        self.setProperty("ring", "" if event.reason() in _BY_KEYBOARD else "none")
        super().focusInEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy formulas as LaTeX and pictures as their words."""
        # Qt's own data, filled anew: one made here would die with Python, before the clipboard that holds it.
        data = super().createMimeDataFromSelection()
        data.text()  # Qt fills it when it is first asked; what comes later stays
        data.clear()
        data.setText(self._words(self.textCursor()))
        return data

    def _show(self, text: str, folder: str, *, is_plain: bool) -> None:
        self._text, self._folder, self._is_plain = text, folder, is_plain
        self._refresh()

    def _refresh(self) -> None:
        document = self.document()
        document.clear()
        self._pictures.pictures.clear()
        document.setDefaultFont(theme().font(self._size))
        document.setDocumentMargin(0)
        document.setIndentWidth(theme().space(2.5))
        if self._is_plain:
            _write_plain(document, self._text, self._underlined, theme().color(self._role))
        else:
            document.setDefaultStyleSheet(_style())
            document.setHtml(f'<div style="color:{theme().color(self._role).name()}">{self._html()}</div>')
        self._below = _space_out(document, self._size, has_paragraphs=not self._is_plain)
        _align(document, leading(self.layoutDirection()))
        self.setAccessibleName(self.plain_text)
        self._remeasure()

    def _measured(self, width: float) -> tuple[float, float]:
        """Give the ideal width and the height of the text laid out at a width (-1: without wrapping)."""
        document, layout = self.document(), self.document().documentLayout()
        before = document.textWidth()
        layout.blockSignals(True)  # the widget would set its own width at once
        document.setTextWidth(width)
        measured = document.idealWidth(), document.size().height()
        document.setTextWidth(before)
        layout.blockSignals(False)
        return measured

    def _stay(self, value: int) -> None:
        """Show the whole text: the distance below the last line must not become room to scroll in."""
        if value:
            self.verticalScrollBar().setValue(0)

    def _remeasure(self) -> None:
        self._heights, self._natural_width = {}, None
        self.updateGeometry()

    def _html(self) -> str:
        return markup.to_html(self._text, self._formula_html, self._image_html)

    def _formula_html(self, latex: str, is_display: bool) -> str:
        key = FormulaKey(latex, theme().color(self._role).name(), is_display)
        formula = math_cache().formula(key)
        if formula is None:
            note = escape(_("This formula can’t be drawn."))
            return f"<code>{escape(latex)}</code> <i>({note})</i>"
        letters = theme().text_px(self._size) * (_FRACTION_SIZE if "\\frac" in latex else _MATH_SIZE)
        letters *= min(1.0, self._widest() / (formula.width * letters / UNIT_SIZE))
        return self._placed(formula_picture(formula, latex, letters, self.devicePixelRatioF()))

    def _image_html(self, source: str, alt: str) -> str:
        image = (
            pack_image(Path(self._folder), source, self._widest(), self.devicePixelRatioF()) if self._folder else None
        )
        if image is None:
            return f"<i>[{escape(alt or _('Picture'))}]</i>"
        return self._placed(Picture(image, alt))

    def _placed(self, picture: Picture) -> str:
        name = f"picture:{len(self._pictures.pictures)}"
        self._pictures.pictures[name] = picture
        return f'<img src="{name}" style="vertical-align: middle">'

    def _widest(self) -> int:
        width = self.viewport().width() if self.testAttribute(Qt.WidgetAttribute.WA_WState_Created) else 0
        return max(120, (width or theme().column_width))

    def _words(self, cursor: QTextCursor) -> str:
        words, walker = [], QTextCursor(self.document())
        for place in range(cursor.selectionStart(), cursor.selectionEnd()):
            letter = self.document().characterAt(place)
            walker.setPosition(place + 1)
            picture = self._pictures.picture(walker.charFormat()) if letter == "\ufffc" else None
            words.append(picture.words if picture is not None else letter)
        return "".join(words).replace("\u2029", "\n").replace("\u2028", "\n")


def _write_plain(document: QTextDocument, text: str, underlined: Sequence[Span], colour: QColor) -> None:
    """Write a text into an empty document as it is; underlines are thick enough to be seen by everyone."""
    plain = QTextCharFormat()
    plain.setForeground(colour)
    cursor = QTextCursor(document)
    cursor.insertText(text, plain)
    line = QTextCharFormat()
    line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    line.setUnderlineColor(theme().color("right"))
    line.setFontWeight(QFont.Weight.Bold)
    for span in underlined:
        cursor.setPosition(_utf16(text[: span.start]))
        cursor.setPosition(_utf16(text[: span.end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(line)


def _align(document: QTextDocument, side: Qt.AlignmentFlag) -> None:
    """Begin each paragraph at the window's leading side; lists stay with their bullets."""
    block: QTextBlock = document.begin()
    while block.isValid():
        if block.textList() is None:
            form = QTextBlockFormat()
            form.setAlignment(side)
            QTextCursor(block).mergeBlockFormat(form)
        block = block.next()


def _utf16(text: str) -> int:
    """Count as Qt does: a letter outside the basic plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _style() -> str:
    line = theme().color("line").name()
    return (
        "h1, h2, h3, h4 { font-size: large; font-weight: bold } code, pre { font-family: monospace }"
        f" pre {{ white-space: pre-wrap }} table {{ border: 1px solid {line}; border-collapse: collapse }}"
        " th, td { padding: 6px 12px; vertical-align: middle }"
    )


def _space_out(document: QTextDocument, size: str | int, *, has_paragraphs: bool) -> float:
    """Set the lines and paragraphs apart as the theme asks, and give the px between lines.

    A tall formula widens its own line alone.
    """
    metrics = QFontMetricsF(theme().font(size))
    between = max(0.0, theme().line_height * theme().text_px(size) - metrics.height())
    block: QTextBlock = document.begin()
    while block.isValid():
        form = QTextBlockFormat()
        form.setLineHeight(between, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        form.setTopMargin(0)
        is_last = not block.next().isValid()
        gap = theme().space(0.5 if block.textList() else 1) if has_paragraphs and not is_last else 0
        form.setBottomMargin(gap)
        QTextCursor(block).mergeBlockFormat(form)
        block = block.next()
    return between
