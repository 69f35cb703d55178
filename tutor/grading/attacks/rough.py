"""Right answers as they are really written: with typos, in other words, in dialect, in a second language."""

import re
from collections.abc import Iterator, Mapping
from random import Random

from tutor.grading.attacks.case import Setting, is_filler, is_negation, words

SYNONYMS: Mapping[str, str] = {
    "because": "since", "big": "large", "bigger": "larger", "small": "little", "smaller": "tinier", "get": "obtain",
    "gets": "becomes", "shows": "tells", "show": "tell", "make": "produce", "makes": "produces", "need": "require",
    "needs": "requires", "use": "make use of", "uses": "makes use of", "help": "aid", "helps": "aids", "keep": "hold",
    "keeps": "holds", "start": "begin", "starts": "begins", "stop": "end", "fast": "quick", "faster": "quicker",
    "sun": "sunshine", "lots": "plenty", "many": "lots of", "also": "too", "but": "however", "so": "thus",
    "move": "travel", "moves": "travels", "find": "discover", "look": "watch", "broken": "damaged", "bulb": "lamp",
    "battery": "cell", "kind": "type", "same": "identical", "different": "unlike", "part": "piece", "parts": "pieces",
    "let": "allow", "lets": "allows", "rock": "stone", "rocks": "stones", "dirt": "soil", "ground": "soil",
    "food": "things to eat", "home": "house", "enough": "sufficient", "very": "really", "can": "is able to",
}  # fmt: skip
_DIALECT = (
    (r"\bisn't\b|\bis not\b|\baren't\b|\bare not\b", "ain't"), (r"\bgoing to\b", "gonna"), (r"\bbecause\b", "cos"),
    (r"\bthe\b", "da"), (r"\bthat\b", "dat"), (r"\bthey\b", "dey"), (r"\bthem\b", "dem"), (r"\bthis\b", "dis"),
    (r"\bwith\b", "wiv"), (r"ing\b", "in'"), (r"\bsomething\b", "summat"), (r"\bnothing\b", "nuffin"),
    (r"\bmy\b", "me"), (r"\byou\b", "ya"), (r"\bof\b", "o'"), (r"\bthey are\b", "they is"),
)  # fmt: skip
_KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioipsdfghjkkxcvbnn", strict=False))
_CLAUSES = re.compile(
    r"^(?P<main>[^.,;]{8,}) (?P<joint>because|when|if|since) (?P<rest>[^.,;]{8,}?)[.]?$", re.IGNORECASE
)
_ARTICLES = re.compile(r"\b(?:the|a|an) ", re.IGNORECASE)
_AGREEMENT = (
    (r"\bis\b", "are"), (r"\bare\b", "is"), (r"\bhas\b", "have"), (r"\bdoes not\b", "do not"),
    (r"\bdoesn't\b", "don't"),
    (r"\b(need|make|get|take|give|keep|move|show|turn|use|help|flow|let|grow|live)s\b", r"\1"), (r"\bwas\b", "were"),
    (r"\bdidn't (\w+)\b", r"didn't \1ed"),
)  # fmt: skip


def typos(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Mistype one word in four or five: letters that change places, are left out, doubled, or next on the keyboard."""
    for right in _bases(setting, rng):
        parts = right.split()
        places = [
            place for place, part in enumerate(parts) if len(part) > 3 and part.isalpha() and not is_negation(part)
        ]
        chosen = rng.sample(places, min(len(places), max(1, len(parts) // 5)))
        for place in chosen:
            parts[place] = mistyped(parts[place], rng)
        if chosen:
            yield " ".join(parts), right


def synonyms(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Put other words of the same meaning for up to three words."""
    for right in _bases(setting, rng):
        found = [word for word in dict.fromkeys(words(right)) if word.casefold() in SYNONYMS]
        said = right
        for word in rng.sample(found, min(3, len(found))):
            said = re.sub(rf"\b{word}\b", SYNONYMS[word.casefold()], said)
        if said != right:
            yield said, right


def other_order(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Put the second clause first: "X because Y" becomes "Because Y, X"."""
    for right in _bases(setting, rng, most=4):
        found = _CLAUSES.match(right.strip())
        if found and " because " not in found["main"] and not found["main"].casefold().startswith("because"):
            yield f"{found['joint'].capitalize()} {found['rest']}, {found['main']}.", right


def dialect(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Write as one speaks at home."""
    for right in _bases(setting, rng):
        said = right
        for form, other in rng.sample(_DIALECT, 8):
            said = re.sub(form, other, said, flags=re.IGNORECASE)
        if said != right:
            yield said, right


def bare(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Leave out punctuation and capitals (labels such as "bulb A" stay as they are)."""
    for right in _bases(setting, rng):
        parts = [part.strip('.,;:!?"()') for part in right.split()]
        said = " ".join(part if len(part) == 1 or part.isupper() else part.lower() for part in parts if part)
        if said != right:
            yield said, right


def second_language(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Drop articles and let verbs disagree, as those do who learn English."""
    for right in _bases(setting, rng):
        said = _ARTICLES.sub("", right)
        for form, other in rng.sample(_AGREEMENT, 3):
            said = re.sub(form, other, said)
        if said != right:
            yield said, right


def mistyped(word: str, rng: Random) -> str:
    """Make one slip in a word, never at its first letter."""
    place = rng.randrange(1, len(word) - 1)
    way = rng.randrange(4)
    if way == 0 and word[place] != word[place + 1]:
        return f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}"
    if way == 1:
        return word[:place] + word[place + 1 :]
    if way == 2 and _KEYS.get(word[place], word[place]) != word[place]:
        return word[:place] + _KEYS[word[place]] + word[place + 1 :]
    return word[:place] + word[place] + word[place:]


def _bases(setting: Setting, rng: Random, most: int = 2) -> list[str]:
    """Pick right answers of a few words and more, references only where there are other references to grade by."""
    own = setting.known.references if len(setting.known.references) > 1 and not setting.known.rights else ()
    possible = [one for one in (*setting.known.rights, *own) if 4 <= len(words(one)) <= 60]
    possible = [one for one in possible if not all(map(is_filler, words(one)))]
    return rng.sample(possible, min(most, len(possible)))
