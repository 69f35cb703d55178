"""Check the Markdown, the LaTeX and the pictures inside one text."""

import re
from collections.abc import Iterator

from tutor.domain.translation import _

_CODE = re.compile(r"(`+)(?:.|\n)*?\1")
_ESCAPED = re.compile(r"\\\\|\\\$")
_DOLLARS = re.compile(r"\$\$|\$")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)>\s]*)>?[^)]*\)")
_REMOTE_OR_HTML = re.compile(r"<(?:img|script|iframe|object|embed|style|link)\b", re.IGNORECASE)
_GAP = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")

Complaint = tuple[str, str]  # what is wrong, what to do


def pictures(text: str) -> Iterator[tuple[str, str]]:
    """Give description and path of each picture in a Markdown text."""
    for found in _PICTURE.finditer(_CODE.sub("", text)):
        yield found[1].strip(), found[2]


def gap_names(text: str) -> tuple[str, ...]:
    """Give what stands between the double braces of a cloze text, in order: "1", "2", ..."""
    return tuple(found[1] for found in _GAP.finditer(text))


def complaints(text: str, *, is_escaped: bool = False) -> Iterator[Complaint]:
    """Say what is wrong with a Markdown text: LaTeX that is left open, signs lost to quotes, HTML.

    `is_escaped` tells that it stood between double quotes, where YAML turns the \\n of \\neq into a new line.
    """
    is_broken = is_escaped and any("\n" in formula for formula in formulas(text)[0])
    if is_broken or any(sign in text for sign in "\t\f\b\v\r\a\x1b"):
        yield (
            _("There is a tab or another hidden sign in this text; a backslash between double quotes makes one."),
            _("Put the text in single quotes, or write '|' and the text on the lines below."),
        )
    if _REMOTE_OR_HTML.search(_CODE.sub("", text)):
        yield _("HTML is not used in packs."), _("Write a picture as ![what it shows](file.svg).")
    yield from _latex_complaints(text)


def _latex_complaints(text: str) -> Iterator[Complaint]:
    plain = _ESCAPED.sub("", _CODE.sub("", text))
    for paragraph in re.split(r"\n\s*\n", plain) if "$$" not in plain else [plain]:
        pieces, is_closed = formulas(paragraph)
        if not is_closed:
            yield (
                _("A dollar sign opens a formula and none closes it."),
                _("Write \\$ for the sign itself, as in \\$5, or close the formula with $."),
            )
        for piece in pieces:
            yield from _formula_complaints(piece)


def formulas(text: str) -> tuple[tuple[str, ...], bool]:
    """Give the formulas between dollars, and whether the last of them is closed."""
    pieces: list[str] = []
    mark, start = "", 0
    for found in _DOLLARS.finditer(text):
        if not mark:
            mark, start = found[0], found.end()
        elif found[0] == mark:
            pieces.append(text[start : found.start()])
            mark = ""
        else:
            return tuple(pieces), False
    return tuple(pieces), not mark


def _formula_complaints(formula: str) -> Iterator[Complaint]:
    if not formula.strip():
        yield _("A formula is empty."), _("Write something between the dollar signs, or \\$ for the sign itself.")
    shown = formula if len(formula) <= 40 else formula[:40] + "…"
    if not _is_balanced(formula):
        yield (
            _("The braces of the formula ${formula}$ don't match.").replace("{formula}", shown),
            _("Give each { its }."),
        )
    for opening, closing in ((r"\\left(?![a-zA-Z])", r"\\right(?![a-zA-Z])"), (r"\\begin\{", r"\\end\{")):
        if len(re.findall(opening, formula)) != len(re.findall(closing, formula)):
            yield (
                _("The formula ${formula}$ is left open.").replace("{formula}", shown),
                _("Each \\left needs its \\right, each \\begin its \\end."),
            )


def _is_balanced(formula: str) -> bool:
    depth = 0
    for sign in re.sub(r"\\[{}]", "", formula):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
