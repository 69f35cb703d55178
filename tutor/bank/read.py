"""Read a pack's file, or say everything that is wrong with it."""

from collections.abc import Iterator
from pathlib import Path

from tutor.bank import cache as kept
from tutor.bank.marked import with_marked
from tutor.bank.pack import read_tree
from tutor.bank.parse import parse
from tutor.bank.report import Report
from tutor.bank.source import UnreadableError, decode, fingerprint, read_bytes
from tutor.bank.tree import Node
from tutor.domain.errors import PackError
from tutor.domain.problem import Problem
from tutor.domain.question import Pack
from tutor.domain.translation import _

_SHOWN = 5


def read_pack(path: Path, cache: Path | None = None) -> Pack:
    """Give the pack in the file `path`; PackError with every problem when it, or its marked answers, are not fit.

    `cache` is a folder where the parsed file may be kept, so that the next reading takes a few milliseconds.
    """
    path = Path(path)
    pack, problems = _read(path, cache)
    if pack is None:
        raise _pack_error(path, [problem for problem in problems if problem.is_error])
    return pack


def check_pack(path: Path) -> tuple[Problem, ...]:
    """Give every error and warning of a pack's file, from its top to its end; none means that all is well.

    Once the file has no errors, the answers marked in its folder are looked at too. PackError only when the file can't
    be opened.
    """
    path = Path(path)
    try:
        read_bytes(path)
    except UnreadableError as error:
        raise _pack_error(path, [error.problem]) from error
    return _read(path, None)[1]


def bundled_packs(cache: Path | None = None) -> Iterator[Pack]:
    """Read the packs that ship with Tutor, one by one as they are asked for."""
    from tutor.paths import resources

    for file in sorted((resources() / "packs").glob("*.yaml")):
        yield read_pack(file, cache)


def _read(path: Path, cache: Path | None) -> tuple[Pack | None, tuple[Problem, ...]]:
    report = Report()
    try:
        root = _tree(read_bytes(path), cache, report)
    except UnreadableError as error:
        return None, (error.problem,)
    if root is None:
        return None, report.problems
    pack = read_tree(root, path.parent, report)
    if pack is not None:
        pack = with_marked(pack, report)
    return pack, report.problems


def _tree(data: bytes, cache: Path | None, report: Report) -> Node | None:
    """Parse a file's bytes, or recall what they gave the last time."""
    name = fingerprint(data)
    tree = kept.recall(cache, name) if cache is not None else None
    if tree is None:
        tree = parse(decode(data), report)
        if tree is not None and cache is not None and not report.errors:
            kept.keep(cache, name, tree)
    return tree


def _pack_error(path: Path, problems: list[Problem]) -> PackError:
    """Make one error of all problems: the first few as text, all of them as values."""
    lines = [f"{path.name}:{problem}" if problem.line else f"{path.name}: {problem}" for problem in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        lines.append(_("And {count} more.").format(count=len(problems) - _SHOWN))
    return PackError("\n".join(lines), problems=problems)
