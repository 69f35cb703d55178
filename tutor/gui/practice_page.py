"""Practice: one question after another, each answered, graded and, where it went wrong, kept in the guide."""

from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QVBoxLayout, QWidget

from tutor.app.views import Outcome
from tutor.domain.answer import Answer, Submission
from tutor.domain.errors import AnswerFormError, CancelledError, ModelStoppedError
from tutor.domain.grade import Explanation, Verdict
from tutor.domain.ids import PackId, QuestionId
from tutor.domain.translation import _
from tutor.gui import practice_work as work
from tutor.gui.action_bar import ActionBar
from tutor.gui.announce import announce
from tutor.gui.answer_input.base import ENTER
from tutor.gui.drafts import Drafts
from tutor.gui.jobs import Lane
from tutor.gui.one_job import OneJob
from tutor.gui.page import Desk, Page
from tutor.gui.question_view import QuestionView
from tutor.gui.steady_column import SteadyColumn
from tutor.gui.summary_view import SummaryView
from tutor.gui.verdict_view import VerdictView
from tutor.gui.widgets import EmptyState, Notice

_STEPS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class Stage(Enum):
    """What the page shows."""

    EMPTY = "empty"
    ASKING = "asking"
    GRADING = "grading"
    STOPPED = "stopped"  # kept, but not graded yet
    GRADED = "graded"
    DONE = "done"


