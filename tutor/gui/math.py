"""LaTeX formulas as SVG, kept in memory and on disk; needs no screen, so a worker can prepare them."""

import contextlib
import hashlib
import re
import threading
import warnings
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

UNIT_SIZE = 20.0  # the letter size that every SVG is drawn at; it scales without loss
_LONGEST = 2000  # characters of one formula
_KEPT = 500  # formulas in memory
_VERSION = "1"  # change it when drawing changes, so that old files are left alone
_VIEW_BOX = re.compile(r'viewBox="([-\d.e]+) ([-\d.e]+) ([-\d.e]+) ([-\d.e]+)"')


@dataclass(frozen=True, slots=True)
class FormulaKey:
    """What one picture shows: the LaTeX, its colour ("#rrggbb"), and whether it stands on a line of its own."""

    latex: str
    colour: str
    is_display: bool = False

    @property
    def file_name(self) -> str:
        """Name the file that keeps the picture."""
        words = "\n".join((_VERSION, self.latex, self.colour, str(self.is_display)))
        return hashlib.sha256(words.encode()).hexdigest() + ".svg"


@dataclass(frozen=True, slots=True)
class Formula:
    """A drawn formula: its SVG and its measures at UNIT_SIZE; `ascent` is what stands above the baseline."""

    svg: str
    width: float
    ascent: float
    descent: float


class MathCache:
    """Draw formulas once, and give them again from memory or from `folder` (None: memory alone)."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._memory: OrderedDict[FormulaKey, Formula | None] = OrderedDict()
        self._lock = threading.RLock()  # the drawing library keeps its fonts in one place
        self.drawn = 0  # how many were drawn anew

    def formula(self, key: FormulaKey) -> Formula | None:
        """Give the formula, drawn now where it was never drawn; None when its LaTeX is broken."""
        with self._lock:
            if key in self._memory:
                self._memory.move_to_end(key)
                return self._memory[key]
            formula = self._read(key) or self._draw(key)
            self._memory[key] = formula
            while len(self._memory) > _KEPT:
                self._memory.popitem(last=False)
            return formula

    def prepare(self, keys: Iterable[FormulaKey]) -> None:
        """Draw what is missing, on the caller's thread."""
        for key in keys:
            self.formula(key)

    def _draw(self, key: FormulaKey) -> Formula | None:
        self.drawn += 1
        svg = draw(key.latex, key.colour, is_display=key.is_display)
        formula = _measured(svg) if svg is not None else None
        if formula is not None:
            self._write(key, formula.svg)
        return formula

    def _read(self, key: FormulaKey) -> Formula | None:
        if self._folder is None:
            return None
        try:
            return _measured((self._folder / key.file_name).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return None

    def _write(self, key: FormulaKey, svg: str) -> None:
        if self._folder is None:
            return
        path = self._folder / key.file_name
        with contextlib.suppress(OSError):  # a cache that can't be written only costs time
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".part")
            unfinished.write_text(svg, encoding="utf-8")
            unfinished.replace(path)


def draw(latex: str, colour: str, *, is_display: bool) -> str | None:
    """Draw LaTeX as SVG with letters of UNIT_SIZE; None when it can't be read."""
    if not latex.strip() or len(latex) > _LONGEST:
        return None
    try:
        drawn: str = _drawing_class()(latex, size=UNIT_SIZE, color=colour, inline=not is_display).svg()
    except Exception:  # the library raises all kinds of errors on bad LaTeX, and the text may be a student's
        return None
    return drawn


@cache
def _drawing_class() -> Any:
    """Load the drawing library, once."""
    with warnings.catch_warnings():  # it reads its fonts in a way that Python 3.11 warns of
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Latex
    config.svg2 = False  # Qt draws no <symbol>
    return Latex


def _measured(svg: str) -> Formula | None:
    box = _VIEW_BOX.search(svg)
    if box is None or not svg.rstrip().endswith("</svg>"):
        return None
    _left, top, width, height = (float(number) for number in box.groups())
    return Formula(svg, width, -top, height + top) if width > 0 and height > 0 else None


_shared = MathCache()


def math_cache() -> MathCache:
    """Give the one cache that all texts share."""
    return _shared


def keep_math_in(folder: Path) -> None:
    """Keep formulas in `folder` from now on (once, at the start)."""
    global _shared
    _shared = MathCache(folder)
