"""Tells how probable it is that an answer says one idea, and which of its words say it.

A long answer is read sentence by sentence too, since what it says besides an idea takes nothing from it. The weights
are those of a logistic regression on SciEntsBank and Beetle (SemEval-2013 Task 7, CC BY-SA 3.0; the questions of the
judged answers in tests/grading left out) and on the ideas, variants and references of Tutor's own packs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tutor.grading.text.features import alike, beside
from tutor.grading.text.lexicon import are_opposite, figure
from tutor.grading.text.reading import Reading, cuts
from tutor.grading.text.weights import chance

_WEIGHTS = {
    "recall_new": 0.758,
    "letters_recall": 0.691,
    "cosine": 0.968,
    "cosine_beyond_question": 0.615,
    "unmatched_far": -1.715,
    "turned": -3.945,
    "numbers_missing": -0.325,
}
_OFFSET = -0.346
_ALIKE = 0.62  # cosine from which a word says what a word of the idea says
_FAR = 0.45  # cosine below which the idea's weightiest word is not there
_OPEN = 0.5  # the least for an idea of whose telling words all are there
_UNSAID = 0.45  # the most for an idea of whose telling words not one is there
_DOUBTED = 0.6  # the most for an idea whose words are there and yet turned round, or about another thing
_SENTENCE_END = re.compile(r"[.;!?\n●•]|\s[-+]\s")


@dataclass(frozen=True, slots=True)
class Said:
    """How probable it is that an idea is said (0..1), and the places of the answer's words that say it."""

    probability: float
    words: tuple[int, ...]


def said(question: Reading, idea: Reading, answer: Reading) -> Said:
    """Hold one idea against an answer: against all of it, and against each sentence and each two in a row."""
    return max((_held(question, idea, answer, span) for span in _stretches(answer)), key=lambda one: one.probability)


def _held(question: Reading, idea: Reading, answer: Reading, span: slice) -> Said:
    piece = part(answer, span)
    numbers = beside(question, idea, piece)
    probability = chance(sum(weight * numbers[name] for name, weight in _WEIGHTS.items()) + _OFFSET)
    told = _telling(question, idea)
    best = alike(idea, piece)[told]
    if not len(told) or not len(piece.stems):
        return Said(min(probability, _DOUBTED), ())
    words = _saying(idea, piece, told)
    if not words:
        return Said(min(probability, _UNSAID), ())
    weightiest = int(np.argmax(idea.weights[told]))
    if numbers["turned"] > 0 or _is_of_another(idea, piece) or best[weightiest].max() < _FAR:
        probability = min(probability, _DOUBTED)
    elif best.max(axis=1).min() >= _ALIKE:
        probability = max(probability, _OPEN)
    return Said(probability, tuple(sorted(span.start + place for place in words)))


def _telling(question: Reading, idea: Reading) -> Sequence[int]:
    """Give the places of the words that carry an idea: those that the question did not say, where there are any."""
    content = [int(place) for place in np.flatnonzero(idea.is_content)]
    return [place for place in content if idea.stems[place] not in question.content] or content


def _saying(idea: Reading, piece: Reading, told: Sequence[int]) -> set[int]:
    """Give the places of a piece's words that say a telling word of the idea, or a "not" where the idea has one."""
    near = alike(idea, piece)
    near[:, ~piece.is_content] = 0.0
    found = set()
    for place in told:
        other = int(near[place].argmax())
        least = 1.0 if idea.is_name[place] or piece.is_name[other] else _ALIKE
        if near[place, other] >= least and not are_opposite(idea.stems[place], piece.stems[other]):
            found.add(other)
    if idea.is_negation.any() and found:
        found |= {int(place) for place in np.flatnonzero(piece.is_negation)}
    return found


def _is_of_another(idea: Reading, piece: Reading) -> bool:
    """Tell whether a piece names other things ("terminal 2") and not one that the idea names."""
    mine, theirs = _names(piece), _names(idea)
    return bool(theirs - mine) and bool(mine - theirs)


def _names(reading: Reading) -> frozenset[str]:
    return frozenset(stem for stem, named in zip(reading.stems, reading.is_name, strict=True) if named)


def _stretches(answer: Reading) -> Iterator[slice]:
    """Give all of an answer, each of its sentences, and each two in a row."""
    count = len(answer.words)
    yield slice(0, count)
    starts = [0, *cuts(answer, _SENTENCE_END), count]
    for reach in (1, 2):
        yield from (slice(*pair) for pair in zip(starts, starts[reach:], strict=False) if pair != (0, count))


def part(reading: Reading, span: slice) -> Reading:
    """Cut some neighbouring words out of a reading."""
    if span == slice(0, len(reading.words)):
        return reading
    words = " ".join(reading.plain[span])
    padded = f" {words} "
    total = reading.vectors[span].sum(axis=0)
    return replace(
        reading,
        words=reading.words[span],
        plain=reading.plain[span],
        stems=reading.stems[span],
        vectors=reading.vectors[span],
        sentence=(total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32),
        weights=reading.weights[span],
        is_content=reading.is_content[span],
        is_negation=reading.is_negation[span],
        is_negated=reading.is_negated[span],
        is_name=reading.is_name[span],
        numbers=reading.numbers & {figure(word) for word in reading.plain[span]},
        letters=frozenset(padded[place : place + 3] for place in range(len(padded) - 2)),
    )
