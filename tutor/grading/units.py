"""Units as a child writes them, read into pint's; pint is loaded at the first unit and sees single names only."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from tutor.grading.signs import mathematical

Unit = Any  # pint's Unit; its own types would load pint with this module
Registry = Any

_MAX_LENGTH = 60
_MAX_POWER = 9
_DEFINITIONS = ("dollar = [dollars]", "euro = [euros]", "sterling = [sterling]", "penny = sterling / 100")

# What children write for a unit, in small letters, beside the names and plurals that pint knows itself.
_ALIASES = {
    "gm": "g", "gms": "g", "gs": "g", "kgs": "kg", "kilo": "kg", "kilos": "kg", "mgs": "mg", "cms": "cm", "kms": "km",
    "mms": "mm", "mtr": "m", "mtrs": "m", "mts": "m", "ltr": "litre", "ltrs": "litre", "lt": "litre", "mls": "ml",
    "sec": "s", "secs": "s", "wk": "week", "wks": "week", "sqm": "m**2", "kmh": "km/h", "kmph": "km/h",
    "kph": "km/h", "cc": "cm**3", "℃": "degC", "°c": "degC", "°f": "degF", "celsius": "degC", "centigrade": "degC",
    "fahrenheit": "degF", "°": "degree", "degs": "degree", "°k": "K", "$": "dollar",
    "dollars": "dollar", "€": "euro", "euros": "euro",
    "£": "sterling", "quid": "sterling", "pence": "penny", "pennies": "penny", "amps": "ampere", "amp": "ampere",
    "k": "K", "n": "N", "j": "J", "v": "V", "w": "W", "pa": "Pa", "hz": "Hz", "kj": "kJ", "kw": "kW", "kv": "kV",
    "kn": "kN", "khz": "kHz", "mhz": "MHz", "kpa": "kPa", "kwh": "kWh", "mj": "MJ", "cal": "cal", "kcals": "kcal",
    "tonne": "metric_ton", "tonnes": "metric_ton", "mole": "mol", "moles": "mol", "cl": "centilitre", "mmhg": "mmHg",
    "revs": "revolution", "hr": "hour", "hrs": "hour", "db": "dB", "uf": "µF", "ω": "ohm", "kω": "kiloohm",
}  # fmt: skip
# Names that mean something else where the question asks for this dimension.
_IN_TEMPERATURE = {"c": "degC", "f": "degF", "°": "degC", "degree": "degC", "degrees": "degC", "deg": "degC"}
_IN_MASS = {"ton": "metric_ton", "tons": "metric_ton"}
_IN_MONEY = {"pound": "sterling", "pounds": "sterling", "p": "penny"}
_NO_UNITS = frozenset({"pi", "e", "x", "y", "z", "as", "at", "is", "am", "a", "or", "to"})
_SIGNS = frozenset("$€£°")  # no names to pint
_OFFSET = frozenset({"degree_Celsius", "degree_Fahrenheit"})
_TOKEN = re.compile(r"[^\W\d_]+(?:_[^\W\d_]+)*|°[CFKcfk]?|[$€£%]|\d+|\*\*|[\^*·⋅×./()-]")
_PHRASES = (
    (re.compile(r"\b(?:degrees?|deg|°) ?(celsius|centigrade|c)\b", re.IGNORECASE), " degC"),
    (re.compile(r"\b(?:degrees?|deg|°) ?(fahrenheit|f)\b", re.IGNORECASE), " degF"),
    (
        re.compile(r"\b(km|cm|m|N|kg|g|J|mol)(s|h|m|cm|dm|K|kg|L) ?\^? ?\(?-([1-4])\)?(?!\d)"),
        r"\1 \2^-\3",
    ),  # ms-1 is m/s
    (re.compile(r"\b(k?N)(m|s)\b"), r"\1 \2"),
    (re.compile(r"\bper\b", re.IGNORECASE), "/"),
    (re.compile(r"\b(?:square|sq)\.? ([^\W\d_]+)", re.IGNORECASE), r"\1^2"),
    (re.compile(r"\b(?:cubic|cu)\.? ([^\W\d_]+)", re.IGNORECASE), r"\1^3"),
    (re.compile(r" squared\b", re.IGNORECASE), "^2"),
    (re.compile(r" cubed\b", re.IGNORECASE), "^3"),
)


@cache
def registry() -> Registry:
    """Give the one registry of units; exact fractions instead of floats."""
    import pint

    made: Registry = pint.UnitRegistry(non_int_type=Fraction)
    for definition in _DEFINITIONS:
        made.define(definition)
    return made


@lru_cache(maxsize=512)
def read_units(text: str, asked: str = "") -> tuple[Unit, ...]:
    """Read a unit as a student writes it, every way it can be meant; () when it is none.

    `asked` is the unit that the question asks for: "C" is a temperature where one is asked for, and a charge elsewhere.
    """
    plain = mathematical(text).strip(" .")
    if not plain or len(plain) > _MAX_LENGTH:
        return ()
    target = key_unit(asked) if asked else None
    for pattern, instead in _PHRASES:
        plain = pattern.sub(instead, plain)
    tokens = _TOKEN.findall(plain)
    if "".join(tokens) != plain.replace(" ", ""):
        return ()
    meanings: list[Unit] = []
    for fold, is_slash_wide in ((False, False), (True, False), (False, True), (True, True)):
        unit = _Reader(tokens, target, fold, is_slash_wide).read()
        if unit is not None and unit not in meanings:
            meanings.append(unit)
    return tuple(meanings)


@lru_cache(maxsize=256)
def key_unit(text: str) -> Unit:
    """Read the unit of a key, written as pint writes it; ValueError when it is none."""
    tokens = _TOKEN.findall(mathematical(text))
    unit = _Reader(tokens, None, fold=False, is_slash_wide=False).read()
    if unit is None:
        raise ValueError(f"{text!r} is no unit")
    return unit


def is_same_dimension(left: Unit, right: Unit) -> bool:
    """Tell whether two units measure the same thing."""
    return bool(left.dimensionality == right.dimensionality)


def convert(value: Fraction, unit: Unit, to: Unit) -> Fraction | None:
    """Say an amount of one unit in another; temperatures by their zero points. None where that can't be done."""
    import pint

    if unit == to:
        return value
    try:
        return Fraction(registry().Quantity(value, unit).to(to).magnitude)
    except pint.PintError:
        return None


