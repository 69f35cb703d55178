"""One sheet, to read and to check oneself with."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tutor.app.views import GuideEntry, Outcome, SheetDetail
from tutor.domain.sheet import SheetStatus, SheetVersion
from tutor.domain.translation import _, ngettext
from tutor.gui import dates
from tutor.gui.answer_input import AnswerInput, input_for, options_of
from tutor.gui.answer_input.cloze_input import with_gaps
from tutor.gui.flow import FlowLayout
from tutor.gui.fold import Fold
from tutor.gui.guide_model import sign_of
from tutor.gui.marked_answer import as_lines, is_ours
from tutor.gui.rich_text import RichText
from tutor.gui.theme import theme
from tutor.gui.verdict_view import VerdictView
from tutor.gui.widgets import Card, Drawing, KeyHint, PrimaryButton, QuietButton, Text, clear
from tutor.gui.working import Working


class SheetView(QWidget):
    """Shows a sheet. `checked` brings an answer to its question; `archive_asked` says whether to put it away."""

    checked = Signal(object)
    archive_asked = Signal(bool)
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.detail: SheetDetail | None = None
        self.input: AnswerInput | None = None
        self._folder = ""
        self.prompt = RichText("question")
        self.state = Text("", "small")
        self._sign = Drawing("guide", 20, role="accent")
        self.known = _Known()
        self.checking = _Checking()
        self.verdict = VerdictView()
        self.verdict.saved.hide()
        self.check = PrimaryButton(_("Check yourself"))
        self.archive = QuietButton("", "archive")
        self.history = Fold(_("How this sheet grew"))
        self.check.clicked.connect(self._on_check)
        self.archive.clicked.connect(self._on_archive)
        self.checking.sent.connect(self._on_sent)
        self.checking.left.connect(self.show_known)
        self.checking.working.stopped.connect(self.stopped)
        self._lay_out()

    def show_detail(self, detail: SheetDetail, folder: str, now: datetime) -> None:
        """Show a sheet."""
        self.detail, self._folder = detail, folder
        sheet = detail.sheet
        self.prompt.set_markdown(with_gaps(sheet.text.prompt), folder)
        self.state.set_text(_state(detail, now))
        is_due = detail.due_at is not None and detail.due_at <= now
        self._sign.show_drawing(sign_of(GuideEntry(sheet, is_due, detail.due_at)))
        self.known.show_detail(detail, folder)
        self._show_history(detail.versions)
        is_away = sheet.status is SheetStatus.ARCHIVED
        self.archive.setText(_("Take it back") if is_away else _("Put away"))
        self.archive.set_icon("restore" if is_away else "archive")
        self.show_known()

    def show_known(self) -> None:
        """Show what the sheet says."""
        self._show(known=True)

    def show_checking(self) -> None:
        """Ask the sheet's question again, with all that tells the answer out of sight."""
        assert self.detail is not None
        question = self.detail.question
        if question is None:
            return
        options, rights = options_of(question, self.detail.sheet.version)
        self.input = input_for(question, options, rights, folder=self._folder)
        self.input.submitted.connect(self._on_sent)
        self.checking.take(self.input)
        self._show(checking=True)
        self.input.focus_first()

    def show_working(self) -> None:
        """Say that the answer is being looked at."""
        self.checking.show_working()

    def show_asking(self) -> None:
        """Let the answer be changed and sent again."""
        self.checking.show_asking()

    def show_outcome(self, outcome: Outcome) -> None:
        """Show the grade of a check in place."""
        self.verdict.show_outcome(outcome, self._folder)
        self.verdict.saved.hide()
        self.checking.show_asking()
        self._show(verdict=True)
        self.check.setText(_("Check again"))
        self.check.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_checking(self) -> bool:
        """Tell whether the student checks herself."""
        return not self.checking.isHidden()

    def _show(self, *, known: bool = False, checking: bool = False, verdict: bool = False) -> None:
        can_check = self.detail is not None and self.detail.question is not None
        self.known.setVisible(known)
        self.checking.setVisible(checking)
        self.verdict.setVisible(verdict)
        self.history.setVisible(known)
        self.archive.setVisible(known)
        self.check.setVisible(can_check and not checking)
        if known:
            self.check.setText(_("Check yourself"))

    def _show_history(self, versions: Sequence[SheetVersion]) -> None:
        clear(self.history.body)
        self.history.set_open(False)
        for version in sorted(versions, key=lambda version: -version.number):
            words = f"{dates.day(version.written_at)}: {version.reason}"
            self.history.body.addWidget(Text(words))
            said = RichText("body", "ink_soft")
            said.set_plain(_("You wrote: {answer}").format(answer=version.text.student_answer))
            self.history.body.addWidget(said)

    def _on_check(self) -> None:
        self.show_checking()

    def _on_sent(self) -> None:
        if self.input is not None and not self.input.is_locked:
            self.checked.emit(self.input.answer())

    def _on_archive(self) -> None:
        if self.detail is not None:
            self.archive_asked.emit(self.detail.sheet.status is not SheetStatus.ARCHIVED)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(2))
        head = QHBoxLayout()
        head.setSpacing(theme().space(1))
        head.addWidget(self._sign)
        head.addWidget(self.state, 1)
        column.addLayout(head)
        for widget in (self.prompt, self.known, self.checking, self.verdict):
            column.addWidget(widget)
        actions = FlowLayout()
        actions.setSpacing(theme().space(1.5))
        actions.addWidget(self.check)
        actions.addWidget(self.archive)
        column.addLayout(actions)
        column.addWidget(self.history)


