"""Words that weigh little, words that turn a meaning round, and words that point opposite ways (English)."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from tutor.grading.stemming import stemmed
from tutor.paths import resources


def listed(name: str) -> list[str]:
    """Read a word list of `resources/words`: its lines, without comments and blank ones."""
    lines = (resources() / "words" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def words_listed(name: str) -> list[str]:
    """Read a word list whose lines hold many words each."""
    return " ".join(listed(name)).split()


FUNCTION_WORDS = frozenset(words_listed("function-words"))  # no "not": it carries the meaning
NEGATIONS = frozenset(words_listed("negations"))
ORDERS = tuple(listed("orders"))

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBER_WORDS = {word: str(number) for number, word in enumerate(_NUMBERS.split())}

_THOUSANDS = r"\d{1,3}(?:,\d{3})+(?![\d,])"
_FIGURE = re.compile(rf"[-−]?(?:{_THOUSANDS}|\d+)(?:\.\d+)?")
_FIGURE_IN_TEXT = re.compile(rf"(?:(?<![\d,]){_THOUSANDS}|\d+)(?:\.\d+)?")
_POWERS = re.compile(r"(?<=\d)[⁰¹²³⁴-⁹⁺⁻]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_NEGATIVE_VERBS = ("fail", "lack", "prevent", "stop")
_BEFORE = 3  # words before an adjective that can turn it round
_TURNING_PREFIXES = ("un", "non", "dis", "in", "im", "ir")


@cache
def _adjectives() -> dict[str, str]:
    """Give every form of a gradable adjective with its plain form ("denser", "densest", "dense" -> "dense")."""
    forms: dict[str, str] = {}
    for plain in words_listed("adjectives"):
        root = plain[:-1] if plain.endswith("e") else plain
        root = f"{plain[:-1]}i" if plain.endswith("y") else root
        doubled = plain + plain[-1]
        for form in (plain, f"{root}er", f"{root}est", f"{doubled}er", f"{doubled}est"):
            forms[form] = plain
    return forms


def adjective(word: str) -> str | None:
    """Give the plain form of a gradable adjective in lower case ("denser": "dense"); None for another word."""
    return _adjectives().get(word)


def degrees(words: Sequence[str]) -> dict[str, set[bool]]:
    """Tell for each adjective in lower-case words whether it is more so (True) or less so (False), or both."""
    found: dict[str, set[bool]] = {}
    for place, word in enumerate(words):
        if word in _adjectives():
            turns = sum(map(_denies, words[max(0, place - _BEFORE) : place]))
            turns += is_lessened(words, place)
            found.setdefault(_adjectives()[word], set()).add(turns % 2 == 0)
    return found


def is_lessened(words: Sequence[str], place: int) -> bool:
    """Tell whether "less" or "least" stands right before a word."""
    return place > 0 and words[place - 1] in ("less", "least")


def _denies(word: str) -> bool:
    """Tell whether a word denies how something is ("isn't long"), not what happens ("a stop bit", "fails")."""
    return word in NEGATIONS and not word.startswith(_NEGATIVE_VERBS)


def plainly(word: str) -> str:
    """Write a word in lower case without apostrophes and accents, signs as on a keyboard ("CO₂" is "co2")."""
    if not word.isascii():
        powers = _POWERS.sub(lambda found: f"^{found.group()}", word)  # "10³" is not "103"
        folded = unicodedata.normalize("NFKD", powers.replace("\u0345", "")).casefold()
        bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
        word = unicodedata.normalize("NFC", bare).replace("\u2044", "/")
    return word.casefold().replace("'", "").replace("’", "")


def figure(word: str) -> str:
    """Write a number in one way ("1,000" is "1000", "5.0" and "five" are "5"); other words stay as they are."""
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    if not is_figure(word):
        return word
    plain = word.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def is_figure(word: str) -> bool:
    """Tell whether a word is a number in digits."""
    return _FIGURE.fullmatch(word) is not None


def figures(text: str) -> frozenset[str]:
    """Give the numbers of a text that are written in digits, each in one way; those of "1,2,and 3" one by one."""
    return frozenset(figure(found.group()) for found in _FIGURE_IN_TEXT.finditer(text))


def stem(word: str) -> str:
    """Cut a word to its stem: without case, apostrophes and endings ("Evaporating" -> "evapor")."""
    return stemmed(figure(plainly(word)))


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in listed("opposites"):
        left, right = (stem(word) for word in pair.split())
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=50_000)
def are_opposite(left: str, right: str) -> bool:
    """Tell whether two stems point opposite ways ("rise", "fall"; "connect", "disconnect")."""
    if right in _opposites().get(left, ()):
        return True
    short, long = sorted((left, right), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in _TURNING_PREFIXES)