def is_temperature(unit: Unit) -> bool:
    """Tell whether a unit's zero is not where another's is, so that 20 °C is no 20 K."""
    return bool(unit.dimensionality == {"[temperature]": 1})


class _Reader:
    """Reads unit tokens by descent: products, divisions and whole powers of names.

    `fold` takes names in small letters first; `is_slash_wide` puts all that follows a slash below it (J/kg K).
    """

    def __init__(self, tokens: list[str], asked: Unit | None, fold: bool, is_slash_wide: bool) -> None:
        self._tokens = tokens
        self._at = 0
        self._asked = asked
        self._fold = fold
        self._is_slash_wide = is_slash_wide

    def read(self) -> Unit | None:
        try:
            unit = self._product(depth=0)
        except (LookupError, ValueError):
            return None
        return _differences(unit) if self._at == len(self._tokens) else None

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _product(self, depth: int) -> Unit:
        if depth > 4:
            raise ValueError("too deep")
        unit = registry().Unit("") if self._peek() == "/" else self._power(depth)
        is_below = False
        while self._peek() not in {"", ")"}:
            sign = self._take() if self._peek() in {"*", "·", "⋅", "×", ".", "/"} else "*"
            is_below = sign == "/" or (is_below and self._is_slash_wide)
            unit = unit / self._power(depth) if is_below else unit * self._power(depth)
        return unit

    def _power(self, depth: int) -> Unit:
        if self._peek() == "(":
            self._take()
            unit = self._product(depth + 1)
            if self._take() != ")":
                raise ValueError("an open bracket")
        else:
            unit = self._name(self._take())
        return unit ** self._exponent()

    def _exponent(self) -> int:
        is_marked = self._peek() in {"^", "**"}
        if is_marked:
            self._take()
        is_wrapped = is_marked and self._peek() == "("
        if is_wrapped:
            self._take()
        sign = -1 if self._peek() == "-" and self._take() else 1
        if not self._peek().isdigit():
            if is_marked or sign < 0:
                raise ValueError("no exponent")
            return 1
        digits = self._take()
        if is_wrapped and self._take() != ")":
            raise ValueError("an open bracket")
        if len(digits) > 2 or int(digits) > _MAX_POWER:
            raise ValueError("too high a power")
        return sign * int(digits)

    def _name(self, word: str) -> Unit:
        if not (word[:1].isalpha() or word[:1] in _SIGNS or word == "%"):
            raise LookupError(word)
        for name in self._candidates(word):
            unit = _named(name)
            if unit is not None:
                return unit
        raise LookupError(word)

    def _candidates(self, word: str) -> Iterator[str]:
        small = word.lower()
        if self._asked is not None:
            yield from _meant(small, self._asked)
        if not self._fold and word not in _SIGNS:
            yield word
        if small in _ALIASES:
            yield _ALIASES[small]
        if small not in _SIGNS:
            yield small


def _differences(unit: Unit) -> Unit:
    """Count a temperature inside a larger unit (J/(kg °C)) in steps instead of from its zero."""
    parts = dict(unit._units)
    if len(parts) == 1 and set(parts.values()) == {1}:
        return unit
    made = registry().Unit("")
    for name, power in parts.items():
        made = made * registry().Unit(f"delta_{name}" if name in _OFFSET else name) ** power
    return made


def _meant(word: str, asked: Unit) -> Iterator[str]:
    tables = {"[temperature]": _IN_TEMPERATURE, "[mass]": _IN_MASS, "[sterling]": _IN_MONEY}
    for dimension, names in tables.items():
        if dimension in asked.dimensionality and word in names:
            yield names[word]


@lru_cache(maxsize=1024)
def _named(name: str) -> Unit | None:
    import pint

    if name in _ALIASES.values() and ("/" in name or "*" in name):
        return key_unit(name)
    if len(name) > 30 or name in _NO_UNITS:
        return None
    try:
        unit: Unit = registry().parse_units("percent" if name == "%" else name)
    except (pint.PintError, AttributeError, ValueError, TypeError):
        return None
    return unit
