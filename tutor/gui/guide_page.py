"""The guide: the student's sheets to search, to read and to check oneself with."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tutor.app.views import Guide, Outcome, SheetDetail
from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError, NotFoundError
from tutor.domain.ids import SheetId, StudentId
from tutor.domain.sheet import Sheet
from tutor.domain.translation import _
from tutor.gui.announce import announce
from tutor.gui.guide_browser import GuideBrowser
from tutor.gui.jobs import Lane
from tutor.gui.one_job import OneJob
from tutor.gui.page import Desk, Page
from tutor.gui.practice_work import folder_of
from tutor.gui.rich_text import prepare
from tutor.gui.sheet_view import SheetView
from tutor.gui.steady_column import SteadyColumn
from tutor.gui.widgets import Notice, QuietButton

if TYPE_CHECKING:
    from tutor.app.tutor import Tutor


class GuidePage(Page):
    """The list of sheets, and in its place one sheet; Esc goes back to the list."""

    practise_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = OneJob(desk.jobs, self)  # of the list
        self._opening = OneJob(desk.jobs, self)  # of a sheet
        self._checking = OneJob(desk.jobs, self)
        self._is_stale = True
        self._put_away: SheetId | None = None
        self.browser = GuideBrowser()
        self.sheet = SheetView()
        self.back = QuietButton(_("Back to the list"), "back", is_bare=True)
        self.notice = Notice()
        self._lay_out()
        self.browser.wanted.connect(self._read)
        self.browser.sheet_chosen.connect(self.open_sheet)
        self.browser.practise_asked.connect(self.practise_asked)
        self.back.clicked.connect(self.go_back)
        self.sheet.checked.connect(self._on_checked)
        self.sheet.archive_asked.connect(self._on_archive_asked)
        self.sheet.stopped.connect(self._on_stopped)
        self.notice.acted.connect(self._on_undo)
        self._reading.failed.connect(self.browser.show_error)
        self._opening.failed.connect(self._on_not_opened)
        self._checking.failed.connect(self._on_not_checked)
        desk.student_changed.connect(self._on_student_changed)
        desk.data_changed.connect(self._on_data_changed)

    # What the window asks

    def arrive(self) -> None:
        """Read the list again where it may have changed."""
        if self._is_stale:
            self._read()

    def open_sheet(self, sheet_id: SheetId) -> None:
        """Show one sheet."""
        self.notice.clear()
        self._opening.start(Lane.QUICK, partial(_open, self._desk.tutor, sheet_id), self._on_opened)

    def first_focus(self) -> QWidget | None:
        """Give the search field, or the way back from a sheet."""
        return self.back if self.is_sheet_shown else self.browser.search

    def go_back(self) -> bool:
        """Go from the check to the sheet, from the sheet to the list."""
        if not self.is_sheet_shown:
            return self.browser.clear_search()
        if self.sheet.is_checking:
            self._checking.drop()
            self.sheet.show_known()
            return True
        self._opening.drop()
        self._checking.drop()
        self._stack.setCurrentWidget(self.browser)
        self.browser.focus_list()
        self.arrive()
        return True

    @property
    def is_sheet_shown(self) -> bool:
        """Tell whether one sheet is shown."""
        return self._stack.currentWidget() is not self.browser

    # The list

    def _read(self) -> None:
        student = self._desk.student
        if student is None:
            return
        self._is_stale = False
        asked = partial(_gather, self._desk.tutor, student.id, self.browser.status, self.browser.query)
        self.browser.show_busy()
        self._reading.start(Lane.MODEL if self.browser.query else Lane.QUICK, asked, self._on_read)

    def _on_read(self, guide: Guide) -> None:
        self.browser.show_guide(guide, datetime.now(UTC))

    def _on_data_changed(self, changes: frozenset[str]) -> None:
        if "sheets" not in changes:
            return
        self._is_stale = True
        if self.isVisible() and not self.is_sheet_shown:
            self._read()

    def _on_student_changed(self) -> None:
        for job in (self._reading, self._opening, self._checking):
            job.drop()
        self._is_stale = True
        self.notice.clear()
        self.browser.forget()
        self._stack.setCurrentWidget(self.browser)

    # One sheet

    def _on_opened(self, opened: "_Opened") -> None:
        self.sheet.show_detail(opened.detail, opened.folder, datetime.now(UTC))
        self._stack.setCurrentWidget(self._column)
        self._column.verticalScrollBar().setValue(0)
        if self.isVisible():
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.sheet.prompt.plain_text)

    def _on_not_opened(self, error: Exception) -> None:
        if isinstance(error, NotFoundError):
            self._is_stale = True
        self.browser.show_error(error)
        self._stack.setCurrentWidget(self.browser)

    def _on_checked(self, answer: Answer) -> None:
        detail = self.sheet.detail
        if detail is None or self._checking.is_running:
            return
        if answer.is_blank:
            self.notice.say(_("There is no answer yet."))
            return
        self.notice.clear()
        self.sheet.show_working()
        self._checking.start(Lane.MODEL, partial(_check, self._desk.tutor, detail.sheet.id, answer), self._on_outcome)

    def _on_outcome(self, outcome: Outcome) -> None:
        self.sheet.show_outcome(outcome)
        announce(self, self.sheet.verdict.spoken)
        self._desk.tell(outcome.changes)

    def _on_not_checked(self, error: Exception) -> None:
        self.sheet.show_asking()
        if isinstance(error, AnswerFormError):
            self.notice.say(error.message, error.hint, icon_name="hint")
        else:
            self.notice.show_error(error)

    def _on_stopped(self) -> None:
        self._checking.drop()
        self.sheet.show_asking()
        self.notice.say(_("Stopped. Your answer is kept."))

    def _on_archive_asked(self, is_away: bool) -> None:
        detail = self.sheet.detail
        if detail is None:
            return
        tutor = self._desk.tutor
        change = tutor.archive_sheet if is_away else tutor.restore_sheet
        done = self._on_put_away if is_away else self._on_restored
        self._opening.start(Lane.QUICK, partial(change, detail.sheet.id), done)

    def _on_put_away(self, sheet: Sheet) -> None:
        self._put_away = sheet.id
        self._is_stale = True
        self.notice.say(_("This sheet is put away. It comes back when its mistake does."), action=_("Undo"))
        self._reopen(sheet.id)

    def _on_restored(self, sheet: Sheet) -> None:
        self._put_away = None
        self._is_stale = True
        self.notice.say(_("The sheet is back in your guide."))
        self._reopen(sheet.id)

    def _on_undo(self) -> None:
        if self._put_away is not None:
            self._opening.start(Lane.QUICK, partial(self._desk.tutor.restore_sheet, self._put_away), self._on_restored)

    def _reopen(self, sheet_id: SheetId) -> None:
        self._desk.tell(frozenset({"sheets"}))
        self._opening.start(Lane.QUICK, partial(_open, self._desk.tutor, sheet_id), self._on_opened)

    def _lay_out(self) -> None:
        self._column = SteadyColumn()
        self.back.setStyleSheet("padding-left: 0; padding-right: 0;")
        self._column.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.body.addWidget(self.notice)
        self._column.body.addWidget(self.sheet)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.browser)
        self._stack.addWidget(self._column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A sheet that is ready to be shown, and where its pictures lie."""

    detail: SheetDetail
    folder: str


def _gather(tutor: "Tutor", student_id: StudentId, status: str, query: str) -> Guide:
    return tutor.guide(student_id, status=status or None, query=query)


def _open(tutor: "Tutor", sheet_id: SheetId) -> _Opened:
    detail = tutor.sheet(sheet_id)
    text = detail.sheet.text
    prepare([text.prompt, text.model_answer, text.explanation, *text.missing])
    return _Opened(detail, folder_of(tutor, detail.question) if detail.question is not None else "")


def _check(tutor: "Tutor", sheet_id: SheetId, answer: Answer) -> Outcome:
    outcome = tutor.check_sheet(sheet_id, answer)
    prepare([outcome.explanation.text, outcome.question.model_answer])
    return outcome
