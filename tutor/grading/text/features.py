"""How an answer lies beside the references, as named numbers: what the fitted weights judge by.

Pure: readings in, numbers out. An answer is compared with each reference; most numbers are those of the reference
that fits best, a few tell how it fares with all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tutor.grading.text.lexicon import are_opposite
from tutor.grading.text.nearest import nearest, told
from tutor.grading.text.reading import Floats, Reading

_ALIKE = 0.62  # cosine from which two words count as aligned
MOST_PAIR_WORDS = 40
_PAIR = (
    "recall", "precision", "recall_new", "precision_new", "recall_stems", "precision_stems", "recall_stems_new",
    "precision_stems_new", "least", "second_least", "least_new", "unmatched", "unmatched_far", "unmatched_answer",
    "unmatched_answer_far", "letters_recall", "letters_precision", "letters_dice", "cosine", "cosine_beyond_question",
    "pairs", "order", "turned", "opposites", "turned_answer", "negations_apart", "negations_answer",
    "negations_reference", "numbers_missing", "numbers_added", "length_share", "content_share", "recall_names",
    "recall_soft", "precision_soft",
)  # fmt: skip
_WHOLE = (
    "best_recall_new", "mean_recall_new", "best_precision_new", "best_cosine", "mean_cosine", "best_least_new",
    "precision_any", "precision_stems_any", "fewest_turned", "cosine_question_answer", "cosine_question_reference",
    "answer_words", "answer_content", "answer_new", "answer_new_share", "reference_words", "reference_content",
    "reference_new", "reference_new_share", "references", "copied_share",
)  # fmt: skip
NAMES: tuple[str, ...] = (*_PAIR, *_WHOLE)

MARKS = ("weight", "is_new", "is_negated", "best")  # what is known of each word beside its vector

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """An answer beside the reference that fits it best: named numbers, and both texts word by word."""

    numbers: Rows  # in the order of NAMES
    reference: Reading
    nearest: Reading  # the reference that the cross-encoder is asked about: it shares most stems with the answer
    answer: Reading
    reference_marks: Floats  # (words, MARKS)
    answer_marks: Floats

    def __getitem__(self, name: str) -> float:
        """Give the number of that name."""
        return float(self.numbers[NAMES.index(name)])

    @property
    def fits_pair(self) -> bool:
        """Tell whether the cross-encoder is asked: where both are short, and the answer does not repeat all of it."""
        said, count = self.answer.stems, len(self.nearest.stems)
        if max(len(said), count) > MOST_PAIR_WORDS:
            return False
        return all(said[place : place + count] != self.nearest.stems for place in range(len(said) - count + 1))


def compare(question: Reading, references: Sequence[Reading], answer: Reading) -> Comparison:
    """Lay an answer beside the references; ValueError without a reference."""
    near = nearest([told(one.plain, one.stems) for one in references], told(answer.plain, answer.stems))
    table = np.array([_pair(question, reference, answer) for reference in references])
    best = int(np.argmax(fit(table)))
    reference = references[best]
    matrix = alike(reference, answer)
    return Comparison(
        numbers=np.nan_to_num(np.concatenate([table[best], _whole(question, references, answer, table, reference)])),
        reference=reference,
        nearest=references[near],
        answer=answer,
        reference_marks=_marks(reference, question.content, _best(matrix, axis=1)),
        answer_marks=_marks(answer, question.content, _best(matrix, axis=0)),
    )


def features(question: Reading, references: Sequence[Reading], answer: Reading) -> Rows:
    """Give the numbers of NAMES for one answer; ValueError without a reference."""
    return compare(question, references, answer).numbers


def beside(question: Reading, idea: Reading, answer: Reading) -> dict[str, float]:
    """Compare an answer with one idea alone."""
    return dict(zip(_PAIR, _pair(question, idea, answer), strict=True))


def _marks(reading: Reading, asked: frozenset[str], best: Floats) -> Floats:
    negated = reading.is_negation | reading.is_negated
    marks: Floats = np.stack([reading.weights, _is_new(reading, asked), negated, best], axis=1).astype(np.float32)
    return marks


def fit(table: Rows) -> Rows:
    """Say by rule of thumb how well each row of pair numbers fits; it picks the reference to judge by."""
    weights = {"recall": 0.5, "precision": 0.5, "recall_new": 1.0, "precision_new": 0.7, "cosine": 0.5, "turned": -0.5}
    fitted: Rows = sum(weight * table[:, _PAIR.index(name)] for name, weight in weights.items())  # type: ignore[assignment]
    return fitted


def alike(reference: Reading, answer: Reading) -> Floats:
    """Say how alike each word of a reference (rows) is to each word of an answer (columns); 1 for the same stem."""
    if not reference.stems or not answer.stems:
        return np.zeros((len(reference.stems), len(answer.stems)), np.float32)
    same = _same(reference, answer)
    found: Floats = np.where(same, np.float32(1.0), np.clip(reference.vectors @ answer.vectors.T, 0.0, 0.99))
    return found


def _same(left: Reading, right: Reading) -> NDArray[np.bool_]:
    number = {stem: place for place, stem in enumerate(dict.fromkeys((*left.stems, *right.stems)))}
    rows, columns = (np.array([number[stem] for stem in one.stems], np.int32) for one in (left, right))
    same: NDArray[np.bool_] = rows[:, None] == columns[None, :]
    return same


def _pair(question: Reading, reference: Reading, answer: Reading) -> list[float]:
    matrix = alike(reference, answer)
    asked = question.content
    new_reference = _is_new(reference, asked)
    new_answer = _is_new(answer, asked)
    to_reference = _best(matrix, axis=1)
    to_answer = _best(matrix, axis=0)
    weight_r, weight_a = reference.weights, answer.weights
    content_r = to_reference[reference.is_content]
    names = np.array([len(stem) == 1 or stem.isdigit() for stem in reference.stems], bool) & reference.is_content
    turned, opposites, turned_answer = _turned(reference, answer, matrix)
    return [
        _mean(to_reference, weight_r),
        _mean(to_answer, weight_a),
        _mean(to_reference, weight_r * new_reference, 1.0),
        _mean(to_answer, weight_a * new_answer, 0.0),
        _mean(to_reference >= 1.0, weight_r * reference.is_content),
        _mean(to_answer >= 1.0, weight_a * answer.is_content),
        _mean(to_reference >= 1.0, weight_r * new_reference, 1.0),
        _mean(to_answer >= 1.0, weight_a * new_answer, 0.0),
        _least(content_r, 0),
        _least(content_r, 1),
        _least(to_reference[new_reference], 0),
        _mean(to_reference < _ALIKE, weight_r),
        _mean(to_reference < _ALIKE - 0.15, weight_r),
        _mean(to_answer < _ALIKE, weight_a),
        _mean(to_answer < _ALIKE - 0.15, weight_a),
        _share(reference.letters & answer.letters, reference.letters),
        _share(reference.letters & answer.letters, answer.letters),
        2 * len(reference.letters & answer.letters) / max(1, len(reference.letters) + len(answer.letters)),
        float(reference.sentence @ answer.sentence),
        _beyond(question.sentence, reference.sentence, answer.sentence),
        _share(_neighbours(reference) & _neighbours(answer), _neighbours(reference)),
        _in_order(matrix, reference),
        turned,
        opposites,
        turned_answer,
        float(abs(int(reference.is_negation.sum()) - int(answer.is_negation.sum()))),
        float(answer.is_negation.sum()),
        float(reference.is_negation.sum()),
        float(len(reference.numbers - answer.numbers - question.numbers)),
        float(len(answer.numbers - reference.numbers - question.numbers)),
        float(np.log((1 + len(answer.stems)) / (1 + len(reference.stems)))),
        float(np.log((1 + answer.is_content.sum()) / (1 + reference.is_content.sum()))),
        _mean(to_reference >= 1.0, weight_r * names, 1.0),
        _mean(np.clip((to_reference - 0.4) / 0.5, 0, 1), weight_r * reference.is_content),
        _mean(np.clip((to_answer - 0.4) / 0.5, 0, 1), weight_a * answer.is_content),
    ]


def _whole(
    question: Reading, references: Sequence[Reading], answer: Reading, table: Rows, best: Reading
) -> list[float]:
    asked = question.content
    known = frozenset[str]().union(*(reference.content for reference in references))
    to_any = np.max([_best(alike(reference, answer), axis=0) for reference in references], axis=0)
    new_answer = _is_new(answer, asked)
    new_best = _is_new(best, asked)
    column = {name: table[:, place] for place, name in enumerate(_PAIR)}
    return [
        float(column["recall_new"].max()),
        float(column["recall_new"].mean()),
        float(column["precision_new"].max()),
        float(column["cosine"].max()),
        float(column["cosine"].mean()),
        float(column["least_new"].max()),
        _mean(to_any, answer.weights * new_answer, 0.0),
        _share(answer.content & (known | asked), answer.content),
        float(column["turned"].min()),
        float(question.sentence @ answer.sentence),
        float(question.sentence @ best.sentence),
        float(np.log1p(len(answer.stems))),
        float(np.log1p(answer.is_content.sum())),
        float(np.log1p(new_answer.sum())),
        _mean(new_answer, answer.weights * answer.is_content),
        float(np.log1p(len(best.stems))),
        float(np.log1p(best.is_content.sum())),
        float(np.log1p(new_best.sum())),
        _mean(new_best, best.weights * best.is_content),
        float(np.log(len(references))),
        _share(answer.content & asked - known, answer.content),
    ]


def _is_new(reading: Reading, asked: frozenset[str]) -> NDArray[np.bool_]:
    """Tell which words say something that the question did not say already."""
    new: NDArray[np.bool_] = reading.is_content & np.array([stem not in asked for stem in reading.stems], bool)
    return new


def _turned(reference: Reading, answer: Reading, matrix: Floats) -> tuple[float, float, float]:
    """Weigh what the answer turns round: by negation or by an opposite word; the same, seen from the answer."""
    turned = weight = opposites = 0.0
    answer_turned: set[int] = set()
    for place in np.flatnonzero(reference.is_content):
        stem, worth = reference.stems[place], float(reference.weights[place])
        weight += worth
        here = np.flatnonzero(matrix[place] >= 1.0) if matrix.shape[1] else ()
        against = [other for other, said in enumerate(answer.stems) if are_opposite(stem, said)]
        states = [answer.is_negated[other] == reference.is_negated[place] for other in here]
        states += [answer.is_negated[other] != reference.is_negated[place] for other in against]
        opposites += bool(against) and not len(here)
        if states and not any(states):
            turned += worth
            answer_turned |= {int(other) for other in (*here, *against)}
    return turned / max(weight, 1e-6), opposites, float(len(answer_turned))


def _best(matrix: Floats, axis: int) -> Floats:
    if matrix.shape[axis] == 0:
        return np.zeros(matrix.shape[1 - axis], np.float32)
    best: Floats = matrix.max(axis=axis)
    return best


def _mean(values: NDArray[np.generic], weights: NDArray[np.generic], empty: float = 0.0) -> float:
    total = float(np.sum(weights))
    return float(np.dot(values.astype(np.float64), weights.astype(np.float64))) / total if total > 0 else empty


def _least(values: Floats, place: int) -> float:
    return float(np.sort(values)[place]) if len(values) > place else 1.0


def _share(part: frozenset[object] | frozenset[str], whole: frozenset[object] | frozenset[str]) -> float:
    return len(part) / len(whole) if whole else 0.0


def _beyond(question: Floats, reference: Floats, answer: Floats) -> float:
    """Compare what two sentences say beyond the question."""
    left = reference - (reference @ question) * question
    right = answer - (answer @ question) * question
    return float(left @ right / max(float(np.linalg.norm(left) * np.linalg.norm(right)), 1e-6))


def _neighbours(reading: Reading) -> frozenset[str]:
    return frozenset(f"{left} {right}" for left, right in _windows(reading.said()))


def _windows(stems: Sequence[str]) -> Iterable[tuple[str, str]]:
    yield from pairwise(stems)
    yield from zip(stems, stems[2:], strict=False)


def _in_order(matrix: Floats, reference: Reading) -> float:
    """Say how far aligned words stand in the reference's order: 1 the same, 0 turned round, 0.5 unknown."""
    rows = np.flatnonzero(reference.is_content)
    if matrix.shape[1] == 0 or not len(rows):
        return 0.5
    places = [int(matrix[row].argmax()) for row in rows if matrix[row].max() >= _ALIKE]
    pairs = [left < right for number, left in enumerate(places) for right in places[number + 1 :] if left != right]
    return sum(pairs) / len(pairs) if pairs else 0.5
