"""An exam as a door shows it: plain words, ready to be read. Importing this loads nothing heavy."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role: whether it was earned (None: not examined), said in a sentence, and why."""

    role: str
    is_earned: bool | None
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class ExamView:
    """The chat model in use and what it may do."""

    name: str
    lines: tuple[RoleLine, ...]
    figures: tuple[tuple[str, str, str], ...] = ()  # what, the model's, the small grader's
    prompt: str = ""  # how long its prompts take
    bars: str = ""  # what a judge has to show
    examined_at: datetime | None = None  # UTC; None while it was not examined, or the exam has changed since
    problem: str = ""  # what is wrong with the result that was kept
