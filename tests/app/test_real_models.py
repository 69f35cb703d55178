"""The main job with both real models: graded by meaning, kept as sheets, found again, and a killed host survived."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from tests.app.conftest import Clock
from tutor.app.tutor import Tutor
from tutor.domain.answer import Answer
from tutor.domain.errors import ModelStoppedError
from tutor.domain.grade import Verdict
from tutor.domain.ids import PackId
from tutor.domain.question import Kind
from tutor.llm.models import Models
from tutor.paths import paths
from tutor.store.store import Store

pytestmark = pytest.mark.model
SCIENCE = PackId("science")


@pytest.fixture
def real(tmp_path: Path, models: Models) -> Iterator[Tutor]:
    """Give Tutor on the session's real models, which outlive it."""
    folder = paths(tmp_path)
    clock = Clock()
    tutor = Tutor(folder, Store.open(folder, now=clock()), _Lasting(models), chat=models.chat, clock=clock, zone=UTC)
    with tutor:
        yield tutor


class _Lasting(Models):
    """The session's models: closing Tutor leaves them open."""

    def __init__(self, models: Models) -> None:
        self.__dict__ = models.__dict__

    def close(self) -> None:
        """Leave them open."""


def test_free_text_is_graded_by_meaning_and_becomes_sheets(real: Tutor) -> None:
    student = real.add_student("Amina", "fox")
    sitting = real.start_sitting(student.id, SCIENCE, count=12)
    verdicts = []
    while (asked := real.ask(sitting)) is not None:
        is_text = asked.question.kind is Kind.SHORT_TEXT
        given = Answer("The moon is made of cheese and it likes to swim.") if is_text else Answer(gave_up=True)
        outcome = real.grade(real.submit(sitting.id, given).id)
        verdicts.append((is_text, outcome.grade.verdict))
        explanation = real.explain(outcome.submission.id)
        assert explanation.text.strip()
        sitting = real.sitting(sitting.id)
    assert (True, Verdict.CORRECT) not in verdicts
    assert sum(is_text for is_text, _verdict in verdicts) >= 4
    guide = real.guide(student.id)
    assert guide.total == sum(verdict in (Verdict.INCORRECT, Verdict.PARTIAL) for _is_text, verdict in verdicts)
    assert real.guide(student.id, query=guide.entries[0].sheet.text.prompt).entries[0].sheet == guide.entries[0].sheet


def test_every_reference_answer_is_graded_right_in_other_letters(real: Tutor) -> None:
    student = real.add_student("Amina", "fox")
    sitting = real.start_sitting(student.id, SCIENCE, count=20)
    wrong = []
    while (asked := real.ask(sitting)) is not None:
        if asked.question.kind is Kind.SHORT_TEXT:
            given = Answer("i think that " + asked.question.model_answer.lower().rstrip("."))
        else:
            given = Answer(gave_up=True)
        outcome = real.grade(real.submit(sitting.id, given).id)
        if asked.question.kind is Kind.SHORT_TEXT and outcome.grade.verdict is not Verdict.CORRECT:
            wrong.append((asked.question.id, outcome.grade.verdict, outcome.grade.probability))
        sitting = real.sitting(sitting.id)
    assert len(wrong) <= 1, wrong


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL is not known here")
def test_a_host_killed_in_the_middle_of_a_grade_loses_nothing(real: Tutor, models: Models) -> None:
    student = real.add_student("Amina", "fox")
    sitting = real.start_sitting(student.id, SCIENCE, count=40)
    while (asked := real.ask(sitting)) is not None and asked.question.kind is not Kind.SHORT_TEXT:
        real.grade(real.submit(sitting.id, Answer(gave_up=True)).id)
        sitting = real.sitting(sitting.id)
    assert asked is not None
    models.warm_up(with_chat=False)
    pid = models.host_pid
    assert pid is not None
    submission = real.submit(sitting.id, Answer("Because the wind blows it over the mountains at night."))
    os.kill(pid, signal.SIGSTOP)  # so that the grade is certainly under way when the host dies
    killer = threading.Timer(0.5, os.kill, (pid, signal.SIGKILL))
    killer.start()
    began = time.monotonic()
    with pytest.raises(ModelStoppedError, match="stopped"):
        real.grade(submission.id)
    assert time.monotonic() - began > 0.3
    killer.join()
    outcome = real.grade(submission.id)
    assert outcome.submission == submission
    assert outcome.grade.graded_by != "nobody"
