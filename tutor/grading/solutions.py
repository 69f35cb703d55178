"""A typed answer cut into its solutions: x = 2 or x = 3, {2, 3}, the point (3, -2), and 1 < x <= 3 as two bounds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.grading.signs import mathematical

_LATEX = {"\\{": "{", "\\}": "}", "\\in": "∈", "\\lor": " or ", "\\land": " and ", "∨": " or ", "∧": " and "}
_APART = re.compile(r"\bor\b|\band\b|;|,(?=\s)", re.IGNORECASE)
_SET = re.compile(r"(?:[^\W\d]\w?\s*(?P<sign>=|∈|:|\bin\b)\s*)?\{(?P<inside>.*)\}")
_POINT = re.compile(r"(?:[A-Z]'?\s*[=:]?\s*)?\((?P<inside>.*)\)")
_NUMBERED = re.compile(r"^([^\W\d_])_?(?:\{\d\}|\d)\s*=(?=[^=])")  # the x1 = 3 of "x1 = 3, x2 = -3"
_BOUND = re.compile(r"(<=|>=|=<|=>|≤|≥|⩽|⩾|<|>|\\leq?\b|\\geq?\b|\\[lg]t\b)")
_SMALLER = frozenset({"<", "<=", "=<", "≤", "⩽", "\\le", "\\leq", "\\lt"})
_AXES = ("x", "y", "z")


@dataclass(frozen=True, slots=True)
class Solutions:
    """The solutions of an answer, each as text; `joint` is the word between them, "and", "or" or "" for a comma."""

    texts: tuple[str, ...]
    joint: str = ""
    is_point: bool = False


def solutions(text: str, variables: Sequence[str], language: str = "en") -> Solutions:
    """Cut an answer into its solutions; the numbers of a point become x = 3 and y = -2."""
    plain = mathematical(text).strip("$ ").rstrip(".")
    for latex, sign in _LATEX.items():
        plain = plain.replace(latex, sign)
    if numbers := _inside_of(_POINT, plain, r"[;|]|,(?=\s)" if language != "en" else r"[;,]|(?<=[^|(\s])\s*\|"):
        return Solutions(_named(numbers, variables), is_point=True)
    if members := _inside_of(_SET, plain, r";|,(?=\s)" if language != "en" else "[;,]"):
        return Solutions(tuple(members))
    words = {found.lower() for found in _cut(plain, _APART)[1] if found.isalpha()}
    pieces = [_NUMBERED.sub(r"\1 =", piece) for piece in _cut(plain, _APART)[0] if piece]
    bounds = [bound for piece in pieces for bound in _bounds(piece)]
    if len(bounds) > len(pieces):
        words.add("and")
    return Solutions(tuple(bounds) or ("",), words.pop() if len(words) == 1 else "")


def as_point(found: Solutions, variables: Sequence[str]) -> Solutions:
    """Take bare numbers (3, -2 without brackets) for a point; anything else stays as it is."""
    if found.is_point or not 2 <= len(found.texts) <= 3 or any(re.search("[=<>≤≥≠]", text) for text in found.texts):
        return found
    return Solutions(_named(found.texts, variables), is_point=True)


def _named(numbers: Sequence[str], variables: Sequence[str]) -> tuple[str, ...]:
    names = variables if len(variables) >= len(numbers) else _AXES
    return tuple(f"{name} = {number}" for name, number in zip(names, numbers, strict=False))


def _inside_of(pattern: re.Pattern[str], text: str, apart: str) -> list[str]:
    """Give the parts between the brackets of a point or a set; [] where the text is none."""
    found = pattern.fullmatch(text)
    if found is None or not _is_closed(found["inside"]):
        return []
    parts = _cut(found["inside"], re.compile(apart))[0]
    most = 3 if pattern is _POINT else 9
    return parts if 2 <= len(parts) <= most and all(parts) and not any("=" in part for part in parts) else []


def _is_closed(text: str) -> bool:
    """Tell whether no bracket of a text closes one that stands before it."""
    depth = 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0:
            return False
    return depth == 0


def _cut(text: str, apart: re.Pattern[str]) -> tuple[list[str], list[str]]:
    """Cut a text where `apart` stands outside brackets; give the pieces, and what stood between them."""
    pieces, between, start = [], [], 0
    for found in apart.finditer(text):
        before = text[: found.start()]
        if sum(before.count(sign) for sign in "([{") > sum(before.count(sign) for sign in ")]}"):
            continue
        pieces.append(text[start : found.start()].strip())
        between.append(found.group())
        start = found.end()
    return [*pieces, text[start:].strip()], between


def _bounds(text: str) -> list[str]:
    """Cut 1 < x <= 3 into 1 < x and x <= 3; other texts stay whole."""
    parts = _BOUND.split(text)
    if len(parts) != 5 or not all(part.strip() for part in parts):
        return [text]
    low, first, middle, second, high = parts
    if (first in _SMALLER) != (second in _SMALLER):
        return [text]  # 1 < x > 3 says nothing that could be meant
    return [f"{low}{first}{middle}", f"{middle}{second}{high}"]
