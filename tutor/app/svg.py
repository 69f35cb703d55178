"""A small writer of SVG charts: a frame with two axes, and bars, lines, points and words inside it."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 640
_LEFT, _RIGHT, _TOP, _BOTTOM = 96, 40, 136, 80
_PAPER, _CARD, _INK, _SOFT, _LINE, _ACCENT, _FILL = (
    "#fbf9f4",
    "#ffffff",
    "#1b2430",
    "#454e5b",
    "#e4dfd3",
    "#0b5559",
    "#b9dcd8",
)  # the colours of Tutor's window in the light
_FONT = "'Atkinson Hyperlegible', 'Segoe UI', 'DejaVu Sans', Arial, sans-serif"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis from 0 to `top`: what it shows, and its ticks with their words."""

    title: str
    top: float
    ticks: tuple[tuple[float, str], ...]


class Chart:
    """A chart in the making; places are given in the axes' own numbers."""

    def __init__(self, title: str, subtitles: Sequence[str], across: Axis, up: Axis) -> None:
        """Draw the frame: ground, titles (up to two under the first), grid, ticks."""
        self._across, self._up = across, up
        size = {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
        self._root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "role": "img"})
        self._root.set("font-family", _FONT)
        ET.SubElement(self._root, "title").text = _clean(title)
        ET.SubElement(self._root, "desc").text = _clean(". ".join(subtitles))
        self._add("rect", x=0, y=0, width=WIDTH, height=HEIGHT, fill=_PAPER)
        self._words(_LEFT, 44, title, size=22, weight="bold")
        for row, subtitle in enumerate(subtitles):
            self._words(_LEFT, 70 + 22 * row, subtitle, size=15, fill=_SOFT)
        self._frame()

    def bar(self, low: float, high: float, value: float, words: str) -> None:
        """Draw a bar from `low` to `high` across, with words at the top of the frame."""
        left, right, top = self._x(low) + 2, self._x(high) - 2, self._y(value)
        if value > 0:
            size = {"width": right - left, "height": self._y(0) - top}
            self._add("rect", x=left, y=top, **size, fill=_FILL, stroke=_ACCENT, stroke_width=1.5)
        self._words((left + right) / 2, _TOP + 18, words, size=14, anchor="middle")

    def name_bars(self, words: str) -> None:
        """Say in front of the bars' words what they are."""
        self._words(_LEFT - 12, _TOP + 18, words, size=14, fill=_SOFT, anchor="end")

    def line(self, points: Sequence[Point], *, is_dashed: bool = False) -> None:
        """Draw a line through points."""
        places = " ".join(f"{self._x(x):.1f},{self._y(y):.1f}" for x, y in points)
        dashes = {"stroke_dasharray": "7 6"} if is_dashed else {}
        colour, width = (_SOFT, 1.5) if is_dashed else (_ACCENT, 2.5)
        self._add("polyline", points=places, fill="none", stroke=colour, stroke_width=width, **dashes)

    def point(self, x: float, y: float, words: str) -> None:
        """Draw a point with words before it."""
        self._add("circle", cx=self._x(x), cy=self._y(y), r=5, fill=_CARD, stroke=_ACCENT, stroke_width=2.5)
        self._words(self._x(x) - 9, self._y(y) - 9, words, size=14, anchor="end", has_halo=True)

    def explain_dashes(self, words: str) -> None:
        """Say over the frame what the dashed line is."""
        y = _TOP - 16
        self._add("line", x1=_LEFT, y1=y, x2=_LEFT + 34, y2=y, stroke=_SOFT, stroke_width=1.5, stroke_dasharray="7 6")
        self._words(_LEFT + 44, y + 5, words, size=14, fill=_SOFT)

    def text(self) -> str:
        """Give the whole chart as a file's text."""
        ET.indent(self._root)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(self._root, encoding="unicode") + "\n"

    def _frame(self) -> None:
        left, right, top, bottom = _LEFT, WIDTH - _RIGHT, _TOP, HEIGHT - _BOTTOM
        self._add("rect", x=left, y=top, width=right - left, height=bottom - top, fill=_CARD)
        for value, words in self._up.ticks:
            y = self._y(value)
            self._add("line", x1=left, y1=y, x2=right, y2=y, stroke=_LINE)
            self._words(left - 12, y + 5, words, size=14, fill=_SOFT, anchor="end")
        for value, words in self._across.ticks:
            x = self._x(value)
            self._add("line", x1=x, y1=bottom, x2=x, y2=bottom + 6, stroke=_INK)
            self._words(x, bottom + 25, words, size=14, fill=_SOFT, anchor="middle")
        self._add("polyline", points=f"{left},{top} {left},{bottom} {right},{bottom}", fill="none", stroke=_INK)
        self._words((left + right) / 2, HEIGHT - 22, self._across.title, size=15, anchor="middle")
        self._words(26, (top + bottom) / 2, self._up.title, size=15, anchor="middle", turn=90)

    def _words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int,
        fill: str = _INK,
        weight: str = "normal",
        anchor: str = "start",
        has_halo: bool = False,
        turn: float = 0.0,
    ) -> None:
        halo = {"stroke": _CARD, "stroke_width": 4, "paint_order": "stroke", "stroke_linejoin": "round"}
        turned = {"transform": f"rotate({-turn:.1f} {x:.1f} {y:.1f})"} if turn else {}
        looks = {**(halo if has_halo else {}), **turned}
        made = self._add("text", x=x, y=y, font_size=size, font_weight=weight, fill=fill, text_anchor=anchor, **looks)
        made.text = _clean(words)

    def _add(self, tag: str, **attributes: object) -> ET.Element:
        written = {name.replace("_", "-"): _number(value) for name, value in attributes.items()}
        return ET.SubElement(self._root, tag, written)

    def _x(self, value: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * value / self._across.top

    def _y(self, value: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / self._up.top


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def _clean(words: str) -> str:
    """Leave out what XML can't hold, such as control signs in a file's name."""
    return "".join(sign for sign in words if sign.isprintable())
