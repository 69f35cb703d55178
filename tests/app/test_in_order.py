"""Jobs done at once, told in order."""

import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.app.in_order import in_order


@given(st.lists(st.integers(0, 3), max_size=20), st.integers(1, 4))
def test_results_come_in_the_order_of_their_jobs(naps: list[int], workers: int) -> None:
    def work(job: tuple[int, int]) -> int:
        time.sleep(job[1] / 5000)
        return job[0]

    said: list[int] = []
    in_order(enumerate(naps), work, said.append, workers=workers)
    assert said == list(range(len(naps)))


def test_a_result_is_said_while_the_next_job_is_waited_for() -> None:
    """A program that sends one line and reads one grade must not wait for ever."""
    was_said = threading.Event()

    def jobs() -> Iterator[int]:
        yield 1
        assert was_said.wait(10)
        yield 2

    in_order(jobs(), lambda job: job, lambda _result: was_said.set(), workers=2)


@pytest.mark.parametrize("is_in_work", [True, False])
def test_what_a_job_or_its_telling_raises_is_raised_and_nothing_follows(is_in_work: bool) -> None:
    said: list[int] = []

    def fail(job: int) -> int:
        if job == 3:
            raise BrokenPipeError
        return job

    def say(result: int) -> None:
        said.append(result if is_in_work else fail(result))

    with pytest.raises(BrokenPipeError):
        in_order(iter(range(1000)), fail if is_in_work else int, say, workers=2)
    assert said == [0, 1, 2]


def test_a_slow_job_does_not_let_results_pile_up() -> None:
    taken: list[int] = []
    taken_meanwhile: list[int] = []

    def jobs() -> Iterator[int]:
        for job in range(100):
            taken.append(job)
            yield job

    def work(job: int) -> int:
        if job == 0:
            time.sleep(0.3)
            taken_meanwhile.append(len(taken))
        return job

    in_order(jobs(), work, lambda _result: None, workers=2)
    assert len(taken) == 100
    assert taken_meanwhile[0] <= 5
