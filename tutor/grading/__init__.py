"""From a question and an answer to a grade: rules first, then models.

`GRADERS` lists the graders in the order they are tried; the first that has something to say decides. Their modules
are imported when a question first needs them.
"""

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import Kind, Question
from tutor.domain.translation import _
from tutor.grading.registry import Listed, find, in_order
from tutor.grading.tools import Thresholds, Tools

GRADERS = in_order(
    Listed("gave-up", frozenset(Kind), "tutor.grading.gave_up"),
    Listed("same-words", frozenset({Kind.SHORT_TEXT}), "tutor.grading.same_words"),
    # The free-text grader stands here:
    # Listed("short-text", frozenset({Kind.SHORT_TEXT}), "tutor.grading.text.short_text"),
)


def grade(question: Question, answer: Answer, tools: Tools) -> Grade:
    """Grade an answer by the first grader that has something to say; UNSURE by "nobody" where none has."""
    for listed in GRADERS:
        if question.kind in listed.kinds:
            made = find(listed)(question, answer, tools)
            if made is not None:
                return made
    return Grade(
        verdict=Verdict.UNSURE,
        score=0.0,
        probability=0.5,
        feedback=_("I can't tell. Here is the answer: compare it with yours."),
        graded_by="nobody",
    )


__all__ = ["GRADERS", "Thresholds", "Tools", "grade"]
