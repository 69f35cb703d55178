"""The study guide as a value: one learner's sheets, gathered by topic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tutor.domain.ids import QuestionId, SheetId
from tutor.domain.sheet import Sheet, SheetStatus
from tutor.domain.student import Student

FILTERS = ("all", "due", "active", "mastered", "archived", "held")


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One sheet in the guide; `score` tells how near it is to what was searched (0..1)."""

    sheet: Sheet
    is_due: bool
    due_at: datetime | None  # UTC
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class GuideTopic:
    """The sheets of one topic, newest first (a search: nearest first)."""

    name: str
    entries: tuple[GuideEntry, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """One learner's sheets, ordered; `counts` has a number for each name in FILTERS, whatever is shown."""

    student: Student
    topics: tuple[GuideTopic, ...]
    total: int
    counts: Mapping[str, int]

    @property
    def entries(self) -> tuple[GuideEntry, ...]:
        """List every entry, topic after topic."""
        return tuple(entry for topic in self.topics for entry in topic.entries)


def belongs(entry: GuideEntry, wanted: str) -> bool:
    """Tell whether an entry passes one of the FILTERS; ValueError for another name."""
    sheet = entry.sheet
    match wanted:
        case "all":
            return sheet.status is not SheetStatus.ARCHIVED
        case "due":
            return entry.is_due and sheet.status is SheetStatus.ACTIVE
        case "active":
            return sheet.status is SheetStatus.ACTIVE and not sheet.is_mastered
        case "mastered":
            return sheet.status is SheetStatus.ACTIVE and sheet.is_mastered
        case "archived":
            return sheet.status is SheetStatus.ARCHIVED
        case "held":
            return sheet.status is SheetStatus.QUARANTINED
    raise ValueError(f"no such filter: {wanted}")


def gather(
    student: Student,
    sheets: Iterable[Sheet],
    due: Mapping[QuestionId, datetime],
    *,
    now: datetime,
    wanted: str = "all",
    topic: str | None = None,
    scores: Mapping[SheetId, float] | None = None,
) -> Guide:
    """Order `sheets` (newest first) into a guide.

    `due` gives the time at which each question id is due; `scores`, where something was searched, keeps only the
    sheets that it names, nearest first.
    """
    everything = [_entry(sheet, due, now, scores) for sheet in sheets]
    counts = {name: sum(belongs(entry, name) for entry in everything) for name in FILTERS}
    shown = [entry for entry in everything if belongs(entry, wanted)]
    if scores is not None:
        shown = sorted((entry for entry in shown if entry.sheet.id in scores), key=lambda entry: -entry.score)
    by_topic: dict[str, list[GuideEntry]] = {}
    for entry in shown:
        if topic is None or entry.sheet.text.topic == topic:
            by_topic.setdefault(entry.sheet.text.topic, []).append(entry)
    names = list(by_topic) if scores is not None else sorted(by_topic, key=str.casefold)
    topics = tuple(GuideTopic(name, tuple(by_topic[name])) for name in names)
    return Guide(student, topics, sum(len(group.entries) for group in topics), counts)


def _entry(
    sheet: Sheet, due: Mapping[QuestionId, datetime], now: datetime, scores: Mapping[SheetId, float] | None
) -> GuideEntry:
    due_at = due.get(sheet.question_id)
    score = 1.0 if scores is None else max(0.0, min(1.0, scores.get(sheet.id, 0.0)))
    return GuideEntry(sheet, due_at is not None and due_at <= now, due_at, score)
