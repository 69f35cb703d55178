"""Jobs for the host process: one at a time, the host started and its models loaded when a job needs them."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tutor.domain.errors import CancelledError, ModelBrokenError, ModelStoppedError, TutorError
from tutor.domain.ports import Cancel
from tutor.domain.translation import _
from tutor.llm.files import ModelFile, ModelFiles
from tutor.llm.frames import Header
from tutor.llm.gguf import broken
from tutor.llm.process import Frame, HostGoneError, HostProcess, host_command
from tutor.paths import Paths

_LOOK_S = 0.05


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the host may say nothing before it counts as stuck, in seconds."""

    job_s: float = 90.0
    load_s: float = 180.0
    quantise_s: float = 600.0
    cancel_s: float = 8.0


class Client:
    """Keeps one host alive and asks it. Bears many threads; they wait for one another."""

    def __init__(
        self, paths: Paths, files: ModelFiles, threads: int, *, patience: Patience, command: Sequence[str] | None = None
    ) -> None:
        """Start nothing yet."""
        self._files = files
        self._log = paths.logs / "models.log"
        self._threads = max(1, min(threads, os.cpu_count() or 1))
        self._patience = patience
        self._command = list(command) if command else host_command()
        self._lock = threading.Lock()
        self._owner: int | None = None
        self._host: HostProcess | None = None
        self._loaded: dict[str, ModelFile] = {}
        self._bad: dict[str, tuple[tuple[int, int], TutorError]] = {}
        self._is_closed = False

    @property
    def pid(self) -> int | None:
        """The host's process number while it runs."""
        host = self._host
        return host.pid if host is not None and host.is_running else None

    def load(self, what: str) -> None:
        """Start the host where none runs, and load a model where it is not loaded (its name: as in `_file`)."""
        with self._turn(None):
            self._ready(what)

    def ask(
        self,
        what: str,
        job: Header,
        *,
        on_text: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> tuple[ModelFile, Header, bytes]:
        """Give one job to a model and wait for its end; tells which file answered."""
        with self._turn(cancel):
            model = self._ready(what)
            host = self._host
            assert host is not None
            header, body = self._talk(host, job, self._patience.job_s, on_text, cancel)
        if header["is"] == "failed":
            _fail(header)
        return model, header, body

    def use(self, files: ModelFiles) -> None:
        """Use other files from the next job on; the host starts anew for them."""
        with self._turn(None):
            self._forget_host()
            self._files = files

    def close(self) -> None:
        """End the host; a job in hand ends with ModelStoppedError."""
        self._is_closed = True
        if (host := self._host) is not None:
            host.kill()
        with self._lock:
            self._forget_host()

    @contextlib.contextmanager
    def _turn(self, cancel: Cancel | None) -> Iterator[None]:
        """Wait for the host to be free, or for the cancel flag."""
        if self._owner == threading.get_ident():
            raise RuntimeError("a model is asked in the middle of a model's reply")
        while not self._lock.acquire(timeout=_LOOK_S if cancel else -1):
            if cancel is not None and cancel.is_set():
                raise cancelled()
        self._owner = threading.get_ident()
        try:
            if cancel is not None and cancel.is_set():
                raise cancelled()
            yield
        finally:
            self._owner = None
            self._lock.release()

    def _ready(self, what: str) -> ModelFile:
        host = self._running()
        if what in self._loaded:
            return self._loaded[what]
        model = self._file(what)
        stat = model.path.stat()
        marks = (stat.st_size, stat.st_mtime_ns)
        known = self._bad.get(str(model.path))
        if known is not None and known[0] == marks:  # it would only end the host again
            raise known[1]
        job: Header = {"do": f"load_{what}", "path": str(model.path), "threads": self._threads}
        try:
            self._make(host, job, self._patience.load_s, model.path)
        except ModelBrokenError as error:
            self._bad[str(model.path)] = marks, error
            raise
        self._loaded[what] = model
        return model

    def _file(self, what: str) -> ModelFile:
        match what:
            case "encoder":
                return self._files.encoder()
            case "cross_encoder":
                return self._files.cross_encoder()
        return self._files.chat(self._quantise)

    def _quantise(self, source: Path, target: Path) -> None:
        job: Header = {"do": "quantise", "source": str(source), "target": str(target), "threads": self._threads}
        self._make(self._running(), job, self._patience.quantise_s, source)

    def _make(self, host: HostProcess, job: Header, silence_s: float, path: Path) -> None:
        """Do a job with a file; where the host fails or crashes at it, the file is to blame."""
        try:
            header, _body = self._talk(host, job, silence_s)
        except ModelStoppedError as error:
            gone = error.__cause__
            if isinstance(gone, HostGoneError) and gone.has_crashed and not self._is_closed:
                raise broken(path, _("It is damaged.")) from error
            raise
        if header["is"] == "failed":
            raise broken(path, _("It is damaged, or made for another program."))

    def _talk(
        self,
        host: HostProcess,
        job: Header,
        silence_s: float,
        on_text: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> Frame:
        """Give a job to the host and give its last frame."""
        is_cancelled = cancel.is_set if cancel is not None else None
        last: Frame | None = None
        try:
            frames = host.ask(job, silence_s=silence_s, is_cancelled=is_cancelled, patience_s=self._patience.cancel_s)
            for last in frames:
                if last[0]["is"] == "text" and on_text is not None:
                    on_text(last[0]["text"])
        except HostGoneError as error:
            self._forget_host()
            if cancel is not None and cancel.is_set():
                raise cancelled() from error
            raise stopped(error) from error
        except BaseException:  # the caller's own error, in the middle of a reply: its rest must not reach the next job
            self._forget_host()
            raise
        assert last is not None
        return last

    def _running(self) -> HostProcess:
        if self._host is not None and not self._host.is_running:
            self._forget_host()
        if self._host is None:
            try:
                host = HostProcess(self._command, self._log)
            except OSError as error:
                raise stopped() from error
            self._host = host
        if self._is_closed:
            self._forget_host()
            raise ModelStoppedError(_("Tutor is closing."))
        return self._host

    def _forget_host(self) -> None:
        if self._host is not None:
            self._host.end()
        self._host = None
        self._loaded.clear()


def stopped(gone: HostGoneError | None = None) -> ModelStoppedError:
    """Say that the model stopped, or did not answer in time."""
    is_silent = gone is not None and gone.was_silent
    message = _("The model did not answer in time.") if is_silent else _("The model stopped in the middle of its work.")
    return ModelStoppedError(message, _("Try again. If it happens often, close other programs to free memory."))


def cancelled() -> CancelledError:
    """Say that someone stopped the work."""
    return CancelledError(_("The work was stopped."))


def _fail(header: Header) -> NoReturn:
    """Raise what the host says went wrong."""
    kind, why = header["kind"], header["why"]
    if kind == "ChatCancelledError":
        raise cancelled()
    if kind == "TooLongError":
        raise TutorError(_("The text is too long for the model."), _("Make it shorter."))
    if kind == "MemoryError":
        raise stopped()
    raise RuntimeError(f"the model's host failed: {kind}: {why}")
