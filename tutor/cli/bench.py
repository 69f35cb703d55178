"""`tutor bench`: figures of this computer as a table and as JSON."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from tutor.cli.show import plain_errors, say, say_json, table
from tutor.domain.translation import _
from tutor.paths import paths

bench = typer.Typer(help=_("Measure Tutor on this computer."), no_args_is_help=True)

Data = Annotated[Path | None, typer.Option("--data", help=_("Use the models kept in this folder."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON only."))]
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
def grading(data: Data = None, json: AsJson = False) -> None:
    """Time free-text verdicts and explanations."""
    from tutor.app.bench import grading as measure

    _print("grading", lambda: measure(paths(data)), as_json=json)


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
