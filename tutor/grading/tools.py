"""What graders may use: the encoder, algebra, and how sure is sure enough."""

from dataclasses import dataclass, field

from tutor.domain.grade import Verdict
from tutor.domain.ports import Algebra, Encoder


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How probable "correct" has to be before Tutor says so; what lies between goes to a person.

    On questions that it never met, the free-text grader decides 58 % of the answers with these; 89 % of its decisions
    and 85 % of its "correct" are right (resources/models/short_text.md).
    """

    correct: float = 0.8
    incorrect: float = 0.25

    @property
    def partial(self) -> float:
        """Give the probability of "partly right" from which Tutor says so.

        It is lower than for "correct", since "partly" harms least when it is not quite true: on questions never met
        (by the weights before these), of 1,388 answers like a class's that it was said of, 71 % were partly right and
        21 % right; of 59 of Beetle's, 54 and 0 %.
        """
        return self.correct - 0.25

    def __post_init__(self) -> None:
        """Refuse what leaves no order."""
        if not 0.0 <= self.incorrect < self.correct <= 1.0:
            raise ValueError("thresholds are shares, and the one for incorrect is the lower")

    def verdict(self, probability: float) -> Verdict:
        """Say what a probability of being correct (0..1) comes to: correct, incorrect or unsure."""
        if probability >= self.correct:
            return Verdict.CORRECT
        if probability <= self.incorrect:
            return Verdict.INCORRECT
        return Verdict.UNSURE


@dataclass(frozen=True, slots=True)
class Tools:
    """The services that graders may use; each may be missing."""

    encoder: Encoder | None = None
    algebra: Algebra | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)
