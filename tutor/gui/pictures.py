"""Pictures for rich texts: formulas set on the line of the text, and a pack's own images from its own folder."""

import math
import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPyTextObject, QTextDocument, QTextFormat
from PySide6.QtSvg import QSvgRenderer

from tutor.gui.math import UNIT_SIZE, Formula

_LARGEST_FILE = 8_000_000  # bytes of one image
_PNG = b"\x89PNG\r\n\x1a\n"
_LARGEST_SIDE = 4000  # pixels of one image
_LEADS_ELSEWHERE = re.compile(rb"<image\b|<!ENTITY|<use[^>]+href\s*=\s*[\"'](?!#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a text, what it says, and how much of it hangs below the line (None: it stands on the line)."""

    image: QImage
    words: str
    ascent: float | None = None

    @property
    def size(self) -> QSizeF:
        """Give the size in the text's own pixels."""
        return self.image.deviceIndependentSize()


class PicturesInText(QPyTextObject):
    """Places the pictures of one document: formulas with their baseline on the line's."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.pictures: dict[str, Picture] = {}
        document.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject.value, self)

    def picture(self, form: QTextFormat) -> Picture | None:
        """Give the picture that a piece of text stands for."""
        return self.pictures.get(form.toImageFormat().name())

    def intrinsicSize(self, document: QTextDocument, place: int, form: QTextFormat) -> QSizeF:
        """Ask for room. Qt gives (height + half the letter x) / 2 above the line to what is aligned in the middle."""
        picture = self.picture(form)
        if picture is None or picture.ascent is None:
            return picture.size if picture is not None else QSizeF()
        lift = QFontMetrics(form.toCharFormat().font()).xHeight() / 2
        descent = picture.size.height() - picture.ascent
        above = max(picture.ascent, descent + lift)
        return QSizeF(picture.size.width(), math.ceil(2 * above - lift))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, place: int, form: QTextFormat
    ) -> None:
        """Draw one picture. Qt centres it on its line, so the line itself has to tell where its baseline is."""
        picture = self.picture(form)
        if picture is None:
            return
        top = rect.top()
        if picture.ascent is not None:
            block = document.findBlock(place)
            line = block.layout().lineForTextPosition(place - block.position())
            top += line.ascent() - (line.height() - rect.height()) / 2 - picture.ascent
        ratio = painter.device().devicePixelRatioF()
        painter.drawImage(QPointF(rect.left(), round(top * ratio) / ratio), picture.image)


def formula_picture(formula: Formula, latex: str, letter_px: float, ratio: float) -> Picture:
    """Paint a formula for letters of `letter_px`, at the screen's pixel `ratio`."""
    scale = letter_px / UNIT_SIZE
    width, ascent, descent = formula.width * scale, formula.ascent * scale, formula.descent * scale
    above = math.ceil(ascent * ratio) / ratio  # whole pixels above the line keep the letters sharp
    image = _blank(QSize(math.ceil(width), math.ceil(above + descent)), ratio)
    _paint(QSvgRenderer(QByteArray(formula.svg.encode())), image, QRectF(0, above - ascent, width, ascent + descent))
    return Picture(image, latex, above)


def pack_image(folder: Path, source: str, widest: int, ratio: float) -> QImage | None:
    """Read a pack's PNG or SVG, no wider than `widest`; None when it is missing, broken or outside `folder`."""
    path = _inside(folder, source)
    if path is None:
        return None
    data = path.read_bytes()
    if path.suffix.lower() == ".svg":
        return None if _LEADS_ELSEWHERE.search(data) else _drawing(data, widest, ratio)
    image = QImage.fromData(data) if data.startswith(_PNG) else QImage()
    if image.isNull() or max(image.width(), image.height()) > _LARGEST_SIDE:
        return None
    image.setDevicePixelRatio(1.0)
    if image.width() <= widest:
        return image
    fitted = image.scaledToWidth(round(widest * ratio), Qt.TransformationMode.SmoothTransformation)
    fitted.setDevicePixelRatio(ratio)
    return fitted


def _inside(folder: Path, source: str) -> Path | None:
    if not source or "\\" in source or Path(source).is_absolute():
        return None
    try:
        path, home = (folder / source).resolve(), folder.resolve()
        is_ours = path.is_relative_to(home) and path.suffix.lower() in (".png", ".svg")
        return path if is_ours and path.is_file() and path.stat().st_size <= _LARGEST_FILE else None
    except (OSError, ValueError):
        return None


def _drawing(data: bytes, widest: int, ratio: float) -> QImage | None:
    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty() or max(size.width(), size.height()) > _LARGEST_SIDE:
        return None
    if size.width() > widest:
        size = QSize(widest, max(1, round(size.height() * widest / size.width())))
    image = _blank(size, ratio)
    _paint(renderer, image, QRectF(0, 0, size.width(), size.height()))
    return image


def _blank(size: QSize, ratio: float) -> QImage:
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(0, 0, 0, 0))
    return image


def _paint(renderer: QSvgRenderer, image: QImage, place: QRectF) -> None:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, place)
    painter.end()
