"""How well judgements fit the truth, in numbers: agreement, calibration, and what being picky would gain.

Pure numpy, without a word of Tutor's domain. Where a figure is not defined (nothing to count, no spread), it is NaN.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]
Labels = NDArray[Any]  # whatever can be compared: flags, names, numbers

UNDEFINED = float("nan")


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose probability lies in one stretch: how many, what was said of them, what came true."""

    low: float
    high: float
    count: int
    mean_probability: float  # NaN in an empty bin, as is `share_true`
    share_true: float


def share(flags: Flags) -> float:
    """Give the share that is true; of right answers, this is the accuracy."""
    return float(flags.mean()) if flags.size else UNDEFINED


def confusion(truth: Labels, said: Labels, rows: Sequence[object], columns: Sequence[object]) -> Counts:
    """Count how often each label of `rows` was called each label of `columns`."""
    counts = [[np.count_nonzero((truth == row) & (said == column)) for column in columns] for row in rows]
    return np.array(counts, np.int64).reshape(len(rows), len(columns))


def f1(truth: Labels, said: Labels, label: object) -> float:
    """Give the harmonic mean of precision and recall for one label (van Rijsbergen 1979); NaN if it never occurs."""
    is_it, is_said = truth == label, said == label
    total = np.count_nonzero(is_it) + np.count_nonzero(is_said)
    return float(2 * np.count_nonzero(is_it & is_said) / total) if total else UNDEFINED


def macro_f1(truth: Labels, said: Labels) -> float:
    """Give the mean F1 of all labels that occur in either, each counting the same."""
    labels = np.union1d(truth, said)
    return float(np.mean([f1(truth, said, label) for label in labels])) if labels.size else UNDEFINED


def weighted_f1(truth: Labels, said: Labels) -> float:
    """Give the mean F1 of the true labels, each counting as often as it is true."""
    labels, counts = np.unique(truth, return_counts=True)
    if not labels.size:
        return UNDEFINED
    return float(np.average([f1(truth, said, label) for label in labels], weights=counts))


def kappa(truth: Labels, said: Labels) -> float:
    """Give the agreement beyond chance, 1 for full and 0 for chance (Cohen 1960); NaN where chance alone is full."""
    if not truth.size:
        return UNDEFINED
    chance = sum(share(truth == label) * share(said == label) for label in np.union1d(truth, said))
    return (share(truth == said) - chance) / (1 - chance) if chance < 1 else UNDEFINED


def pearson(left: Floats, right: Floats) -> float:
    """Give the linear correlation, -1 to 1 (Pearson 1895); NaN where either does not vary."""
    if left.size < 2:
        return UNDEFINED
    left, right = left - left.mean(), right - right.mean()
    spread = float(np.linalg.norm(left) * np.linalg.norm(right))
    return float(np.clip(left @ right / spread, -1, 1)) if spread > 1e-12 else UNDEFINED


def brier(truth: Flags, probability: Floats) -> float:
    """Give the mean squared distance of probability and truth, 0 at best (Brier 1950, for two classes: 0 to 1)."""
    return float(np.mean((probability - truth) ** 2)) if truth.size else UNDEFINED


def calibration(truth: Flags, probability: Floats, bins: int = 10) -> tuple[Bin, ...]:
    """Sort answers into stretches of equal width by probability; 1.0 belongs to the last."""
    places = np.minimum((probability * bins).astype(np.int64), bins - 1)
    return tuple(_bin(place, bins, truth[places == place], probability[places == place]) for place in range(bins))


def calibration_error(bins: Sequence[Bin]) -> float:
    """Give the mean gap between what was said and what came true, by the answers of each bin (Guo et al. 2017).

    Guo et al. bin the confidence in the class that was chosen; here it is the probability of "true", which also
    shows whether one side is trusted too much.
    """
    filled = [one for one in bins if one.count]
    if not filled:
        return UNDEFINED
    gaps = [abs(one.mean_probability - one.share_true) for one in filled]
    return float(np.average(gaps, weights=[one.count for one in filled]))


def risks(is_right: Flags, sureness: Floats) -> Floats:
    """Give the share wrong among the 1, 2, ... n surest answers: the risk-coverage curve (Geifman & El-Yaniv 2017).

    Answers that are equally sure share their errors evenly, so the order they came in does not matter.
    """
    _values, groups = np.unique(-sureness, return_inverse=True)
    wrong = np.bincount(groups, weights=~is_right) / np.maximum(np.bincount(groups), 1)
    curve: Floats = np.cumsum(wrong[np.sort(groups)]) / np.arange(1, is_right.size + 1)
    return np.clip(curve, 0.0, 1.0)


def right_at(curve: Floats, coverage: float) -> float:
    """Read from a risk-coverage curve the share right among the surest (`coverage`: 0..1; at least one answer)."""
    return float(1 - curve[max(1, round(coverage * curve.size)) - 1]) if curve.size else UNDEFINED


def area(curve: Floats) -> float:
    """Give the area under a risk-coverage curve: its mean, 0 at best."""
    return float(curve.mean()) if curve.size else UNDEFINED


def _bin(place: int, bins: int, truth: Flags, probability: Floats) -> Bin:
    mean = float(probability.mean()) if probability.size else UNDEFINED
    return Bin(place / bins, (place + 1) / bins, int(truth.size), mean, share(truth))
