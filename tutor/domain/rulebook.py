"""Rules by name: each looks at a text and says why it objects, or nothing."""

from collections.abc import Callable
from typing import Generic, TypeVar

Rule = TypeVar("Rule", bound=Callable[..., object])


class RuleBook(Generic[Rule]):
    """The rules of one kind, in the order in which they were written down."""

    def __init__(self) -> None:
        """Start without rules."""
        self._rules: dict[str, Rule] = {}

    def rule(self, name: str) -> Callable[[Rule], Rule]:
        """Make a function the rule `name`; ValueError when the name is taken."""

        def register(function: Rule) -> Rule:
            if name in self._rules:
                raise ValueError(f"two rules are called {name!r}")
            self._rules[name] = function
            return function

        return register

    def items(self) -> tuple[tuple[str, Rule], ...]:
        """Give names and rules."""
        return tuple(self._rules.items())
