"""How sure Tutor has to be before it decides: three choices of a teacher. Importing this loads nothing heavy."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.grading.tools import Thresholds


class Sureness(StrEnum):
    """What a teacher chose; BALANCED are the thresholds that the grader comes with."""

    CAREFUL = "careful"
    BALANCED = "balanced"
    READY = "ready"


def sureness(name: str) -> Sureness:
    """Read a kept choice; BALANCED for what is none."""
    return next((choice for choice in Sureness if choice.value == name), Sureness.BALANCED)


def thresholds(choice: Sureness) -> "Thresholds":
    """Give the thresholds of a choice: those of the grader, or some way from them to certainty or to even odds."""
    from tutor.grading.tools import Thresholds

    usual = Thresholds()
    match choice:
        case Sureness.CAREFUL:  # two fifths of the way to certainty
            return Thresholds(usual.correct + 0.4 * (1 - usual.correct), 0.6 * usual.incorrect)
        case Sureness.READY:  # half the way to even odds
            return Thresholds((usual.correct + 0.5) / 2, (usual.incorrect + 0.5) / 2)
    return usual
