"""`tutor bench`: figures of this computer as a table and as JSON."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from tutor.cli.show import plain_errors, say, say_json, table
from tutor.domain.translation import _
from tutor.paths import paths

bench = typer.Typer(help=_("Measure Tutor on this computer."), no_args_is_help=True)

Data = Annotated[Path | None, typer.Option("--data", help=_("Use the models kept in this folder."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON only."))]
Labelled = Annotated[
    list[Path] | None, typer.Argument(metavar="[FILE]...", help=_("Labelled answers to grade, JSON Lines."))
]
Charts = Annotated[Path | None, typer.Option("--charts", help=_("Draw charts (SVG) into this folder."))]
Marks = Annotated[
    int, typer.Option("--marks", min=0, max=100, help=_("Tell the labels of so many answers to each question first."))
]
Files = Annotated[list[Path] | None, typer.Argument(help=_("Graded answers to take questions from, as JSON Lines."))]
Most = Annotated[int | None, typer.Option("--most", min=1, help=_("Try at most so many cases of each suite."))]
Seed = Annotated[int, typer.Option("--seed", help=_("Another number makes other cases."))]
ListFailed = Annotated[bool, typer.Option("--list", help=_("List the cases that failed."))]


@bench.command()
def startup(data: Data = None, json: AsJson = False) -> None:
    """Time the window: painted, usable, memory."""
    from tutor.app.bench import startup as measure

    del data  # each start has a new folder of its own
    _print("startup", measure, as_json=json)


@bench.command()
def grading(
    files: Labelled = None,
    charts: Charts = None,
    marks: Marks = 0,
    no_chat: Annotated[bool, typer.Option("--no-chat", help=_("Leave the chat model out."))] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Time free-text verdicts and explanations; with labelled answers, measure how well they are graded."""
    if files:
        _measure_quality(files, charts, marks, data, as_json=json)
        return
    for name, is_given in (("--charts", charts is not None), ("--marks", marks > 0)):
        if is_given:
            raise typer.BadParameter(_("This needs a file of labelled answers."), param_hint=name)
    from tutor.app.bench import grading as measure

    _print("grading", lambda: measure(paths(data), with_chat=not no_chat), as_json=json)


@bench.command()
def index(data: Data = None, json: AsJson = False) -> None:
    """Time look-ups by meaning among 10,000 sheets."""
    from tutor.app.bench import index as measure

    _print("index", lambda: measure(paths(data)), as_json=json)


@bench.command()
def guide(data: Data = None, json: AsJson = False) -> None:
    """Time the guide of a student with 10,000 sheets."""
    from tutor.app.bench import guide as measure

    del data  # the sheets are made up, in a folder of their own
    _print("guide", measure, as_json=json)


@bench.command()
def attacks(
    files: Files = None,
    most: Most = None,
    seed: Seed = 0,
    list_failed: ListFailed = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Try the free-text grader with tricks and with rough right answers."""
    from tutor.cli.suites import Wish, run_attacks

    with plain_errors():
        run_attacks(Wish(tuple(files or ()), most, seed, list_failed, json), paths(data))


@bench.command()
def bias(
    files: Files = None,
    most: Most = None,
    seed: Seed = 0,
    list_failed: ListFailed = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Try the free-text grader with the same answers from different people."""
    from tutor.cli.suites import Wish, run_bias

    with plain_errors():
        run_bias(Wish(tuple(files or ()), most, seed, list_failed, json), paths(data))


def _print(name: str, measure: Callable[[], Mapping[str, float]], *, as_json: bool) -> None:
    with plain_errors():
        figures = {key: round(value, 1) for key, value in measure().items()}
    if not as_json:
        say(table((name, ""), list(figures.items())))
    say_json({name: figures})


def _measure_quality(
    files: Sequence[Path], charts: Path | None, marks: int, data: Path | None, *, as_json: bool
) -> None:
    """Grade labelled answers and print how well; status 1 when lines had to be left out, 130 when stopped."""
    from tutor.app.charts import charts_folder, write_charts
    from tutor.app.grade_lines import grading_tools
    from tutor.app.labelled import read_labelled, with_marks
    from tutor.app.quality import as_json as plain
    from tutor.app.quality import measure
    from tutor.cli.quality import Progress, report_text

    with plain_errors(), _stoppable(), closing(Progress()) as progress:
        folder = charts_folder(charts) if charts is not None else None
        labelled = [read_labelled(file) for file in files]
        if marks:
            labelled = [with_marks(one, marks) for one in labelled]
        with grading_tools(paths(data), with_chat=False) as (tools, _chat):
            report = measure(labelled, tools, progress)
        if folder is not None:
            write_charts(report, folder)
    for line in report.bad:
        sys.stderr.write(f"{line}\n")
    if not as_json:
        say(report_text(report) + "\n")
    say_json({"grading": plain(report)})
    if report.bad:
        sys.exit(1)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl+C end the work with a plain word and the usual status."""
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write("\n" + _("Stopped. Nothing was printed.") + "\n")
        sys.exit(130)
