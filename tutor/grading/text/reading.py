"""An encoded text made ready for comparing: stems, weights, what is negated, which numbers stand in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tutor.domain.ports import Encoding, Word
from tutor.grading.text.lexicon import FUNCTION_WORDS, NEGATIONS, NUMBER_WORDS, figure, plainly, stem

Floats = NDArray[np.float32]
_REACH = 4  # words after a negation that it turns round
_MOST_WORDS = 160
_MANY_WORDS = 40  # found alike for opposites, roles and things mixed up: in longer texts guards err as often as not
_ANSWERS = re.compile(r"\W*(?:yes|no)(?:\s*[,.;:!\u2013\u2014](?!\s*\d)|\s+-\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One text, word by word; all tuples and rows run in step."""

    text: str
    words: tuple[Word, ...]
    plain: tuple[str, ...]  # lower case, without apostrophes and accents
    stems: tuple[str, ...]
    vectors: Floats  # (words, dimension), unit length
    sentence: Floats
    weights: Floats  # how much each word says, 0..1
    is_content: NDArray[np.bool_]
    is_negation: NDArray[np.bool_]
    is_negated: NDArray[np.bool_]
    is_name: tuple[bool, ...]  # a label such as the A of "bulb A"
    numbers: frozenset[str]
    letters: frozenset[str]  # three-letter pieces of the text
    stance: str  # "yes" or "no" where the text begins with it, else ""

    @property
    def is_long(self) -> bool:
        """Tell whether it speaks of so many things that single words and clauses say little of the whole."""
        return len(self.stems) > _MANY_WORDS

    @property
    def content(self) -> frozenset[str]:
        """Give the stems of the words that say something."""
        return frozenset(self.said())

    def said(self, span: slice = slice(None)) -> list[str]:
        """Give the stems of the words that say something, in their order; `span` picks words by their places."""
        return [word for word, says in zip(self.stems[span], self.is_content[span], strict=True) if says]


def read(encoding: Encoding, rarity: Mapping[str, float]) -> Reading:
    """Make an encoded text ready; `rarity` says how rare a stem is (0..1; a stem that is not there counts as rare)."""
    words = encoding.words[:_MOST_WORDS]
    plain = tuple(plainly(word.text) for word in words)
    is_name = [_is_name(word.text, place) for place, word in enumerate(words)]
    stems = tuple(stem(word) for word in plain)
    stance = _stance(encoding.text, plain)
    is_said = np.arange(len(plain)) >= bool(stance)  # "No, it is there" denies nothing in what follows
    negation = np.array([word in NEGATIONS for word in plain], bool) & is_said
    content = np.array([named or word not in FUNCTION_WORDS for word, named in zip(plain, is_name, strict=True)], bool)
    content &= ~negation & is_said
    weights = [
        max(rarity.get(one, 1.0), 0.5 if named else 0.0) * (1.0 if says else 0.4)
        for one, says, named in zip(stems, content, is_name, strict=True)
    ]
    return Reading(
        text=encoding.text,
        words=words,
        plain=plain,
        stems=stems,
        vectors=encoding.vectors[:_MOST_WORDS],
        sentence=encoding.sentence,
        weights=np.array(weights, np.float32),
        is_content=content,
        is_negation=negation,
        is_negated=_negated(negation),
        is_name=tuple(is_name),
        numbers=frozenset(figure(word) for word in plain if _is_number(word)),
        letters=_letters(" ".join(plain)),
        stance=stance,
    )


def cuts(reading: Reading, mark: re.Pattern[str]) -> list[int]:
    """Give the places of the words that a mark parts from the word before."""
    gaps = pairwise(reading.words)
    return [place for place, (one, other) in enumerate(gaps, 1) if mark.search(reading.text[one.end : other.start])]


def pieces(reading: Reading, mark: re.Pattern[str]) -> list[slice]:
    """Give the stretches of words from mark to mark."""
    return [slice(start, end) for start, end in pairwise([0, *cuts(reading, mark), len(reading.words)])]


def _stance(text: str, plain: Sequence[str]) -> str:
    """Give the "yes" or "no" that a text begins with, where a mark and more words follow."""
    return plain[0] if len(plain) > 1 and _ANSWERS.match(text) else ""


def _is_name(text: str, place: int) -> bool:
    """Tell whether a word is a label such as the A of "bulb A", or the 4 of "circuit 4"."""
    return text.isdigit() or (len(text) == 1 and text.isupper() and not (place == 0 and text == "A") and text != "I")


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word[1:2].isdigit() or (word in NUMBER_WORDS and word != "one")


def _negated(negation: NDArray[np.bool_]) -> NDArray[np.bool_]:
    turned = np.zeros(len(negation), bool)
    for place in np.flatnonzero(negation):
        span = slice(place + 1, place + 1 + _REACH)
        turned[span] = ~turned[span]
    return turned


def _letters(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))
