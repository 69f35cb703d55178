"""Dates as the reader's locale writes them."""

import re
from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from tutor.domain.translation import _

_WEEKDAY = re.compile(r"[\s,.،]*\bdddd?\b[\s,.،]*")


def day(moment: datetime) -> str:
    """Write the day of a moment (UTC) as it is here: "3 May 2026"."""
    local = moment.astimezone()
    locale = QLocale()
    form = _WEEKDAY.sub("", locale.dateFormat(QLocale.FormatType.LongFormat))
    return locale.toString(QDate(local.year, local.month, local.day), form)


def due(moment: datetime, now: datetime) -> str:
    """Say when something is due: "Due today", "Due tomorrow", "Due on 3 May 2026"."""
    days = (moment.astimezone().date() - now.astimezone().date()).days
    if days <= 0:
        return _("Due today")
    if days == 1:
        return _("Due tomorrow")
    return _("Due on {day}").format(day=day(moment))


def number(value: int) -> str:
    """Write a number with the locale's digits and groups."""
    return QLocale().toString(value)
