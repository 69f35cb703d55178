"""A whole Tutor on a real store, with a small pack, a fake encoder and a clock that the test moves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.fakes import FakeChat, FakeEncoder
from tutor.app.tutor import Tutor
from tutor.domain.student import Student
from tutor.llm.models import Models
from tutor.paths import Paths, paths
from tutor.store.store import Store

PACK = """\
tutor: 1
id: small
title: A small pack
description: For tests.
language: en
ages: [9, 13]
licence: CC-BY-4.0
passages:
  - {id: food, title: How plants make food, text: Leaves take in carbon dioxide and give off oxygen., source: Own}
questions:
  - id: gas
    kind: short_text
    topic: Plants
    prompt: Which gas do plants take in?
    answers: [They take in carbon dioxide.]
    key_ideas: [they take in carbon dioxide]
    hints: [Animals breathe it out., It is in fizzy drinks.]
    explanation: Plants make sugar from it.
    passage: food
    check: {prompt: Which gas do leaves give off?, answer: Oxygen}
  - id: half
    kind: numeric
    topic: Fractions
    prompt: What is half of 5?
    answers: ["2.5"]
  - id: legs
    kind: choice
    topic: Animals
    prompt: How many legs has a spider?
    options:
      - {id: a, text: six, feedback: Insects have six.}
      - {id: b, text: eight, correct: true}
      - {id: c, text: ten}
"""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 3, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def chat() -> FakeChat:
    return FakeChat()


@pytest.fixture
def folder(tmp_path: Path) -> Paths:
    kept = paths(tmp_path / "data")
    kept.packs.mkdir(parents=True)
    (kept.packs / "small.yaml").write_text(PACK, encoding="utf-8")
    return kept


@pytest.fixture
def tutor(folder: Paths, clock: Clock, encoder: FakeEncoder, chat: FakeChat) -> Iterator[Tutor]:
    with open_tutor(folder, clock, encoder, chat) as opened:
        yield opened


def open_tutor(folder: Paths, clock: Clock, encoder: FakeEncoder, chat: FakeChat | None = None) -> Tutor:
    """Open Tutor on what `folder` holds, as after a restart."""
    store = Store.open(folder, now=clock())
    return Tutor(folder, store, Models(folder), encoder=encoder, chat=chat, clock=clock, zone=UTC, rng=Random(5))


@pytest.fixture
def amina(tutor: Tutor) -> Student:
    return tutor.add_student("Amina", "fox")
