"""Read the answer keys of chemistry, dates and what programs print."""

import re

from tutor.bank.chemical_key import complaint, has_states, is_equation
from tutor.bank.form import Form
from tutor.domain.question import ChemistryKey, DateKey, Key, OutputKey
from tutor.domain.translation import _

MOST_LINES = 100
_MOST_YEARS = range(1001)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_ERA = "(?: BC| AD)?"
_YEAR = re.compile(rf"[1-9]\d{{0,3}}{_ERA}")
_DATES = (
    _YEAR,
    re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?"),
    re.compile(rf"(?:[1-9]|[12]\d|3[01]) {_MONTH}(?: [1-9]\d{{0,3}}{_ERA})?"),
    re.compile(rf"{_MONTH} [1-9]\d{{2,3}}{_ERA}|{_MONTH} [1-9]\d{{0,3}} (?:BC|AD)"),
    re.compile(rf"(?:[1-9]|1\d|2\d)(?:st|nd|rd|th) century{_ERA}"),
    re.compile(r"[1-9]\d{1,2}0s"),
)


def read_chemistry(form: Form) -> Key | None:
    """Give the key of a formula or an equation."""
    written = form.texts("answers", required=True)
    states, lowest = form.flag("states") or False, form.flag("lowest") or False
    for text in written:
        if found := complaint(text.value):
            form.report.error(text, *found)
    accepted = tuple(dict.fromkeys(text.value.strip() for text in written))
    if len({is_equation(text) for text in accepted}) > 1:
        form.report.error(
            form.place("answers"), _("Some answers are formulas and some equations."), _("Ask for one or the other.")
        )
    if states and not any(has_states(text) for text in accepted):
        form.report.error(
            form.place("states"), _("The answers have no states."), _("Write them as H2O(l), or remove 'states'.")
        )
    if lowest and not any(is_equation(text) for text in accepted):
        form.report.error(form.place("lowest"), _("Only an equation has lowest terms."), _("Remove 'lowest'."))
    return ChemistryKey(accepted, states, lowest) if accepted else None


def read_date_key(form: Form) -> Key | None:
    """Give the key of a date, and how many years it may be off."""
    written = form.texts("answers", required=True)
    for text in written:
        if not any(pattern.fullmatch(text.value.strip()) for pattern in _DATES):
            form.report.error(
                text,
                _("'{text}' is no date that can be read.").format(text=text.value[:40]),
                _("Write 20 July 1969, 1969-07-20, July 1969, 1969, 44 BC, 1960s or 15th century."),
            )
    tolerance = form.whole("tolerance", _MOST_YEARS, 0)
    accepted = tuple(dict.fromkeys(text.value.strip() for text in written))
    if tolerance and not all(_YEAR.fullmatch(text) for text in accepted):
        form.report.error(
            form.place("tolerance"), _("A tolerance in years needs a year as the answer."), _("Remove it.")
        )
    return DateKey(accepted, tolerance) if accepted else None


def read_output(form: Form) -> Key | None:
    """Give the key of what a program prints; the spaces at the beginning of a line count."""
    written = form.texts("answers", required=True)
    for text in written:
        if text.value.count("\n") >= MOST_LINES:
            form.report.error(text, _("This is more than a hundred lines."), _("Let the program print less."))
        if text.style == ">":
            form.report.error(text, _("Below '>' the ends of lines are lost."), _("Write '|' instead."))
    accepted = tuple(dict.fromkeys(text.value.rstrip() for text in written))
    return OutputKey(accepted) if accepted else None
