"""From a question and an answer to a grade: rules first, then models.

`GRADERS` lists the graders in the order they are tried; the first that has something to say decides. Their modules
are imported when a question first needs them.
"""

from dataclasses import replace

from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import Kind, Question
from tutor.grading.form import check_form
from tutor.grading.marks import unsure
from tutor.grading.registry import Listed, find, in_order
from tutor.grading.spoken import spoken
from tutor.grading.tools import Thresholds, Tools
from tutor.grading.typed import read_typed

GRADERS = in_order(
    Listed("gave-up", frozenset(Kind), "tutor.grading.gave_up"),
    Listed("choice", frozenset({Kind.CHOICE, Kind.TRUE_FALSE}), "tutor.grading.choice"),
    Listed("multiple-choice", frozenset({Kind.MULTIPLE_CHOICE}), "tutor.grading.choice"),
    Listed("order", frozenset({Kind.ORDER}), "tutor.grading.order"),
    Listed("match", frozenset({Kind.MATCH}), "tutor.grading.match"),
    Listed("numeric", frozenset({Kind.NUMERIC}), "tutor.grading.numeric"),
    Listed("expression", frozenset({Kind.EXPRESSION}), "tutor.grading.expression"),
    Listed("exact-text", frozenset({Kind.EXACT_TEXT}), "tutor.grading.exact"),
    Listed("cloze", frozenset({Kind.CLOZE}), "tutor.grading.cloze"),
    Listed("chemistry", frozenset({Kind.CHEMISTRY}), "tutor.grading.chemistry"),
    Listed("date", frozenset({Kind.DATE}), "tutor.grading.dates"),
    Listed("output", frozenset({Kind.OUTPUT}), "tutor.grading.output"),
    Listed("same-words", frozenset({Kind.SHORT_TEXT}), "tutor.grading.same_words"),
    Listed("marked-words", frozenset({Kind.SHORT_TEXT}), "tutor.grading.marked_words"),
    Listed("short-text", frozenset({Kind.SHORT_TEXT}), "tutor.grading.text.short_text"),
)


def grade(question: Question, answer: Answer, tools: Tools) -> Grade:
    """Grade an answer by the first grader that has something to say; UNSURE by "nobody" where none has."""
    for listed in GRADERS:
        if question.kind in listed.kinds:
            try:
                made = find(listed)(question, answer, tools)
            except AnswerFormError:  # it came past check_form: a person reads it
                break
            if made is not None:
                return _explained(question, made)
    return unsure("nobody")


def prepare(question: Question, tools: Tools) -> None:
    """Do ahead what grading the first answer to a question takes, so that no student waits for it."""
    if question.kind is Kind.SHORT_TEXT:
        from tutor.grading.text.short_text import prepare as read_ahead

        read_ahead(question, tools)


def _explained(question: Question, made: Grade) -> Grade:
    """Add why the right answer is right, where there is something to learn and the grader did not say it."""
    why = question.explanation.strip()
    is_said = why.split(". ")[0] in made.feedback  # a grader that tells why says at least its first sentence
    if made.verdict in (Verdict.CORRECT, Verdict.UNSURE) or not why or is_said:
        return made
    return replace(made, feedback=f"{made.feedback} {why}".strip())


__all__ = ["GRADERS", "Thresholds", "Tools", "check_form", "grade", "prepare", "read_typed", "spoken"]
