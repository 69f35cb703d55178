"""The controls that every page is made of."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tutor.domain.errors import TutorError
from tutor.domain.translation import _
from tutor.gui.announce import announce
from tutor.gui.icons import icon, pixmap
from tutor.gui.theme import restyle, theme


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class Text(QLabel):
    """Running text that wraps, with the theme's line height. `kind` is a QLabel kind of the style sheet."""

    def __init__(self, text: str = "", kind: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text = ""
        self.set_text(text)
        theme().changed.connect(self._on_theme_changed)

    @property
    def plain(self) -> str:
        """Give the text as it was set."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show plain text; line ends are kept."""
        self._text = text
        self.setAccessibleName(text)
        self._fill()

    def minimumSizeHint(self) -> QSize:
        """Need room for a word or two; the height follows from the width."""
        line = round(self.fontMetrics().height() * theme().line_height) if self._text else 0
        return QSize(min(theme().text_px("body") * 6, super().minimumSizeHint().width()), line)

    def _on_theme_changed(self) -> None:
        self._fill()

    def _fill(self) -> None:
        lines = escape(self._text).replace("\n", "<br>")
        style = f"line-height: {theme().line_height * 100:.0f}%; margin: 0"
        side = "" if self.alignment() & Qt.AlignmentFlag.AlignHCenter else f' align="{leading_side()}"'
        self.setText(f'<p style="{style}"{side}>{lines}</p>' if lines else "")

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Align the text; only the middle is asked for, all else stands on the leading side."""
        super().setAlignment(alignment)
        self._fill()


def leading_side() -> str:
    """Name the side where lines begin, whatever language a text is in."""
    is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return "right" if is_mirrored else "left"


class Label(QLabel):
    """A QLabel that stands on the leading side of the window, whatever language its text is in."""

    def __init__(self, text: str = "", kind: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        if leading_side() == "right":
            flags = Qt.AlignmentFlag
            self.setAlignment(flags.AlignRight | flags.AlignAbsolute | flags.AlignVCenter)


class Heading(Label):
    """A line that names what follows: "title" for a page, "heading" for a part of it."""

    def __init__(self, text: str = "", kind: str = "title", parent: QWidget | None = None) -> None:
        super().__init__(text, kind, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)


class Drawing(QLabel):
    """A line drawing of ours; without a `spoken` text it is only decoration."""

    def __init__(
        self, name: str, width: int, height: int | None = None, *, role: str = "ink", spoken: str = ""
    ) -> None:
        super().__init__()
        self._name, self._size, self._role = name, QSize(width, height or width), role
        self.setAccessibleName(spoken)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._paint()
        theme().changed.connect(self._on_theme_changed)

    def show_drawing(self, name: str, role: str | None = None) -> None:
        """Show another drawing."""
        self._name, self._role = name, role or self._role
        self._paint()

    def _on_theme_changed(self) -> None:
        self._paint()

    def _paint(self) -> None:
        size = self._size * min(1.75, max(1.0, theme().scale))
        self.setPixmap(pixmap(self._name, size, self._role))
        self.setMinimumSize(size)


class Button(QPushButton):
    """A button with one of our icons; `kind` is a QPushButton kind of the style sheet."""

    def __init__(self, text: str = "", kind: str = "quiet", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon_name, self._role, self._icon_px = icon_name, _ICON_ROLES.get(kind, "ink"), 22
        self._paint_icon()
        theme().changed.connect(self._on_theme_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press a button as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    @property
    def icon_name(self) -> str:
        """Give the name of the icon, "" for none."""
        return self._icon_name

    def set_icon(self, name: str, role: str | None = None, px: int | None = None) -> None:
        """Show an icon ("" for none) beside the text, in a role of the palette."""
        self._icon_name, self._role, self._icon_px = name, role or self._role, px or self._icon_px
        self._paint_icon()

    def _on_theme_changed(self) -> None:
        self._paint_icon()

    def _paint_icon(self) -> None:
        if not self._icon_name:
            self.setIcon(QIcon())
            return
        px = round(self._icon_px * max(1.0, theme().scale * 0.9))
        gap = 8 if self.text().strip() else 0
        self.setIcon(icon(self._icon_name, self._role, px, gap))
        self.setIconSize(QSize(px + gap, px))


_ICON_ROLES = {"primary": "on_accent", "text": "accent"}


class PrimaryButton(Button):
    """The one filled button of a screen."""

    def __init__(self, text: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "primary", icon_name, parent)


class QuietButton(Button):
    """Every other button; `is_bare` leaves the outline away."""

    def __init__(
        self, text: str = "", icon_name: str = "", parent: QWidget | None = None, *, is_bare: bool = False
    ) -> None:
        super().__init__(text, "text" if is_bare else "quiet", icon_name, parent)


class Card(QFrame):
    """A sheet on the paper, with its own column; `body` is its layout."""

    def __init__(self, parent: QWidget | None = None, kind: str = "card") -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.body = QVBoxLayout(self)
        self._space()
        theme().changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._space()

    def _space(self) -> None:
        gap = theme().space(3)
        self.body.setContentsMargins(gap, theme().space(2.5), gap, theme().space(2.5))
        self.body.setSpacing(theme().space(1.5))


class Notice(QFrame):
    """Says, in place, what happened and what to do; hidden while there is nothing to say."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(14)
        self._sign = Drawing("info", 26, role="accent")
        self._said = Text("", "strong")
        self._hint = Text("")
        self._action = QuietButton()
        self._action.clicked.connect(self._on_action)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._said)
        words.addWidget(self._hint)
        words.addWidget(self._action, 0, Qt.AlignmentFlag.AlignLeading)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    @property
    def message(self) -> str:
        """Give what is said, "" while hidden."""
        return "" if self.isHidden() else f"{self._said.plain} {self._hint.plain}".strip()

    def say(self, message: str, hint: str = "", *, action: str = "", icon_name: str = "info") -> None:
        """Show a message, what to do about it, and (`action`) a button that sends `acted`."""
        self._sign.show_drawing(icon_name)
        self._said.set_text(message)
        self._hint.set_text(hint)
        self._hint.setVisible(bool(hint))
        is_short = not hint and not action
        middle, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
        self._row.setAlignment(self._sign, middle if is_short else top)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{message} {hint}".strip())
        self.show()
        announce(self, f"{message} {hint}".strip())

    def show_error(self, error: Exception, *, action: str = "") -> None:
        """Show what went wrong; a bug is told calmly, its details are in the log."""
        if isinstance(error, TutorError):
            self.say(error.message, error.hint, action=action, icon_name="attention")
        else:
            hint = _("Your answers are kept. Try again; if it happens again, tell whoever looks after this computer.")
            self.say(_("Something went wrong inside Tutor."), hint, action=action, icon_name="attention")

    def clear(self) -> None:
        """Say nothing."""
        self.hide()

    def _on_action(self) -> None:
        self.acted.emit()


