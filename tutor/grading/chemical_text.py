"""Chemical formulas and equations as people type them, taken apart into sides, terms, charges and states."""

import re
from fractions import Fraction

from tutor.domain.errors import AnswerFormError
from tutor.domain.translation import _
from tutor.grading.signs import mathematical

MAX_LENGTH = 300
MAX_TERMS = 20
_LATEX = (
    (re.compile(r"\\(?:long)?(?:right|left|leftright)arrow|\\to\b|\\rightleftharpoons"), "→"),
    (re.compile(r"\\(?:ce|mathrm|text)\s*(?=\{)|[$]"), ""),
    (re.compile(r"\\cdot"), "·"),
    (re.compile(r"</?sub>"), ""),
    (re.compile(r"\\[,; ]"), " "),
    (re.compile(r"_\s*\{([^{}]*)\}|_"), r"\1"),
    (re.compile(r"\^\s*\{([^{}]*)\}"), r"^(\1)"),
    (re.compile(r"[{}↑↓]"), ""),
)
_SUP = re.compile(r"<sup>([^<]*)</sup>")
_ARROW = re.compile(r"\s*(?:<[-=]+>|[-=]+>|[→⟶⇒⇌⇄⇋⇆↔⟷⟹]|=+)\s*")
_BOND = re.compile(r"(?<=[A-Za-z0-9)\]])[-=≡](?=\(?[A-Z])")
_STATE = re.compile(r"\(\s*(s|l|g|aq|AQ|Aq)\s*\)\s*$")
_COEFFICIENT = re.compile(r"\s*(\d+ \d+/\d+|\d+/\d+|\d+(?:[.,]\d+)?)\s*[*·]?\s*(?=[A-Za-z(\[])")
_CHARGES = (
    re.compile(r"\^\s*\(?\s*(?P<size>\d{0,2})\s*(?P<sign>[+-])\s*\)?$"),
    re.compile(r"\^\s*\(?\s*(?P<sign>[+-])\s*(?P<size>\d{1,2})\s*\)?$"),
    re.compile(r"\^?\s*\(?(?P<many>[+]{2,4}|-{2,4})\)?$"),
    re.compile(r"\s(?P<size>\d)\s?(?P<sign>[+-])$"),
    re.compile(r"\(\s*(?P<size>\d?)\s*(?P<sign>[+-])\s*\)$"),
    re.compile(r"(?P<sign>[+-])(?P<size>\d)$"),
)
_PLAIN_CHARGE = re.compile(r"(?P<size>\d*)(?P<sign>[+-])$")
_LONE = re.compile(r"[A-Z][a-z]?")


def plain(text: str) -> str:
    """Give a typed formula in plain signs: no LaTeX, no small or raised digits. AnswerFormError when too long."""
    if len(text) > MAX_LENGTH:
        raise AnswerFormError(_("That is too long for a formula or an equation."), _("Write a shorter one."))
    made = mathematical(_SUP.sub(r"^(\1)", text))
    for pattern, instead in _LATEX:
        made = pattern.sub(instead, made)
    return " ".join(made.split()).rstrip(".;,")


def sides(text: str) -> tuple[str, ...]:
    """Cut a `plain` text at its arrows: one part for a formula, two for an equation."""
    return tuple(_ARROW.split(text))


def without_bonds(text: str) -> str:
    """Drop the dashes of CH3-CH3 and CH2=CH2 from a `plain` formula."""
    return _BOND.sub("", text)


def terms(side: str) -> list[str]:
    """Cut one side of an equation at its pluses; the plus of an ion stays with it. Raises AnswerFormError."""
    pieces, start = [], 0
    for at, sign in enumerate(side):
        if sign == "+" and _is_between(side, at):
            pieces.append(side[start:at].strip())
            start = at + 1
    pieces.append(side[start:].strip())
    if not all(pieces):
        raise AnswerFormError(
            _("Something is missing beside a plus or an arrow."), _("Write it like 2 H2 + O2 -> 2 H2O.")
        )
    if len(pieces) > MAX_TERMS:
        raise AnswerFormError(_("That is too long for a formula or an equation."), _("Write a shorter one."))
    return pieces


def _is_between(side: str, at: int) -> bool:
    """Tell whether a plus stands between two substances, and is no charge."""
    before, after = side[:at], side[at + 1 :].lstrip()
    if not before.strip():
        return True  # a stray one: what is missing is told of
    if before.endswith(" ") and not re.search(r"\^\s*\(?\s*\d*\s$", before):
        return True
    if not after or after[0] in "+)" or _STATE.match(f"{after.split(')')[0]})"):
        return False
    return before[-1] not in "^(" and re.match(r"\d(?![A-Za-z0-9/.,(\[ ])", after) is None


def coefficient(term: str) -> tuple[Fraction, str]:
    """Take the number off the front of a term: 2 H2O is 2 and H2O. Raises AnswerFormError for a silly one."""
    found = _COEFFICIENT.match(term)
    if found is None:
        return Fraction(1), term
    digits = found[1].replace(",", ".")
    if len(digits) > 9 or re.search(r"/0+$", digits):
        raise AnswerFormError(_("I can't read the number {number}.").format(number=digits), _("Write it like 2 H2O."))
    value = sum((Fraction(part) for part in digits.split()), Fraction(0))
    if value == 0:
        raise AnswerFormError(_("A number in front can't be zero."), _("Leave out what is not there."))
    return value, term[found.end() :]


def state(term: str) -> tuple[str, str]:
    """Take the state off the end of a term: NaCl(aq) is aq and NaCl."""
    found = _STATE.search(term)
    return (found[1].lower(), term[: found.start()].rstrip()) if found else ("", term)


def charges(formula: str) -> list[tuple[int, str]]:
    """Take the charge off the end of a formula in each way it can be read, the likely one first.

    Ca2+ is calcium with two charges, or two atoms with one between them; SO4^2- can be read in one way only.
    """
    for pattern in _CHARGES:
        if found := pattern.search(formula):
            parts = found.groupdict()
            many = parts.get("many") or ""
            size = len(many) if many else int(parts["size"] or 1)
            sign = (many or parts["sign"])[0]
            return [(size if sign == "+" else -size, formula[: found.start()].rstrip())]
    found = _PLAIN_CHARGE.search(formula)
    if found is None:
        return [(0, formula)]
    return _plain_charges(formula[: found.start()], found["size"], 1 if found["sign"] == "+" else -1)


def _plain_charges(base: str, digits: str, sign: int) -> list[tuple[int, str]]:
    as_count = (sign, base + digits)
    if not digits or digits[-1] == "0":
        return [as_count]
    as_charge = (sign * int(digits[-1]), base + digits[:-1])
    is_charge_likely = len(digits) > 1 or _LONE.fullmatch(base) is not None or base.endswith("]")
    return [as_charge, as_count] if is_charge_likely else [as_count, as_charge]