class _Known(QWidget):
    """What the sheet says: what was answered, the right answer, why, what was missing, and where to read more."""

    def __init__(self) -> None:
        super().__init__()
        self._said = _Part(_("You wrote"))
        self._key = _Part(_("The answer"))
        self._why = _Part(_("Why"))
        self._missing = _Part(_("This was missing"))
        self._passage = Fold()
        self._passage_text = RichText("body")
        self._source = Text("", "small")
        self._passage.body.addWidget(self._passage_text)
        self._passage.body.addWidget(self._source)
        self._own = Fold(_("One more to ask yourself"))
        self._own_question = RichText("body")
        self._own_answer = Fold(_("Show the answer"))
        self._own_answer_text = RichText("body")
        self._own_answer.body.addWidget(self._own_answer_text)
        self._own.body.addWidget(self._own_question)
        self._own.body.addWidget(self._own_answer)
        card = Card()
        for part in (self._said, self._key, self._why, self._missing):
            card.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(0.5))
        for widget in (card, self._passage, self._own):
            column.addWidget(widget)

    def show_detail(self, detail: SheetDetail, folder: str) -> None:
        """Show the sheet's words; what the student typed is shown letter by letter."""
        text = detail.sheet.text
        self._said.show_text(text.student_answer, folder, is_plain=not is_ours(detail.question))
        self._key.show_text(as_lines(text.model_answer), folder)
        self._why.show_text(text.explanation, folder)
        self._missing.show_text("\n".join(f"- {idea}" for idea in text.missing), folder)
        passage = detail.passage
        self._passage.setVisible(passage is not None)
        self._passage.set_open(False)
        if passage is not None:
            self._passage.set_title(_("Read more: {title}").format(title=passage.title))
            self._passage_text.set_markdown(passage.text, folder)
            self._source.set_text(passage.source)
        self._own.setVisible(bool(text.check))
        self._own.set_open(False)
        self._own_answer.set_open(False)
        self._own_question.set_markdown(text.check, folder)
        self._own_answer_text.set_markdown(text.check_answer, folder)


class _Part(QWidget):
    """A small caption over a text; gone when the text is blank."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._words = RichText("body")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(caption, "small"))
        column.addWidget(self._words)

    def show_text(self, text: str, folder: str, *, is_plain: bool = False) -> None:
        """Show a text."""
        self.setVisible(bool(text.strip()))
        if is_plain:
            self._words.set_plain(text)
        else:
            self._words.set_markdown(text, folder)


class _Checking(QWidget):
    """The answer's field with its buttons."""

    sent = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._input: AnswerInput | None = None
        self._box = QVBoxLayout()
        self.send = PrimaryButton(_("Send"))
        self.key = KeyHint("")
        self.leave = QuietButton(_("Back to the sheet"))
        self.working = Working()
        self.send.clicked.connect(self.sent)
        self.leave.clicked.connect(self.left)
        actions = FlowLayout()
        actions.setSpacing(theme().space(1.5))
        for widget in (self.send, self.key, self.leave):
            actions.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(2))
        column.addLayout(self._box)
        column.addLayout(actions)
        column.addWidget(self.working)

    def take(self, field: AnswerInput) -> None:
        """Show a new field."""
        clear(self._box)
        self._input = field
        self._box.addWidget(field)
        self.key.setText(field.keys)
        self.show_asking()

    def show_working(self) -> None:
        """Keep the answer as it is, and say that it is looked at."""
        if self._input is not None:
            self._input.lock()
        self.send.setEnabled(False)
        self.working.begin(_("Looking at your answer…"))

    def show_asking(self) -> None:
        """Take the answer again."""
        if self._input is not None:
            self._input.unlock()
        self.send.setEnabled(True)
        self.working.end()


def _state(detail: SheetDetail, now: datetime) -> str:
    """Say the topic, whether it is known, when it is due and how often it was met."""
    sheet = detail.sheet
    met = ngettext("met once", "met {count} times", sheet.times_met).format(count=dates.number(sheet.times_met))
    parts = [sheet.text.topic, met, _("first on {day}").format(day=dates.day(sheet.created_at))]
    if sheet.status is SheetStatus.QUARANTINED:
        parts.append(_("your teacher looks at it first"))
    elif sheet.is_mastered:
        parts.append(_("you know this now"))
    elif detail.due_at is not None and sheet.status is SheetStatus.ACTIVE:
        parts.append(dates.due(detail.due_at, now))
    return " · ".join(part for part in parts if part)
