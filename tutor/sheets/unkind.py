"""Unkind and unsafe words in what a student wrote, through the usual disguises."""

import re
import unicodedata
from functools import cache

from tutor.paths import resources

_LEET = str.maketrans("013457@$!|", "oieastasii")
_LOOKALIKES = str.maketrans("аеосрхуікνοα", "aeocpxyikvoa")  # Cyrillic and Greek letters that look Latin
_APART = re.compile(r"(?<![^\W_])(?:[^\W\d_][\s._*\-]+){2,}[^\W\d_](?![^\W_])")
_INSIDE = re.compile(r"(?<=[^\W\d_])[._\-](?=[^\W\d_])")
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_GAP = r"\W+(?:\w+\W+){0,3}"


def finds(part: str, text: str) -> bool:
    """Tell whether a text holds a word or phrase from one part of the list ("mild", "hateful", "harm")."""
    pattern = _patterns()[part]
    return any(pattern.search(form) for form in _forms(text))


def _forms(text: str) -> set[str]:
    """Give the ways to read a text: as it stands, and with each disguise taken off."""
    plain = _plain(text)
    letters = " ".join(_unleet(word) for word in plain.split())
    forms = {plain, letters}
    forms |= {_APART.sub(_joined, form) for form in tuple(forms)}
    forms |= {_INSIDE.sub("", form) for form in tuple(forms)}
    return {_LONG.sub(shape, form) for form in forms for shape in (r"\1", r"\1\1")} | forms


def _plain(text: str) -> str:
    shown = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cc") or sign.isspace())
    apart = unicodedata.normalize("NFKD", shown).casefold()
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return re.sub("['’‘ʼ`]", "", bare).translate(_LOOKALIKES)


def _unleet(word: str) -> str:
    """Read numbers for letters ("1d10t"), unless the word is a number, a formula or the like."""
    bare = word.rstrip("!|.,;:?")
    is_disguised = sum(sign.isalpha() for sign in bare) >= 2 and not bare.isalpha()
    return bare.translate(_LEET) + word[len(bare) :] if is_disguised else word


def _joined(found: re.Match[str]) -> str:
    return re.sub(r"[\s._*\-]+", "", found.group())


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Make one pattern for each part of the list."""
    lines = (resources() / "rules" / "unkind_words.txt").read_text(encoding="utf-8").splitlines()
    parts: dict[str, list[str]] = {}
    phrases: list[str] = []
    for line in lines:
        if line.startswith("["):
            phrases = parts.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            phrases += line.split("|")
    return {name: re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, found))})(?!\w)") for name, found in parts.items()}


def _pattern(phrase: str) -> str:
    """Make a phrase's pattern: signs between its words, and a star for any letter inside a word."""
    joined = r"\W+".join(_word(word) for word in phrase.replace(" ... ", " … ").split())
    return joined.replace(r"\W+…\W+", _GAP)


def _word(word: str) -> str:
    if len(word) < 4:
        return re.escape(word)
    inner = "".join(f"[{letter}*#]" for letter in word[1:-1])
    return f"{word[0]}{inner}{word[-1]}"