class ProgressDots(QWidget):
    """How far one is: a dot for each step, filled when done, ringed for the present one; a bar when there are many."""

    MOST_DOTS = 20

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._total, self._now = 0, 0, -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_progress(0, 0)
        theme().changed.connect(self._on_theme_changed)

    def show_progress(self, done: int, total: int, *, now: int = -1, spoken: str = "") -> None:
        """Show `done` of `total`; `now` is the present step, counted from 0, or -1."""
        self._done, self._total, self._now = done, total, now
        self.setAccessibleName(spoken or _("{done} of {total} done").format(done=done, total=total))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one row of dots."""
        dot = self._dot
        return QSize(dot * 2 * min(self.MOST_DOTS, max(1, self._total)), dot + 8)

    def minimumSizeHint(self) -> QSize:
        """Ask for the height only: a narrow row becomes a bar."""
        return QSize(40, self._dot + 8)

    @property
    def _dot(self) -> int:
        return round(12 * min(1.75, max(1.0, theme().scale)))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint dots, or a bar where they would not fit."""
        if self._total <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        if self._total <= self.MOST_DOTS and self._total * self._dot * 1.6 <= self.width():
            self._paint_dots(painter)
        else:
            self._paint_bar(painter)

    def _paint_dots(self, painter: QPainter) -> None:
        dot, middle = self._dot, self.height() / 2
        step = dot * (2 if self._total * dot * 2 <= self.width() else 1.6)
        for place in range(self._total):
            is_done, is_now = place < self._done, place == self._now
            pen = QPen(theme().color("accent" if is_done or is_now else "control"), 3 if is_now else 1.6)
            painter.setPen(pen)
            painter.setBrush(theme().color("accent") if is_done and not is_now else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(2 + place * step, middle - dot / 2 + 1, dot - 2, dot - 2))

    def _paint_bar(self, painter: QPainter) -> None:
        height, middle = self._dot * 0.7, self.height() / 2
        painter.setPen(QPen(theme().color("control"), 1.2))
        painter.drawRoundedRect(QRectF(1, middle - height / 2, self.width() - 2, height), height / 2, height / 2)
        filled = (self.width() - 2) * min(1.0, self._done / self._total)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("accent"))
        if filled >= height:
            painter.drawRoundedRect(QRectF(1, middle - height / 2, filled, height), height / 2, height / 2)


