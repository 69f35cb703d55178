"""Answers made to try the free-text grader: tricks that must not pass, rough right answers that must, and voices.

Pure: questions and a seed in, cases out. Running them is the app's.
"""

from tutor.grading.attacks.case import Case, Known, Setting
from tutor.grading.attacks.suite import (
    ATTACKS,
    BIAS,
    ROUGH,
    attack_cases,
    bias_cases,
    honest_right,
    honest_wrong,
    rough_cases,
    sample,
    settings,
)

__all__ = [
    "ATTACKS",
    "BIAS",
    "ROUGH",
    "Case",
    "Known",
    "Setting",
    "attack_cases",
    "bias_cases",
    "honest_right",
    "honest_wrong",
    "rough_cases",
    "sample",
    "settings",
]
