"""`tutor models`: which models are here, what they may do, and the exam that decides it."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tutor.cli.show import plain_errors, say, say_json, table
from tutor.domain.translation import _
from tutor.paths import paths

if TYPE_CHECKING:
    from tutor.app.exam_results import ExamResult

models = typer.Typer(help=_("The models on this computer."), no_args_is_help=True)

Data = Annotated[Path | None, typer.Option("--data", help=_("Keep everything in this folder."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON."))]


@models.command("list")
def list_models(data: Data = None, json: AsJson = False) -> None:
    """List the models in use and those that were examined, with what each may do."""
    from tutor.app.model_list import list_models as listed

    with plain_errors():
        rows = listed(paths(data))
    if json:
        say_json([row.as_dict() for row in rows])
        return
    keys = (_("model"), _("file"), _("state"), _("judges"), _("words"))
    say(table(keys, [row.cells() for row in rows]))
    for row in rows:
        if row.problem:
            sys.stderr.write(f"{row.problem}\n")


@models.command()
def examine(
    file: Annotated[
        Path | None, typer.Argument(help=_("A chat model (GGUF); the bundled one where none is named."))
    ] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Examine a chat model: what it may do is decided by what it shows. Ctrl+C stops, and nothing is kept then."""
    from tutor.app.model_list import examine_file

    with plain_errors(), _stopping() as cancel:
        result = examine_file(paths(data), file, progress=_progress(), cancel=cancel)
    if json:
        from tutor.app.exam_results import as_dict

        say_json(as_dict(result))
    else:
        _show(result)


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Give a flag that Ctrl+C sets; a second Ctrl+C ends Tutor at once."""
    cancel = threading.Event()

    def stop(_number: int, _frame: object) -> None:
        cancel.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not on the main thread: no key reaches us there
        yield cancel
        return
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)


def _progress() -> Callable[[tuple[int, int]], None]:
    """Tell how far the exam is on standard error, where a person looks at it."""
    if not sys.stderr.isatty():
        return lambda _step: None

    def tell(step: tuple[int, int]) -> None:
        done, total = step
        said = _("Examining: {done} of {total}").format(done=done, total=total)
        sys.stderr.write(f"\r{said}" + ("\n" if done == total else ""))
        sys.stderr.flush()

    return tell


def _show(result: "ExamResult") -> None:
    from tutor.app.exam_words import bars, figure_rows, prompt_words, role_lines

    say(f"{result.model_name} · sha256 {result.model_sha256[:12]}…")
    say(table(("", _("model"), _("small grader")), figure_rows(result)))
    say(prompt_words(result))
    for line in role_lines(result):
        say(f"{line.said} {line.why}")
    say(bars())