class Column(QScrollArea):
    """A page's one column: as wide as reads well, in the middle, scrolling when it must. `body` is its layout."""

    def __init__(self, parent: QWidget | None = None, *, is_centred: bool = False, width: float = 1.0) -> None:
        """Make a column; `is_centred` holds it in the middle of the height, `width` is a share of the usual one."""
        super().__init__(parent)
        self._share = width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setProperty("kind", "page")
        outer = QHBoxLayout(content)
        self._outer = outer
        self._inner = QWidget()
        outer.addStretch(1)
        outer.addWidget(self._inner, 100)
        outer.addStretch(1)
        whole = QVBoxLayout(self._inner)
        whole.setContentsMargins(0, 0, 0, 0)
        self.body = QVBoxLayout()
        if is_centred:
            whole.addStretch(1)
        whole.addLayout(self.body)
        whole.addStretch(2 if is_centred else 1)
        self.setWidget(content)
        self._space()
        theme().changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._space()

    def _space(self) -> None:
        self._inner.setMaximumWidth(round(theme().column_width * self._share))
        self._outer.setContentsMargins(theme().space(3), theme().space(4), theme().space(3), theme().space(4))
        self.body.setSpacing(theme().space(2))


class EmptyState(QWidget):
    """What will be here, and how to begin: a drawing, a line, a hint and at most one button."""

    acted = Signal()

    def __init__(self, drawing: str, said: str, hint: str = "", action: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(theme().space(1.5))
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Drawing(drawing, 160, 120), 0, middle)
        self._said = Heading(said, "heading")
        self._said.setAlignment(middle)
        column.addWidget(self._said)
        self._hint = Text(hint, "soft")
        self._hint.setAlignment(middle)
        column.addWidget(self._hint)
        self._hint.setVisible(bool(hint))  # not sooner: without a parent it would be a window
        self.button = PrimaryButton(action)
        self.button.clicked.connect(self._on_clicked)
        column.addSpacing(theme().space(1))
        column.addWidget(self.button, 0, middle)
        self.button.setVisible(bool(action))

    def _on_clicked(self) -> None:
        self.acted.emit()


class KeyHint(QLabel):
    """A key beside the control that it works, shown on first use ("Enter")."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setProperty("kind", "key")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def row(*widgets: QWidget, spacing: int = 2, has_stretch: bool = True) -> QHBoxLayout:
    """Lay widgets side by side from the leading edge; `spacing` in steps of the grid."""
    layout = QHBoxLayout()
    layout.setSpacing(theme().space(spacing))
    for widget in widgets:
        layout.addWidget(widget)
    if has_stretch:
        layout.addStretch(1)
    return layout


def mark(widget: QWidget, **properties: str) -> None:
    """Set properties that the style sheet looks at, and have it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    restyle(widget)


def fill(layout: QBoxLayout, *widgets: QWidget) -> None:
    """Add widgets one after another."""
    for widget in widgets:
        layout.addWidget(widget)
