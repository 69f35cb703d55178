"""Measures Tutor on this computer: start-up, grading, the index and the guide. Figures only, no judgement."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.domain.answer import Answer
from tutor.domain.change import SheetChange
from tutor.domain.grade import Grade, ModelCall, Verdict
from tutor.domain.ids import QuestionId, StudentId
from tutor.domain.ports import Cancel, Chat, Encoder, Encoding
from tutor.domain.question import Kind, Question, TextKey
from tutor.domain.sheet import SheetText
from tutor.grading import Tools, grade
from tutor.index.sheet_index import SheetIndex
from tutor.llm.models import Models
from tutor.paths import Paths
from tutor.paths import paths as paths_for
from tutor.store.store import Store

Figures = Mapping[str, float]

_STARTS = 3
_SHEETS = 10_000
_ANSWER = (
    "Plants use the light of the sun to make sugar from water and a gas in the air called carbon dioxide, "
    "and while they do it they give off oxygen that"
)
_REFERENCES = (
    "Plants make their food from carbon dioxide and water with the energy of sunlight.",
    "In the light, leaves turn water and carbon dioxide into sugar and give off oxygen.",
    "They use sunlight to turn carbon dioxide and water into sugar.",
)
_QUESTIONS = (
    ("Why does a metal spoon feel colder than a wooden one?", "Metal carries the warmth of the hand away faster."),
    ("Why do we see lightning before we hear thunder?", "Light travels much faster than sound."),
    ("Why does ice float on water?", "Ice is lighter than the same volume of water."),
)


def startup() -> Figures:
    """Time starts of the window, each in a process of its own: painted, usable (ms), and its memory (MB), medians."""
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    runs = []
    for _turn in range(_STARTS):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            command = [sys.executable, "-m", "tutor.gui.measure", folder, repr(time.time())]
            done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, env=environment)
            runs.append(dict(pair.split("=") for pair in done.stdout.split()))
    return {name: median(float(run[name]) for run in runs) for name in runs[0]}


def grading(paths: Paths, turns: int = 60, *, with_chat: bool = True) -> Figures:
    """Time the free-text verdict (a 30-word answer, three references; ms) and an explanation; measure the host (MB)."""
    models = Models(paths)
    try:
        tools = Tools(models.encoder)
        question = Question(QuestionId("bench/q"), Kind.SHORT_TEXT, "How do plants feed?", TextKey(_REFERENCES))
        for turn in range(3):
            grade(question, Answer(f"{_ANSWER} warm{turn}"), tools)
        times = [_ms(partial(grade, question, Answer(f"{_ANSWER} animal{turn}"), tools)) for turn in range(turns)]
        figures = {"verdict_p50_ms": median(times), "verdict_p95_ms": quantiles(times, n=20)[-1]}
        figures["verdicts_per_s"] = 1000 / (sum(times) / len(times))
        figures["host_without_chat_mb"] = models.memory_mb() or float("nan")
        if not with_chat:
            return figures
        models.warm_up()
        figures |= _explanations(models.chat, tools)
        figures["host_with_chat_mb"] = models.memory_mb() or float("nan")
        return figures
    finally:
        models.close()


def index(paths: Paths, count: int = _SHEETS) -> Figures:
    """Time a look-up by meaning among `count` sheets, encoding included (ms), and the making of the index."""
    rng = np.random.default_rng(1)
    models = Models(paths)
    try:
        encoder = models.encoder
        rows = _unit_rows(rng, count, encoder.dimension)
        made: list[SheetIndex] = []
        build = _ms(lambda: made.append(_built(rows, encoder)))
        encoder.encode(["warm"])
        ids = list(range(1, count + 1))

        def look_up(turn: int) -> None:
            vector = encoder.encode([f"why do plants need light number {turn}"])[0].sentence
            made[0].search(vector, 5, ids)

        times = [_ms(partial(look_up, turn)) for turn in range(40)]
    finally:
        models.close()
    return {
        "sheets": count,
        "build_ms": build,
        "lookup_p50_ms": median(times),
        "lookup_p95_ms": quantiles(times, n=20)[-1],
    }


def guide(count: int = _SHEETS) -> Figures:
    """Time gathering and rendering the guide of a student with `count` sheets (ms)."""
    from tutor.app.tutor import Tutor

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        paths = paths_for(Path(folder))
        store = Store.open(paths, now=_now())
        student_id = store.add_student("Bench", "", None, _now()).id
        _fill(store, student_id, count)
        with Tutor(paths, store, Models(paths), encoder=_NoEncoder(), algebra=_NoAlgebra()) as tutor:
            opened = [_ms(partial(tutor.guide, student_id)) for _turn in range(5)]
            markdown = _ms(partial(tutor.render_guide, "Bench", "md"))
    return {"sheets": count, "open_first_ms": opened[0], "open_p50_ms": median(opened), "markdown_ms": markdown}


def _explanations(chat: Chat, tools: Tools) -> Figures:
    """Time the explanation of a wrong answer to three questions that the chat model has not read yet."""
    from tutor.grading.wording import explain

    timed = _TimedChat(chat)
    total = []
    for prompt, reference in _QUESTIONS:
        question = Question(QuestionId("bench/q"), Kind.SHORT_TEXT, prompt, TextKey((reference,)))
        answer = Answer("I would say it is because of the colour of the paper.")
        made = replace(grade(question, answer, tools), verdict=Verdict.INCORRECT)
        total.append(_ms(partial(explain, question, answer, made, timed)))
    return {"explanation_first_words_ms": median(timed.first_ms), "explanation_ms": median(total)}


class _TimedChat:
    """A chat model that notes how long each reply's first words took."""

    def __init__(self, chat: Chat) -> None:
        self.name = chat.name
        self.first_ms: list[float] = []
        self._chat = chat

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
        began = time.perf_counter()
        heard: list[float] = []

        def hear(piece: str) -> None:
            heard.append(time.perf_counter())
            if on_text is not None:
                on_text(piece)

        call = self._chat.reply(
            messages, schema, max_tokens=max_tokens, seed=seed, temperature=temperature, on_text=hear, cancel=cancel
        )
        self.first_ms.append(((heard or [time.perf_counter()])[0] - began) * 1000)
        return call


