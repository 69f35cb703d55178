"""An answer as it is read: without signs that can't be seen, look-alike letters, endless length and who is speaking.

Each kept character remembers where it stood, so that what is found can be shown in the student's own words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tutor.domain.grade import Span
from tutor.grading.text.lexicon import listed

MOST_WORDS = 150
_LOOK_ALIKES = dict(
    zip(
        "аеорсухікмтнвАЕОРСУХІКМТНВјЈѕЅԁһӏορνιαΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡ",
        "aeopcyxikmthbAEOPCYXIKMTHBjJsSdhlopviaABEZHIKMNOPTYXiag",
        strict=True,
    )
)
_WORD = re.compile(r"\S+")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s)[^.!?]*)*[.!?]*")
_FEWEST_REPEATED = 3  # words of a sentence that is left out where it stands again
_FEWEST_LEFT = 2  # words that an answer has to keep when who speaks is left out; one before "isn't it?"


def _forms(place: str) -> list[re.Pattern[str]]:
    found = [line for line in listed("frames") if (line.startswith("...") if place == "end" else line.endswith("..."))]
    if place == "end":
        return [re.compile(rf"{line[3:]}$", re.IGNORECASE) for line in found]
    return [re.compile(rf"\s*\b{line[:-3].rstrip()}(?=\W|$)\s*", re.IGNORECASE) for line in found]


_BEGINNINGS, _ENDS = _forms("beginning"), _forms("end")
_SPOKEN = {said: meant.replace("_", " ") for said, meant in (line.split() for line in listed("spoken-forms"))}
_SHORT = "|".join(re.escape(form) for form in _SPOKEN if "/" in form)
_SIGNS = "|".join(re.escape(form) for form in _SPOKEN if not any(map(str.isalpha, form)))
_SPOKEN_WORD = re.compile(
    rf"(?<!\S)(?:{_SHORT})(?!\S)|(?<![\w'’])[a-z]+['’]?(?![\w'’])|(?<=[^\W\d]\s)(?:{_SIGNS})(?=\s[^\W\d])",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?<!\w)['‘](?=\w)")
_DROPPED_G = re.compile(r"(?!with)\w{2,}[^aeiou\W]in['’]", re.IGNORECASE)


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
        return replace(self, text=self.text[:start] + " " * (end - start) + self.text[end:])

    def put(self, start: int, end: int, other: str) -> "Tidy":
        """Put other characters in the place of a piece; all of them stand where the piece stood."""
        old = self.origin[start:end]
        new = [old[min(place, len(old) - 1)] for place in range(len(other))]
        new[-1] = old[-1]
        text = self.text[:start] + other + self.text[end:]
        return replace(self, text=text, origin=(*self.origin[:start], *new, *self.origin[end:]))


def tidy(text: str) -> Tidy:
    """Make an answer readable; what comes after MOST_WORDS words is left out."""
    made = _cut(_visible(text))
    return _plainly_said(_once(_without_speaker(made)))


def _visible(text: str) -> Tidy:
    """Leave out what can't be seen, marks that strike letters through, and accents on Latin letters."""
    signs: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(text):
        if unicodedata.category(sign) in ("Cf", "Co", "Cn"):
            continue
        for plain in sign if _has_a_meaning_of_its_own(sign, signs) else unicodedata.normalize("NFKC", sign):
            if unicodedata.combining(plain) and signs and _is_latin(signs[-1]):
                continue
            bare = unicodedata.normalize("NFD", plain)[0] if plain.isalpha() else plain
            signs.append(" " if unicodedata.category(plain) == "Cc" else bare if _is_latin(bare) else plain)
            origin.append(place)
    return Tidy(_latin("".join(signs)), tuple(origin))


def _has_a_meaning_of_its_own(sign: str, before: Sequence[str]) -> bool:
    """Tell whether a sign means another thing than its plain form: a power ("10³" is not "103"), a fraction ("3½")."""
    kind = unicodedata.decomposition(sign).partition(" ")[0]
    return kind == "<fraction>" or (kind == "<super>" and bool(before) and before[-1].isdigit())


