"""Prints what the suites say of the free-text grader: tables by class, failed cases, progress on standard error."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.app.attacks import (
    Report,
    Tried,
    attack_report,
    bias_report,
    honest_report,
    rough_report,
    tried,
)
from tutor.app.grade_lines import grading_tools
from tutor.app.known import known_questions
from tutor.cli.show import say, say_json, table
from tutor.domain.translation import _
from tutor.grading import Tools
from tutor.grading.attacks import (
    Case,
    Setting,
    attack_cases,
    bias_cases,
    honest_right,
    honest_wrong,
    rough_cases,
    sample,
    settings,
)
from tutor.paths import Paths

_STOPPED = 130  # the exit status of a command that was stopped by Ctrl-C


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a suite: files beside the packs, at most so many cases, dice, and how to print."""

    files: tuple[Path, ...]
    most: int | None
    seed: int
    lists_failed: bool
    as_json: bool


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    make: Callable[[Sequence[Setting], int], list[Case]]
    report: Callable[[Sequence[Tried]], Report]


_ATTACKS = (
    _Part("attacks", attack_cases, attack_report),
    _Part("honest wrong answers", honest_wrong, honest_report),
    _Part("honest right answers", honest_right, honest_report),
    _Part("rough right answers", rough_cases, rough_report),
)
_BIAS = (_Part("bias", bias_cases, bias_report),)


def run_attacks(wish: Wish, paths: Paths) -> None:
    """Try the grader with tricks, honest answers and rough right answers."""
    _run(_ATTACKS, wish, paths)


def run_bias(wish: Wish, paths: Paths) -> None:
    """Try the grader with the same answers from other people."""
    _run(_BIAS, wish, paths)


def _run(parts: Sequence[_Part], wish: Wish, paths: Paths) -> None:
    around = settings(known_questions(wish.files), wish.seed)
    with grading_tools(paths, with_chat=False) as (tools, _chat):
        for part in parts:
            cases = sample(part.make(around, wish.seed), wish.most, wish.seed)
            found, is_stopped = _graded(part.name, cases, tools)
            _print(part.name, part.report(found), wish)
            if is_stopped:
                sys.exit(_STOPPED)


def _graded(name: str, cases: Sequence[Case], tools: Tools) -> tuple[list[Tried], bool]:
    """Grade the cases and tell whether Ctrl-C ended it; what was graded until then counts."""
    found: list[Tried] = []
    try:
        for one in tried(cases, tools):
            found.append(one)
            _progress(name, len(found), len(cases))
    except KeyboardInterrupt:
        sys.stderr.write("\n" + _("Stopped: {done} of {all}.").format(done=len(found), all=len(cases)) + "\n")
        return found, True
    return found, False


def _progress(name: str, done: int, all_cases: int) -> None:
    if done % 50 == 0 or done == all_cases:
        end = "\n" if done == all_cases else ""
        sys.stderr.write(f"\r{name}: {done}/{all_cases}{end}")
        sys.stderr.flush()


def _print(name: str, report: Report, wish: Wish) -> None:
    if wish.as_json:
        rows = [{"class": row.name, "cases": row.cases, **_rounded(row.figures)} for row in report.rows]
        say_json({"suite": name, "classes": rows, "failed": [_as_dict(one) for one in report.failed]})
        return
    headings = ("class", "cases", *next(iter(report.rows)).figures)
    rows_shown = [(row.name, row.cases, *(f"{value:.1%}" for value in row.figures.values())) for row in report.rows]
    say(f"{name}\n" + table(headings, rows_shown) + "\n")
    if wish.lists_failed:
        for line in _listed(report.failed):
            say(line)


def _listed(failed: Sequence[Tried]) -> Iterator[str]:
    for one in failed:
        case = one.case
        base = f"\n      <- {case.base!r}" if case.base else ""
        earned = f"{one.made.verdict.value} {one.made.probability:.2f}"
        yield f"{case.name}: {earned} {case.question.id}\n      {case.answer!r}{base}"


def _as_dict(one: Tried) -> dict[str, Any]:
    case, base = one.case, one.base
    found: dict[str, Any] = {"class": case.name, "question_id": str(case.question.id), "question": case.question.prompt}
    found |= {"answer": case.answer, "verdict": one.made.verdict.value, "probability": round(one.made.probability, 4)}
    if base is not None:
        found |= {"base": case.base, "base_verdict": base.verdict.value, "base_probability": round(base.probability, 4)}
    return found


def _rounded(figures: Any) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}
