"""Numbers where no unit is asked for: percent is a hundredth, and a unit that was typed all the same is left aside."""

import re
from fractions import Fraction

from tutor.domain.errors import AnswerFormError
from tutor.domain.grade import Grade
from tutor.domain.question import NumericKey
from tutor.domain.translation import _
from tutor.grading.amount import Amount, plain_math
from tutor.grading.closeness import Accepted, accepted_values, is_rounded, is_unrounded, what_happened
from tutor.grading.marks import compared, partly, right, wrong
from tutor.grading.number import Number

_PERCENT = re.compile(r"%|per ?cent", re.IGNORECASE)
_ASKED_UNIT = re.compile(r"\bhow many (\w+)", re.IGNORECASE)
_LETTER_UNITS = frozenset("mgshlLNJWVAKCFt$€£°")
_NO_NOUNS = frozenset({
    "and", "by", "cubed", "divided", "fifth", "fifths", "half", "halves", "hundreds", "hundredth", "hundredths",
    "if", "is", "less", "minus", "more", "no", "not", "or", "over", "pi", "plus", "point", "quarter",
    "quarters", "remainder", "squared", "tens", "tenth", "tenths", "than", "third", "thirds", "thousandth",
    "thousandths", "times", "to",
})  # fmt: skip
_NOUNS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}")


def judge_plain(key: NumericKey, amount: Amount, prompt: str, language: str, name: str) -> Grade:
    """Grade one amount against a key without a unit. Raises AnswerFormError for anything but a number and a noun."""
    check_plain(amount)
    accepted = accepted_values(key, language)
    for number in amount.numbers:
        for one in accepted:
            grade = _judge(number, one, amount, prompt, name)
            if grade is not None:
                return grade
    asked = _same_in_another_unit(amount, accepted, prompt)
    if asked:
        return partly(name, 0.5, _("That is the same amount, but the question asks for {asked}.").format(asked=asked))
    return not_yet(amount, amount.numbers[-1].value, accepted, key, name)


def check_plain(amount: Amount) -> None:
    """Refuse what stands behind a bare number and is no unit: AnswerFormError for "5x", "5 - 3" or "5 pi"."""
    if not amount.unit or amount.unit in _LETTER_UNITS or _is_measure(amount.unit):
        return
    is_noun = 2 < len(amount.unit) <= 40 and _NOUNS.fullmatch(amount.unit) is not None
    if is_noun and not set(re.split("[ -]", amount.unit.lower())) & _NO_NOUNS:
        return
    raise AnswerFormError(
        _("I can't read “{text}” after the number.").format(text=amount.unit),
        _("Write just a number, like 12, 3.5 or 2/3."),
    )


def _is_measure(text: str) -> bool:
    from tutor.grading.units import read_units

    return len(text) > 1 and bool(read_units(text))


def _judge(number: Number, accepted: Accepted, amount: Amount, prompt: str, name: str) -> Grade | None:
    value = number.value / 100 if amount.is_percent else number.value
    if accepted.holds(value):
        return _right_value(number, accepted, amount, prompt, name)
    if amount.is_percent and accepted.holds(number.value):
        if _PERCENT.search(prompt):
            return right(name)
        return partly(name, 0.5, _("The number is right, but the percent sign makes it a hundred times smaller."))
    if is_rounded(number, accepted):
        exact = accepted.number.written
        return partly(name, 0.5, _("That is rounded. The exact answer is {exact}.").format(exact=exact))
    if not amount.is_percent and is_unrounded(number, accepted):
        return partly(
            name, 0.5, _("The value is right. Now round it: {answer}.").format(answer=accepted.number.written)
        )
    return None


def _right_value(number: Number, accepted: Accepted, amount: Amount, prompt: str, name: str) -> Grade:
    if repeats(number, accepted.number, amount.is_percent, prompt):
        return partly(name, 0.5, _("That is the number from the question. Now write it the way the question asks."))
    whole = accepted.number.value.denominator == 1 and not accepted.number.is_fraction and not accepted.slack
    if number.is_fraction and whole:
        says = _("The value is right. Now work it out: {written} is {answer}.")
        return partly(name, 0.5, says.format(written=number.written, answer=accepted.number.written))
    asked = _other_unit(amount, prompt)
    if asked:
        says = _("The number is right, but the question asks for {asked}, not {said}.")
        return partly(name, 0.5, says.format(asked=asked, said=amount.unit))
    if len(amount.numbers) > 1:
        return right(name, _("I read {written} as {value}.").format(written=number.written, value=shown(number.value)))
    return right(name)


def repeats(number: Number, key: Number, is_percent: bool, prompt: str) -> bool:
    """Tell whether an answer only copies a number of the question that was to be written in another way."""
    other_way = number.is_fraction or is_percent or (number.decimals and key.is_fraction)
    if not other_way or _squeezed(number.written) == _squeezed(key.written):
        return False
    written = _squeezed(number.written) + ("%" if is_percent else "")
    return re.search(rf"(?<![\d.,/]){re.escape(written)}(?![\d/]|[.,]\d)", _squeezed(prompt)) is not None


def not_yet(amount: Amount, value: Fraction, accepted: tuple[Accepted, ...], key: NumericKey, name: str) -> Grade:
    """Make the grade of a wrong number, and say what probably happened."""
    for one in accepted:
        slip = what_happened(value, one)
        if slip:
            return wrong(name, slip)
    answer = f"{key.accepted[0]} {key.unit.replace('**', '^')}".strip()
    return wrong(name, compared(amount.written, answer))


def shown(value: Fraction) -> str:
    """Write a value for a reader: whole, or with up to six decimals."""
    return str(value) if value.denominator == 1 else f"{float(value):.6g}"


def _other_unit(amount: Amount, prompt: str) -> str:
    """Name the unit that "how many ..." asks for, where the one that was typed measures something else."""
    match = _ASKED_UNIT.search(prompt)
    if not amount.unit or match is None:
        return ""
    from tutor.grading.units import read_units

    typed, asked = read_units(amount.unit), read_units(match.group(1))
    return match.group(1) if typed and asked and not set(typed) & set(asked) else ""


def _same_in_another_unit(amount: Amount, accepted: tuple[Accepted, ...], prompt: str) -> str:
    """Name the unit that "how many ..." asks for, where an amount is right in another: 60 kB for 60000 bytes."""
    match = _ASKED_UNIT.search(prompt)
    if not amount.unit or match is None or stands_in(amount, prompt):
        return ""
    from tutor.grading.units import convert, read_units

    asked = read_units(match.group(1))
    values = [
        convert(number.value, unit, asked[0]) for unit in read_units(amount.unit) if asked for number in amount.numbers
    ]
    return match.group(1) if any(one.holds(value) for value in values if value is not None for one in accepted) else ""


def stands_in(amount: Amount, prompt: str) -> bool:
    """Tell whether an amount is copied from the question, number and unit."""
    written = amount.written.replace(" ", "").lower()
    return re.search(rf"(?<![\d.,]){re.escape(written)}", _squeezed(prompt).lower()) is not None


def _squeezed(text: str) -> str:
    return re.sub(r"[\s$]", "", plain_math(text))
