"""An amount as a student types it: a number, and the unit or percent sign that may follow."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tutor.domain.errors import AnswerFormError
from tutor.domain.translation import _
from tutor.grading.number import MAX_LENGTH, Number, scan
from tutor.grading.signs import mathematical

_LEAD = re.compile(
    r"^(?:(?:so|then|it is|it's|its|the answer is|answer:?|about|approximately|approx\.?|around|roughly)\s+)*"
    r"(?:(?:[^\W\d_]\w{0,8} ?)?[=≈~]+ ?)?(?:(?:about|approximately|approx\.?|around|roughly) )?",
    re.IGNORECASE,
)
_CURRENCY_FIRST = re.compile(r"^([+-]? ?)([$€£]) ?([+-]?[\d.].*)$")
_PERCENT = re.compile(r"^(?:%|per ?cent\b)\s*", re.IGNORECASE)
_LATEX_FRACTION = re.compile(r"\\[dt]?frac ?\{ ?(\d+) ?\} ?\{ ?(\d+) ?\}")
_ALTERNATIVES = re.compile(r" or |;")
_NEXT_PART = re.compile(r"^(\D*?[^\W\d_]),? (?:and )?(\d.*)$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in each way it can be read, and what stands behind it."""

    numbers: tuple[Number, ...]
    unit: str = ""
    is_percent: bool = False

    @property
    def written(self) -> str:
        """Give the amount as the student wrote it."""
        behind = "%" if self.is_percent else self.unit
        return f"{self.numbers[0].written} {behind}".strip()


@lru_cache(maxsize=256)
def read_alternatives(text: str, language: str = "en") -> tuple[tuple[Amount, ...], ...]:
    """Read "5", "5 m", "1 h 30 min" or "3 or -3": for each alternative, the parts that make it up.

    Raises AnswerFormError with a hint when there is anything else in the text.
    """
    if len(text) > MAX_LENGTH:
        raise AnswerFormError(_("That is too long for a number."), _("Write just a number, like 12, 3.5 or 2/3."))
    plain = plain_math(text)
    pieces = _ALTERNATIVES.split(plain)
    return tuple(_parts(piece, language) for whole in pieces for piece in _both_signs(whole.strip()))


def plain_math(text: str) -> str:
    """Give a text with numbers without dollar signs around formulas and without simple LaTeX."""
    plain = mathematical(text).replace("\\%", "%").replace("\\,", " ").replace("\\times", "×").replace("\\cdot", "·")
    if len(plain) > 2 and plain[0] == plain[-1] == "$":
        plain = plain[1:-1]
    return _LATEX_FRACTION.sub(r" \1/\2", plain).strip()


def _both_signs(text: str) -> tuple[str, ...]:
    head, sign, tail = text.partition("±")
    return (f"{head}{tail}", f"{head}-{tail}") if sign else (text,)


def _parts(text: str, language: str) -> tuple[Amount, ...]:
    body = _without_lead(text.strip(" .!;,")) if not re.match(r"^[.,]\d", text.strip()) else text.strip()
    if body.startswith("(") and body.endswith(")"):
        body = body[1:-1].strip()
    if match := _CURRENCY_FIRST.match(body):
        sign, currency, number = match.groups()
        body = f"{sign}{number} {currency}"
    parts: list[Amount] = []
    while body:
        amount, body = _amount(body, language)
        parts.append(amount)
    if not parts:
        raise _unreadable()
    return tuple(parts)


def _without_lead(text: str) -> str:
    """Drop "x =", "about", "the answer is"; a text that is only a number word keeps it."""
    if scan(text)[0]:
        return text
    match = _LEAD.match(text)
    assert match is not None  # it may be empty
    return text[match.end() :].strip()


def _amount(text: str, language: str) -> tuple[Amount, str]:
    numbers, rest = scan(text, language)
    if not numbers:
        raise _unreadable()
    if match := _PERCENT.match(rest):
        if rest[match.end() :]:
            raise _unreadable()
        return Amount(numbers, is_percent=True), ""
    if match := _NEXT_PART.match(rest):
        unit, after = match.groups()
        if unit.lower() not in {"r", "remainder"}:
            return Amount(numbers, unit), after
    return Amount(numbers, rest), ""


def _unreadable() -> AnswerFormError:
    return AnswerFormError(_("I can't read that as a number."), _("Write just a number, like 12, 3.5 or 2/3."))
