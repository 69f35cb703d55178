"""A text cut into the pieces that an encoder reads: words, which get vectors, and the marks between them."""

import re
from collections.abc import Iterator

from tutor.domain.ports import Word

# Accents and vowel signs, which are no letters of their own to `re`.
_MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
_LETTER = rf"[^\W\d_{_MARKS}][{_MARKS}]*"
_WORD = re.compile(
    rf"""
    (?: (?<![\w.,)\]}}])[-\u2212](?=\d) )?          # the minus of "-5", not the hyphen of "2-5"
    \d+ (?: [.,]\d+ )* (?: [^\W_] [{_MARKS}]* )*    # 3.5  1,000  20th  3D
    | (?: {_LETTER} | \d )+ (?: ['\u2019] (?: {_LETTER} )+ )*   # water  don't  CO2
    """,
    re.VERBOSE,
)


def words(text: str) -> tuple[Word, ...]:
    """Find the words and numbers of a text: "well-known" is two, "don't", "3.5" and "-5" are one each."""
    return tuple(Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text))


def pieces(text: str, found: tuple[Word, ...]) -> Iterator[tuple[str, int | None]]:
    """Give the text in order as (piece, number of the word) and (marks between words, None)."""
    place = 0
    for number, word in enumerate(found):
        if between := text[place : word.start].strip():
            yield between, None
        yield word.text, number
        place = word.end
    if rest := text[place:].strip():
        yield rest, None
