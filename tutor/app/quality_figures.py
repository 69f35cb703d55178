"""The figures of graded answers beside their labels: frozen values, made by pure steps."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tutor.app.labelled import Labelled
from tutor.domain.grade import Grade, Verdict
from tutor.grading import metrics
from tutor.grading.metrics import Bin, Flags, Floats

LEVELS = (Verdict.CORRECT, Verdict.PARTIAL, Verdict.INCORRECT)
COVERAGES = (1.0, 0.9, 0.8, 0.7, 0.6)
EVEN, SURE_CORRECT, SURE_INCORRECT = 0.5, 0.9, 0.1


@dataclass(frozen=True, slots=True)
class Graded:
    """A labelled answer, what Tutor said of it, and how long that took."""

    labelled: Labelled
    grade: Grade
    ms: float


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """Give it as a number from 0 to 1; NaN where there are none."""
        return self.count / self.of if self.of else metrics.UNDEFINED


@dataclass(frozen=True, slots=True)
class Agreement:
    """Labels beside verdicts: "correct" where the probability is above a half."""

    accuracy: float
    macro_f1: float
    weighted_f1: float
    kappa: float
    always_the_commoner: float  # what calling every answer the same would get


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a probability can be taken at its word."""

    calibration_error: float
    brier: float
    wrong_when_sure_correct: Share  # probability 0.9 and above
    wrong_when_sure_incorrect: Share  # 0.1 and below
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Surest:
    """Of the surest answers, so large a share of all: the share that is right."""

    share: float
    right: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often Tutor is right about the answers it is surest of."""

    right_at: tuple[Surest, ...]
    area: float  # under the curve
    curve: tuple[float, ...]  # share wrong among the 1, 2, ... surest


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the verdicts decided, and how often rightly; a partial verdict says "not correct"."""

    decided: Share
    right: Share
    right_correct: Share
    right_incorrect: Share


@dataclass(frozen=True, slots=True)
class TwoWay:
    """All that labels of two kinds can tell."""

    answers: int
    labelled_correct: Share
    agreement: Agreement
    trust: Trust
    coverage: Coverage
    decisions: Decisions


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """Labels of three kinds beside the verdicts; an unsure verdict is not right."""

    answers: int
    right: Share
    right_of_decided: Share
    matrix: tuple[tuple[int, ...], ...]  # labels down (LEVELS), verdicts across (LEVELS, then unsure)


@dataclass(frozen=True, slots=True)
class Scores:
    """How scores that people gave go along with Tutor's."""

    answers: int
    probability_r: float
    score_r: float


@dataclass(frozen=True, slots=True)
class Speed:
    """How long verdicts took."""

    verdicts_per_s: float
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Quality:
    """How well answers were graded; None where their labels do not tell."""

    answers: int
    questions: int
    two_way: TwoWay | None
    three_way: ThreeWay | None
    scores: Scores | None
    speed: Speed


def quality(graded: Sequence[Graded]) -> Quality:
    """Work out every figure that the labels allow; ValueError without an answer."""
    if not graded:
        raise ValueError("there is nothing to measure")
    questions = {(one.labelled.question_id, one.labelled.question.prompt) for one in graded}
    return Quality(
        answers=len(graded),
        questions=len(questions),
        two_way=_two_way([one for one in graded if one.labelled.truth.is_correct is not None]),
        three_way=_three_way([one for one in graded if one.labelled.truth.verdict is not None]),
        scores=_scores([one for one in graded if one.labelled.truth.score is not None]),
        speed=_speed(graded),
    )


def _two_way(graded: Sequence[Graded]) -> TwoWay | None:
    if not graded:
        return None
    truth = np.array([one.labelled.truth.is_correct for one in graded], bool)
    probability = np.array([one.grade.probability for one in graded])
    return TwoWay(
        answers=len(graded),
        labelled_correct=_count(truth),
        agreement=_agreement(truth, probability > EVEN),
        trust=_trust(truth, probability),
        coverage=_coverage(truth, probability),
        decisions=_decisions(truth, _verdicts(graded)),
    )


def _agreement(truth: Flags, said: Flags) -> Agreement:
    return Agreement(
        accuracy=metrics.share(truth == said),
        macro_f1=metrics.macro_f1(truth, said),
        weighted_f1=metrics.weighted_f1(truth, said),
        kappa=metrics.kappa(truth, said),
        always_the_commoner=max(metrics.share(truth), metrics.share(~truth)),
    )


def _trust(truth: Flags, probability: Floats) -> Trust:
    bins = metrics.calibration(truth, probability)
    return Trust(
        calibration_error=metrics.calibration_error(bins),
        brier=metrics.brier(truth, probability),
        wrong_when_sure_correct=_count(~truth[probability >= SURE_CORRECT]),
        wrong_when_sure_incorrect=_count(truth[probability <= SURE_INCORRECT]),
        bins=bins,
    )


def _coverage(truth: Flags, probability: Floats) -> Coverage:
    curve = metrics.risks(truth == (probability > EVEN), np.abs(probability - EVEN))
    right_at = tuple(Surest(share, metrics.right_at(curve, share)) for share in COVERAGES)
    return Coverage(right_at, metrics.area(curve), tuple(curve.tolist()))


def _decisions(truth: Flags, verdicts: metrics.Labels) -> Decisions:
    is_decided = verdicts != Verdict.UNSURE
    is_right = truth == (verdicts == Verdict.CORRECT)
    return Decisions(
        decided=_count(is_decided),
        right=_count(is_right[is_decided]),
        right_correct=_count(is_right[verdicts == Verdict.CORRECT]),
        right_incorrect=_count(is_right[verdicts == Verdict.INCORRECT]),
    )


def _three_way(graded: Sequence[Graded]) -> ThreeWay | None:
    if not graded:
        return None
    truth, verdicts = np.array([str(one.labelled.truth.verdict) for one in graded]), _verdicts(graded)
    is_right = truth == verdicts
    matrix = metrics.confusion(truth, verdicts, LEVELS, (*LEVELS, Verdict.UNSURE))
    return ThreeWay(
        answers=len(graded),
        right=_count(is_right),
        right_of_decided=_count(is_right[verdicts != Verdict.UNSURE]),
        matrix=tuple(tuple(row) for row in matrix.tolist()),
    )


def _scores(graded: Sequence[Graded]) -> Scores | None:
    if not graded:
        return None
    truth = np.array([one.labelled.truth.score for one in graded], float)
    probability = np.array([one.grade.probability for one in graded])
    score = np.array([one.grade.score for one in graded])
    return Scores(len(graded), metrics.pearson(truth, probability), metrics.pearson(truth, score))


def _speed(graded: Sequence[Graded]) -> Speed:
    times = np.array([one.ms for one in graded])
    p50, p95 = np.percentile(times, (50, 95))
    return Speed(1000 / max(float(times.mean()), 1e-6), float(p50), float(p95))


def _verdicts(graded: Sequence[Graded]) -> metrics.Labels:
    return np.array([str(one.grade.verdict) for one in graded])


def _count(flags: Flags) -> Share:
    return Share(int(np.count_nonzero(flags)), int(flags.size))
