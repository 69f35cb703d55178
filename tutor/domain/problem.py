"""What is wrong with one place of a file, for the person who wrote the file."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemSeverity(StrEnum):
    """ERROR: the file can't be used until this is mended; WARNING: it can, but look again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where it is (counted from 1; 0 where there is no place), what it is, and what to do."""

    line: int
    column: int
    message: str
    hint: str = ""
    severity: ProblemSeverity = ProblemSeverity.ERROR

    @property
    def is_error(self) -> bool:
        """Say whether the file can't be used because of this."""
        return self.severity is ProblemSeverity.ERROR

    def __str__(self) -> str:
        """Give place, message and hint on one line."""
        place = f"{self.line}:{self.column}: " if self.line else ""
        return f"{place}{self.message} {self.hint}".strip()
