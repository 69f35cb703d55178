"""Check the formulas and equations of a pack's keys: real elements, closed brackets, and both sides balanced."""

import re
from collections import Counter

from tutor.domain.elements import SYMBOLS, named
from tutor.domain.translation import _

_ARROW = re.compile(r"\s+(?:->|<=>|→|⇌)\s+")
_TERM = re.compile(r"(\d{1,3} ?(?=[A-Ze(\[]))?(.+?)(\((?:s|l|g|aq)\))?")
_CHARGE = re.compile(r"\^(\d?)([+-])$|(?<![+-])([+-])$")
_UNCLEAR = re.compile(r"\b[A-Z][a-z]?\d[+-]|(?:\d|\])\d[+-]")  # Ca2+ may be two atoms, or one with two charges
_TOKEN = re.compile(r"[A-Z][a-z]?|\d+|[()\[\]]")
_MOST_SIGNS = 300

Amounts = tuple[Counter[str], int]  # atoms and charge


def complaint(text: str) -> tuple[str, str] | None:
    """Say what is wrong with a key, and how to write it; None when nothing is."""
    shown, example = text[:40], _("Write it as H2O, SO4^2- or 2 H2 + O2 -> 2 H2O.")
    sides = _ARROW.split(text.strip())
    counted = [_side(side) for side in sides] if len(text) <= _MOST_SIGNS and len(sides) <= 2 else []
    if _UNCLEAR.search(text):
        return _("The charge in '{text}' is not clear.").format(text=shown), _("Write a ^ before it, as in Ca^2+.")
    if not counted or any(side is None for side in counted) or (len(sides) == 1 and " + " in text):
        return _("'{text}' is no formula or equation.").format(text=shown), example
    if len(counted) == 2:
        return _imbalance(counted)
    return None


def is_equation(text: str) -> bool:
    """Tell whether a key has an arrow."""
    return _ARROW.search(text) is not None


def has_states(text: str) -> bool:
    """Tell whether a key says what is solid, liquid, a gas or in water."""
    return re.search(r"\((?:s|l|g|aq)\)", text) is not None


def _imbalance(counted: list[Amounts | None]) -> tuple[str, str] | None:
    (left, charge), (right, other_charge) = (side or (Counter[str](), 0) for side in counted)
    off = next((symbol for symbol in [*left, *right] if left[symbol] != right[symbol]), "")
    if off:
        return _("The equation is not balanced."), _(
            "Count {element}: {left} on the left, {right} on the right."
        ).format(element=named(off), left=left[off], right=right[off])
    if charge != other_charge:
        return _("The equation is not balanced."), _("Count the charges on both sides.")
    return None


def _side(side: str) -> Amounts | None:
    """Count the atoms and charges of one side; None when it can't be read."""
    total, charge = Counter[str](), 0
    for term in side.split(" + "):
        found = _TERM.fullmatch(term.strip())
        counted = _formula(found[2].strip()) if found else None
        if found is None or counted is None:
            return None
        times = int(found[1] or 1)
        charge += times * counted[1]
        for symbol, count in counted[0].items():
            total[symbol] += times * count
    return total, charge


def _formula(text: str) -> Amounts | None:
    if text in ("e-", "e^-"):
        return Counter(), -1
    charge = 0
    if found := _CHARGE.search(text):
        charge = int(found[1] or 1) * (1 if (found[2] or found[3]) == "+" else -1)
        text = text[: found.start()]
    atoms = Counter[str]()
    for place, piece in enumerate(re.split(r"\s?[·.*]\s?", text)):
        water = re.match(r"\d{1,2} ?", piece) if place else None
        inner = _atoms(piece[water.end() :] if water else piece)
        if inner is None:
            return None
        for symbol, count in inner.items():
            atoms[symbol] += count * int(water[0] if water else 1)
    return atoms, charge


def _atoms(text: str) -> Counter[str] | None:
    """Count the atoms of a formula without charge and water; None when it is none."""
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    open_groups = [Counter[str]()]
    at = 0
    while at < len(tokens):
        token, at = tokens[at], at + 1
        if token in "([":
            open_groups.append(Counter())
            continue
        if token in ")]" and len(open_groups) > 1:
            inner = open_groups.pop()
        elif token in SYMBOLS:
            inner = Counter({token: 1})
        else:
            return None
        times = int(tokens[at][:3]) if at < len(tokens) and tokens[at].isdigit() else 0
        at += bool(times)
        for symbol, count in inner.items():
            open_groups[-1][symbol] += count * max(1, times)
    return open_groups[0] if len(open_groups) == 1 else None
