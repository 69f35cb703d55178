"""Reads dates as people write them, in every way they can be meant; what it can't read it refuses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from tutor.domain.errors import AnswerFormError
from tutor.domain.translation import _
from tutor.grading.date_text import MONTHS, ORDINALS, ROMANS, plain

MAX_LENGTH = 60
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_GREGORIAN = 1583
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_YEAR = r"'?(?P<year>-?\d{1,4})"
_GAP = r"[ ,./-]*"
_WORDED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}{_GAP}(?:of |de |day of )?{_MONTH}{_GAP}(?:de |of )?{_YEAR}",
        rf"{_MONTH}{_GAP}(?:the )?{_DAY}(?:[ ,/-]+){_YEAR}",
        rf"{_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}",
        rf"{_MONTH}{_GAP}(?:of |de )?{_YEAR}",
        rf"(?P<year>\d{{4}}){_GAP}{_MONTH}",
        rf"{_DAY}{_GAP}(?:of |de |day of )?{_MONTH}",
        rf"{_MONTH}{_GAP}(?:the )?{_DAY}",
        _MONTH,
    )
)
_ISO = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2}))?")
_NUMBERS = re.compile(r"(?P<one>\d{1,2}) ?([-/.]) ?(?P<two>\d{1,2})(?: ?\2 ?(?P<year>\d{4}|\d{2})|\.)?")
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2}) ?[-/.] ?(?P<year>\d{4})")
_LONE_YEAR = re.compile(_YEAR)
_CENTURY = re.compile(
    r"(?P<number>\d{1,2})(?:st|nd|rd|th|e|\.)? ?(?:century|cent|c|centuries|jahrhundert|jh|siecle)\.?"
)
_WORD_CENTURY = re.compile(r"(?:siglo )?(?P<word>[a-z-]+?)e?(?: (?:century|siecle))?")
_DECADE = re.compile(r"(?P<year>\d{1,3}0)'?(?:s|er)(?: jahre)?")


class Precision(IntEnum):
    """How exactly a date is known."""

    CENTURY = 0
    DECADE = 1
    YEAR = 2
    MONTH = 3
    DAY = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of a date. Years before Christ are negative and there is no year 0; a century is its number."""

    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    has_era: bool = False
    is_short: bool = False  # a year of one or two digits, which may be a short form

    @property
    def century(self) -> int | None:
        """Give the number of its century: 15 for 1492, -1 for 44 BC."""
        if self.year is None or self.precision is Precision.CENTURY:
            return self.year
        number = (abs(self.year) - 1) // 100 + 1
        if self.precision is Precision.DECADE:
            number = abs(self.year) // 100 + 1
        return number if self.year > 0 else -number


def read_date(text: str, language: str = "en") -> tuple[Moment, ...]:
    """Read a date in each way it can be meant: 01/05/2024 is 1 May, and 5 January where the language allows that.

    Raises AnswerFormError with a hint for what is no date, or one that no calendar has.
    """
    if len(text) > MAX_LENGTH:
        raise AnswerFormError(_("That is too long for a date."), _("Write it like 20 July 1969 or 1969."))
    body, era = plain(text)
    for read in (_iso, _numbers, _month_year, _worded, _decade, _year, _century):
        made = tuple(dict.fromkeys(read(body, language)))
        if made:
            return tuple(_with_era(moment, era) for moment in made if moment.year is not None or not era) or made
    raise AnswerFormError(_("I can't read that as a date."), _("Write it like 20 July 1969, 1969-07-20 or 1969."))


def other_order(text: str) -> tuple[Moment, ...]:
    """Read 01/05/2024 in both orders, whatever the language is used to; () for what has no two orders."""
    return tuple(_numbers(plain(text)[0], "en"))


def _with_era(moment: Moment, era: int) -> Moment:
    if moment.year is None or not era:
        return moment
    return replace(moment, year=era * abs(moment.year), has_era=True)


