"""Dates: as exact as the key is, in any usual way of writing, and some years off where the key allows it."""

from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.grade import Grade
from tutor.domain.question import DateKey, Kind, Question
from tutor.domain.translation import _, mark
from tutor.grading.date_reader import Moment, Precision, other_order, read_date
from tutor.grading.marks import best_of, compared, partly, right, wrong
from tutor.grading.registry import grader
from tutor.grading.tools import Tools

NAME = "date"
_TOO_ROUGH = {
    Precision.DECADE: mark("That is right, but say which ten years it was."),
    Precision.YEAR: mark("That is right, but not exact enough: say the year."),
    Precision.MONTH: mark("That is right so far. Say the month, too."),
    Precision.DAY: mark("That is right so far. Say the day and the month, too."),
}


@grader(NAME, kinds={Kind.DATE})
def date(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade a date in the reading that fits best."""
    key = question.key
    assert isinstance(key, DateKey)
    readings = read_date(answer.text, question.language)
    keys = [(text, read_date(text, "en-GB")[0]) for text in key.accepted]
    return best_of(_judge(said, wanted, text, key.tolerance, answer.text) for text, wanted in keys for said in readings)


def check_date(key: DateKey, text: str, language: str) -> None:
    """Raise AnswerFormError when a text is no date, or can't be told from another one."""
    readings = read_date(text, language)
    keys = [read_date(accepted, "en-GB")[0] for accepted in key.accepted]
    if all(one.year is not None for one in keys) and readings[0].year is None:
        raise AnswerFormError(_("The year is missing."), _("Write it like 20 July 1969 or 1969."))
    if any(one.is_short and not one.has_era for one in readings) and all(abs(one.year or 0) > 99 for one in keys):
        raise AnswerFormError(_("Which century is that year in?"), _("Write the year with all its digits, like 1969."))
    is_right = any(_is_same(one, wanted) for one in readings for wanted in keys)
    if not is_right and any(_is_same(one, wanted) for one in other_order(text) for wanted in keys):
        raise AnswerFormError(_("I can't tell which number is the month."), _("Write the month as a word."))


def _is_same(said: Moment, wanted: Moment) -> bool:
    return (said.year, said.month, said.day) == (wanted.year, wanted.month, wanted.day)


def _judge(said: Moment, wanted: Moment, accepted: str, tolerance: int, text: str) -> Grade:
    if _fits(said, wanted, 0):
        if said.precision < wanted.precision:
            return partly(NAME, 0.5, _(_TOO_ROUGH[wanted.precision]))
        if wanted.precision < Precision.YEAR <= said.precision:
            return partly(NAME, 0.5, _("That year lies in the right time. Now name the whole time that is asked for."))
        return right(NAME)
    if tolerance and wanted.precision is Precision.YEAR <= said.precision and _fits(said, wanted, tolerance):
        return right(NAME, _("To be exact, it was {accepted}.").format(accepted=accepted))
    return _slip(said, wanted) or wrong(NAME, compared(text.strip(), accepted))


def _fits(said: Moment, wanted: Moment, tolerance: int) -> bool:
    """Tell whether two dates agree as far as both of them go."""
    if said.year is None or wanted.year is None:
        return _is_same(said, wanted) if wanted.year is None and said.year is None else _same_day(said, wanted)
    rougher = min(said.precision, wanted.precision)
    if rougher is Precision.CENTURY:
        return said.century == wanted.century
    if rougher is Precision.DECADE:
        return said.year // 10 == wanted.year // 10
    if tolerance:
        return abs(_counted(said.year) - _counted(wanted.year)) <= tolerance
    is_month_same = rougher < Precision.MONTH or said.month == wanted.month
    return said.year == wanted.year and is_month_same and (rougher < Precision.DAY or said.day == wanted.day)


def _same_day(said: Moment, wanted: Moment) -> bool:
    """Compare with a key that names no year: more than it asks for is no fault."""
    return wanted.year is None and (said.month, said.day) == (wanted.month, wanted.day)


def _counted(year: int) -> int:
    """Count years without the gap between 1 BC and AD 1."""
    return year if year > 0 else year + 1


def _slip(said: Moment, wanted: Moment) -> Grade | None:
    """Name what is off with a date, where that is plain to see."""
    if said.year is None or wanted.year is None:
        return None
    if said.precision is wanted.precision is Precision.CENTURY and said.year == wanted.year - 1:
        return wrong(NAME, _("One off: the first century ended with the year 100, so the 1400s are the 15th century."))
    if said.year == -wanted.year and (said.month, said.day) == (wanted.month, wanted.day):
        if said.has_era:
            return wrong(NAME, _("The number is right. Was it before Christ (BC) or after (AD)?"))
        return partly(NAME, 0.5, _("The number is right, but BC is missing: it was before Christ."))
    if said.precision is not wanted.precision or wanted.precision < Precision.YEAR:
        return None
    return _part_off(said, wanted)


def _part_off(said: Moment, wanted: Moment) -> Grade | None:
    if said.year != wanted.year:
        if wanted.precision is Precision.DAY and (said.month, said.day) == (wanted.month, wanted.day):
            return partly(NAME, 0.5, _("The day and the month are right. Look at the year."))
        return _year_off(said, wanted)
    if wanted.precision is Precision.MONTH or said.month != wanted.month:
        return partly(NAME, 0.5, _("The year is right. Look at the month."))
    return partly(NAME, 0.5, _("The year and the month are right. Look at the day."))


def _year_off(said: Moment, wanted: Moment) -> Grade | None:
    assert said.year is not None and wanted.year is not None
    if said.precision is not Precision.YEAR:
        return None
    if sorted(str(said.year)) == sorted(str(wanted.year)):
        return wrong(NAME, _("Your digits are right. Look at their order."))
    if abs(said.year - wanted.year) == 100:
        return wrong(NAME, _("You are a hundred years off: look at the century."))
    return None
