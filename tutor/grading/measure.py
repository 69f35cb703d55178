"""Numbers with the unit that a question asks for: another unit of the same kind is as good."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tutor.domain.errors import AnswerFormError
from tutor.domain.grade import Grade
from tutor.domain.question import NumericKey
from tutor.domain.translation import _
from tutor.grading.amount import Amount
from tutor.grading.closeness import Accepted, accepted_values, is_rounded, is_unrounded
from tutor.grading.marks import partly, right, unsure, wrong
from tutor.grading.plain_number import not_yet, shown, stands_in
from tutor.grading.units import Unit, convert, is_same_dimension, is_temperature, key_unit, read_units

_PERCENT_SIGN = re.compile(r"%|per ?cent", re.IGNORECASE)
_CONVERSION_SLACK = Fraction(1, 10**9)  # pi is a long decimal in the table of units


def judge_measure(key: NumericKey, parts: Sequence[Amount], prompt: str, language: str, name: str) -> Grade:
    """Grade an amount ("5 m", "1 h 30 min") against a key with a unit. Raises AnswerFormError for an unknown unit."""
    accepted = accepted_values(key, language)
    check_measure(key, parts)
    if key.unit in {"%", "percent"}:
        return _percent(key, parts[0], accepted, prompt, name)
    first = parts[0]
    if len(parts) == 1 and not first.unit:
        return _without_unit(key, first, accepted, name)
    asked = key_unit(key.unit)
    totals = list(_totals(parts, asked, key.unit))
    for total, _unit in totals:
        if any(one.holds(total, _CONVERSION_SLACK) for one in accepted):
            return _right_amount(parts, total, asked, key.unit, prompt, name)
    return _not_right(key, parts, accepted, totals, name)


def check_measure(key: NumericKey, parts: Sequence[Amount]) -> None:
    """Refuse a unit that can't be read, and a list of amounts that don't add up: AnswerFormError."""
    if key.unit in {"%", "percent"}:
        if len(parts) > 1 or parts[0].unit:
            raise AnswerFormError(_("This answer is a percentage."), _("Write it like 50 %."))
        return
    for part in parts:
        if part.is_percent:
            raise AnswerFormError(_("This answer needs a unit, not a percent sign."), _("Write a number and its unit."))
        if part.unit and not read_units(part.unit, key.unit):
            raise AnswerFormError(
                _("I don't know the unit “{unit}”.").format(unit=part.unit),
                _("Look at how it is written. Units are like m, kg, km/h or cm²."),
            )
    if len(parts) > 1 and not all(part.unit for part in parts):
        raise AnswerFormError(_("I can't read that as one amount."), _("Write one number and its unit, like 1.5 m."))


def _totals(parts: Sequence[Amount], asked: Unit, asked_text: str) -> Iterator[tuple[Fraction, Unit]]:
    """Give each value that the parts can come to, in the asked unit, with the unit of the first part."""
    values: list[tuple[Fraction, Unit | None]] = [(Fraction(0), None)]
    for part in parts:
        values = [
            (total + converted, first if first is not None else unit)
            for total, first in values
            for unit in read_units(part.unit, asked_text)
            if is_same_dimension(unit, asked)
            for number in part.numbers
            if (converted := convert(number.value, unit, asked)) is not None
        ]
    yield from values


def _without_unit(key: NumericKey, amount: Amount, accepted: tuple[Accepted, ...], name: str) -> Grade:
    unit = pretty(key.unit)
    if any(one.holds(number.value) for number in amount.numbers for one in accepted):
        return partly(name, 0.5, _("The number is right, the unit is missing: {unit}.").format(unit=unit))
    return not_yet(amount, amount.numbers[-1].value, accepted, key, name)


def _right_amount(
    parts: Sequence[Amount], total: Fraction, asked: Unit, asked_text: str, prompt: str, name: str
) -> Grade:
    amount = parts[0]
    if len(parts) == 1 and asked in read_units(amount.unit, asked_text):
        return right(name)
    if len(parts) == 1 and stands_in(amount, prompt):
        says = _("That is the amount from the question. Now say it in {unit}.")
        return wrong(name, says.format(unit=pretty(asked_text)))
    written = " ".join(part.written for part in parts)
    says = _("{written} is {value} {unit}.")
    return right(name, says.format(written=written, value=shown(total), unit=pretty(asked_text)))


def _not_right(
    key: NumericKey,
    parts: Sequence[Amount],
    accepted: tuple[Accepted, ...],
    totals: list[tuple[Fraction, Unit]],
    name: str,
) -> Grade:
    amount, asked = parts[0], key_unit(key.unit)
    units = read_units(amount.unit, key.unit)
    is_number_right = len(parts) == 1 and any(one.holds(n.value) for n in amount.numbers for one in accepted)
    both = {"said": pretty(amount.unit), "asked": pretty(key.unit)}
    if not totals:
        if is_number_right:
            says = _("The number is right, but the units don't match: {said} against {asked}.")
            return partly(name, 0.5, says.format(**both))
        return wrong(name, _("The units don't match: {said} against {asked}.").format(**both))
    if is_number_right:
        if is_temperature(asked) and asked not in units:
            return unsure(name)  # a difference of 20 °C is one of 20 K
        return partly(name, 0.5, _("The number is right, but the unit should be {asked}, not {said}.").format(**both))
    if asked in units and len(parts) == 1:
        for number in amount.numbers:
            for one in accepted:
                if is_rounded(number, one):
                    exact = f"{one.number.written} {both['asked']}"
                    return partly(name, 0.5, _("That is rounded. The exact answer is {exact}.").format(exact=exact))
                if is_unrounded(number, one):
                    answer = f"{one.number.written} {both['asked']}"
                    return partly(name, 0.5, _("The value is right. Now round it: {answer}.").format(answer=answer))
    return not_yet(amount, totals[0][0], accepted, key, name)


def _percent(key: NumericKey, amount: Amount, accepted: tuple[Accepted, ...], prompt: str, name: str) -> Grade:
    for number in amount.numbers:
        for one in accepted:
            if one.holds(number.value):
                if amount.is_percent or _PERCENT_SIGN.search(prompt):
                    return right(name)
                return partly(name, 0.5, _("The number is right, the unit is missing: {unit}.").format(unit="%"))
            if not amount.is_percent and one.holds(number.value * 100):
                says = _("Right as a part of one. As a percentage it is {answer} %.")
                return partly(name, 0.5, says.format(answer=one.number.written))
    return not_yet(amount, amount.numbers[-1].value, accepted, key, name)


def pretty(unit: str) -> str:
    """Write a unit for a reader: "m/s**2" as "m/s²", "degC" as "°C"."""
    made = _SHOWN.get(unit, unit).replace("delta_", "").replace("degC", "°C").replace("degF", "°F")
    made = re.sub(r"(?:\*\*|\^)\(?(-?\d)\)?", lambda found: found.group(1).translate(_RAISED), made)
    return made.replace("*", " ").strip()


_SHOWN = {"sterling": "£", "dollar": "$", "euro": "€", "degree": "°", "percent": "%"}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
