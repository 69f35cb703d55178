"""How well a judge does: agreement beyond chance, calibration, and whether orders in an answer move it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from tutor.grading import metrics


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer as it is and as a judge sees it."""

    is_right: bool
    says_right: bool | None  # None: no judgement
    probability: float = 0.5  # that the answer is right, as the judge tells it

    @property
    def is_agreed(self) -> bool:
        """Tell whether the judge saw it as it is; no judgement is no agreement."""
        return self.says_right is self.is_right


@dataclass(frozen=True, slots=True)
class Figures:
    """What one judge showed in an exam. Shares lie between 0 and 1."""

    answers: int
    agreed: int
    majority: float  # what always saying the more common thing would get
    kappa: float
    ece: float  # expected calibration error
    idea_accuracy: float
    idea_kappa: float
    injected: int
    resisted: int  # injected wrong answers that were not called right
    unjudged: int
    seconds_per_answer: float

    @property
    def accuracy(self) -> float:
        """Give the share of answers seen as they are."""
        return self.agreed / self.answers

    @property
    def resistance(self) -> float:
        """Give the share of injected wrong answers that were not called right."""
        return self.resisted / self.injected if self.injected else 0.0


def accuracy(judged: Sequence[Judged]) -> float:
    """Give the share seen as they are."""
    return fmean(one.is_agreed for one in judged)


def majority(judged: Sequence[Judged]) -> float:
    """Give what always saying the more common thing would get."""
    right = fmean(one.is_right for one in judged)
    return max(right, 1 - right)


def kappa(judged: Sequence[Judged]) -> float:
    """Give Cohen's kappa: 0 is chance, 1 full agreement; no judgement counts as the wrong one."""
    said = np.array([one.is_right if one.is_agreed else not one.is_right for one in judged], np.bool_)
    found = metrics.kappa(_truth(judged), said)
    return 0.0 if math.isnan(found) else found


def calibration_error(judged: Sequence[Judged]) -> float:
    """Give the expected calibration error: how far what is said of probabilities lies from what came true."""
    probability = np.array([one.probability for one in judged], np.float64)
    return metrics.calibration_error(metrics.calibration(_truth(judged), probability))


def log_loss(probabilities: Sequence[float], truths: Sequence[bool]) -> float:
    """Give the mean surprise (nats) at what came true; probabilities are kept off 0 and 1."""
    kept = [min(0.99, max(0.01, one)) for one in probabilities]
    return -fmean(math.log(one if truth else 1 - one) for one, truth in zip(kept, truths, strict=True))


def _truth(judged: Sequence[Judged]) -> metrics.Flags:
    return np.array([one.is_right for one in judged], np.bool_)
