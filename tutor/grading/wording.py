"""The explanation of a grade: the plain one, or the chat model's words where they pass every check."""

import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from tutor.domain.answer import Answer
from tutor.domain.errors import CancelledError, TutorError
from tutor.domain.grade import Explanation, Grade, ModelCall, Verdict
from tutor.domain.ports import Cancel, Chat
from tutor.domain.question import Question
from tutor.grading.wording_case import Case
from tutor.grading.wording_checks import check_sentence, check_wording
from tutor.grading.wording_form import MOST_SENTENCES
from tutor.grading.wording_prompt import messages
from tutor.grading.wording_stream import SentenceReader, StringReader

_log = logging.getLogger(__name__)
_SENTENCE = r"^[^.!?\"\\<>*_]+[.]$"  # one sentence: a small model goes astray in its second
_MOST_TOKENS = 60


def explain(
    question: Question,
    answer: Answer,
    grade: Grade,
    chat: Chat,
    *,
    on_sentence: Callable[[str], None] | None = None,
    cancel: Cancel | None = None,
) -> Explanation:
    """Word the reason for a grade through the chat model; plain words stand where its own fail a check.

    `on_sentence` hears each sentence of the model once it is whole and checked. CancelledError when `cancel` is set.
    """
    plain = Explanation(grade.feedback, "plain")
    is_vague = grade.verdict is Verdict.UNSURE or (grade.verdict is Verdict.PARTIAL and not grade.missing)
    if question.language != "en" or is_vague:  # the checks read English
        return plain
    listener = _Listener(Case(question, answer, grade), on_sentence, cancel)
    call = _ask(question, answer, grade, chat, listener, cancel)
    if call is not None and not listener.has_heard:  # a chat that does not stream
        listener.hear(call.reply)
    listener.end()
    if call is None or listener.is_refused or not listener.said:
        return Explanation(plain.text, plain.written_by, call)
    text = " ".join(listener.said)
    if findings := check_wording(text, question, answer, grade):
        _log.info("the model's words were not shown: %s", findings[0].rule)
        return Explanation(plain.text, plain.written_by, call)
    return Explanation(text, chat.name, call)


def _ask(
    question: Question, answer: Answer, grade: Grade, chat: Chat, listener: "_Listener", cancel: Cancel | None
) -> ModelCall | None:
    """Ask the model; None where it gave no whole reply."""
    asked = messages(question, answer, grade)
    try:
        return chat.reply(asked, _schema(), max_tokens=_MOST_TOKENS, on_text=listener.hear, cancel=listener)
    except CancelledError:
        if cancel is not None and cancel.is_set():
            raise
    except TutorError as error:  # missing, broken or stopped; or the texts were too long: the grade is there already
        _log.warning("explained without the model: %s", error)
    return None


class _Listener:
    """Hears a reply piece by piece, lets checked sentences through, and asks to stop at the first that fails.

    It is the cancel flag of its own reply (see Cancel). It may be called on another thread, one call at a time.
    """

    def __init__(self, case: Case, on_sentence: Callable[[str], None] | None, cancel: Cancel | None) -> None:
        self._case = case
        self._on_sentence = on_sentence
        self._cancel = cancel
        self._string = StringReader()
        self._sentences = SentenceReader()
        self.said: list[str] = []
        self.is_refused = False
        self.has_heard = False

    def is_set(self) -> bool:
        """Tell whether the reply should stop."""
        return self.is_refused or (self._cancel is not None and self._cancel.is_set())

    def hear(self, piece: str) -> None:
        """Take a piece of the raw reply."""
        self.has_heard = True
        for sentence in self._sentences.feed(self._string.feed(piece)):
            self._take(sentence)

    def end(self) -> None:
        """Take the last sentence; where the reply was cut short there is none."""
        if self._string.is_over and (rest := self._sentences.rest()):
            self._take(rest)

    def _take(self, sentence: str) -> None:
        if self.is_set() or len(self.said) == MOST_SENTENCES:
            return
        if findings := check_sentence(sentence, tuple(self.said), self._case):
            self.is_refused = True
            _log.info("the model's words were not shown: %s", findings[0].rule)
            return
        self.said.append(sentence)
        if self._on_sentence is not None:
            self._on_sentence(sentence)


@cache
def _schema() -> Mapping[str, Any]:
    """Give the shape of a reply; pydantic is imported when it is first asked for."""
    from pydantic import BaseModel, ConfigDict, Field

    class Wording(BaseModel):
        """What the model writes."""

        model_config = ConfigDict(extra="forbid")
        explanation: str = Field(pattern=_SENTENCE)

    return Wording.model_json_schema()
