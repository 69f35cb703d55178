"""The student's own words after grading, with what matched underlined."""

import re

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tutor.domain.answer import Submission
from tutor.domain.grade import Grade
from tutor.domain.question import Kind, Question
from tutor.domain.translation import _
from tutor.gui.rich_text import RichText
from tutor.gui.widgets import Text

_NUMBER = re.compile(r"^(\d+)\.", re.MULTILINE)
_OUR_WORDS = (Kind.CHOICE, Kind.MULTIPLE_CHOICE, Kind.TRUE_FALSE, Kind.ORDER, Kind.MATCH)  # picked, not typed


class MarkedAnswer(QWidget):
    """Shows what was said. What a student typed is shown letter by letter, never read as Markdown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = Text("", "small")
        self.words = RichText("body")
        self._legend = Text(_("Underlined: what matches the answer"), "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._caption, self.words, self._legend):
            column.addWidget(widget)
        column.addStretch(1)

    def show_answer(self, submission: Submission, grade: Grade, question: Question | None, folder: str = "") -> None:
        """Show an answer with its marks."""
        answer = submission.answer
        self._legend.hide()
        if answer.gave_up:
            self._caption.set_text(_("You said"))
            self.words.set_plain(_("I don’t know"))
            return
        self._caption.set_text(_("You picked") if is_ours(question) else _("You wrote"))
        if is_ours(question):
            self.words.set_markdown(as_lines(submission.spoken), folder)
        elif answer.text:
            spans = [span for span in grade.matched if 0 <= span.start < span.end <= len(answer.text)]
            self.words.set_plain(answer.text, spans)
            matched = ", ".join(answer.text[span.start : span.end] for span in spans)
            self._legend.setVisible(bool(spans))
            self._legend.setAccessibleName(_("What matches: {words}").format(words=matched))
        else:
            self.words.set_plain(submission.spoken or ", ".join(answer.picks))


def is_ours(question: Question | None) -> bool:
    """Tell whether an answer is made of the pack's own words (Markdown)."""
    return question is not None and question.kind in _OUR_WORDS


def as_lines(text: str) -> str:
    """Keep each line of a list in words as it is, "1." included (Markdown)."""
    return _NUMBER.sub(r"\1\\.", text)
