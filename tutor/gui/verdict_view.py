"""The moment of the grade: the verdict, the student's words, what is missing, why, and where the sheet went."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tutor.app.views import Outcome, SheetChangeKind
from tutor.domain.grade import Explanation, Span, Verdict
from tutor.domain.question import Kind
from tutor.domain.translation import _, mark
from tutor.gui.fold import Fold
from tutor.gui.icons import VERDICT_ICONS
from tutor.gui.marked_answer import MarkedAnswer, as_lines
from tutor.gui.markup import to_plain
from tutor.gui.rich_text import RichText
from tutor.gui.theme import theme
from tutor.gui.widgets import Card, Drawing, QuietButton, Text
from tutor.gui.widgets import mark as set_look

WORDS = {
    Verdict.CORRECT: mark("Right"),
    Verdict.PARTIAL: mark("Partly"),
    Verdict.INCORRECT: mark("Not yet"),
    Verdict.UNSURE: mark("I can’t tell"),
}
ROLES = {
    Verdict.CORRECT: "right",
    Verdict.PARTIAL: "partly",
    Verdict.INCORRECT: "not_yet",
    Verdict.UNSURE: "unsure",
}
_SAVED = {
    SheetChangeKind.WRITTEN: mark("Saved to your guide: {topic}"),
    SheetChangeKind.UPDATED: mark("Added to its sheet in your guide: {topic}"),
    SheetChangeKind.RIGHT: mark("Marked in your guide: {topic}"),
    SheetChangeKind.MASTERED: mark("You know this now. It is in your guide: {topic}"),
    SheetChangeKind.HELD: mark("Kept for your guide. Your teacher looks at it first."),
}
_MOST_MISSING = 4  # ideas that are listed as missing; the answer below holds the others
_BESIDE = 560  # px at scale 1: from here on, what is missing stands beside the answer


class VerdictView(QWidget):
    """Shows one graded answer. `sheet_chosen` brings the id of the sheet that the student wants to see."""

    sheet_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome: Outcome | None = None
        self._sentences: list[str] = []
        self.word = QLabel()
        self._sign = Drawing("right", 30)
        self.answer = MarkedAnswer()
        self.missing = _Beside()
        self.reason = RichText("body")
        self.key_caption = Text(_("The answer"), "small")
        self.key = RichText("body")
        self.thinking = QLabel()
        set_look(self.thinking, kind="small")
        self.thinking.setTextFormat(Qt.TextFormat.PlainText)
        self.thinking.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.passage = Fold()
        self._passage_text = RichText("body")
        self._passage_source = Text("", "small")
        self.saved = QuietButton("", "guide", is_bare=True)
        self.saved.setStyleSheet("padding-left: 0; padding-right: 0;")
        self.saved.clicked.connect(self._on_saved_clicked)
        self._lay_out()

    def show_outcome(self, outcome: Outcome, folder: str = "") -> None:
        """Show everything that is known of a grade."""
        self._outcome, self._sentences = outcome, []
        grade, verdict = outcome.grade, outcome.grade.verdict
        self.word.setText(_(WORDS[verdict]))
        set_look(self.word, verdict=verdict.value)
        self._sign.show_drawing(VERDICT_ICONS[verdict.value], ROLES[verdict])
        set_look(self._card, verdict=verdict.value)
        self.answer.show_answer(outcome.submission, grade, outcome.question, folder)
        self._show_reason(self._first_words(outcome), folder)
        self._show_key(outcome, folder)
        self._show_passage(outcome, folder)
        self._show_saved(outcome)
        self.show_thinking(False)

    def show_thinking(self, is_thinking: bool) -> None:
        """Say quietly that better words are on their way; the line keeps its place."""
        self.thinking.setText(_("Looking for better words…") if is_thinking else "")

    def add_sentence(self, sentence: str) -> None:
        """Show one sentence on its way, small; the plain words stay until all of it is accepted."""
        self._sentences.append(sentence.strip())
        shown = " ".join(self._sentences)
        metrics = self.thinking.fontMetrics()
        room = max(120, self.thinking.width() - 8)
        self.thinking.setText(metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room))

    def show_explanation(self, explanation: Explanation, folder: str = "") -> None:
        """Put accepted words in the place of the plain ones; plain ones stay as they are."""
        self.show_thinking(False)
        if explanation.written_by != "plain" and explanation.text.strip():
            self.reason.setMinimumHeight(self.reason.height())  # shorter words leave what is below where it is
            self.reason.set_markdown(explanation.text, folder)

    @property
    def spoken(self) -> str:
        """Say the verdict and the reason, for a screen reader."""
        return f"{self.word.text()}. {self.reason.plain_text}"

    def _show_reason(self, text: str, folder: str) -> None:
        self.reason.setMinimumHeight(0)
        self.reason.setVisible(bool(text.strip()))
        self.reason.set_markdown(text, folder)

    def _first_words(self, outcome: Outcome) -> str:
        if outcome.grade.verdict is Verdict.UNSURE:
            return _("I can’t tell. Here is the answer: compare, and your teacher will look too.")
        return outcome.explanation.text or outcome.grade.feedback

    def _show_key(self, outcome: Outcome, folder: str) -> None:
        """Show what is missing beside the answer, and the right answer below; of a list, the right one beside it."""
        verdict, question = outcome.grade.verdict, outcome.question
        key = as_lines(question.model_answer) if verdict is not Verdict.CORRECT else ""
        is_beside = question.kind in (Kind.ORDER, Kind.MATCH)
        if is_beside:
            self.missing.show_text(_("The answer"), key, folder)
        else:
            missing = outcome.grade.missing[:_MOST_MISSING] if verdict is not Verdict.UNSURE else ()
            self.missing.show_text(_("I did not find"), "\n".join(f"- {idea}" for idea in missing), folder)
        is_below = bool(key) and not is_beside and not self._is_key_said(outcome)
        self.key_caption.setVisible(is_below)
        self.key.setVisible(is_below)
        self.key_caption.set_text(_("The answer"))
        if spans := _said_in(key, outcome):
            self.key_caption.set_text(_("The answer (underlined: what I found in yours)"))
            self.key.set_plain(key, spans)
        else:
            self.key.set_markdown(key, folder)

    def _is_key_said(self, outcome: Outcome) -> bool:
        """Tell whether the reason names the right answer already."""
        key = to_plain(outcome.question.model_answer).strip().casefold().rstrip(".!?")
        return bool(key) and "\n" not in key and f" {key}." in f"{self.reason.plain_text.casefold()}."

    def _show_passage(self, outcome: Outcome, folder: str) -> None:
        passage = outcome.passage
        self.passage.setVisible(passage is not None)
        self.passage.set_open(False)
        if passage is not None:
            self.passage.set_title(_("Read more: {title}").format(title=passage.title))
            self._passage_text.set_markdown(passage.text, folder)
            self._passage_source.set_text(passage.source)
            self._passage_source.setVisible(bool(passage.source))

    def _show_saved(self, outcome: Outcome) -> None:
        text = _SAVED.get(outcome.sheet_change, "")
        self.saved.setVisible(bool(text) and outcome.sheet is not None)
        if outcome.sheet is not None and text:
            self.saved.setText(_(text).format(topic=outcome.sheet.text.topic))

    def _on_saved_clicked(self) -> None:
        if self._outcome is not None and self._outcome.sheet is not None:
            self.sheet_chosen.emit(self._outcome.sheet.id)

    def _lay_out(self) -> None:
        set_look(self.word, kind="heading")
        self._card = Card(kind="verdict")
        head = QHBoxLayout()
        head.setSpacing(theme().space(1.5))
        head.addWidget(self._sign)
        head.addWidget(self.word)
        head.addWidget(self.thinking, 1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme().space(3))
        self._sides.addWidget(self.answer, 3)
        self._sides.addWidget(self.missing, 2)
        self._card.body.addLayout(head)
        self._card.body.addLayout(self._sides)
        self._card.body.addWidget(self.reason)
        key = QVBoxLayout()
        key.setSpacing(4)
        key.addWidget(self.key_caption)
        key.addWidget(self.key)
        self._card.body.addLayout(key)
        self.passage.body.addWidget(self._passage_text)
        self.passage.body.addWidget(self._passage_source)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(0.5))
        column.addWidget(self._card)
        column.addWidget(self.passage)
        column.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignLeading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is missing below the answer where the column is narrow for the text."""
        super().resizeEvent(event)
        is_wide = self.width() >= _BESIDE * theme().scale
        side = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() != side:
            self._sides.setDirection(side)


def _said_in(key: str, outcome: Outcome) -> tuple[Span, ...]:
    """Tell where the ideas that were said stand in the answer below; nothing where signs in it are no letters."""
    grade = outcome.grade
    if grade.verdict is Verdict.UNSURE or to_plain(key) != key:
        return ()
    return tuple(
        span for idea in grade.ideas if idea.is_covered and idea.reference == key for span in idea.reference_spans
    )


class _Beside(QWidget):
    """What stands beside the student's words: what they lack, or the list as it should be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = Text("", "small")
        self.words = RichText("body")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._caption)
        column.addWidget(self.words)
        column.addStretch(1)

    def show_text(self, caption: str, text: str, folder: str) -> None:
        """Show a text under its caption; nothing when it is blank."""
        self.setVisible(bool(text))
        self._caption.set_text(caption)
        self.words.set_markdown(text, folder)
