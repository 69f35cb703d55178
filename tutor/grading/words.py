"""A text as comparable words: without case, accents, punctuation and signs that can't be seen."""

import re
import unicodedata

from tutor.grading.signs import visible

# Marks that are accents. Other combining marks (Devanagari vowels, say) make a different word and stay.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]")
_SHORT_I = "\u0438\u0306"  # the Cyrillic letter й, which is no accented и
_APOSTROPHES = "'’‘ʼ`´"
_DASHES = "-‐‑‒–—―−"
_WORD = re.compile(
    rf"(?:(?<![\w)])[{_DASHES}](?=[\d.]))?\d+(?:[.,:/]\d+)*%?"  # a number keeps its sign, its points and its %
    r"|[^\W\d_](?:[^\W\d_]|[\u0900-\u109f\u3099]|'(?=[^\W\d_]))*"
    r"|[^\w\s]"
)


def without_accents(text: str) -> str:
    """Give a text without accents on its letters."""
    apart = unicodedata.normalize("NFD", text).replace(_SHORT_I, "й")
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart))


def words(text: str, *, case_matters: bool = False, keeps_apostrophes: bool = False) -> tuple[str, ...]:
    """Split a text into its comparable words; signs that carry meaning (%, +, <, a number's minus) are words too."""
    for sign in _APOSTROPHES:  # first, since the compatible form takes ´ apart
        text = text.replace(sign, "'" if keeps_apostrophes else "")
    seen = without_accents(visible(text))
    if not case_matters:
        seen = without_accents(seen.casefold())
    found = (_uniform(match.group()) for match in _WORD.finditer(seen))
    return tuple(word for word in found if _matters(word))


def _uniform(word: str) -> str:
    if word[0] in _DASHES and len(word) > 1:
        return "-" + word[1:]
    return word


def _matters(word: str) -> bool:
    if len(word) > 1 or word.isalnum() or word in "%&#@^":
        return True
    return unicodedata.category(word) in {"Sm", "Sc", "So"} and word not in _DASHES
