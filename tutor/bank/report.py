"""Gather every problem of a pack, so that its author mends them in one go."""

from tutor.bank.tree import Node
from tutor.domain.problem import Problem, ProblemSeverity

MOST = 200  # a file with more than this is mended faster from the top


class Report:
    """The problems found so far; each place is told of one thing once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}
        self._errors = 0

    def error(self, node: Node, message: str, hint: str = "") -> None:
        """Note something that keeps the pack from being used."""
        self.add(Problem(node.line, node.column, message, hint))

    def warn(self, node: Node, message: str, hint: str = "") -> None:
        """Note something that the author should look at again."""
        self.add(Problem(node.line, node.column, message, hint, ProblemSeverity.WARNING))

    def add(self, problem: Problem) -> None:
        """Note a problem once; after very many, only the first count."""
        self._errors += problem.is_error
        if len(self._found) < MOST:
            self._found[problem] = None

    @property
    def errors(self) -> int:
        """How many errors were noted until now."""
        return self._errors

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, from the top of the file to its end."""
        return tuple(sorted(self._found, key=lambda problem: (problem.line, problem.column)))
