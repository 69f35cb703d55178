"""The algebra process: limits, restarts, and that it leaves nothing behind."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import ExpressionKey, Kind, Question
from tutor.grading import Tools, grade
from tutor.grading.algebra_process import AlgebraProcess

ROOTS = Question(QuestionId("x/y"), Kind.EXPRESSION, "Simplify.", ExpressionKey(("2√2",)))
SLOW = """
import json, sys, time
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    left = json.loads(line)["left"]
    if left == "slow":
        time.sleep(60)
    if left == "broken":
        print("nonsense", flush=True)
    elif left == "end":
        sys.exit(3)
    else:
        print(json.dumps({"equal": True}), flush=True)
"""


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[AlgebraProcess]:
    script = tmp_path / "slow.py"
    script.write_text(SLOW, encoding="utf-8")
    with AlgebraProcess(limit_s=0.5, command=[sys.executable, str(script)]) as process:
        yield process


def test_it_compares_what_random_places_cannot() -> None:
    with AlgebraProcess(limit_s=20) as algebra:
        assert algebra.pid is None  # nothing starts before it is needed
        assert algebra.equivalent("sqrt(8)", "2*sqrt(2)", ["x"]) is True
        assert algebra.equivalent("sqrt(8)", "2*sqrt(3)", ["x"]) is False
        assert algebra.equivalent("(x+2)(x+3)", "x^2+5x+6", ["x"], "factored") is True
        with pytest.raises(AnswerFormError):
            algebra.equivalent("2x+", "x", ["x"])
        assert grade(ROOTS, Answer("√8"), Tools(algebra=algebra)).verdict is Verdict.CORRECT


@pytest.mark.parametrize("left", ["slow", "broken", "end"])
def test_what_takes_too_long_or_breaks_is_stopped_and_started_anew(slow: AlgebraProcess, left: str) -> None:
    assert slow.equivalent("x", "x", ["x"]) is True
    first = slow.pid
    assert slow.equivalent(left, "x", ["x"]) is None
    assert slow.equivalent("x", "x", ["x"]) is True
    assert slow.pid != first


def test_an_answer_that_takes_too_long_goes_to_a_person(tmp_path: Path) -> None:
    script = tmp_path / "late.py"
    script.write_text(SLOW.replace('left == "slow"', "True"), encoding="utf-8")
    with AlgebraProcess(limit_s=0.3, command=[sys.executable, str(script)]) as algebra:
        assert grade(ROOTS, Answer("√8"), Tools(algebra=algebra)).verdict is Verdict.UNSURE


def test_a_program_that_is_not_there_gives_no_answer() -> None:
    with AlgebraProcess(command=["/no/such/program"]) as algebra:
        assert algebra.equivalent("x", "x", ["x"]) is None


def test_many_threads_may_ask(slow: AlgebraProcess) -> None:
    found: list[bool | None] = []
    threads = [threading.Thread(target=lambda: found.append(slow.equivalent("x", "x", ["x"]))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 8


def test_closing_ends_process_and_thread(slow: AlgebraProcess) -> None:
    before = threading.active_count()
    slow.equivalent("x", "x", ["x"])
    slow.close()
    slow.close()
    assert slow.pid is None
    assert threading.active_count() == before