def _iso(text: str, language: str) -> Iterator[Moment]:
    if found := _ISO.fullmatch(text):
        yield _moment(found["year"], int(found["month"]), found["day"])


def _numbers(text: str, language: str) -> Iterator[Moment]:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return
    if found["year"] and len(found["year"]) == 2:
        raise _short_year()
    one, two = found["one"], found["two"]
    is_month_first = language.lower().replace("_", "-") == "en-us"
    orders = [(one, two)] if not is_month_first else []
    if is_month_first or (language.lower() == "en" and found[2] != "."):
        orders.append((two, one))
    possible = [(day, month) for day, month in orders if 1 <= int(month) <= 12 and _has_day(day, month)]
    for day, month in possible or orders[:1]:
        yield _moment(found["year"], int(month), day)


def _has_day(day: str, month: str) -> bool:
    return 1 <= int(day) <= _LENGTHS[int(month) - 1]


def _month_year(text: str, language: str) -> Iterator[Moment]:
    if found := _MONTH_YEAR.fullmatch(text):
        yield _moment(found["year"], int(found["month"]), None)


def _worded(text: str, language: str) -> Iterator[Moment]:
    for pattern in _WORDED:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month, day = MONTHS[parts["month"]], parts.get("day") or ""
            year = parts.get("year") or ""
            if not day and len(year) < 3 and _has_day(year or "0", str(month)):  # May 25
                yield _moment(None, month, year)
            yield _moment(year or None, month, day or None)
            return


def _decade(text: str, language: str) -> Iterator[Moment]:
    if found := _DECADE.fullmatch(text):
        year = int(found["year"])
        if len(found["year"]) < 3:
            raise _short_year()
        if year % 100 == 0:  # the 1400s are a hundred years
            yield Moment(Precision.CENTURY, year // 100 + 1)
        else:
            yield Moment(Precision.DECADE, year)


def _year(text: str, language: str) -> Iterator[Moment]:
    if found := _LONE_YEAR.fullmatch(text):
        yield _moment(found["year"], None, None)


def _century(text: str, language: str) -> Iterator[Moment]:
    number = 0
    if found := _CENTURY.fullmatch(text):
        number = int(found["number"])
    elif (found := _WORD_CENTURY.fullmatch(text)) and re.search("century|siecle|siglo", text):
        number = ORDINALS.get(found["word"], 0) or ROMANS.get(found["word"], 0)
    if 0 < number <= 30:
        yield Moment(Precision.CENTURY, number)


def _moment(year: str | None, month: int | None, day: str | None) -> Moment:
    """Make a date of its parts; AnswerFormError for one that is in no calendar."""
    number = int(year) if year else None
    if number == 0:
        raise AnswerFormError(_("There is no year 0."), _("The year 1 BC is followed by AD 1."))
    if month is not None and not 1 <= month <= 12:
        raise AnswerFormError(_("There is no month {number}.").format(number=month), _("Months go from 1 to 12."))
    if day is not None and month is not None:
        _check_day(int(day), month, number)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    is_short = year is not None and len(year.strip("-")) < 3
    return Moment(precision, number, month, int(day) if day else None, bool(year and year[0] == "-"), is_short)


def _check_day(day: int, month: int, year: int | None) -> None:
    last = _LENGTHS[month - 1]
    if month == 2 and year is not None and not _is_leap(year):
        last = 28
    if not 1 <= day <= last:
        raise AnswerFormError(
            _("There is no day {day} in that month.").format(day=day),
            _("That month ends on day {day}.").format(day=last),
        )


def _is_leap(year: int) -> bool:
    counted = year if year > 0 else year + 1
    return counted % 4 == 0 and (counted < _GREGORIAN or counted % 100 != 0 or counted % 400 == 0)


def _short_year() -> AnswerFormError:
    return AnswerFormError(_("Which century is that year in?"), _("Write the year with all its digits, like 1969."))
