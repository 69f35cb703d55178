"""What a person's marks on other answers to a question say of one more: those nearest in their words count most.

A Gaussian process over the answers of one question, with a logistic likelihood and Laplace's approximation (Rasmussen
and Williams 2006, "Gaussian Processes for Machine Learning", algorithms 3.1 and 3.2). Its mean is what the grader
makes of an answer without any marks. Two answers go together as far as they share words, and all answers of a question
a little, since some marks are more generous than others. The mode alone is used: averaging over what is left unknown
made new answers to school questions less well predicted.
"""

from collections.abc import Sequence
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

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Look:
    """How an answer looks: its words, and the log odds that it is right, and that it is at least partly right."""

    words: frozenset[str]  # stems; with "not " before what is denied, and "~" before what says little by itself
    right: float
    some: float


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The marked answers of a question, and how far each pulls answers like it."""

    words: tuple[frozenset[str], ...]
    common: float
    pulls: Floats  # (marked answers, 2): toward right, toward at least partly right
    tell_parts: bool  # there are enough to go by them alone, not by key ideas

    @classmethod
    def of(cls, looks: Sequence[Look], marks: Sequence[Verdict]) -> Self:
        """Learn from marked answers, as they look without marks.

        Where all marks are one, nothing can be told of how generous they are.
        """
        words = tuple(look.words for look in looks)
        is_right = np.array([mark is Verdict.CORRECT for mark in marks], np.float64)
        is_some = np.array([mark in (Verdict.CORRECT, Verdict.PARTIAL) for mark in marks], np.float64)
        common = _COMMON if 0 < is_right.sum() < len(marks) else 0.0
        near = _near(words, words) * _SHARED_WORDS + common
        right = _pulls(near, is_right, np.array([look.right for look in looks]))
        some = _pulls(near, is_some, np.array([look.some for look in looks]))
        tell_parts = len(marks) >= ENOUGH and {Verdict.CORRECT, Verdict.PARTIAL, Verdict.INCORRECT} <= set(marks)
        return cls(words, common, np.stack([right, some], axis=1), tell_parts)

    def moved(self, look: Look) -> Look:
        """Give an answer's log odds as the marks on others leave them; right is never likelier than partly right."""
        near = _near([look.words], self.words) * _SHARED_WORDS + self.common
        right, some = (near @ self.pulls)[0]
        return Look(look.words, look.right + right, max(look.right + right, look.some + some))


def words_of(reading: Reading) -> frozenset[str]:
    """Give the words by which answers are compared."""
    each = zip(reading.stems, reading.is_negated, reading.is_content, strict=True)
    return frozenset(f"{'' if says else _SMALL}{'not ' if is_negated else ''}{stem}" for stem, is_negated, says in each)


def _near(some: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> Floats:
    """Give the cosine (0..1) of each two sets of words: (some, others)."""
    shared = np.array([[_size(one & other) for other in others] for one in some], np.float64)
    sizes = [np.array([max(1.0, _size(one)) for one in each], np.float64) for each in (some, others)]
    cosines: Floats = shared / np.sqrt(np.outer(*sizes))
    return cosines


def _size(words: frozenset[str]) -> float:
    """Give the squared length of a set of words as a vector."""
    small = sum(word.startswith(_SMALL) for word in words)
    return len(words) - small * (1 - _SMALL_COUNTS**2)


def _pulls(near: Floats, is_so: Floats, before: Floats) -> Floats:
    """Find by Newton's method how far each marked answer pulls; `before` are log odds without marks."""
    found, odds = np.zeros(len(is_so)), before
    for _step in range(_MOST_STEPS):
        share = 1 / (1 + np.exp(-odds))
        bend = share * (1 - share) + 1e-6
        root = np.sqrt(bend)
        slope = bend * (odds - before) + is_so - share
        inner = np.eye(len(is_so)) + root[:, None] * near * root
        found = slope - root * np.linalg.solve(inner, root * (near @ slope))
        last, odds = odds, before + near @ found
        if np.abs(odds - last).max() < _STILL:
            break
    return found
