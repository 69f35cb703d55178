"""A second judge beside the free-text grader: how much its word weighs, and what both come to.

What a judge's word weighs is seen in an exam with known answers: the logarithm of how much more often it calls right
answers right than wrong ones (its weight of evidence, I. J. Good, "Probability and the Weighing of Evidence", 1950).
It is added to the grader's own log odds, as if the two erred apart (naive Bayes). The exam is small, so both rates are
drawn towards each other by as many made-up answers as `DOUBT` says, all judged alike (the m-estimate of B. Cestnik,
"Estimating probabilities", 1990): a judge that was hardly seen, or that says the same of all, weighs nothing.
"""

import math
from dataclasses import dataclass, replace

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, ModelCall, Verdict
from tutor.domain.ports import Cancel, Chat
from tutor.domain.question import Question, TextKey
from tutor.grading.feedback import plain_feedback
from tutor.grading.judge import Judgement, judge
from tutor.grading.text.guards import without_orders
from tutor.grading.text.short_text import NAME as FIRST
from tutor.grading.text.tidy import tidy
from tutor.grading.tools import Thresholds

NAME = "second-judge"
DOUBT = 10.0  # made-up answers on each side
NEAR = 0.05  # a decision that lies so near its threshold is looked at again
_LEAST, _MOST = 0.005, 0.995


@dataclass(frozen=True, slots=True)
class Worth:
    """What a judge showed in its exam: how many right and wrong answers it met, and how many it called right."""

    right: int
    right_called_right: int
    wrong: int
    wrong_called_right: int

    def __post_init__(self) -> None:
        """Refuse counts that can't be."""
        if not (0 <= self.right_called_right <= self.right and 0 <= self.wrong_called_right <= self.wrong):
            raise ValueError("no more answers can be called right than there are")

    @property
    def sensitivity(self) -> float:
        """Give the share of right answers that are called right, drawn towards what is called right of all."""
        return (self.right_called_right + DOUBT * self._usual) / (self.right + DOUBT)

    @property
    def specificity(self) -> float:
        """Give the share of wrong answers that are not called right, drawn likewise."""
        return 1 - (self.wrong_called_right + DOUBT * self._usual) / (self.wrong + DOUBT)

    def weight(self, *, says_right: bool) -> float:
        """Give what the judge's word adds to the log odds that an answer is right.

        A judge whose word points the wrong way adds nothing: it would be strange to believe the opposite of it.
        """
        of_right, of_wrong = self.sensitivity, 1 - self.specificity
        if not says_right:
            of_right, of_wrong = 1 - of_right, 1 - of_wrong
        weight = math.log(of_right / of_wrong)
        return max(0.0, weight) if says_right else min(0.0, weight)

    @property
    def _usual(self) -> float:
        """Give the share that is called right, kept off 0 and 1."""
        return (self.right_called_right + self.wrong_called_right + 1) / (self.right + self.wrong + 2)


@dataclass(frozen=True, slots=True)
class SecondJudge:
    """An examined chat model that may judge, and what its word is worth."""

    chat: Chat
    model_sha256: str  # of the file that was examined
    worth: Worth


def together(probability: float, weight: float) -> float:
    """Bring the grader's probability (0..1) and a weight of evidence together."""
    kept = min(_MOST, max(_LEAST, probability))
    return 1 / (1 + math.exp(-(math.log(kept / (1 - kept)) + weight)))


def is_for_second(grade: Grade, answer: Answer, thresholds: Thresholds) -> bool:
    """Tell whether a grade is worth a second look: by the free-text grader, and unsure or near a threshold.

    An answer that holds orders to the grader is for a person alone; so is one that is too long to be read whole.
    """
    if grade.graded_by != FIRST or grade.verdict is Verdict.PARTIAL:
        return False
    readable = tidy(answer.text)
    if readable.is_cut or without_orders(readable)[1]:
        return False
    bars = (thresholds.correct, thresholds.incorrect)
    return grade.verdict is Verdict.UNSURE or any(abs(grade.probability - bar) <= NEAR for bar in bars)


def combine(question: Question, grade: Grade, judgement: Judgement, worth: Worth, thresholds: Thresholds) -> Grade:
    """Give the grade that both come to; where they lean to different sides, or name different ideas, it is unsure."""
    weight = worth.weight(says_right=judgement.is_right)
    probability = together(grade.probability, weight)
    verdict = _verdict(grade, judgement, weight, thresholds.verdict(probability))
    ideas = tuple(one.idea for one in judgement.ideas)
    covered, missing = grade.covered, grade.missing
    if verdict is Verdict.CORRECT:
        covered, missing = ideas, ()
    score = {
        Verdict.CORRECT: 1.0,
        Verdict.INCORRECT: 0.0,
        Verdict.PARTIAL: len(covered) / max(1, len(ideas)),
        Verdict.UNSURE: grade.score,
    }[verdict]
    said = grade.feedback if verdict is grade.verdict else _said(question, verdict, covered, missing)
    return replace(
        grade,
        verdict=verdict,
        score=score,
        probability=probability,
        feedback=said,
        graded_by=f"{FIRST}, {NAME}",
        covered=covered,
        missing=missing,
        ideas=tuple(one for one in grade.ideas if one.text in (covered if one.is_covered else missing)),
    )


def reconsider(
    question: Question,
    answer: Answer,
    grade: Grade,
    second: SecondJudge,
    thresholds: Thresholds,
    cancel: Cancel | None = None,
) -> tuple[Grade, ModelCall | None]:
    """Have a grade looked at again where that may help; gives the grade and, where the judge spoke, its call.

    The grade stays as it is where there is no judgement, or where another model answered than was examined.
    """
    if not question.language.startswith("en") or not is_for_second(grade, answer, thresholds):
        return grade, None
    judgement = judge(question, answer, second.chat, cancel)
    if judgement is None or judgement.call.model_sha256 != second.model_sha256:
        return grade, None
    return combine(question, grade, judgement, second.worth, thresholds), judgement.call


def _said(question: Question, verdict: Verdict, covered: tuple[str, ...], missing: tuple[str, ...]) -> str:
    """Word a verdict as the grader does: what is covered is named where the question lists its ideas."""
    is_given = isinstance(question.key, TextKey) and bool(question.key.key_ideas)
    return plain_feedback(question, verdict, covered if is_given else (), missing)


def _verdict(grade: Grade, judgement: Judgement, weight: float, wanted: Verdict) -> Verdict:
    """Hold what the numbers want against what the two judges say.

    The grader's guards keep what they doubt at even odds or below, so a judge alone never lifts such an answer.
    """
    leaning = grade.probability - 0.5
    if leaning * weight <= 0 or (judgement.is_right != (weight > 0)):
        return Verdict.UNSURE
    if wanted is not Verdict.INCORRECT or not (judgement.said or grade.covered):
        return wanted
    is_same_part = set(judgement.said) == set(grade.covered)
    return Verdict.PARTIAL if is_same_part and grade.missing else Verdict.UNSURE
