"""A few hundred tricks and voices on Tutor's own packs, with the real encoder and the weights that ship."""

import pytest

from tests.grading.real_encoder import InProcess
from tutor.app.attacks import attack_report, bias_report, tried
from tutor.app.known import known_questions
from tutor.grading import Tools
from tutor.grading.attacks import Setting, attack_cases, bias_cases, sample, settings

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tools(real_encoder: InProcess) -> Tools:
    return Tools(real_encoder)


@pytest.fixture(scope="module")
def around() -> list[Setting]:
    return settings(known_questions())


def test_tricks_are_hardly_ever_called_right(tools: Tools, around: list[Setting]) -> None:
    report = attack_report(list(tried(sample(attack_cases(around), 150), tools)))
    assert report.rows[-1].cases == 150
    assert report.rows[-1].figures["called_correct"] <= 0.05


def test_who_speaks_hardly_ever_changes_the_verdict(tools: Tools, around: list[Setting]) -> None:
    report = bias_report(list(tried(sample(bias_cases(around), 80), tools)))
    assert report.rows[-1].cases == 80
    assert report.rows[-1].figures["flips"] <= 0.05
