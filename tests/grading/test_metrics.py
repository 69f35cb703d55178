import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.grading import metrics

TRUTH = np.array([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], bool)
SAID = np.array([1, 1, 0, 1, 0, 0, 0, 0, 0, 0], bool)  # 2 hits, 1 missed, 1 false alarm, 6 rightly left

Rows = list[tuple[bool, float]]
rows = st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=40)
named = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abcd")), min_size=1, max_size=40)


def columns(made: Rows) -> tuple[metrics.Flags, metrics.Floats]:
    return np.array([truth for truth, _p in made], bool), np.array([p for _truth, p in made], float)


def pair(made: list[tuple[str, str]]) -> tuple[metrics.Labels, metrics.Labels]:
    return np.array([left for left, _right in made]), np.array([right for _left, right in made])


def test_agreement_by_hand() -> None:
    assert metrics.share(TRUTH == SAID) == pytest.approx(0.8)
    assert metrics.f1(TRUTH, SAID, True) == pytest.approx(4 / 6)
    assert metrics.f1(TRUTH, SAID, False) == pytest.approx(12 / 14)
    assert metrics.macro_f1(TRUTH, SAID) == pytest.approx((4 / 6 + 12 / 14) / 2)
    assert metrics.weighted_f1(TRUTH, SAID) == pytest.approx(0.3 * 4 / 6 + 0.7 * 12 / 14)
    assert metrics.kappa(TRUTH, SAID) == pytest.approx((0.8 - 0.58) / 0.42)  # chance: 0.3 * 0.3 + 0.7 * 0.7


def test_a_confusion_matrix_has_the_truth_down_and_what_was_said_across() -> None:
    truth, said = np.array(["a", "a", "b", "b", "b"]), np.array(["a", "x", "a", "b", "b"])
    assert metrics.confusion(truth, said, "ab", "abx").tolist() == [[1, 0, 1], [1, 2, 0]]


def test_pearson_by_hand() -> None:
    left, right = np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0])
    assert metrics.pearson(left, right) == pytest.approx(0.5)
    assert math.isnan(metrics.pearson(left, np.ones(3)))


def test_brier_and_calibration_by_hand() -> None:
    truth, probability = np.array([1, 0, 1, 1], bool), np.array([0.85, 0.81, 1.0, 0.3])
    assert metrics.brier(truth, probability) == pytest.approx((0.0225 + 0.6561 + 0 + 0.49) / 4)
    bins = metrics.calibration(truth, probability)
    assert [one.count for one in bins] == [0, 0, 0, 1, 0, 0, 0, 0, 2, 1]
    assert [bins[8].mean_probability, bins[8].share_true] == pytest.approx([0.83, 0.5])
    assert math.isnan(bins[0].share_true)
    assert metrics.calibration_error(bins) == pytest.approx((2 * 0.33 + 1 * 0.7 + 1 * 0.0) / 4)


def test_risk_and_coverage_by_hand() -> None:
    curve = metrics.risks(np.array([1, 0, 1, 1], bool), np.array([0.1, 0.2, 0.3, 0.4]))
    assert curve == pytest.approx([0, 0, 1 / 3, 1 / 4])
    assert metrics.area(curve) == pytest.approx((1 / 3 + 1 / 4) / 4)
    assert [metrics.right_at(curve, share) for share in (1, 0.75, 0.5, 0)] == pytest.approx([0.75, 2 / 3, 1, 1])


def test_equally_sure_answers_share_their_errors() -> None:
    curve = metrics.risks(np.array([0, 1, 1, 1], bool), np.array([0.5, 0.5, 0.5, 0.1]))
    assert curve == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1 / 4])


def test_what_is_not_defined_is_nan() -> None:
    none, numbers = np.zeros(0, bool), np.zeros(0)
    undefined = [
        metrics.share(none),
        metrics.f1(TRUTH, SAID, "never"),
        metrics.macro_f1(none, none),
        metrics.weighted_f1(none, none),
        metrics.kappa(none, none),
        metrics.kappa(np.ones(3, bool), np.ones(3, bool)),
        metrics.pearson(numbers, numbers),
        metrics.brier(none, numbers),
        metrics.calibration_error(metrics.calibration(none, numbers)),
        metrics.area(metrics.risks(none, numbers)),
        metrics.right_at(metrics.risks(none, numbers), 1.0),
    ]
    assert all(math.isnan(value) for value in undefined)