def _fill(store: Store, student_id: StudentId, count: int) -> None:
    for number in range(count):
        question_id = QuestionId(f"bench/q{number}")
        submission = store.submit(student_id, question_id, Answer("oxygen"), "oxygen", _now())
        store.keep_grade(submission.id, _grade(), None, _now())
        text = SheetText(f"Topic {number % 40}", f"Question {number}?", "oxygen", "carbon dioxide", "Not yet.")
        change = SheetChange(sheet_id=None, text=text, reason="bench")
        store.settle(submission.id, sheets=(change,), card=None, advance_sitting=None, now=_now())


def _grade() -> Grade:
    return Grade(Verdict.INCORRECT, 0.0, 0.0, "Not yet.", "bench")


class _NoEncoder:
    """Stands in where nothing is encoded."""

    model_sha256 = "none"
    dimension = 384

    def encode(self, texts: object) -> list[Encoding]:
        raise AssertionError(f"nothing is encoded here, not {texts!r}")

    def encode_pairs(self, pairs: object) -> None:
        raise AssertionError(f"nothing is encoded here, not {pairs!r}")


class _NoAlgebra:
    """Stands in where nothing is calculated."""

    def equivalent(self, left: str, right: str, variables: Sequence[str], form: str = "") -> bool | None:
        raise AssertionError("nothing is calculated here")


def _built(rows: NDArray[np.float32], encoder: Encoder) -> SheetIndex:
    numbered = ((number, row.tobytes()) for number, row in enumerate(rows, start=1))
    return SheetIndex.build(numbered, model_sha256=encoder.model_sha256, dimension=encoder.dimension, generation=0)


def _unit_rows(rng: np.random.Generator, count: int, dimension: int) -> NDArray[np.float32]:
    rows = rng.normal(size=(count, dimension)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _now() -> datetime:
    return datetime.now(UTC)
