"""Graders by name: each grades some kinds of questions, in an order that the package lists."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade
from tutor.domain.question import Kind, Question
from tutor.grading.tools import Tools

Grader = Callable[[Question, Answer, Tools], Grade | None]

_made: dict[str, tuple[frozenset[Kind], Grader]] = {}


@dataclass(frozen=True, slots=True)
class Listed:
    """A grader's place in the order: its name, the kinds it grades, and its module (imported when first needed)."""

    name: str
    kinds: frozenset[Kind]
    module: str


def grader(name: str, kinds: Iterable[Kind]) -> Callable[[Grader], Grader]:
    """Make a function the grader `name` for `kinds`; ValueError when the name is taken."""

    def register(function: Grader) -> Grader:
        taken = _made.get(name)
        if taken is not None and _home(taken[1]) != _home(function):
            raise ValueError(f"two graders are called {name!r}")
        _made[name] = (frozenset(kinds), function)
        return function

    return register


def in_order(*listed: Listed) -> tuple[Listed, ...]:
    """Keep the order in which graders are tried; ValueError when a name stands twice."""
    names = [one.name for one in listed]
    if len(set(names)) != len(names):
        raise ValueError("a grader is listed twice")
    return listed


def find(listed: Listed) -> Grader:
    """Import a listed grader; ValueError when its module makes no such grader for those kinds."""
    if listed.name not in _made:
        import_module(listed.module)
    if listed.name not in _made or _made[listed.name][0] != listed.kinds:
        raise ValueError(f"{listed.module} makes no grader {listed.name!r} for the kinds listed")
    return _made[listed.name][1]


def _home(function: Grader) -> tuple[str, str]:
    return function.__module__, function.__qualname__
