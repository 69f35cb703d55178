"""Works at some jobs at once and tells the results in the jobs' order."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def in_order(
    jobs: Iterable[Job], work: Callable[[Job], Result], say: Callable[[Result], None], *, workers: int
) -> None:
    """Do each job and say its result as soon as those before it are said, even while the next job is waited for.

    `work` runs in `workers` threads, `say` in one of them at a time. What either raises ends the work and is raised.
    """
    said: _Said[Result] = _Said(say)
    room = threading.Semaphore(2 * workers)  # so that a slow job does not let results pile up

    def run(place: int, job: Job) -> None:
        try:
            for _each in range(said.take(place, work(job))):
                room.release()
        except BaseException as error:  # raised again by the thread that reads the jobs
            said.error = said.error or error
            room.release()

    with ThreadPoolExecutor(workers) as pool:
        for place, job in enumerate(jobs):
            room.acquire()
            if said.error is not None:
                break
            pool.submit(run, place, job)
    if said.error is not None:
        raise said.error


class _Said(Generic[Result]):
    """What was said, and what waits for its turn."""

    def __init__(self, say: Callable[[Result], None]) -> None:
        self._say, self._next, self._waiting = say, 0, dict[int, Result]()
        self._lock = threading.Lock()
        self.error: BaseException | None = None

    def take(self, place: int, result: Result) -> int:
        """Say what is due now; give how many results that were."""
        with self._lock:
            first = self._next
            self._waiting[place] = result
            while self._next in self._waiting and self.error is None:
                self._say(self._waiting.pop(self._next))
                self._next += 1
            return self._next - first