class PracticePage(Page):
    """Asks, takes answers and shows their grades."""

    sheet_asked = Signal(object)  # SheetId
    today_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stage = Stage.EMPTY
        self._shown: work.Shown | None = None
        self._submission: Submission | None = None
        self._outcome: Outcome | None = None
        self._first: dict[QuestionId, Outcome] = {}  # the first grade of each question of this sitting
        self._again: QuestionId | None = None  # set while a question is answered once more
        self._job = OneJob(desk.jobs, self)  # what the page waits for
        self._words = OneJob(desk.jobs, self)  # better words on their way
        self._drafts = Drafts(desk, self)
        self.question = QuestionView()
        self.verdict = VerdictView()
        self.summary = SummaryView()
        self.notice = Notice()
        self._column = SteadyColumn()
        self.bar = ActionBar(room=self._column.room)
        self.empty = EmptyState(
            "start",
            _("Nothing is open"),
            _("Your questions for today are ready. What you get wrong is kept in your guide."),
            _("Start"),
        )
        self._lay_out()
        self._connect()
        self._show(Stage.EMPTY)

    # What the window asks

    @property
    def stage(self) -> Stage:
        """Tell what the page shows."""
        return self._stage

    def begin(self, pack_id: PackId | None = None) -> None:
        """Begin a sitting with questions of a pack (None: of all), or go on with the unfinished one."""
        if self._desk.student is None:
            return
        self.put_down()
        self._first = {}
        self._job.start(
            Lane.QUICK, partial(work.begin, self._desk.tutor, self._desk.student.id, pack_id), self._on_shown
        )

    def arrive(self) -> None:
        """Go on where the student left."""
        if self._stage in (Stage.EMPTY, Stage.DONE) and self._desk.student is not None and not self._job.is_running:
            self._job.start(Lane.QUICK, partial(work.resume, self._desk.tutor, self._desk.student.id), self._on_resumed)

    def first_focus(self) -> QWidget | None:
        """Give the field, or the button that goes on."""
        if self._stage is Stage.ASKING and self.question.input is not None:
            return self.question.input.first()
        focus: dict[Stage, QWidget] = {Stage.GRADED: self.bar.next, Stage.DONE: self.summary.back}
        return focus.get(self._stage, self.empty.button)

    def put_down(self) -> None:
        """Keep what is typed, at once: the window closes or another student comes."""
        self._drafts.keep_before_closing()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed when the student looks elsewhere; at once when the window closes, as the lanes end."""
        if self.window().isVisible():
            self._drafts.keep_now()
        else:
            self.put_down()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter; on a button, Enter presses it. The page keys scroll, whatever has the focus."""
        if event.key() in _STEPS:
            self._column.verticalScrollBar().triggerAction(_STEPS[Qt.Key(event.key())])
            return
        if event.key() not in ENTER:
            super().keyPressEvent(event)
            return
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and not focused.isCheckable():
            focused.click()
        elif self._stage is Stage.GRADED:
            self._on_next()

    # Asking

    def _on_resumed(self, shown: work.Shown | None) -> None:
        self._show(Stage.EMPTY)
        if shown is not None:
            self._first = {}
            self._on_shown(shown)

    def _on_shown(self, shown: work.Shown) -> None:
        self._shown, self._again, self._outcome = shown, None, None
        if shown.asked is None:
            self._finish()
            return
        self.question.show_asked(shown.asked, shown.folder)
        sitting = shown.sitting
        if sitting.draft is not None and self.question.input is not None:
            self.question.input.set_answer(sitting.draft)
        for _number in range(sitting.hints_shown):
            self.question.show_hint(is_said=False)
        self._ask()
        self._desk.jobs.start(Lane.MODEL, partial(self._desk.tutor.prepare, shown.asked.question.id))

    def _ask(self) -> None:
        self._show(Stage.ASKING)
        field = self.question.input
        assert field is not None
        field.unlock()
        self.bar.show_asking(field.keys, self.question.hints_left)
        self._column.verticalScrollBar().setValue(0)
        if self.isVisible():
            QTimer.singleShot(0, field, field.focus_first)

    def _on_changed(self) -> None:
        self.notice.clear()
        if (focused := QApplication.focusWidget()) is not None and self.question.isAncestorOf(focused):
            self._column.ensureWidgetVisible(focused)
        self._keep_draft()

    def _keep_draft(self) -> None:
        if self._stage is Stage.ASKING and self._again is None and self._shown is not None and self.question.input:
            answer = self.question.input.answer()
            self._drafts.keep_soon(self._shown.sitting.id, answer, self.question.hints_shown)

    def _show_end(self) -> None:
        bar = self._column.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _on_hint(self) -> None:
        self.question.show_hint()
        QTimer.singleShot(0, self, self._show_end)
        self.bar.show_hints(self.question.hints_left)
        self._keep_draft()

    # Sending and grading

    def _on_sent(self) -> None:
        if self.question.input is not None:
            self._send(self.question.input.answer())

    def _on_given_up(self) -> None:
        self._send(Answer(gave_up=True))

    def _send(self, answer: Answer) -> None:
        if self._stage is not Stage.ASKING or self._shown is None or self._job.is_running:
            return
        if answer.is_blank and not answer.gave_up:
            self.notice.say(_("There is no answer yet."), _("Answer first, or press “I don’t know”."))
            self._focus_field()
            return
        self._drafts.forget()
        self._submission = None
        assert self.question.input is not None
        self.question.input.lock()
        self.notice.clear()
        self._show(Stage.GRADING)
        self.bar.show_working(_("Looking at your answer…"))
        submit = partial(self._desk.tutor.submit, self._shown.sitting.id, answer, self._again)
        self._job.start(Lane.QUICK, submit, self._on_submitted)

    def _on_submitted(self, submission: Submission) -> None:
        self._submission = submission
        self._grade()

    def _grade(self) -> None:
        assert self._submission is not None
        self._show(Stage.GRADING)
        self.bar.show_working(_("Looking at your answer…"))
        self._job.start(Lane.MODEL, partial(work.grade, self._desk.tutor, self._submission.id), self._on_graded)

    def _on_stopped(self) -> None:
        self._job.drop()  # its grade, should it come, is kept in the store and read on the next try
        self._wait(_("Stopped. Your answer is kept."), "")

    def _wait(self, message: str, hint: str) -> None:
        self._show(Stage.STOPPED)
        self.bar.show_nothing()
        self.notice.say(message, hint, action=_("Try again"))

    def _on_graded(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._first.setdefault(outcome.question.id, outcome)
        folder = self._shown.folder if self._shown is not None else ""
        self.verdict.show_outcome(outcome, folder)
        self._show(Stage.GRADED)
        is_right = outcome.grade.verdict is Verdict.CORRECT
        self.bar.show_graded(
            can_dispute=not (is_right or outcome.submission.answer.gave_up or outcome.is_queued),
            is_disputed=outcome.is_disputed,
            is_last=self._is_last,
        )
        self._column.verticalScrollBar().setValue(0)
        if self.isVisible():
            self.bar.next.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.verdict.spoken)
        self._desk.tell(outcome.changes)
        if outcome.explanation.written_by == "plain":
            self._find_words(outcome)

    @property
    def _is_last(self) -> bool:
        asked = self._shown.asked if self._shown is not None else None
        return asked is not None and asked.place >= asked.total

    # Better words

    def _find_words(self, outcome: Outcome) -> None:
        if outcome.grade.verdict is Verdict.UNSURE or outcome.submission.answer.gave_up:
            return
        self.verdict.show_thinking(True)
        explain = partial(work.explain, self._desk.tutor, outcome.submission.id)
        self._words.start(Lane.MODEL, explain, self._on_explained)

    def _on_explained(self, explanation: Explanation) -> None:
        self.verdict.show_explanation(explanation, self._shown.folder if self._shown is not None else "")

    def _on_not_explained(self, _error: Exception) -> None:
        self.verdict.show_thinking(False)  # the plain words are there: nothing is lost

    # After the grade

    def _on_next(self) -> None:
        if self._stage is not Stage.GRADED or self._shown is None or self._job.is_running:
            return
        self._words.drop()
        self._job.start(Lane.QUICK, partial(work.ask_next, self._desk.tutor, self._shown.sitting.id), self._on_shown)

    def _on_tried_again(self) -> None:
        if self._outcome is None:
            return
        self._words.drop()
        self._again = self._outcome.question.id
        self._ask()

    def _on_disputed(self, is_disputed: bool) -> None:
        if self._outcome is None:
            return
        tutor, submission_id = self._desk.tutor, self._outcome.submission.id
        change = tutor.dispute if is_disputed else tutor.withdraw_dispute
        job = self._desk.jobs.start(Lane.QUICK, partial(change, submission_id))
        job.done.connect(self._on_dispute_kept if is_disputed else self._on_dispute_withdrawn)
        job.failed.connect(self.notice.show_error)

    def _on_dispute_kept(self) -> None:
        self.bar.show_disputed(True)
        self.notice.say(_("Your teacher will look at your answer."), _("You can go on."))
        self._desk.tell(frozenset({"reviews"}))

    def _on_dispute_withdrawn(self) -> None:
        self.bar.show_disputed(False)
        self.notice.clear()
        self._desk.tell(frozenset({"reviews"}))

    def _finish(self) -> None:
        self.summary.show_outcomes(list(self._first.values()))
        self._show(Stage.DONE)
        self.bar.show_nothing()
        announce(self, self.summary.said.plain)
        if self.isVisible():
            self.summary.back.setFocus(Qt.FocusReason.OtherFocusReason)

    # Failing

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, AnswerFormError):
            self._ask()
            self.notice.say(error.message, error.hint, icon_name="hint")
        elif self._stage is Stage.GRADING and self._submission is not None:
            self._wait_after(error)
        elif self._stage is Stage.GRADING:
            self._ask()
            self._keep_draft()
            self.notice.show_error(error)
        else:
            self.notice.show_error(error, action=_("Try again"))

    def _wait_after(self, error: Exception) -> None:
        hint = getattr(error, "hint", "") if isinstance(error, (ModelStoppedError, CancelledError)) else ""
        message = getattr(error, "message", "") or _("Something went wrong inside Tutor.")
        self._wait(_("{message} Your answer is kept.").format(message=message), hint)

    def _on_notice_acted(self) -> None:
        self.notice.clear()
        if self._stage is Stage.STOPPED and self._submission is not None:
            self._grade()
        elif self._stage is Stage.GRADED:
            self._on_next()
        else:
            self.arrive()

    # Small things

    def _focus_field(self) -> None:
        if self.question.input is not None:
            self.question.input.focus_first()

    def _on_student_changed(self) -> None:
        self._words.drop()
        self._job.drop()
        self._shown, self._outcome, self._submission, self._first = None, None, None, {}
        self._drafts.keep_now()
        self.notice.clear()
        self.bar.show_nothing()
        self._show(Stage.EMPTY)

    def _on_range_changed(self, _least: int, most: int) -> None:
        self.bar.set_lined(most > 0)

    def _on_begin(self) -> None:
        self.begin()

    def _show(self, stage: Stage) -> None:
        self._stage = stage
        if stage not in (Stage.STOPPED, Stage.ASKING):
            self.notice.clear()
        self.empty.setVisible(stage is Stage.EMPTY)
        self.question.setVisible(stage in (Stage.ASKING, Stage.GRADING, Stage.STOPPED, Stage.GRADED))
        self.question.show_input(stage is not Stage.GRADED)
        self.verdict.setVisible(stage is Stage.GRADED)
        self.summary.setVisible(stage is Stage.DONE)

    def _connect(self) -> None:
        self.empty.acted.connect(self._on_begin)
        self.question.changed.connect(self._on_changed)
        self.question.submitted.connect(self._on_sent)
        self.verdict.sheet_chosen.connect(self.sheet_asked)
        self.summary.sheet_chosen.connect(self.sheet_asked)
        self.summary.left.connect(self.today_asked)
        self.notice.acted.connect(self._on_notice_acted)
        self.bar.sent.connect(self._on_sent)
        self.bar.hint_wanted.connect(self._on_hint)
        self.bar.given_up.connect(self._on_given_up)
        self.bar.went_on.connect(self._on_next)
        self.bar.tried_again.connect(self._on_tried_again)
        self.bar.disputed.connect(self._on_disputed)
        self.bar.stopped.connect(self._on_stopped)
        self._column.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._job.failed.connect(self._on_failed)
        self._words.progressed.connect(self.verdict.add_sentence)
        self._words.failed.connect(self._on_not_explained)
        self._desk.student_changed.connect(self._on_student_changed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_ctrl_enter)

    def _on_ctrl_enter(self) -> None:
        if self._stage is Stage.ASKING:
            self._on_sent()
        else:
            self._on_next()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self.empty, self.question, self.verdict, self.summary, self.notice):
            self._column.body.addWidget(widget)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.bar)
