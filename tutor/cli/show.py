"""What the command line prints: plain tables, JSON, and errors that say what to do."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tutor.domain.errors import TutorError


def say(text: str = "") -> None:
    """Print a line for a person."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say_json(value: Any) -> None:
    """Print a value as one line of JSON."""
    say(json.dumps(value, ensure_ascii=False, default=str))


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Lay out rows under headings in plain columns."""
    lines = [[str(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    laid = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([laid[0], "  ".join("-" * width for width in widths), *laid[1:]])


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say a TutorError on standard error and exit with status 1; bugs keep their traceback."""
    try:
        yield
    except TutorError as error:
        sys.stderr.write(f"{error.message}\n" + (f"{error.hint}\n" if error.hint else ""))
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output has gone: nothing is left to say
        sys.stderr.close()
        sys.exit(1)
