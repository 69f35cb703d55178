"""Slips of spelling mended where it is plain which word of the question or of its answers was meant.

Children spell as they hear. A word that is no word, one or two letters from one that stands in the question, its
references or its key ideas, is read as that word; else one a single letter from words that all texts hold
("becuase") as the commonest of them (Norvig, How to write a spelling corrector). A word that means something else is
left alone.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from tutor.grading.spelling import is_one_letter_off, is_other_word
from tutor.grading.text.lexicon import FUNCTION_WORDS, stem
from tutor.grading.text.tidy import Tidy

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_LETTERS = re.compile(r"(?<![\w'’])[^\W\d_]+(?![\w'’])")
_FEWEST = 3  # letters of a word that is mended
_SHORTEST = 4  # letters of a word that was meant
_LONG = 7  # letters from which two slips are forgiven
_ENDING = 3
_SHORTER = 0.05  # how much rather a letter was left out than put in, unless it stands twice
_LIKE = 0.84  # share of letters that run in step (Ratcliff and Metzener 1988)


def slips(text: str, said_before: Iterable[str], known: Container[str]) -> list[tuple[re.Match[str], str]]:
    """List the misspelt words of a text, each with the word that was meant.

    `said_before` are the texts that a word may be taken from; `known` holds the stems of words that exist.
    """
    vocabulary = {word for one in said_before for word in _LETTERS.findall(one.casefold())}
    stems = {stem(word) for word in vocabulary}
    wanted = sorted(word for word in vocabulary if len(word) >= _SHORTEST and word not in FUNCTION_WORDS)
    found = []
    for match in _LETTERS.finditer(text):
        said = match.group().casefold()
        if len(said) < _FEWEST or said in FUNCTION_WORDS or stem(said) in known or stem(said) in stems:
            continue
        near = [(_likeness(said, other), other) for other in wanted if _is_slip(said, other)]
        meant = max(near)[1] if near else _common(said, known)
        if meant:
            found.append((match, meant))
    return found


def respelled(answer: Tidy, said_before: Iterable[str], known: Container[str]) -> Tidy:
    """Put the words that were meant in place of the slips; each still knows where the student wrote it."""
    text, origin, place = "", list[int](), 0
    for word, meant in slips(answer.text, said_before, known):
        start, end = word.span()
        text += answer.text[place:start] + meant
        origin += [*answer.origin[place:start], *([answer.origin[start]] * (len(meant) - 1)), answer.origin[end - 1]]
        place = end
    return replace(answer, text=text + answer.text[place:], origin=(*origin, *answer.origin[place:]))


def _is_slip(said: str, other: str) -> bool:
    if is_other_word(said, other) or said.startswith(other) or other.startswith(said):
        return False
    if is_one_letter_off(said, other):
        return True
    if min(len(said), len(other)) < _LONG or abs(len(said) - len(other)) > 2:
        return False
    return _likeness(said, other) >= _LIKE and not _is_inflected(said, other)


def _common(said: str, known: Container[str]) -> str:
    """Give the common word that a word which is none was most likely meant to be, or nothing."""
    near = [word for word in _beside(said) if stem(word) in known or word in FUNCTION_WORDS]
    return max(near, key=lambda word: (_speller().word_usage_frequency(word) * _ease(said, word), word), default="")


@lru_cache(maxsize=5_000)
def _beside(said: str) -> tuple[str, ...]:
    """List the words one letter away from one that is no word; none where it is too short to tell."""
    speller = _speller()
    if len(said) < _FEWEST or not said.isascii() or said in speller:
        return ()
    near = speller.known(speller.edit_distance_1(said))
    return tuple(sorted(word for word in near if _is_meant(said, word)))


def _is_meant(said: str, word: str) -> bool:
    is_long = len(word) >= _SHORTEST or sorted(said) == sorted(word)
    return is_long and word.isalpha() and not is_other_word(said, word)


def _ease(said: str, word: str) -> float:
    """Say how easily a hand slips so: letters are left out, doubled or swapped rather than added."""
    doubled = any(said[:place] + said[place + 1 :] == word for place in _doubled(said))
    return 1.0 if len(word) >= len(said) or doubled else _SHORTER


def _doubled(said: str) -> Iterator[int]:
    return (place for place in range(1, len(said)) if said[place] == said[place - 1])


@cache
def _speller() -> "SpellChecker":
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)


def _is_inflected(left: str, right: str) -> bool:
    """Tell whether two words differ in their endings alone."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))))
    return same >= _SHORTEST and max(len(left), len(right)) - same <= _ENDING


def _likeness(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
