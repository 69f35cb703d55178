"""What a person's marks on other answers to a question say of one more: those nearest in their words count most.

A Gaussian process over the answers of one question, with a logistic likelihood and Laplace's approximation (Rasmussen
and Williams 2006, "Gaussian Processes for Machine Learning", algorithms 3.1 and 3.2). Its mean is what the grader
makes of an answer without any marks. Two answers go together as far as they share words, and all answers of a question
a little, since some marks are more generous than others. The mode alone is used: averaging over what is left unknown
made new answers to school questions less well predicted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tutor.domain.grade import Verdict
from tutor.grading.text.reading import Reading

# Variances in log odds, chosen on school answers with 5, 20 and three quarters of a question's marks.
_SHARED_WORDS, _COMMON = 8.0, 0.5
_SMALL = "~"  # stands before a word that says little by itself, such as "the"
_SMALL_COUNTS = 0.3  # beside a word that says something; at 1, answers to other questions seem partly right
ENOUGH = 8  # marks, of all three kinds, from which they tell what is partly right better than key ideas do
_MOST_STEPS, _STILL = 40, 1e-4
_SIZES = tuple(0.5**halvings for halvings in range(10))  # of a step

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Look:
    """How an answer looks: its words, and the log odds that it is right, and that it is at least partly right."""

    words: frozenset[str]  # stems; with "not " before what is denied, and "~" before what says little by itself
    right: float
    some: float


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The marked answers of a question, and how far each word of theirs pulls an answer that holds it."""

    places: Mapping[str, int]  # of the words
    pulls: Floats  # (words, 2): toward right, toward at least partly right
    common: Floats  # (2): how far every answer is pulled
    tell_parts: bool  # there are enough to go by them alone, not by key ideas
    least: float = -np.inf  # log odds that an answer needs without them, before they may help it to be called right

    @classmethod
    def of(cls, looks: Sequence[Look], marks: Sequence[Verdict], count: float = 1.0) -> Self:
        """Learn from marked answers, as they look without marks; `count` is the share of their pull that counts.

        Where all marks are one, nothing can be told of how generous they are.
        """
        known = frozenset[str]().union(*(look.words for look in looks))
        places = {word: place for place, word in enumerate(sorted(known))}
        rows = np.stack([_row(look.words, places) for look in looks])
        is_right = np.array([mark is Verdict.CORRECT for mark in marks], np.float64)
        is_some = np.array([mark in (Verdict.CORRECT, Verdict.PARTIAL) for mark in marks], np.float64)
        common = _COMMON if 0 < is_right.sum() < len(marks) else 0.0
        near = rows @ rows.T * _SHARED_WORDS + common
        right = _pulls(near, is_right, np.array([look.right for look in looks]))
        some = _pulls(near, is_some, np.array([look.some for look in looks]))
        tell_parts = len(marks) >= ENOUGH and {Verdict.CORRECT, Verdict.PARTIAL, Verdict.INCORRECT} <= set(marks)
        pulls = np.stack([right, some], axis=1) * count
        return cls(places, _SHARED_WORDS * rows.T @ pulls, common * pulls.sum(axis=0), tell_parts)

    @classmethod
    def from_pulls(
        cls, pulls: Mapping[str, Sequence[float]], common: Sequence[float], *, tell_parts: bool, least: float = -np.inf
    ) -> Self:
        """Take up what was learned before: for each word, and for every answer, two pulls."""
        places = {word: place for place, word in enumerate(pulls)}
        rows = np.array([*pulls.values()], np.float64).reshape(-1, 2)
        return cls(places, rows, np.array(common), tell_parts, least)

    def moved(self, look: Look) -> Look:
        """Give an answer's log odds as the marks on others leave them; right is never likelier than partly right."""
        right, some = _row(look.words, self.places) @ self.pulls + self.common
        return Look(look.words, look.right + right, max(look.right + right, look.some + some))


def words_of(reading: Reading) -> frozenset[str]:
    """Give the words by which answers are compared."""
    each = zip(reading.stems, reading.is_negated, reading.is_content, strict=True)
    return frozenset(f"{'' if says else _SMALL}{'not ' if is_negated else ''}{stem}" for stem, is_negated, says in each)


def _row(words: frozenset[str], places: Mapping[str, int]) -> Floats:
    """Give a set of words as a vector (words that have a place) of length 1, less what has no place."""
    row = np.zeros(len(places))
    for word in words & places.keys():
        row[places[word]] = _weight(word)
    row /= np.sqrt(max(1.0, sum(_weight(word) ** 2 for word in words)))
    return row


def _weight(word: str) -> float:
    return _SMALL_COUNTS if word.startswith(_SMALL) else 1.0


def _pulls(near: Floats, is_so: Floats, before: Floats) -> Floats:
    """Find how far each marked answer pulls; `before` are log odds without marks.

    By Newton's method, where a step that leads to something less likely is halved.
    """
    found, odds = np.zeros(len(is_so)), before
    for _step in range(_MOST_STEPS):
        share = 1 / (1 + np.exp(-odds))
        bend = share * (1 - share) + 1e-6
        root = np.sqrt(bend)
        slope = bend * (odds - before) + is_so - share
        inner = np.eye(len(is_so)) + root[:, None] * near * root
        step = slope - root * np.linalg.solve(inner, root * (near @ slope)) - found
        shift, least = near @ step, _unlikely(found, odds, before, is_so)
        size = next(
            (size for size in _SIZES if _unlikely(found + size * step, odds + size * shift, before, is_so) <= least),
            0.0,
        )
        found, odds = found + size * step, odds + size * shift
        if np.abs(size * shift).max() < _STILL:
            break
    return found


def _unlikely(pulls: Floats, odds: Floats, before: Floats, is_so: Floats) -> float:
    """Give minus the log posterior of some log odds, less what is the same for all."""
    return float(np.logaddexp(0, odds).sum() - is_so @ odds + 0.5 * pulls @ (odds - before))
