"""How a chemical formula that was typed in plain signs is written for a reader: H2O as H₂O, SO4^2- as SO₄²⁻."""

import re

_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_HIGH = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_ARROWS = (("<=>", "⇌"), ("<->", "⇌"), ("-->", "→"), ("->", "→"), ("=>", "→"))
_CHARGE = re.compile(r"\^\s*[({]?\s*(\d{0,2}[+\-−]|[+\-−]\d{0,2})(?:\s*[)}])?")
_ION = re.compile(r"(?<=[A-Za-z)\]₀-₉])([+\-−]{1,3})(?=$|[\s(),;])")
_LONE_ION = re.compile(r"(\b[A-Z][a-z]?|\]|(?<=[A-Za-z)])\d+)(\d)([+\-−])(?=$|[\s(),;])")
_COUNT = re.compile(r"(?<=[A-Za-z)\]])_?\{?(\d+)\}?")
_HYDRATE = re.compile(r"(?<=[A-Za-z)\]₀-₉])\s?[*.](?=\d{0,2}[A-Z])")


def written(text: str) -> str:
    """Write a typed formula or equation with small numbers, raised charges and real arrows; other text stays."""
    for typed, arrow in _ARROWS:
        text = text.replace(typed, arrow)
    text = _CHARGE.sub(lambda found: found[1].translate(_HIGH), text)
    text = _LONE_ION.sub(lambda found: found[1] + (found[2] + found[3]).translate(_HIGH), text)
    text = _COUNT.sub(lambda found: found[1].translate(_LOW), text)
    text = _HYDRATE.sub("·", text)
    return _ION.sub(lambda found: found[1].translate(_HIGH), text)
