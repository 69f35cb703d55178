"""One question being asked: where we are, the question, the answer's field, and the hints that were read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tutor.app.views import Asked, Met
from tutor.domain.translation import _
from tutor.gui.announce import announce
from tutor.gui.answer_input import AnswerInput, input_for, prompt_of
from tutor.gui.dates import day
from tutor.gui.fold import Fold
from tutor.gui.rich_text import RichText
from tutor.gui.theme import theme
from tutor.gui.widgets import Drawing, ProgressDots, Text, clear


class QuestionView(QWidget):
    """Shows what is asked and takes the answer. `changed`: other words; `submitted`: sent by key."""

    changed = Signal()
    submitted = Signal()
    sheet_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input: AnswerInput | None = None
        self.hints_shown = 0
        self._hints: tuple[str, ...] = ()
        self._folder = ""
        self.place = Text("", "small")
        self._dots = ProgressDots()
        self._topic = Text("", "small")
        self.met = MetNote()
        self.prompt = RichText("question")
        self._hint_box = QVBoxLayout()
        self._input_box = QVBoxLayout()
        head = QHBoxLayout()
        head.setSpacing(theme().space(2))
        head.addWidget(self.place)
        head.addWidget(self._topic, 1)
        head.addWidget(self._dots)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().space(2))
        self._column.addLayout(head)
        self._column.addWidget(self.prompt)
        self._column.addWidget(self.met)
        self._column.addLayout(self._input_box)
        self._column.addLayout(self._hint_box)

    def show_asked(self, asked: Asked, folder: str = "") -> None:
        """Show a question with an empty field."""
        question = asked.question
        self._folder, self._hints, self.hints_shown = folder, question.hints, 0
        words = _("{place} of {total}").format(place=asked.place, total=asked.total)
        self.place.set_text(words)
        self._dots.show_progress(
            asked.place - 1, asked.total, now=asked.place - 1, spoken=_("Question {words}").format(words=words)
        )
        self._topic.set_text(question.topic)
        self._topic.setVisible(bool(question.topic))
        self.prompt.set_markdown(prompt_of(question), folder)
        self.met.show_met(asked.met)
        clear(self._hint_box)
        clear(self._input_box)
        self.input = input_for(question, asked.options, asked.rights, folder=folder, parent=self)
        self.input.changed.connect(self.changed)
        self.input.submitted.connect(self.submitted)
        self._input_box.addWidget(self.input)

    @property
    def hints_left(self) -> int:
        """Count the hints that were not read yet."""
        return len(self._hints) - self.hints_shown

    def show_hint(self, *, is_said: bool = True) -> None:
        """Show one hint more."""
        if self.hints_left <= 0:
            return
        number = self.hints_shown + 1
        hint = _Hint(
            _("Hint {number} of {count}").format(number=number, count=len(self._hints)), self._hints[number - 1]
        )
        self._hint_box.addWidget(hint)
        self.hints_shown = number
        if is_said:
            announce(self, self._hints[number - 1])

    def show_input(self, is_shown: bool) -> None:
        """Show the field, or make room for the verdict."""
        if self.input is not None:
            self.input.setVisible(is_shown)
        for place in range(self._hint_box.count()):
            item = self._hint_box.itemAt(place)
            if item is not None and (widget := item.widget()) is not None:
                widget.setVisible(is_shown)
        self.met.setVisible(is_shown and self.met.has_met)


class _Hint(QWidget):
    """One hint beside a small lamp."""

    def __init__(self, caption: str, text: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().space(1.5))
        words = QVBoxLayout()
        words.setSpacing(2)
        body = RichText("body")
        body.set_markdown(text)
        words.addWidget(Text(caption, "small"))
        words.addWidget(body)
        line.addWidget(Drawing("hint", 24, role="accent"))
        line.addLayout(words, 1)


class MetNote(Fold):
    """A note that this was met before ("You met this on 3 May"), with the sheet’s gist folded under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.has_met = False
        self._gist = RichText("body")
        self.body.addWidget(self._gist)

    def show_met(self, met: Met | None) -> None:
        """Show when it was met; nothing when it was not."""
        self.has_met = met is not None
        self.setVisible(met is not None)
        self.set_open(False)
        if met is None:
            return
        when = day(met.met_at)
        same = _("You met this on {day}. Look at your sheet").format(day=when)
        near = _("You met something like this on {day}. Look at that sheet").format(day=when)
        self.set_title(same if met.is_same_question else near)
        text = met.sheet.text
        parts = (text.explanation, *(f"- {idea}" for idea in text.missing))
        self._gist.set_markdown(_gist(met.is_same_question, text.prompt, parts))


def _gist(is_same: bool, prompt: str, parts: tuple[str, ...]) -> str:
    head, *ideas = parts
    shown = [] if is_same else [f"*{prompt}*"]
    return "\n\n".join([*shown, head, "\n".join(ideas)])
