"""Answers that say nothing: "I don't know", and blanks that came past the form check."""

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import (
    ChemistryKey,
    DateKey,
    ExactKey,
    ExpressionKey,
    Kind,
    NumericKey,
    OutputKey,
    Question,
    TextKey,
)
from tutor.domain.translation import _
from tutor.grading.registry import grader
from tutor.grading.tools import Tools
from tutor.grading.words import words

_PHRASES = frozenset(
    words(phrase)
    for phrase in (
        "I don't know", "don't know", "I do not know", "do not know", "idk", "i dunno", "dunno", "no idea",
        "I have no idea", "no clue", "I'm not sure", "not sure", "I don't know the answer", "I don't know it",
        "I don't remember", "I forgot", "dont no", "i dont no",
    )
)  # fmt: skip


@grader("gave-up", kinds=Kind)
def gave_up(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Give no score, and no scolding either, to "I don't know"."""
    if not (answer.gave_up or answer.is_blank or _says_so(question, answer)):
        return None
    return Grade(
        verdict=Verdict.INCORRECT,
        score=0.0,
        probability=0.0,
        feedback=_("You don't know this yet, and that's fine. Read the answer, then try it again later."),
        graded_by="gave-up",
        missing=ideas(question),
    )


def _says_so(question: Question, answer: Answer) -> bool:
    """Tell whether typed words are "I don't know", where that is no accepted answer."""
    match question.key:
        case TextKey(references=accepted) | ExactKey(accepted=accepted):
            return is_giving_up(answer.text) and words(answer.text) not in {words(text) for text in accepted}
    return False


def is_giving_up(text: str) -> bool:
    """Tell whether a text says "I don't know" and nothing else."""
    return words(text) in _PHRASES


def ideas(question: Question) -> tuple[str, ...]:
    """Name what a full answer to a question holds; nothing where the answer has no parts."""
    match question.key:
        case TextKey(key_ideas=key_ideas):
            return tuple(idea.text for idea in key_ideas)
        case NumericKey() | ExactKey() | ExpressionKey() | ChemistryKey() | DateKey() | OutputKey():
            return ()
        case _:
            return tuple(question.model_answer.split("\n"))
