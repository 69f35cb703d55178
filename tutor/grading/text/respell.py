"""Slips of spelling mended where it is plain which word of the question or of its answers was meant.

Children spell as they hear. A word that is no word, one or two letters from one that stands in the question, its
references or its key ideas, is read as that word, and one a single letter from a small word that all texts hold
("becuase") as that one; a word that means something else is left alone.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import takewhile

from tutor.grading.spelling import is_one_letter_off, is_other_word
from tutor.grading.text.lexicon import FUNCTION_WORDS, stem
from tutor.grading.text.tidy import Tidy

_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST = 4  # letters of a word that is mended
_LONG = 7  # letters from which two slips are forgiven
_ENDING = 3
_SMALL_WORDS = tuple(sorted(word for word in FUNCTION_WORDS if len(word) > _SHORTEST))
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
        if len(said) < _SHORTEST or said in FUNCTION_WORDS or stem(said) in known or stem(said) in stems:
            continue
        near = [(_likeness(said, other), other) for other in wanted if _is_slip(said, other)]
        near = near or [(_likeness(said, other), other) for other in _SMALL_WORDS if _is_small_slip(said, other)]
        if near:
            found.append((match, max(near)[1]))
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


def _is_small_slip(said: str, other: str) -> bool:
    return is_one_letter_off(said, other) and not is_other_word(said, other)


def _is_inflected(left: str, right: str) -> bool:
    """Tell whether two words differ in their endings alone."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))))
    return same >= _SHORTEST and max(len(left), len(right)) - same <= _ENDING


def _likeness(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
