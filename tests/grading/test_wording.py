"""The explanation of a grade: the model's words where they pass, plain ones otherwise."""

import json
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.fakes import FakeChat
from tests.grading.cases_wording import CASES
from tutor.domain.answer import Answer
from tutor.domain.errors import CancelledError, ModelBrokenError, ModelMissingError, ModelStoppedError, TutorError
from tutor.domain.grade import Explanation, ModelCall, Verdict
from tutor.domain.ports import Cancel
from tutor.grading.wording import explain
from tutor.grading.wording_checks import check_wording
from tutor.grading.wording_prompt import messages

if TYPE_CHECKING:
    from tutor.llm.models import Models

WRONG = CASES["dark-wrong"]
FIRST = "The plant in the cupboard gets no light."
SECOND = "Without light the plant can't make food."
BAD = "Well done, you are right."


class SlowChat(FakeChat):
    """Replies letter by letter, looks at the cancel flag, and tells what was heard when."""

    def __init__(self, reply: str, *, keeps_on: bool = False) -> None:
        super().__init__()
        self.raw = reply
        self.written = 0
        self.asked: list[tuple[str, str]] = []
        self.keeps_on = keeps_on

    def reply(
        self,
        messages: Sequence[tuple[str, str]],
        schema: Mapping[str, Any] | None = None,
        *,
        max_tokens: int = 160,
        seed: int = 0,
        temperature: float = 0.0,
        on_text: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> ModelCall:
        self.asked = list(messages)
        for letter in self.raw:
            if cancel is not None and cancel.is_set() and not self.keeps_on:
                raise CancelledError("Stopped.")
            self.written += 1
            if on_text is not None:
                on_text(letter)
        return ModelCall("fake", "prompt", seed, self.raw)


class FailingChat(FakeChat):
    """Fails, at once or in the middle of a reply."""

    def __init__(self, error: TutorError, begun: str = "") -> None:
        super().__init__()
        self.error = error
        self.begun = begun

    def reply(self, messages: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> ModelCall:
        if self.begun:
            kwargs["on_text"](self.begun)
        raise self.error


def wording(*sentences: str) -> str:
    return json.dumps({"explanation": " ".join(sentences)})


def test_checked_words_of_the_model_are_shown() -> None:
    chat = FakeChat()
    chat.will_reply(wording(FIRST, SECOND))
    heard: list[str] = []
    explanation = explain(*WRONG, chat, on_sentence=heard.append)
    assert heard == [FIRST, SECOND]
    assert (explanation.text, explanation.written_by) == (f"{FIRST} {SECOND}", "Fake")
    assert explanation.call is not None
    assert explanation.call.reply == wording(FIRST, SECOND)


def test_a_sentence_is_heard_as_soon_as_it_is_whole_and_not_before() -> None:
    chat = SlowChat(wording(FIRST, SECOND))
    heard: list[tuple[str, int]] = []
    explain(*WRONG, chat, on_sentence=lambda sentence: heard.append((sentence, chat.written)))
    start = chat.raw.index(FIRST)
    assert heard[0] == (FIRST, start + len(FIRST) + 1)  # with the blank that follows it
    assert heard[1] == (SECOND, len(chat.raw))


def test_a_bad_second_sentence_ends_it_and_plain_words_stand() -> None:
    chat = SlowChat(wording(FIRST, BAD, SECOND))
    heard: list[str] = []
    explanation = explain(*WRONG, chat, on_sentence=heard.append)
    assert heard == [FIRST]
    assert explanation == Explanation("Plain words.", "plain")
    assert chat.written <= chat.raw.index(SECOND) + 1  # the rest was not waited for


@pytest.mark.parametrize("reply", [wording(BAD), wording(FIRST, BAD, SECOND)])
def test_nothing_is_heard_after_a_refusal_even_if_the_chat_goes_on(reply: str) -> None:
    heard: list[str] = []
    explanation = explain(*WRONG, SlowChat(reply, keeps_on=True), on_sentence=heard.append)
    assert heard in ([], [FIRST])
    assert (explanation.text, explanation.written_by) == ("Plain words.", "plain")
    assert explanation.call is not None
    assert explanation.call.reply == reply


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "{",
        '{"explanation": "',
        '{"explanation": "The plant gets no light, so it can',
        '{"explanation": "The plant gets no \\u20',
        '{"explanation": ""}',
        "I will not use JSON.",
        '["no object"]',
        wording("Right."),
    ],
)
def test_odd_replies_leave_plain_words(reply: str) -> None:
    chat = FakeChat()
    chat.will_reply(reply)
    heard: list[str] = []
    explanation = explain(*WRONG, chat, on_sentence=heard.append)
    assert (explanation.text, explanation.written_by, heard) == ("Plain words.", "plain", [])


