"""An answer in the words of its question: slips of spelling mended, and synonyms read as the word that stands there.

A student who writes "lamp" where the reference has "bulb" has said the same. Only words of
`resources/words/synonyms.txt` are read so, only as one that stands in the question, its references or its key ideas,
and only where the student's own word stands in none of them. So is "not as dense as" where "less dense" stands there.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from tutor.grading.text.lexicon import FUNCTION_WORDS, listed, stem
from tutor.grading.text.respell import respelled
from tutor.grading.text.tidy import Tidy

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

# What makes another word of a stem: "useful" is not "use".
_DERIVED = re.compile("(?:ful|less|ly|ness|[ai]ble|[ts]ion|ment|ity|al|ive|ous|[ae]nt|[ae]nce|[eo]r|y)$")

_PARTED = re.compile(r"[{}$\\]|[()\[\],;:.!?](?!\d)")  # between words that are no phrase; "1.5" and "1,000" are

_NOT_AS = re.compile(
    r"\b(?P<verb>is|are|was|were)(?: not|n['’]?t) (?:as|so) (?P<what>\w+)(?P<than> as\b)?", re.IGNORECASE
)

Phrase = tuple[str, ...]  # a stem for each word, with the ending that makes it another word


def in_known_words(answer: Tidy, told_before: Sequence[str], known: Container[str]) -> Tidy:
    """Mend slips and read synonyms as the words of `told_before`; `known` holds the stems of words that exist."""
    return reworded(respelled(answer, told_before, known), told_before)


def reworded(answer: Tidy, told_before: Sequence[str]) -> Tidy:
    """Put the words of `told_before` in place of their synonyms; each still knows where the student wrote it."""
    answer = _less(answer, told_before)
    told = _told(tuple(told_before))
    for words in reversed([*_synonyms(answer.text, told)]):
        start, end = words[0].start(), words[-1].end()
        answer = answer.put(start, end, told[_phrase(words)])
    return answer


def _less(answer: Tidy, told_before: Sequence[str]) -> Tidy:
    """Read "not as dense as" as "less dense than", where that was told."""
    for found in reversed([*_NOT_AS.finditer(answer.text)]):
        less = f"less {found['what']}"
        if any(less.casefold() in text.casefold() for text in told_before):
            verb = found["verb"]
            answer = answer.put(*found.span(), f"{verb} {less} than" if found["than"] else f"{verb} {less}")
    return answer


def _synonyms(text: str, told: Mapping[Phrase, str]) -> Iterator[list[re.Match[str]]]:
    """Find the longest phrases that mean what was told in other words."""
    words, place = [*_WORD.finditer(text)], 0
    while place < len(words):
        pieces = (words[place : place + length] for length in range(_longest(), 0, -1))
        found = next((piece for piece in pieces if _phrase(piece) in told), None)
        if found:
            yield found
        place += len(found) if found else 1


@lru_cache(maxsize=500)
def _told(texts: tuple[str, ...]) -> dict[Phrase, str]:
    """Give, for each phrase with a synonym in the texts and not itself in them, that synonym as it stands there."""
    standing: dict[Phrase, str] = {}
    for text in texts:
        words = [*_WORD.finditer(text)]
        for place in range(len(words)):
            for length in range(1, _longest() + 1):
                piece = words[place : place + length]
                if len(piece) == length and _phrase(piece) in _sets() and _is_one(text, piece):
                    standing.setdefault(_phrase(piece), text[piece[0].start() : piece[-1].end()].lower())
    return {
        other: said
        for phrase, said in standing.items()
        for other in chain.from_iterable(_sets()[phrase])
        if other not in standing
    }


def _is_one(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Tell whether words stand together, with no bracket or full stop between them."""
    return not _PARTED.search(text[words[0].start() : words[-1].end()])


def _phrase(words: Sequence[re.Match[str]]) -> Phrase:
    return tuple(_lexeme(word.group().casefold()) for word in words)


@lru_cache(maxsize=20_000)
def _lexeme(word: str) -> str:
    derived = _DERIVED.search(word)
    return f"{stem(word)}-{derived.group() if derived else ''}"


@cache
def _sets() -> Mapping[Phrase, Sequence[Sequence[Phrase]]]:
    """Give the sets of synonyms that each phrase stands in; those of small words alone ("must") are left alone."""
    found: dict[Phrase, list[list[Phrase]]] = {}
    for line in listed("synonyms"):
        said = [[*_WORD.finditer(one)] for one in line.split(",")]
        phrases = [_phrase(words) for words in said if any(word.group() not in FUNCTION_WORDS for word in words)]
        for phrase in phrases:
            found.setdefault(phrase, []).append(phrases)
    return found


@cache
def _longest() -> int:
    return max(map(len, _sets()))
