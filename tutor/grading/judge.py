"""A chat model as a judge: it reads one key idea at a time, says its reason, and then whether the answer says it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any

from tutor.domain.answer import Answer
from tutor.domain.errors import CancelledError, TutorError
from tutor.domain.grade import ModelCall
from tutor.domain.ports import Cancel, Chat
from tutor.domain.question import Question, TextKey
from tutor.grading.text.ideas import ideas
from tutor.grading.text.tidy import tidy
from tutor.paths import resources

PROMPT = "judge.txt"
SURENESS = {"guess": 0.55, "fairly sure": 0.75, "certain": 0.95}  # the chance of being right that each word claims
MOST_LETTERS = 900  # of an answer; a longer one is not judged, rather than judged by a part
_MOST_REASON = 140
_MOST_TOKENS = 90
_TRIES = ((0, 0.0), (1, 0.7))  # seed and temperature: the same words would only fail the same way again
_PART = re.compile(r"^\[(system|user|assistant)\]\n", re.MULTILINE)
_FENCE = re.compile(r"<{2,}|>{2,}")


@dataclass(frozen=True, slots=True)
class IdeaJudgement:
    """Whether an answer says one idea, in the judge's eyes, and how sure the judge says that it is (0.5..1)."""

    idea: str
    is_said: bool
    sureness: float
    reason: str

    @property
    def probability(self) -> float:
        """Give the chance (0..1) that the idea is said, as the judge tells it."""
        return self.sureness if self.is_said else 1 - self.sureness


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge said of each idea of a question, and its raw replies."""

    ideas: tuple[IdeaJudgement, ...]
    call: ModelCall  # all prompts and replies, one after another

    @property
    def is_right(self) -> bool:
        """Tell whether every idea is said."""
        return all(one.is_said for one in self.ideas)

    @property
    def probability(self) -> float:
        """Give the chance that the answer is right: that of the idea that is least likely to be said."""
        return min(one.probability for one in self.ideas)

    @property
    def said(self) -> tuple[str, ...]:
        """Name the ideas that are said."""
        return tuple(one.idea for one in self.ideas if one.is_said)


def judge(question: Question, answer: Answer, chat: Chat, cancel: Cancel | None = None) -> Judgement | None:
    """Have each key idea judged; None where an idea gets no judgement after a second bad reply.

    CancelledError when `cancel` is set; another TutorError when the model is missing, broken or stopped.
    """
    assert isinstance(question.key, TextKey)
    if len(answer.text) > MOST_LETTERS:
        return None
    found: list[IdeaJudgement] = []
    calls: list[ModelCall] = []
    for idea in ideas(question.key):
        one = _judge_idea(question, idea.text, answer, chat, calls, cancel)
        if one is None:
            return None
        found.append(one)
    return Judgement(tuple(found), _joined(calls))


def messages(question: Question, idea: str, answer: Answer) -> list[tuple[str, str]]:
    """Give the (role, text) messages about one idea: what all answers share comes first, the student's words last."""
    values = {
        "question": _line(question.prompt),
        "reference": _line(question.model_answer),
        "idea": _line(idea),
        "answer": _line(tidy(answer.text).text),
    }
    return [(role, Template(text).substitute(values)) for role, text in _parts()]


def _judge_idea(
    question: Question, idea: str, answer: Answer, chat: Chat, calls: list[ModelCall], cancel: Cancel | None
) -> IdeaJudgement | None:
    asked = messages(question, idea, answer)
    for seed, temperature in _TRIES:
        try:
            call = chat.reply(
                asked, _schema(), max_tokens=_MOST_TOKENS, seed=seed, temperature=temperature, cancel=cancel
            )
        except CancelledError:
            raise
        except TutorError as error:
            if type(error) is TutorError:  # the text is too long for the model
                return None
            raise
        calls.append(call)
        if (one := _read(idea, call.reply)) is not None:
            return one
    return None


def _read(idea: str, reply: str) -> IdeaJudgement | None:
    """Read a reply; None for one that is cut short, has another shape, or gives no reason."""
    from pydantic import ValidationError

    try:
        read = _shape().model_validate_json(reply)
    except ValidationError:
        return None
    reason = " ".join(read.reason.split())
    if len(re.findall(r"\w+", reason)) < 2:  # it decided before it thought
        return None
    return IdeaJudgement(idea, read.is_said, SURENESS[read.sure], reason)


def _joined(calls: list[ModelCall]) -> ModelCall:
    prompts, replies = "\n\n".join(call.prompt for call in calls), "\n".join(call.reply for call in calls)
    return ModelCall(calls[-1].model_sha256, prompts, calls[-1].seed, replies)


def _line(text: str) -> str:
    """Put a text on one line, without the signs that fence the answer."""
    return " ".join(_FENCE.sub(" ", text).split())


@cache
def _parts() -> tuple[tuple[str, str], ...]:
    pieces = _PART.split((resources() / "prompts" / PROMPT).read_text(encoding="utf-8"))
    return tuple((role, text.strip()) for role, text in zip(pieces[1::2], pieces[2::2], strict=True))


@cache
def _schema() -> Mapping[str, Any]:
    schema: Mapping[str, Any] = _shape().model_json_schema()
    return schema


@cache
def _shape() -> Any:
    """Give the shape of a reply; pydantic is imported when it is first asked for."""
    from typing import Literal

    from pydantic import BaseModel, ConfigDict, Field

    class Judged(BaseModel):
        """What the judge writes: first why, then whether, then how sure it is."""

        model_config = ConfigDict(extra="forbid", strict=True)
        reason: str = Field(min_length=8, max_length=_MOST_REASON, pattern=r'^[^"\\<>{}]+$')
        is_said: bool
        sure: Literal["guess", "fairly sure", "certain"]

    return Judged
