"""Algebra in a process of its own, stopped when it takes too long; the window never loads sympy.

The process reads one JSON object a line and answers one a line; it ends when its input does.
"""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import IO, Any

from tutor.domain.errors import AnswerFormError

_STARTING_S = 30.0  # sympy takes seconds to load on a slow machine
_ABANDONED_S = 60.0  # a job that nobody stopped: its asker has ended
_MEMORY_BYTES = 1 << 30


class AlgebraProcess:
    """Compares formulas in a process that is started at the first job and again after one was stopped."""

    def __init__(self, *, limit_s: float = 3.0, command: Sequence[str] | None = None) -> None:
        """Keep the time that one job may take, and how to start the process (a frozen program has a way of its own)."""
        self._limit_s = limit_s
        self._command = list(command or [sys.executable, "-m", "tutor.grading.algebra_process"])
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str] = queue.Queue()
        self._listener: threading.Thread | None = None

    def __enter__(self) -> "AlgebraProcess":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def equivalent(self, left: str, right: str, variables: Sequence[str], form: str = "") -> bool | None:
        """Tell whether two formulas are equal up to algebra (and `left` has the asked form); None when not in time.

        Raises AnswerFormError when one can't be read.
        """
        job = {"left": left, "right": right, "variables": list(variables), "form": form}
        with self._lock:
            reply = self._ask(job)
        if reply is None:
            return None
        if "error" in reply:
            raise AnswerFormError(str(reply["error"]), str(reply.get("hint", "")))
        equal = reply.get("equal")
        return equal if isinstance(equal, bool) else None

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    @property
    def pid(self) -> int | None:
        """Give the process's number while it runs."""
        return None if self._process is None else self._process.pid

    def _ask(self, job: dict[str, Any]) -> dict[str, Any] | None:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            if not self._start():
                return None
        assert self._process is not None and self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(job) + "\n")
            self._process.stdin.flush()
        except OSError:  # it ended in between
            self._stop()
            return None
        return self._hear(self._limit_s)

    def _start(self) -> bool:
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                text=True, encoding="utf-8", creationflags=hidden,
            )  # fmt: skip
        except OSError:
            return False
        self._lines = queue.Queue()
        assert self._process.stdout is not None
        self._listener = threading.Thread(target=_listen, args=(self._process.stdout, self._lines), daemon=True)
        self._listener.start()
        return self._hear(_STARTING_S) is not None

    def _hear(self, limit_s: float) -> dict[str, Any] | None:
        """Wait for a line; a process that is late, silent or incoherent is stopped."""
        with contextlib.suppress(queue.Empty, ValueError):
            reply = json.loads(self._lines.get(timeout=limit_s))
            if isinstance(reply, dict):
                return reply
        self._stop()
        return None

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with contextlib.suppress(OSError):  # what was not flushed has no reader
            if process.stdin is not None:
                process.stdin.close()
        process.wait()
        if self._listener is not None:
            self._listener.join(timeout=1.0)


def _listen(lines: IO[str], heard: "queue.Queue[str]") -> None:
    with lines, contextlib.suppress(ValueError, OSError):
        for line in lines:
            heard.put(line)
    heard.put("")  # the end


def main(lines: IO[str] | None = None, out: IO[str] | None = None) -> None:
    """Serve jobs from the standard input until it ends."""
    source, sink = lines or sys.stdin, out or sys.stdout
    _limit_memory()
    from tutor.grading.algebra import equivalent

    _say(sink, {"ready": True})
    for line in source:
        try:
            job = json.loads(line)
            with _abandoned_after(_ABANDONED_S):
                equal = equivalent(job["left"], job["right"], job["variables"], job["form"])
            _say(sink, {"equal": equal})
        except AnswerFormError as error:
            _say(sink, {"error": error.message, "hint": error.hint})
        except (ArithmeticError, MemoryError, RecursionError, NotImplementedError, TypeError, ValueError):
            _say(sink, {"equal": None})  # sympy gave up in one of its ways


@contextlib.contextmanager
def _abandoned_after(limit_s: float) -> Iterator[None]:
    """End this process when a job takes so long that its asker can't be alive."""
    alarm = threading.Timer(limit_s, os._exit, args=(1,))
    alarm.daemon = True
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()


def _say(sink: IO[str], reply: dict[str, Any]) -> None:
    sink.write(json.dumps(reply) + "\n")
    sink.flush()


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


if __name__ == "__main__":
    main()
