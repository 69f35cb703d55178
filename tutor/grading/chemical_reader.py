"""Reads chemical formulas and equations into what they are made of. Our own reader: nothing typed ever runs."""

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

from tutor.domain.elements import SYMBOLS, is_spelt
from tutor.domain.errors import AnswerFormError
from tutor.domain.translation import _
from tutor.grading.chemical_text import charges, coefficient, plain, sides, state, terms, without_bonds

_MAX_DEPTH = 4
_MAX_COUNT = 999
_TOKEN = re.compile(r"[A-Z][a-z]?|\d+|[()\[\]·]")
_DOT = re.compile(r"\s*[·•∙⋅*.]\s*|(?<=[A-Za-z0-9)\]]) (?=\d{1,2} ?H2O$)")
_BODY = re.compile(r"[A-Za-z0-9 ·•∙⋅*.^+-]+")
_BRACKET = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_ALIKE = str.maketrans("0I1", "Oll")

Structure = tuple[tuple[Union[str, "Structure"], int], ...]  # elements and brackets in their order, with their numbers


@dataclass(frozen=True, slots=True)
class Substance:
    """One reading of a formula; `structure` is None where only the letters can be read, not their capitals."""

    structure: Structure | None
    charge: int
    folded: str  # the formula in small letters

    @property
    def atoms(self) -> Counter[str]:
        """Count the atoms of each element."""
        return _atoms(self.structure or ())


@dataclass(frozen=True, slots=True)
class Term:
    """A substance in each way it can be read, with the number before it and the state behind it."""

    number: Fraction
    readings: tuple[Substance, ...]
    state: str
    written: str  # the formula alone, as it was typed


@dataclass(frozen=True, slots=True)
class Equation:
    """What reacts and what is made."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]


def is_equation(text: str) -> bool:
    """Tell whether a text has an arrow."""
    return len(sides(plain(text))) > 1


def read_formula(text: str) -> Term:
    """Read one formula, such as Ca(OH)2 or SO4^2-. Raises AnswerFormError with a hint."""
    made = without_bonds(plain(text))
    if len(sides(made)) > 1 or len(terms(made)) > 1:
        raise AnswerFormError(_("One formula is asked for, and no equation."), _("Write it like H2O or SO4^2-."))
    return _term(made)


def read_equation(text: str) -> Equation:
    """Read an equation with one arrow. Raises AnswerFormError with a hint."""
    halves = sides(plain(text))
    if len(halves) != 2:
        message = _("There is no arrow in it.") if len(halves) < 2 else _("There is more than one arrow in it.")
        raise AnswerFormError(message, _("Write it like 2 H2 + O2 -> 2 H2O."))
    left, right = (tuple(_term(without_bonds(piece)) for piece in terms(half)) for half in halves)
    return Equation(left, right)


def folded(text: str) -> str:
    """Give a formula's letters and numbers without case and spaces, for telling slips with capitals."""
    return re.sub(r"[\s^()]", "", _DOT.sub("·", text)).lower()


def alike(text: str) -> str:
    """Give a formula with letters and digits that look the same made one: zero and O, capital I, 1 and small l."""
    return folded(text.translate(_ALIKE))


def _term(text: str) -> Term:
    number, rest = coefficient(text)
    found_state, formula = state(rest)
    readings = tuple(
        Substance(structure, charge, folded(formula))
        for charge, base in charges(formula)
        if (structure := _structure(base, charge)) is not None
    )
    if not readings:
        if not (_is_near(formula) or _is_near(formula.translate(_ALIKE))):
            raise _unreadable(formula or text)
        readings = (Substance(None, 0, folded(formula)),)
    return Term(number, readings, found_state, formula)


def _is_near(formula: str) -> bool:
    """Tell whether a text would be a formula if its capitals were right; a word of small letters is none."""
    letters = re.sub(r"[^A-Za-z]", "", formula)
    is_formula = len(letters) <= 4 or re.search(r"\d|[A-Z].*[A-Z]", formula) is not None
    return (
        bool(letters) and is_formula and is_spelt(letters) and _BODY.fullmatch(_without_brackets(formula)) is not None
    )


def _without_brackets(formula: str) -> str:
    """Open the brackets of a formula, a few deep; what is left holds one only where they don't match."""
    for _depth in range(_MAX_DEPTH):
        formula = _BRACKET.sub(r"\1", formula)
    return formula


def _structure(text: str, charge: int) -> Structure | None:
    """Read the elements and brackets of a formula without its charge; None when it is none."""
    if text.strip() == "e" and charge == -1:
        return (("e", 1),)  # an electron
    pieces = [piece.strip() for piece in _DOT.split(text.strip())]
    made: list[tuple[str | Structure, int]] = []
    for place, piece in enumerate(pieces):
        water = re.match(r"\d{1,2}(?=\D)", piece) if place else None
        inner = _Reader(piece[water.end() :] if water else piece).read()
        if inner is None:
            return None
        made += _spliced(inner, int(water[0]) if water else 1)
    return tuple(made)


class _Reader:
    """Reads a formula by descent: elements and brackets, each with its number."""

    def __init__(self, text: str) -> None:
        squeezed = text.replace(" ", "")
        self._tokens = _split(_TOKEN.findall(squeezed))
        self._is_whole = "".join(self._tokens) == squeezed and bool(squeezed)
        self._at = 0

    def read(self) -> Structure | None:
        made = self._group(0) if self._is_whole else None
        return made if self._at == len(self._tokens) else None

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _group(self, depth: int) -> Structure | None:
        made: list[tuple[str | Structure, int]] = []
        while (token := self._peek()) and token not in ")]":
            self._at += 1
            inner = self._inside(token, depth) if token in "([" else ((token, 1),) if token in SYMBOLS else None
            count = self._count()
            if inner is None or not 0 < count <= _MAX_COUNT:
                return None
            made += _spliced(inner, count)
        return tuple(made) or None

    def _inside(self, bracket: str, depth: int) -> Structure | None:
        inner = self._group(depth + 1) if depth < _MAX_DEPTH else None
        if inner is None or self._peek() != {"(": ")", "[": "]"}[bracket]:
            return None
        self._at += 1
        return inner

    def _count(self) -> int:
        token = self._peek()
        if not token.isdigit():
            return 1
        self._at += 1
        return int(token) if len(token) <= 3 and token[0] != "0" else 0


def _split(tokens: list[str]) -> list[str]:
    """Take apart two letters that are no element together; the small one can't be read then."""
    return [part for token in tokens for part in ([token] if len(token) < 2 or token in SYMBOLS else _halves(token))]


def _halves(token: str) -> list[str]:
    return [token] if token.isdigit() else [token[0], token[1:]]


def _spliced(inner: Structure, count: int) -> list[tuple[str | Structure, int]]:
    """Leave out brackets that say nothing: [CO3] and (Cl)2."""
    if count == 1:
        return list(inner)
    if len(inner) == 1:
        return [(inner[0][0], inner[0][1] * count)]
    return [(inner, count)]


def _atoms(structure: Structure) -> Counter[str]:
    made: Counter[str] = Counter()
    for item, count in structure:
        inner = Counter({item: 1}) if isinstance(item, str) else _atoms(item)
        for symbol, times in inner.items():
            made[symbol] += times * count
    made.pop("e", None)
    return made


def _unreadable(text: str) -> AnswerFormError:
    return AnswerFormError(
        _("I can't read “{text}” as a formula.").format(text=text[:40]),
        _("Write it like H2O, Ca(OH)2 or SO4^2-. Each element begins with a capital letter."),
    )
