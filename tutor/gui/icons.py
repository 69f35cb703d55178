"""Our own line drawings (SVG), painted in the theme's ink and accent."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from tutor.gui.palette import LIGHT, Palette
from tutor.gui.theme import theme
from tutor.paths import resources

VERDICT_ICONS = {"correct": "right", "partial": "partly", "incorrect": "not-yet", "unsure": "unsure"}
_TURNING = frozenset({"back", "forward", "side"})  # these point the way of reading
_FOLDERS = ("", "pictures", "drawings")


@cache
def picture_names() -> tuple[str, ...]:
    """List the pictures that a student can choose, by name."""
    return tuple(sorted(path.stem for path in (resources() / "icons" / "pictures").glob("*.svg")))


def has_picture(name: str) -> bool:
    """Tell whether a student's picture is one of ours."""
    return name in picture_names()


def icon(name: str, role: str = "ink", px: int = 24, gap: int = 0) -> QIcon:
    """Paint an icon in a role of the palette; a disabled control shows it in soft ink.

    `gap` px are left free on the side of the text that follows.
    """
    made = QIcon(_with_gap(pixmap(name, QSize(px, px), role), gap))
    made.addPixmap(_with_gap(pixmap(name, QSize(px, px), "ink_soft"), gap), QIcon.Mode.Disabled)
    return made


def _with_gap(painted: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return painted
    ratio = painted.devicePixelRatio()
    wider = QPixmap(painted.width() + round(gap * ratio), painted.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter.drawPixmap(gap if is_mirrored else 0, 0, painted)
    painter.end()
    return wider


def pixmap(name: str, size: QSize, role: str = "ink") -> QPixmap:
    """Paint a drawing as large as fits `size` (px of the layout), sharp on the present screen."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.primaryScreen() else 1.0
    is_turned = name in _TURNING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _painted(name, size.width(), size.height(), role, theme().palette, ratio, is_turned)


@cache
def _painted(name: str, width: int, height: int, role: str, palette: Palette, ratio: float, is_turned: bool) -> QPixmap:
    """Paint one drawing once for each look."""
    renderer = QSvgRenderer(QByteArray(_coloured(name, role, palette).encode()))
    drawn = renderer.defaultSize().scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio)
    painted = QPixmap(QSize(width, height) * ratio)
    painted.setDevicePixelRatio(ratio)
    painted.fill(Qt.GlobalColor.transparent)
    painter = QPainter(painted)
    left, top = (width - drawn.width()) / 2, (height - drawn.height()) / 2
    renderer.render(painter, QRectF(left, top, drawn.width(), drawn.height()))
    painter.end()
    return painted.transformed(QTransform().scale(-1, 1)) if is_turned else painted


def _coloured(name: str, role: str, palette: Palette) -> str:
    """Give the drawing in the palette's colours: as drawn, it wears those of the light one."""
    source = _source(name).replace("currentColor", getattr(palette, role))
    return source.replace(LIGHT.accent_soft, palette.accent_soft).replace(LIGHT.accent, palette.accent)


@cache
def _source(name: str) -> str:
    for folder in _FOLDERS:
        path = resources() / "icons" / folder / f"{name}.svg"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise FileNotFoundError(f"no drawing is called {name!r}")