def test_what_was_whole_stands_when_a_reply_is_cut_short() -> None:
    chat = FakeChat()
    chat.will_reply(wording(FIRST, SECOND)[:-12])
    heard: list[str] = []
    assert explain(*WRONG, chat, on_sentence=heard.append).text == FIRST
    assert heard == [FIRST]


def test_at_most_three_sentences_are_shown() -> None:
    third, fourth = "Light gives a plant the energy to make its food.", "The plant then starves."
    chat = FakeChat()
    chat.will_reply(wording(FIRST, SECOND, third, fourth))
    heard: list[str] = []
    assert explain(*WRONG, chat, on_sentence=heard.append).text == f"{FIRST} {SECOND} {third}"
    assert heard == [FIRST, SECOND, third]


@pytest.mark.parametrize(
    "error",
    [ModelStoppedError("It stopped."), ModelMissingError("None."), ModelBrokenError("Bad."), TutorError("Long.")],
)
@pytest.mark.parametrize("begun", ["", '{"explanation": "The plant in the cupboard gets no light. With'])
def test_a_failing_model_leaves_plain_words(error: TutorError, begun: str, caplog: pytest.LogCaptureFixture) -> None:
    assert explain(*WRONG, FailingChat(error, begun)) == Explanation("Plain words.", "plain")
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_the_readers_stop_is_passed_on() -> None:
    stop = threading.Event()
    chat = SlowChat(wording(FIRST, SECOND))
    with pytest.raises(CancelledError):
        explain(*WRONG, chat, on_sentence=lambda _sentence: stop.set(), cancel=stop)
    assert chat.written < len(chat.raw)


def test_other_languages_and_unsure_grades_are_left_to_plain_words() -> None:
    question, answer, grade = WRONG
    for asked in (
        (replace(question, language="de"), answer, grade),
        (question, answer, replace(grade, verdict=Verdict.UNSURE)),
    ):
        assert explain(*asked, FakeChat()) == Explanation("Plain words.", "plain")


def test_a_half_right_answer_whose_lack_nobody_named_is_left_to_plain_words() -> None:
    """The model would say the right answer alone, and no longer that a part is there."""
    question, answer, grade = WRONG
    partly = replace(grade, verdict=Verdict.PARTIAL, score=0.5, covered=(), missing=())
    chat = SlowChat(json.dumps({"explanation": FIRST}))
    assert explain(question, answer, partly, chat) == Explanation(partly.feedback, "plain")
    assert chat.asked == []


def test_prompts_of_one_question_differ_at_their_end_only() -> None:
    question, answer, grade = WRONG
    other = replace(grade, verdict=Verdict.PARTIAL, covered=grade.missing[:1], missing=grade.missing[1:])
    one, two = messages(question, answer, grade), messages(question, Answer("something else"), other)
    assert one[:-1] == two[:-1]
    same = one[-1][1].index("Result:")
    assert one[-1][1][:same] == two[-1][1][:same]
    assert sum(len(text) for _role, text in one) < 2200  # about 500 tokens


def test_marks_and_long_texts_do_not_reach_the_prompt() -> None:
    question, answer, grade = WRONG
    long = replace(question, prompt="![A plant.](plant.svg) **Why** ${reference}? " + "long " * 200)
    text = messages(long, answer, grade)[-1][1]
    assert "svg" not in text
    assert "**" not in text
    assert "${reference}" in text  # a text is no template
    assert len(text) < 900


@pytest.mark.model
def test_the_real_model_is_shown_only_where_it_passes(models: "Models") -> None:
    worded, first_ms = 0, []
    names = ["air-wrong", "dark-wrong", "dark-half", "frogs-wrong", "water-half"]
    for name in names:
        question, answer, grade = CASES[name]
        heard: list[tuple[str, float]] = []
        began = time.perf_counter()

        def hear(sentence: str, began: float = began, heard: list[tuple[str, float]] = heard) -> None:
            heard.append((sentence, time.perf_counter() - began))

        explanation = explain(question, answer, grade, models.chat, on_sentence=hear)
        if explanation.written_by == "plain":
            assert explanation.text == grade.feedback
            continue
        assert check_wording(explanation.text, question, answer, grade) == ()
        assert " ".join(sentence for sentence, _time in heard) == explanation.text
        worded += 1
        first_ms.append(round(heard[0][1] * 1000))
    print(f"\nworded by the model: {worded} of {len(names)}; ms to the first words: {first_ms}")
