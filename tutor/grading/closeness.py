"""Whether a number is the accepted one, and where it is not, what probably happened."""

from dataclasses import dataclass
from fractions import Fraction

from tutor.domain.question import NumericKey
from tutor.domain.translation import _
from tutor.grading.number import Number, scan
from tutor.grading.signs import mathematical

_POWERS = [power for power in range(-6, 7) if power]
_NEAR = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted value and how far from it an answer may lie."""

    number: Number
    slack: Fraction

    def holds(self, value: Fraction, extra: Fraction = Fraction(0)) -> bool:
        """Tell whether a value lies inside the tolerance; `extra` is a share for conversions that round."""
        return abs(value - self.number.value) <= self.slack + extra * abs(self.number.value)


def accepted_values(key: NumericKey, language: str) -> tuple[Accepted, ...]:
    """Read the values of a key; ValueError when one is no number."""
    share = Fraction(str(key.tolerance))
    values = []
    for text in key.accepted:
        number = _key_number(text, language)
        values.append(Accepted(number, share * abs(number.value) if key.is_relative else share))
    return tuple(values)


def _key_number(text: str, language: str) -> Number:
    readings, rest = scan(mathematical(text), language)
    if not readings or rest not in {"", "%"}:
        raise ValueError(f"{text!r} is no number")
    grouped = [number for number in readings if number.value.denominator == 1]
    chosen = grouped[-1] if language == "en" and grouped else readings[0]  # an author's 1,000 is a thousand in English
    return chosen if not rest else Number(chosen.value / 100, text, chosen.decimals + 2)


def is_rounded(number: Number, accepted: Accepted) -> bool:
    """Tell whether a number is the accepted one rounded to two or more figures, where the exact one is asked for."""
    if accepted.slack or number.is_fraction or not number.decimals:
        return False
    figures = len(str(abs(number.value / number.smallest_step)))
    return figures >= 2 and _round(accepted.number.value, number.smallest_step) == number.value


def is_unrounded(number: Number, accepted: Accepted) -> bool:
    """Tell whether a number is more exact than the accepted one, which has decimals of its own."""
    key = accepted.number
    if accepted.slack or key.is_fraction or not key.decimals:
        return False
    return number.value != key.value and _round(number.value, key.smallest_step) == key.value


def what_happened(value: Fraction, accepted: Accepted) -> str:
    """Name the slip that leads from the accepted value to this one; "" where none is plain to see."""
    right = accepted.number.value
    if not right or not value:
        return ""
    if accepted.holds(-value):
        return _("The number is right, but look at the sign: plus or minus?")
    power = next((power for power in _POWERS if value == right * Fraction(10) ** power), 0)
    if power == 2 and abs(right) < 1:
        return _("That would be right with a percent sign: a percent is a hundredth.")
    if power:
        return _off_by(power)
    if value * right == 1:
        return _("Your fraction is upside down.")
    if _is_cut_off(value, right):
        return _("Nearly: only the last digit is off. Look at how it is rounded.")
    if abs(value - right) <= _NEAR * abs(right) and right.denominator > 1:
        return _("That is close. Work it out once more, and take care with rounding.")
    return ""


def _off_by(power: int) -> str:
    says = (
        _("Your digits are right, but it is {times} times too large. Look at the decimal point and the zeros.")
        if power > 0
        else _("Your digits are right, but it is {times} times too small. Look at the decimal point and the zeros.")
    )
    return says.format(times=f"{10 ** abs(power):,}".replace(",", " "))


def _is_cut_off(value: Fraction, right: Fraction) -> bool:
    """Tell whether a decimal has the right digits up to its last one, which was not rounded as it should be."""
    step = next((Fraction(1, 10**places) for places in range(1, 7) if (value * 10**places).denominator == 1), None)
    if step is None or value.denominator == 1 or abs(value) < 10 * step:
        return False
    return (right / step).denominator != 1 and abs(value - right) < step and _round(right, step) != value


def _round(value: Fraction, step: Fraction) -> Fraction:
    """Round half away from zero, as is taught in school."""
    whole, rest = divmod(abs(value), step)
    rounded = (whole + (1 if 2 * rest >= step else 0)) * step
    return rounded if value >= 0 else -rounded
