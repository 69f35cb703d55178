"""The guide as rows for a list: each topic's name, then its sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tutor.app.views import Guide, GuideEntry
from tutor.domain.sheet import SheetStatus
from tutor.domain.translation import _, ngettext
from tutor.gui import dates
from tutor.gui.answer_input.cloze_input import with_gaps
from tutor.gui.markup import to_line
from tutor.guide.heading import without_pictures

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TopicRow:
    """The line above a topic's sheets."""

    name: str
    count: int


Row = TopicRow | GuideEntry


class Role(IntEnum):
    """What a row gives beside its text."""

    ROW = Qt.ItemDataRole.UserRole
    SECOND_LINE = Qt.ItemDataRole.UserRole + 1
    SIGN = Qt.ItemDataRole.UserRole + 2


class GuideModel(QAbstractListModel):
    """Rows of the guide. Words are made when a row is looked at, so that 10,000 of them cost nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._now = datetime.now().astimezone()

    def show_guide(self, guide: Guide, now: datetime) -> None:
        """Show another guide; `now` tells what is due."""
        rows: list[Row] = []
        for topic in guide.topics:
            rows.append(TopicRow(topic.name, len(topic.entries)))
            rows.extend(topic.entries)
        self.beginResetModel()
        self._rows, self._now = rows, now
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count topics and sheets."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row's words, the row itself, or what a screen reader says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name if isinstance(row, TopicRow) else _one_line(row.sheet.text.prompt)
            case Role.ROW:
                return row
            case Role.SECOND_LINE:
                return self._second_line(row)
            case Role.SIGN:
                return "" if isinstance(row, TopicRow) else sign_of(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let sheets be chosen, topics only be read."""
        if index.isValid() and isinstance(self._rows[index.row()], TopicRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def first_sheet(self) -> QModelIndex:
        """Give the first row that is a sheet."""
        return self.index(1, 0) if len(self._rows) > 1 else QModelIndex()

    def index_of(self, sheet_id: int) -> QModelIndex:
        """Find a sheet's row; an invalid index when it is not shown."""
        for place, row in enumerate(self._rows):
            if isinstance(row, GuideEntry) and row.sheet.id == sheet_id:
                return self.index(place, 0)
        return QModelIndex()

    def _second_line(self, row: Row) -> str:
        if isinstance(row, TopicRow):
            return ngettext("{count} sheet", "{count} sheets", row.count).format(count=dates.number(row.count))
        parts = [state_of(row, self._now)]
        if row.sheet.times_met > 1:
            met = ngettext("met once", "met {count} times", row.sheet.times_met)
            parts.append(met.format(count=dates.number(row.sheet.times_met)))
        parts.append(_("last met on {day}").format(day=dates.day(row.sheet.updated_at)))
        return " · ".join(part for part in parts if part)

    def _spoken(self, row: Row) -> str:
        if isinstance(row, TopicRow):
            return f"{row.name}, {self._second_line(row)}"
        return f"{_one_line(row.sheet.text.prompt)}. {self._second_line(row)}. {row.sheet.text.topic}"


def sign_of(entry: GuideEntry) -> str:
    """Name the drawing that stands for a sheet's state."""
    sheet = entry.sheet
    if sheet.status is SheetStatus.ARCHIVED:
        return "archive"
    if sheet.status is SheetStatus.QUARANTINED:
        return "look"
    if sheet.is_mastered:
        return "target"
    return "today" if entry.is_due else "guide"


def state_of(entry: GuideEntry, now: datetime) -> str:
    """Say a sheet's state in words."""
    sheet = entry.sheet
    if sheet.status is SheetStatus.ARCHIVED:
        return _("Put away")
    if sheet.status is SheetStatus.QUARANTINED:
        return _("Your teacher looks at it first")
    if sheet.is_mastered:
        return _("You know this")
    if entry.due_at is not None:
        return dates.due(entry.due_at, now)
    return ""


def _one_line(prompt: str) -> str:
    return to_line(with_gaps(without_pictures(prompt)))
