"""What Tutor hands to its doors: small values made for showing. Importing this loads nothing heavy."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tutor.domain.answer import Submission
from tutor.domain.finding import Finding
from tutor.domain.grade import Explanation, Grade
from tutor.domain.question import Option, Passage, Question
from tutor.domain.schedule import Reason, Sitting
from tutor.domain.sheet import Sheet, SheetVersion
from tutor.guide.guide import Guide, GuideEntry, GuideTopic

__all__ = ["Asked", "CheckItem", "Guide", "GuideEntry", "GuideTopic", "Met", "Outcome", "Plan", "Report", "Settings"]
__all__ += ["SheetChangeKind", "SheetDetail"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A student's day: how many questions wait, and why."""

    due: int
    mistakes: int
    new: int
    done_today: int
    daily_number: int
    topics: tuple[str, ...]  # of the questions that would be asked, once each
    open_sitting: Sitting | None = None

    @property
    def left_today(self) -> int:
        """Count what is left of the daily number."""
        return max(0, self.daily_number - self.done_today)

    @property
    def waiting(self) -> int:
        """Count everything that could be asked."""
        return self.due + self.mistakes + self.new


@dataclass(frozen=True, slots=True)
class Met:
    """A sheet that bears on a question: its own ("You met this on 3 May") or a near one."""

    sheet: Sheet
    met_at: datetime  # UTC
    is_same_question: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is shown now: options (and right sides to match) in this sitting's order."""

    sitting: Sitting
    question: Question
    options: tuple[Option, ...]  # CHOICE kinds and ORDER: shown order; MATCH: the left sides
    rights: tuple[Option, ...]  # MATCH: the right sides in shown order
    place: int  # from 1
    total: int
    reason: Reason
    met: Met | None = None


class SheetChangeKind(StrEnum):
    """What an answer did to the student's sheets."""

    NONE = ""
    WRITTEN = "written"
    UPDATED = "updated"
    RIGHT = "right"  # answered right; the sheet's card was marked
    MASTERED = "mastered"
    HELD = "held"  # written, but a rule found something: a person looks first


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer, graded: everything that the page shows."""

    submission: Submission
    question: Question
    grade: Grade
    explanation: Explanation  # plain words, or the kept ones
    sheet: Sheet | None = None
    sheet_change: SheetChangeKind = SheetChangeKind.NONE
    met: Met | None = None
    passage: Passage | None = None
    is_queued: bool = False  # waits for a person
    is_disputed: bool = False
    changes: frozenset[str] = field(default_factory=frozenset)  # "sheets", "plan", "reviews"


@dataclass(frozen=True, slots=True)
class SheetDetail:
    """One sheet with all that belongs to it. `question` is None when its pack is gone."""

    sheet: Sheet
    versions: tuple[SheetVersion, ...]
    question: Question | None
    passage: Passage | None
    findings: tuple[Finding, ...]
    submissions: tuple[Submission, ...]
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set for this computer, whoever learns. `chat_file` "" is the model that ships."""

    chat_file: str = ""
    uses_chat: bool = True
    language: str = ""  # "" follows the computer
    sureness: str = "balanced"  # a name of tutor.app.sureness: how sure Tutor must be before it decides


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line of the doctor's report."""

    name: str
    is_ok: bool
    detail: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What the doctor found."""

    items: tuple[CheckItem, ...]

    @property
    def is_ok(self) -> bool:
        """Tell whether everything is in order."""
        return all(item.is_ok for item in self.items)
