"""Free text that a person has marked before, word for word: the mark stands, in any language and without a model."""

from collections.abc import Mapping
from functools import lru_cache

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import Kind, MarkedAnswer, Question, TextKey
from tutor.grading.feedback import plain_feedback
from tutor.grading.registry import grader
from tutor.grading.tools import Tools
from tutor.grading.words import words

NAME = "marked-words"
_SCORES = {Verdict.CORRECT: 1.0, Verdict.PARTIAL: 0.5, Verdict.INCORRECT: 0.0}


@grader(NAME, kinds={Kind.SHORT_TEXT})
def marked_words(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Give the mark of an answer with the same words; None where there is none, or where persons disagreed."""
    assert isinstance(question.key, TextKey)
    marks = _marks(question.key.marked).get(words(answer.text), frozenset())
    if len(marks) != 1:
        return None
    (mark,) = marks
    probability = 1.0 if mark is Verdict.CORRECT else 0.0
    return Grade(mark, _SCORES[mark], probability, plain_feedback(question, mark, (), (), "", answer.text), NAME)


@lru_cache(300)
def _marks(marked: tuple[MarkedAnswer, ...]) -> Mapping[tuple[str, ...], frozenset[Verdict]]:
    """Give the marks of each wording; an answer without a word has none."""
    texts = [(words(one.text), one.mark) for one in marked]
    return {text: frozenset(mark for other, mark in texts if other == text) for text, _mark in texts if text}
