"""Rules on a student's own words before a sheet quotes them: others may read the sheet."""

import re
import unicodedata
from collections.abc import Callable

from tutor.domain.finding import Finding, Severity
from tutor.domain.rulebook import RuleBook
from tutor.domain.translation import _
from tutor.sheets.unkind import finds

TextRule = Callable[[str], Finding | None]
book: RuleBook[TextRule] = RuleBook()

_EMAIL = re.compile(r"[\w.+%-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_DIGITS = r"\d(?:[\s./()-]{0,2}\d){6,13}"
_PHONE = re.compile(
    r"(?<![\d.,^])(?:"
    r"\+\d{1,3}[\s.(-]{1,2}\d{1,5}(?:[\s.)-]{1,2}\d{2,})+"  # +44 20 7946 0958
    r"|\(?0\d{2,4}\)?[\s/-]\d{3,}(?:[\s-]?\d{2,})*"  # 020 7946 0958
    r"|0[1-9]\d{8,9}(?!\d)"  # 07946095812
    r"|\(\d{3}\)\s?\d{3}[\s.-]\d{4}(?!\d)|\d{3}[.-]\d{3}[.-]\d{4}(?!\d)"  # (555) 010-4477
    rf")|\b(?:call|phone|tel|telephone|mobile|whatsapp|text me|my number)\b[\s\w:.]{{0,16}}?(?:\+\s?)?{_DIGITS}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b\d{1,4}[a-z]?,?\s(?:[A-Z][\w'’]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd|Crescent|"
    r"Terrace|Court)\b"
    r"|\b[A-Z]\w+(?:straße|strasse|gasse|weg|platz)\s\d{1,4}\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"  # a British postcode
    r"|\b(?i:my (?:home )?address is|i live (?:at|on) (?:number )?\d)"
)
_JOINERS = "\u200c\u200d"  # needed inside Persian and Indian words and inside emoji
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
_MOST_MARKS = 3  # combining marks on one letter


@book.rule("unsafe")
def unsafe(text: str) -> Finding | None:
    """Hold back talk of harming oneself or others: a person should see it first."""
    if not finds("harm", text):
        return None
    return Finding("unsafe", Severity.BLOCK, _("This may be about someone getting hurt. A teacher should read it."))


@book.rule("hateful")
def hateful(text: str) -> Finding | None:
    """Hold back hate against groups of people."""
    if not finds("hateful", text):
        return None
    return Finding("hateful", Severity.BLOCK, _("This insults a group of people."))


@book.rule("unkind")
def unkind(text: str) -> Finding | None:
    """Note swearing and insults."""
    return Finding("unkind", Severity.WARN, _("This has unkind words.")) if finds("mild", text) else None


@book.rule("email")
def email(text: str) -> Finding | None:
    """Note an e-mail address."""
    return Finding("email", Severity.WARN, _("This has an e-mail address.")) if _EMAIL.search(text) else None


@book.rule("phone")
def phone(text: str) -> Finding | None:
    """Note what looks like a telephone number."""
    return Finding("phone", Severity.WARN, _("This may have a phone number.")) if _PHONE.search(text) else None


@book.rule("address")
def address(text: str) -> Finding | None:
    """Note what looks like a home address."""
    return Finding("address", Severity.WARN, _("This may have an address.")) if _ADDRESS.search(text) else None


@book.rule("hidden-signs")
def hidden_signs(text: str) -> Finding | None:
    """Note signs that can't be seen or that cover the line above."""
    if any(_is_hidden(text, place) for place in range(len(text))) or _has_towers(text):
        return Finding("hidden-signs", Severity.WARN, _("This has signs that can't be seen."))
    return None


def check_text(text: str) -> tuple[Finding, ...]:
    """Check a student's words by every rule; what must wait for a person comes first."""
    found = [finding for _name, rule in book.items() if (finding := rule(text)) is not None]
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.BLOCK))


def _is_hidden(text: str, place: int) -> bool:
    sign = text[place]
    if sign in "\n\r\t":
        return False
    if sign in _JOINERS:
        return not (0 < place < len(text) - 1 and text[place - 1] > "\u024f" and text[place + 1] > "\u024f")
    return sign in _BLANKS or unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn")


def _has_towers(text: str) -> bool:
    height = 0
    for sign in unicodedata.normalize("NFC", text):
        height = height + 1 if unicodedata.category(sign) == "Mn" else 0
        if height > _MOST_MARKS:
            return True
    return False