def _is_latin(sign: str) -> bool:
    return ord(sign) <= 0x24F or sign in _LOOK_ALIKES


def _latin(text: str) -> str:
    """Put Latin letters for look-alikes: in words that mix both, and in all words where most others are Latin."""
    letters = [sign for sign in text if sign.isalpha()]
    is_latin = 2 * sum(map(str.isascii, letters)) > len([sign for sign in letters if sign not in _LOOK_ALIKES])
    return _WORD.sub(lambda word: _latin_word(word.group(), is_latin=is_latin and bool(letters)), text)


def _latin_word(word: str, *, is_latin: bool) -> str:
    letters = [sign for sign in word if sign.isalpha()]
    is_foreign = any(not _is_latin(sign) for sign in letters)
    is_mixed = any(map(str.isascii, letters))
    return word if is_foreign or not (is_latin or is_mixed) else "".join(_LOOK_ALIKES.get(sign, sign) for sign in word)


def ended(text: str) -> str:
    """Give a text its full stop where none was typed: children often leave it out, and it says nothing."""
    return f"{text.rstrip()}." if text.rstrip()[-1:].isalnum() else text


def _cut(made: Tidy) -> Tidy:
    words = list(_WORD.finditer(made.text))
    if len(words) <= MOST_WORDS:
        return made
    end = words[MOST_WORDS - 1].end()
    return Tidy(made.text[:end], made.origin[:end], is_cut=True)


def _without_speaker(made: Tidy) -> Tidy:
    """Blank out who says it and how ("My aunt in Lagos says that ...", "..., innit"), where an answer is left."""
    for _turn in range(2):
        for start, end in _framed(made.text):
            left = made.without(start, end)
            if len(_WORD.findall(left.text)) >= (1 if made.text[:start].strip() else _FEWEST_LEFT):
                made = left
    return made


def _framed(text: str) -> Iterator[tuple[int, int]]:
    begin = len(text) - len(text.lstrip())
    for form in _BEGINNINGS:
        if found := form.match(text, begin):
            yield found.span()
            break
    for form in _ENDS:
        if found := form.search(text.rstrip()):
            yield found.span()
            break


def _once(made: Tidy) -> Tidy:
    """Blank out sentences that stood before, and what is only the beginning over and over again."""
    seen: set[tuple[str, ...]] = set()
    for sentence in list(_SENTENCE.finditer(made.text)):
        said = tuple(re.findall(r"\w+", sentence.group().casefold()))
        if len(said) >= _FEWEST_REPEATED and said in seen:
            made = made.without(*sentence.span())
        seen.add(said)
    words = list(_WORD.finditer(made.text))
    plain = [word.group().casefold().strip(".,;!?") for word in words]
    for length in range(_FEWEST_REPEATED, len(plain) // 2 + 1):
        if all(word == plain[place % length] for place, word in enumerate(plain)):
            return made.without(words[length].start(), len(made.text))
    return made


def _plainly_said(made: Tidy) -> Tidy:
    """Write words as they are in books ("dat" is "that"), and signs between words as words ("=" is "is")."""
    is_quoting = _OPENING.search(made.text) is not None  # then a sign after a word may close a quotation
    found = [word for word in _SPOKEN_WORD.finditer(made.text) if _is_spoken(word.group(), is_quoting)]
    for word in reversed(found):
        meant = _SPOKEN.get(word.group().casefold(), "")
        made = made.put(word.start(), word.end(), meant or f"{word.group()[:-1]}g")
    return made


def _is_spoken(word: str, is_quoting: bool) -> bool:
    """Tell whether a word is a spoken form ("burnin'" among them)."""
    return word.casefold() in _SPOKEN or (not is_quoting and _DROPPED_G.fullmatch(word) is not None)
