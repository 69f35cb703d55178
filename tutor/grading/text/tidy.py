"""An answer as it is read: without signs that can't be seen, look-alike letters and endless length.

Each kept character remembers where it stood, so that what is found can be shown in the student's own words.
"""

import re
import unicodedata
from dataclasses import dataclass

from tutor.domain.grade import Span

MOST_WORDS = 150
_LOOK_ALIKES = dict(
    zip(
        "аеорсухікмтнвАЕОРСУХІКМТНВјЈѕЅԁһӏορνιαΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxikmthbAEOPCYXIKMTHBjJsSdhlopviaABEZHIKMNOPTYX",
        strict=True,
    )
)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Tidy:
    """A readable text, where each of its characters stood in the original, and whether the end was left out."""

    text: str
    origin: tuple[int, ...]
    is_cut: bool = False

    def span(self, start: int, end: int) -> Span:
        """Give the place in the original of the characters `start` up to but without `end` of the readable text."""
        return Span(self.origin[start], self.origin[end - 1] + 1)

    def without(self, start: int, end: int) -> "Tidy":
        """Blank a piece out; everything else stays where it is."""
        return Tidy(self.text[:start] + " " * (end - start) + self.text[end:], self.origin, self.is_cut)


def tidy(text: str) -> Tidy:
    """Make an answer readable; what comes after MOST_WORDS words is left out."""
    signs: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(text):
        if unicodedata.category(sign) in ("Cf", "Co", "Cn"):
            continue
        for plain in unicodedata.normalize("NFKC", sign):
            signs.append(" " if unicodedata.category(plain) == "Cc" else plain)
            origin.append(place)
    readable = _latin("".join(signs))
    words = list(_WORD.finditer(readable))
    if len(words) <= MOST_WORDS:
        return Tidy(readable, tuple(origin))
    end = words[MOST_WORDS - 1].end()
    return Tidy(readable[:end], tuple(origin[:end]), is_cut=True)


def _latin(text: str) -> str:
    """Put Latin letters for look-alikes in a text that is Latin otherwise."""
    letters = [sign for sign in text if sign.isalpha()]
    others = [sign for sign in letters if not sign.isascii() and sign not in _LOOK_ALIKES and ord(sign) > 0x24F]
    if others or not any(sign.isascii() for sign in letters):
        return text
    return "".join(_LOOK_ALIKES.get(sign, sign) for sign in text)
