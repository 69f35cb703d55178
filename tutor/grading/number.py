"""Numbers as people write them, read exactly; where a text can be read in two ways, both readings are given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tutor.domain.errors import AnswerFormError
from tutor.domain.translation import _

MAX_LENGTH = 200
_MAX_EXPONENT = 400  # 10**400 is beyond any school question, and cheap to hold
_MAX_DIGITS = 100

_BLOB = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|(?:\d|[.,](?=\d)|'(?=\d{3}))+"
_MIXED = re.compile(r"(\d+)(?: | and | & )([1-9]\d*) ?/ ?(\d+)")
_FRACTION = re.compile(rf"({_BLOB}) ?/ ?({_BLOB})")
_DECIMAL = re.compile(_BLOB)
_TEN = r"10 ?(?:\^|\*\*) ?[({]?([+-]? ?\d+)[)}]?"
_POWER = re.compile(rf" ?(?:[x×*·⋅∙•] ?{_TEN}|[eE]([+-]?\d+)(?![A-Za-z]))", re.IGNORECASE)
_PURE_POWER = re.compile(_TEN)
_SCALE = re.compile(r" ?(hundred|thousand|million|billion|dozen)s?\b", re.IGNORECASE)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: value for value, word in enumerate(_UNITS)}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_WORDS |= {
    f"{ten}{gap}{unit}": _WORDS[ten] + value
    for ten in _TENS
    for value, unit in enumerate(_UNITS[1:10], start=1)
    for gap in "- "
}
_WORD_NUMBER = re.compile(rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![a-z-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """One reading of a written number."""

    value: Fraction
    written: str  # as it stood in the text
    decimals: int = 0  # digits after the point
    is_fraction: bool = False  # written with a slash
    is_grouped: bool = False  # a point or comma was taken for a thousands sign, or might have been
    power: int = 0  # of ten, where one was written

    @property
    def smallest_step(self) -> Fraction:
        """Give the worth of the last digit that was written."""
        return Fraction(10) ** (self.power - self.decimals)


def scan(text: str, language: str = "en") -> tuple[tuple[Number, ...], str]:
    """Read the number at the start of a `mathematical` text: its readings, and the rest of the text.

    No readings when no number stands there. Raises AnswerFormError for numbers too large and for a zero below a slash.
    """
    sign, body = _sign(text)
    for read in (_mixed, _fraction, _pure_power, _decimal, _word):
        found = read(body, language)
        if found is not None:
            readings, end = found
            readings, end = _raised(readings, body, end)
            written = text[: len(text) - len(body) + end].strip()
            return tuple(_signed(number, sign, written) for number in readings), body[end:].strip()
    return (), text


def value_of(text: str, language: str = "en") -> Fraction:
    """Read a text that is one number, as the keys of questions are; ValueError when it is none."""
    from tutor.grading.signs import mathematical

    readings, rest = scan(mathematical(text), language)
    if not readings or rest not in {"", "%"}:
        raise ValueError(f"{text!r} is no number")
    return readings[0].value / (100 if rest else 1)


Found = tuple[list[Number], int] | None


def _sign(text: str) -> tuple[int, str]:
    for word in ("-", "minus ", "negative "):
        if text.lower().startswith(word):
            return -1, text[len(word) :].lstrip()
    return 1, text[1:].lstrip() if text.startswith("+") else text


def _signed(number: Number, sign: int, written: str) -> Number:
    return Number(
        sign * number.value, written, number.decimals, number.is_fraction, number.is_grouped, power=number.power
    )


def _mixed(text: str, language: str) -> Found:
    match = _MIXED.match(text)
    if match is None:
        return None
    whole, top, bottom = (_integer(part) for part in match.groups())
    if top >= bottom:
        return None
    return [Number(whole + Fraction(top, bottom), match.group(), is_fraction=True)], match.end()


def _fraction(text: str, language: str) -> Found:
    match = _FRACTION.match(text)
    if match is None:
        return None
    tops, bottoms = (list(_readings(part, language)) for part in match.groups())
    if any(bottom.value == 0 for bottom in bottoms):
        raise AnswerFormError(_("Nothing can be divided by zero."), _("Check the number below the line."))
    return [
        Number(
            top.value / bottom.value, match.group(), is_fraction=True, is_grouped=top.is_grouped or bottom.is_grouped
        )
        for top in tops
        for bottom in bottoms
    ], match.end()


def _decimal(text: str, language: str) -> Found:
    match = _DECIMAL.match(text)
    return None if match is None else (list(_readings(match.group(), language)), match.end())


def _pure_power(text: str, language: str) -> Found:
    match = _PURE_POWER.match(text)
    if match is None:
        return None
    power = _exponent(match.group(1))
    return [Number(Fraction(10) ** power, match.group(), power=power)], match.end()


def _word(text: str, language: str) -> Found:
    match = _WORD_NUMBER.match(text)
    return None if match is None else ([Number(Fraction(_WORDS[match.group().lower()]), match.group())], match.end())


def _raised(numbers: list[Number], text: str, end: int) -> tuple[list[Number], int]:
    """Take the power of ten or the "million" that follows into the readings."""
    power, factor = 0, 1
    if match := _POWER.match(text, end):
        power, end = _exponent(match.group(1) or match.group(2)), match.end()
    if match := _SCALE.match(text, end):
        factor, end = _SCALES[match.group(1).lower()], match.end()
    if not power and factor == 1:
        return numbers, end
    times = factor * Fraction(10) ** power
    return [
        Number(n.value * times, n.written, n.decimals, n.is_fraction, n.is_grouped, n.power + power) for n in numbers
    ], end


def _exponent(text: str) -> int:
    digits = text.replace(" ", "")
    if len(digits) > 6 or abs(int(digits)) > _MAX_EXPONENT:
        raise AnswerFormError(_("That number is too large or too small for me to read."), _("Check the power of ten."))
    return int(digits)


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise AnswerFormError(_("That number has too many digits for me to read."), _("Write a shorter number."))
    return int(digits)


def _readings(blob: str, language: str) -> Iterator[Number]:
    """Give each way to read digits with points, commas, apostrophes and spaces between them."""
    if blob.isdigit():
        yield Number(Fraction(_integer(blob)), blob)
        return
    readings = [*_as_decimal(blob, language), *_as_groups(blob, language)]
    if not readings:
        raise AnswerFormError(
            _("I can't read the number {number}.").format(number=blob), _("Write it like 1234.5, without other signs.")
        )
    both = len(readings) > 1
    yield from (
        Number(number.value, number.written, number.decimals, is_grouped=both or number.is_grouped)
        for number in readings
    )


def _as_decimal(blob: str, language: str) -> Iterator[Number]:
    match = re.fullmatch(r"([\d.,' ]*)([.,])(\d+)", blob)
    if match is None:
        return
    whole, point, decimals = match.groups()
    if point in whole or not _is_grouped_whole(whole):
        return
    digits = re.sub(r"\D", "", whole)
    value = Fraction(_integer(digits + decimals), 10 ** len(decimals))
    yield Number(value, blob, decimals=len(decimals))


def _is_grouped_whole(whole: str) -> bool:
    if whole.isdigit() or not whole:
        return True
    return any(_is_grouped(whole, sign) for sign in ".,' ")


def _as_groups(blob: str, language: str) -> Iterator[Number]:
    for sign in ".,' ":
        if sign == "." and language == "en" and blob.count(".") == 1:
            continue  # 1.234 is no thousand in English
        if _is_grouped(blob, sign):
            yield Number(Fraction(_integer(re.sub(r"\D", "", blob))), blob, is_grouped=True)


def _is_grouped(text: str, sign: str) -> bool:
    """Tell whether a sign stands where thousands end (1,000,000), or as in India (10,00,000)."""
    mark = re.escape(sign)
    return re.fullmatch(rf"[1-9]\d{{0,2}}(?:{mark}\d{{3}})+|[1-9]\d?(?:{mark}\d\d)+{mark}\d{{3}}", text) is not None