@given(named)
def test_agreement_stays_in_its_bounds(made: list[tuple[str, str]]) -> None:
    truth, said = pair(made)
    assert 0 <= metrics.macro_f1(truth, said) <= 1
    assert 0 <= metrics.weighted_f1(truth, said) <= 1
    kappa = metrics.kappa(truth, said)
    assert math.isnan(kappa) or -1 <= kappa <= 1 + 1e-9


@given(named)
def test_kappa_and_macro_f1_do_not_care_who_is_who(made: list[tuple[str, str]]) -> None:
    truth, said = pair(made)
    assert metrics.kappa(truth, said) == pytest.approx(metrics.kappa(said, truth), nan_ok=True)
    assert metrics.macro_f1(truth, said) == pytest.approx(metrics.macro_f1(said, truth))


@given(named)
def test_the_matrix_counts_each_answer_once(made: list[tuple[str, str]]) -> None:
    truth, said = pair(made)
    assert metrics.confusion(truth, said, "abc", "abcd").sum() == len(made)


@given(rows)
def test_the_truth_itself_is_the_best_judge(made: Rows) -> None:
    truth, sureness = columns(made)
    assert metrics.macro_f1(truth, truth) == metrics.weighted_f1(truth, truth) == 1
    assert metrics.brier(truth, truth.astype(float)) == 0
    assert metrics.calibration_error(metrics.calibration(truth, truth.astype(float))) == 0
    assert metrics.area(metrics.risks(np.ones_like(truth), sureness)) == 0


@given(rows)
def test_its_opposite_is_the_worst(made: Rows) -> None:
    truth, sureness = columns(made)
    assert metrics.macro_f1(truth, ~truth) == 0
    assert metrics.brier(truth, (~truth).astype(float)) == 1
    assert metrics.calibration_error(metrics.calibration(truth, (~truth).astype(float))) == 1
    assert metrics.area(metrics.risks(np.zeros_like(truth), sureness)) == pytest.approx(1)


@given(rows)
def test_probabilities_are_measured_within_bounds_and_all_counted(made: Rows) -> None:
    truth, probability = columns(made)
    bins = metrics.calibration(truth, probability)
    assert sum(one.count for one in bins) == len(made)
    assert all(one.low - 1e-9 <= one.mean_probability <= one.high + 1e-9 for one in bins if one.count)
    assert 0 <= metrics.calibration_error(bins) <= 1
    assert 0 <= metrics.brier(truth, probability) <= 1


@given(rows)
def test_the_curve_ends_at_the_share_wrong_whatever_the_order(made: Rows) -> None:
    is_right, sureness = columns(made)
    curve = metrics.risks(is_right, sureness)
    assert curve[-1] == pytest.approx(1 - metrics.share(is_right))
    assert metrics.right_at(curve, 1.0) == pytest.approx(metrics.share(is_right))
    assert curve == pytest.approx(metrics.risks(is_right[::-1], sureness[::-1]))


@given(rows)
def test_knowing_ones_errors_beats_not_knowing_them(made: Rows) -> None:
    is_right, sureness = columns(made)
    best = metrics.area(metrics.risks(is_right, is_right.astype(float)))
    worst = metrics.area(metrics.risks(is_right, (~is_right).astype(float)))
    assert best - 1e-9 <= metrics.area(metrics.risks(is_right, sureness)) <= worst + 1e-9


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=30))
def test_pearson_is_symmetric_bounded_and_blind_to_scale(made: list[tuple[int, int]]) -> None:
    left, right = np.array(made, float).T
    r = metrics.pearson(left, right)
    assert math.isnan(r) or -1 <= r <= 1
    assert metrics.pearson(right, left) == pytest.approx(r, nan_ok=True)
    assert metrics.pearson(3 * left + 1, right) == pytest.approx(r, nan_ok=True)
    assert metrics.pearson(-left, right) == pytest.approx(-r, nan_ok=True)
