"""Free text that says the reference answer word for word: no model is needed to see that."""

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Span, Verdict
from tutor.domain.question import Kind, Question, TextKey
from tutor.domain.translation import _
from tutor.grading.registry import grader
from tutor.grading.tools import Tools
from tutor.grading.words import words


@grader("same-words", kinds={Kind.SHORT_TEXT})
def same_words(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Give the full score when the words are those of a reference, whatever their case and spacing."""
    assert isinstance(question.key, TextKey)
    said = words(answer.text)
    if not said or said not in {words(reference) for reference in question.key.references}:
        return None
    return Grade(
        verdict=Verdict.CORRECT,
        score=1.0,
        probability=1.0,
        feedback=_("Right, word for word."),
        graded_by="same-words",
        covered=tuple(idea.text for idea in question.key.key_ideas),
        matched=(Span(0, len(answer.text)),),
    )
