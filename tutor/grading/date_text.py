"""The words of dates: months in a few languages, eras, ordinals, and what people put around a date."""

import re

from tutor.grading.signs import mathematical
from tutor.grading.words import without_accents

_MONTHS = (
    "january jan januar janner janvier janv enero ene",
    "february feb februar fevrier fevr febrero",
    "march mar marz mrz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug aout agosto ago",
    "september sep sept septembre septiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez decembre diciembre dic",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
ORDINALS = {name: number for number, name in enumerate(_ORDINALS.split(), start=1)}
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi"
ROMANS = {name: number for number, name in enumerate(_ROMANS.split(), start=1)}
_DAYS = "mon|mo|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_BEFORE = r"b\.? ?c\.?(?: ?e\.?)?|v\.? ?chr\.?|av\.? j\.?-?c\.?|a\.? ?c\.|before christ"
_AFTER = r"a\.? ?d\.?|c\.? ?e\.?|n\.? ?chr\.?|anno domini"
_ERA_LAST = re.compile(rf"[ ,]*\(?(?<![a-z])(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER}))\)?$")
_ERA_FIRST = re.compile(rf"^(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER})) ?(?=\d)")
_LEAD = re.compile(
    r"^(?:(?:it|that) was |the answer is |(?:it )?happened |on |in |im |am |en |el |le |the year |year |the |um |"
    r"about |around |approximately |circa |c(?:a)?\. ?|(?:ca|c|~|≈) ?(?=\d)|early |late |mid-? ?|"
    rf"(?:{_DAYS})\b[,.]? (?=\S)|= ?)+"
)


def plain(text: str) -> tuple[str, int]:
    """Give a date in small letters without what stands around it, and its era: -1, 1, or 0 where none is named."""
    made = without_accents(mathematical(text)).lower().replace("’", "'").strip(" .!,;\"'")
    made = made.replace("_", " ")
    for pattern in (_ERA_LAST, _ERA_FIRST):
        if found := pattern.search(made + ("." if made.endswith(("b.c", "a.d", "c.e")) else "")):
            made = pattern.sub("", made + ("." if made.endswith(("b.c", "a.d", "c.e")) else ""), count=1)
            return _LEAD.sub("", made.strip(" ,.")).strip(), -1 if found["before"] else 1
    return _LEAD.sub("", made).strip(), 0
