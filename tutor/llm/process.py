"""The parent's side of the host process: start it, give it a job, hear the results, and end it."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from tutor.llm.frames import FrameError, Header, frame_of, read_frame, write

_LOOK_S = 0.05  # how often a waiting caller looks at its cancel flag
_LARGEST_LOG = 2**20
_TAKEN = 2_000  # bytes that the pipe of an idle host takes without waiting, on any system

Frame = tuple[Header, bytes]


class HostGoneError(Exception):
    """The host ended, or fell silent and was ended; `exit_code` as subprocess gives it."""

    def __init__(self, exit_code: int | None, *, was_silent: bool = False) -> None:
        """Keep how it went."""
        super().__init__(f"host gone: {exit_code}, silent: {was_silent}")
        self.exit_code = exit_code
        self.was_silent = was_silent

    @property
    def has_crashed(self) -> bool:
        """Tell a crash of native code from a kill (by a person, or for want of memory)."""
        kills = (0, 1, -2, -9, -15)  # Windows gives 1 for a process that was ended
        return not self.was_silent and self.exit_code not in kills


def host_command() -> list[str]:
    """Give the command that starts the host, from a frozen Tutor too."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--model-host"]
    return [sys.executable, "-m", "tutor.llm.host"]


class HostProcess:
    """One running host. Bears one job at a time; the caller keeps the lock."""

    def __init__(self, command: Sequence[str], log: Path) -> None:
        """Start it, its standard error going to `log`."""
        log.parent.mkdir(parents=True, exist_ok=True)
        is_long = log.is_file() and log.stat().st_size > _LARGEST_LOG
        with log.open("wb" if is_long else "ab") as errors:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=0,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._jobs: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._results: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._heard: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
        self._last_id = 0
        self._reader = threading.Thread(target=self._listen, name="model host", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Tell whether it lives."""
        return self._process.poll() is None and self._reader.is_alive()

    def ask(
        self, job: Header, *, silence_s: float, is_cancelled: Callable[[], bool] | None = None, patience_s: float = 5.0
    ) -> Iterator[Frame]:
        """Give a job and hear its frames; the last one is "done" or "failed".

        Raises HostGoneError when the host ends, says nothing for `silence_s`, or goes on for `patience_s` after a
        cancel. A caller that stops listening before the last frame must end the host.
        """
        self._last_id += 1
        number = self._last_id
        self._give(frame_of({**job, "id": number}), silence_s)
        deadline = monotonic() + silence_s
        has_cancelled = False
        while True:
            if not has_cancelled and is_cancelled is not None and is_cancelled():
                has_cancelled = True
                self._send(frame_of({"do": "cancel", "id": number}))
                deadline = min(deadline, monotonic() + patience_s)
            try:
                frame = self._heard.get(timeout=_LOOK_S if is_cancelled else max(0.0, deadline - monotonic()))
            except queue.Empty:
                if monotonic() >= deadline:
                    self.end()
                    raise HostGoneError(None, was_silent=True) from None
                continue
            if frame is None:
                raise self._gone()
            if frame[0].get("id") != number:
                continue
            if not has_cancelled:
                deadline = monotonic() + silence_s
            yield frame
            if frame[0]["is"] in ("done", "failed"):
                return

    def kill(self) -> None:
        """End the process at once, from any thread; a job in hand hears of it."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """End the process and close its pipes."""
        self.kill()
        self._process.wait()
        self._reader.join()
        with contextlib.suppress(OSError):
            self._jobs.close()
        self._results.close()

    def _give(self, frame: bytes, silence_s: float) -> None:
        """Write a job; one that may have to wait is watched, since a host that reads no more would block it for ever.

        A watch is a thread: without one, a file of short answers is graded five in a hundred faster.
        """
        if len(frame) <= _TAKEN:
            self._send(frame)
            return
        watch = threading.Timer(silence_s, self.kill)
        try:
            watch.start()
            self._send(frame)
        finally:
            watch.cancel()
            if watch.is_alive():  # not where Ctrl+C came while it started
                watch.join()

    def _send(self, frame: bytes) -> None:
        try:
            write(self._jobs, frame)
        except (OSError, ValueError) as error:  # ValueError: the pipe was closed meanwhile
            raise self._gone() from error

    def _gone(self) -> HostGoneError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)
        return HostGoneError(self._process.poll())

    def _listen(self) -> None:
        try:
            while frame := read_frame(self._results):
                self._heard.put(frame)
        except (OSError, FrameError):
            self.kill()  # what it says can't be understood any more
        finally:
            self._heard.put(None)


def _environment() -> dict[str, str]:
    """Give the host's environment: threads that don't spin for long, since other programs want the cores too.

    On two cores with one busy program, prompts are read three times as fast as with the usual spinning.
    """
    return {"GOMP_SPINCOUNT": "1000", "OPENBLAS_NUM_THREADS": "1", **os.environ, "PYTHONUNBUFFERED": "1"}
