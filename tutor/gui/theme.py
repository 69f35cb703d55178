"""How Tutor looks: colours, type, spacing and motion, from the student's preferences and the system's."""

from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tutor.domain.student import Preferences
from tutor.gui.palette import CONTRAST, DARK, LIGHT, PALETTES, Palette
from tutor.paths import resources

FAMILIES = ("Atkinson Hyperlegible", "Atkinson Hyperlegible Ext")
SIZES = {"small": 15, "body": 17, "lead": 20, "question": 24, "title": 30}  # px at scale 1
GRID = 8  # px
COLUMN_WIDTH = 720  # px at scale 1
TARGET = 44  # px, the least height of what can be clicked
MOTION_MS = 150


class Theme(QObject):
    """The one theme of the application; get it with `theme()`. `changed` says that everything looks new."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._preferences = Preferences()
        _load_fonts()
        self._hints = hints = app.styleHints()
        self._wishes = hints.accessibility()  # kept: PySide loses the object with its wrapper
        hints.colorSchemeChanged.connect(self._on_system_changed)
        self._wishes.contrastPreferenceChanged.connect(self._on_system_changed)
        hints.setTabFocusBehavior(Qt.TabFocusBehavior.TabFocusAllControls)
        app.setStyle("Fusion")
        self._palette = LIGHT
        self._looks: tuple[Palette, float, bool] | None = None
        self.choose(self._preferences)

    @property
    def palette(self) -> Palette:
        """Give the table of roles in use."""
        return self._palette

    @property
    def preferences(self) -> Preferences:
        """Give what was chosen."""
        return self._preferences

    @property
    def scale(self) -> float:
        """Give the text scale (0.75..2.5)."""
        return self._preferences.text_scale

    @property
    def is_roomy(self) -> bool:
        """Tell whether letters, words and lines stand further apart."""
        return self._preferences.is_spacing_roomy

    @property
    def line_height(self) -> float:
        """Give the height of a line as a multiple of the type's size."""
        return 1.8 if self.is_roomy else 1.5

    @property
    def is_motion_reduced(self) -> bool:
        """Tell whether nothing should move, by the student's wish or the system's."""
        system = self._wishes.motionPreference()
        return self._preferences.is_motion_reduced or system == Qt.MotionPreference.ReducedMotion

    @property
    def motion_ms(self) -> int:
        """Give how long a movement takes: 0 where motion is reduced."""
        return 0 if self.is_motion_reduced else MOTION_MS

    @property
    def column_width(self) -> int:
        """Give the greatest width of the reading column in px; it grows with the text."""
        return round(COLUMN_WIDTH * max(1.0, self.scale))

    @property
    def target(self) -> int:
        """Give the least height in px of what can be clicked."""
        return max(TARGET, round(TARGET * (0.5 + self.scale / 2)))

    def color(self, role: str) -> QColor:
        """Give a role of the palette ("ink", "accent_soft") as a colour."""
        return QColor(getattr(self._palette, role))

    def text_px(self, size: str | int) -> int:
        """Give a text size in px ("body", "question", or px at scale 1) at the present scale."""
        return round((SIZES[size] if isinstance(size, str) else size) * self.scale)

    def space(self, steps: float) -> int:
        """Give `steps` of the 8 px grid in px; roomy spacing and large text widen it a little."""
        return round(GRID * steps * (1.25 if self.is_roomy else 1.0) * min(1.25, max(1.0, 0.75 + self.scale / 4)))

    def font(self, size: str | int = "body", *, is_bold: bool = False) -> QFont:
        """Give the typeface in a size of `text_px`, for what paints itself."""
        font = QFont(list(FAMILIES))
        font.setPixelSize(self.text_px(size))
        font.setBold(is_bold)
        if self.is_roomy:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
            font.setWordSpacing(self.text_px("body") * 0.16)
        return font

    def choose(self, preferences: Preferences) -> None:
        """Put a student's preferences on."""
        self._preferences = preferences
        self._palette = PALETTES.get(preferences.theme) or self._system_palette()
        looks = (self._palette, preferences.text_scale, preferences.is_spacing_roomy)
        if looks == self._looks:
            return  # dressing every widget anew takes a while
        self._looks = looks
        self._app.setPalette(_qt_palette(self._palette))
        self._app.setFont(self.font())
        self._app.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def style_sheet(self) -> str:
        """Fill the application's style sheet with roles and sizes."""
        roles = {role: getattr(self._palette, role) for role in Palette.__dataclass_fields__}
        sizes = {f"{name}_px": f"{self.text_px(name)}px" for name in SIZES}
        gaps = {f"gap_{steps}": f"{self.space(steps)}px" for steps in range(1, 7)}
        heights = {
            "target": f"{self.target}px",
            "inner": f"{self.target - 2 * 9}px",  # a button's content: the target less 8 px padding and 1 px outline
            "check": f"{round(24 * min(1.75, max(1.0, self.scale)))}px",
            "check_round": f"{round(24 * min(1.75, max(1.0, self.scale))) // 2 + 2}px",  # with its border of 2 px
            "arrow": f"{round(16 * min(1.75, max(1.0, self.scale)))}px",
            "arrow_room": f"{round(36 * min(1.75, max(1.0, self.scale)))}px",
            "outline": "2px" if self._palette is CONTRAST else "1px",
            "icons": (resources() / "icons").as_posix(),
            "shade": "dark" if self._palette is not LIGHT else "light",
        }
        return _template().substitute({**roles, **sizes, **gaps, **heights})

    def _system_palette(self) -> Palette:
        """Follow the computer: its wish for contrast first, then light or dark."""
        if self._wishes.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _on_system_changed(self) -> None:
        if self._preferences.theme == "system" and self._system_palette() is not self._palette:
            self.choose(self._preferences)


def theme() -> Theme:
    """Give the application's theme; made on first use, after QApplication."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "a theme needs a QApplication"
    found = app.findChild(Theme)
    return found if found is not None else Theme(app)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


@cache
def _template() -> Template:
    return Template((resources() / "styles" / "tutor.qss").read_text(encoding="utf-8"))


@cache
def _load_fonts() -> None:
    """Make the shipped typeface known to Qt, once."""
    for path in sorted((resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def _qt_palette(palette: Palette) -> QPalette:
    """Colour what no style sheet reaches (text selections, placeholder text, tool tips)."""
    qt = QPalette()
    role = QPalette.ColorRole
    for names, colour in (
        ((role.Window, role.Button), palette.paper),
        ((role.Base, role.AlternateBase, role.ToolTipBase), palette.card),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), palette.ink),
        ((role.PlaceholderText,), palette.ink_soft),
        ((role.Highlight, role.Link, role.LinkVisited, role.Accent), palette.accent),
        ((role.HighlightedText,), palette.on_accent),
    ):
        for name in names:
            qt.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        qt.setColor(QPalette.ColorGroup.Disabled, name, QColor(palette.ink_soft))
    return qt
