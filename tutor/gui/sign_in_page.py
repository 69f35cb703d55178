"""The first page: who is learning."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tutor.domain.student import Student
from tutor.domain.translation import _
from tutor.gui.forms import NewStudentForm, PinForm, picture_of
from tutor.gui.jobs import Lane
from tutor.gui.page import Desk, Page
from tutor.gui.theme import theme
from tutor.gui.tiles import Tile, TileGrid
from tutor.gui.widgets import Column, Drawing, EmptyState, Heading, Notice, QuietButton, Text


class SignInPage(Page):
    """Shows who learns here; gives way when someone was seated at the desk."""

    listed = Signal()  # it is seen who learns here
    size_asked = Signal(int)  # -1 smaller text, 1 larger
    colours_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Who is learning?"))
        self._desk: Desk | None = None
        self._students: tuple[Student, ...] = ()
        self._student: Student | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._steps = QStackedWidget()
        column.addLayout(self._head())
        column.addWidget(self._steps, 1)
        self._status = Text("", "small")
        self._status.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._status)
        column.addSpacing(theme().space(2))
        self._opening = _step(self._steps, _opening())
        self.tiles = TileGrid(is_centred=True)
        self.notice = Notice()
        self._who = _step(self._steps, self._who_is_learning(), width=1.4)
        self._empty = EmptyState(
            "hello",
            _("Welcome to Tutor"),
            _("Practise, see what you know, and grow your own study guide. All of it stays on this computer."),
            _("I'm new"),
        )
        self._nobody = _step(self._steps, self._empty)
        self.pin_form = PinForm()
        self._pin = _step(self._steps, self.pin_form, width=0.6)
        self.new_form = NewStudentForm()
        self._new = _step(self._steps, self.new_form, is_centred=False)
        self.tiles.chosen.connect(self._on_chosen)
        self.pin_form.entered.connect(self._on_pin)
        self.pin_form.left.connect(self._show_who)
        self.new_form.entered.connect(self._on_new)
        self.new_form.left.connect(self._show_who)
        self._empty.acted.connect(self._show_new)
        self.notice.acted.connect(self._read)

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody learns here yet."""
        return self._steps.currentWidget() is self._nobody

    def open_with(self, desk: Desk) -> None:
        """Have something to read from, now that Tutor is open."""
        self._desk = desk

    @property
    def status(self) -> str:
        """Give what is said of the models."""
        return self._status.plain

    def set_status(self, text: str) -> None:
        """Say quietly how far the models are."""
        self._status.set_text(text)

    def arrive(self) -> None:
        """Read again who learns here."""
        if self._desk is not None:
            if self._students:
                self._show_who()
            self._read()

    def first_focus(self) -> QWidget | None:
        """Give what the shown step asks first."""
        step = self._steps.currentWidget()
        if step is self._who:
            return self.tiles.focus_first()
        firsts: dict[QWidget, QWidget] = {
            self._nobody: self._empty.button,
            self._pin: self.pin_form.field,
            self._new: self.new_form.name,
        }
        return firsts.get(step) if step is not None else None

    def go_back(self) -> bool:
        """Go back to who is learning."""
        if self._steps.currentWidget() in (self._pin, self._new):
            self._show_who()
            return True
        return False

    def _head(self) -> QHBoxLayout:
        """Make the line above: Tutor's name, and what helps to read this page."""
        head = QHBoxLayout()
        head.setContentsMargins(theme().space(3), theme().space(2), theme().space(3), 0)
        name = QLabel("Tutor")
        name.setProperty("kind", "heading")
        smaller = QuietButton("", "minus", is_bare=True)
        larger = QuietButton("", "plus", is_bare=True)
        colours = QuietButton(_("Colours"), "look", is_bare=True)
        size = Drawing("text-size", 26, role="accent")
        for button, said in ((smaller, _("Smaller text")), (larger, _("Larger text"))):
            button.setAccessibleName(said)
            button.setToolTip(said)
        colours.setToolTip(_("Light, dark or high contrast"))
        head.addWidget(name)
        head.addStretch(1)
        head.addWidget(smaller)
        head.addWidget(size)
        head.addWidget(larger)
        head.addSpacing(theme().space(1))
        head.addWidget(colours)
        smaller.clicked.connect(self._on_smaller)
        larger.clicked.connect(self._on_larger)
        colours.clicked.connect(self._on_colours)
        return head

    def _who_is_learning(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(3))
        title = Heading(_("Who is learning?"))
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title)
        column.addWidget(self.notice)
        column.addWidget(self.tiles)
        keys = Text(_("The arrow keys choose, Enter opens."), "small")
        keys.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(keys)
        return part

    def _read(self) -> None:
        assert self._desk is not None
        self.notice.clear()
        job = self._desk.jobs.start(Lane.QUICK, self._desk.tutor.students)
        job.done.connect(self._on_students)
        job.failed.connect(self._on_failed)

    def _on_students(self, students: tuple[Student, ...]) -> None:
        self._students = students
        tiles = [Tile(picture_of(student), student.name, spoken=_spoken(student)) for student in students]
        self.tiles.show_tiles([*tiles, Tile("plus", _("I'm new"))])
        self._show_who()
        self.listed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._show(self._who)
        self.notice.show_error(error, action=_("Try again"))

    def _show_who(self) -> None:
        self._show(self._who if self._students else self._nobody)

    def _show_new(self) -> None:
        taken = tuple(student.picture for student in self._students)
        self.new_form.ask(taken, can_go_back=True)
        self._show(self._new)

    def _show(self, step: QWidget) -> None:
        """Show a step; the keyboard goes along when it was here."""
        self._steps.setCurrentWidget(step)
        if self.isVisible() and (focus := self.first_focus()) is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, place: int) -> None:
        if place >= len(self._students):
            self._show_new()
            return
        self._student = self._students[place]
        if self._student.has_pin:
            self.pin_form.ask(self._student)
            self._show(self._pin)
        else:
            self._seat(self._student)

    def _on_pin(self, pin: str) -> None:
        assert self._desk is not None
        assert self._student is not None
        self.pin_form.set_busy(True)
        job = self._desk.jobs.start(Lane.QUICK, partial(self._desk.tutor.pin_is_right, self._student.id, pin))
        job.done.connect(self._on_pin_checked)
        job.failed.connect(self.pin_form.refuse)

    def _on_pin_checked(self, is_right: bool) -> None:
        if not is_right:
            self.pin_form.refuse(None)
        elif self._student is not None:
            self._seat(self._student)

    def _on_new(self, name: str, picture: str, pin: str) -> None:
        assert self._desk is not None
        self.new_form.set_busy(True)
        job = self._desk.jobs.start(Lane.QUICK, partial(self._desk.tutor.add_student, name, picture, pin or None))
        job.done.connect(self._seat)
        job.failed.connect(self.new_form.refuse)

    def _seat(self, student: Student) -> None:
        assert self._desk is not None
        self._desk.seat(student)

    def _on_smaller(self) -> None:
        self.size_asked.emit(-1)

    def _on_larger(self) -> None:
        self.size_asked.emit(1)

    def _on_colours(self) -> None:
        self.colours_asked.emit()


def _step(steps: QStackedWidget, part: QWidget, *, is_centred: bool = True, width: float = 1.0) -> Column:
    """Put a part into a column of its own."""
    column = Column(is_centred=is_centred, width=width)
    column.body.addWidget(part)
    steps.addWidget(column)
    return column


def _opening() -> QWidget:
    """Make what is seen before Tutor is open."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setSpacing(theme().space(2))
    column.addWidget(Drawing("start", 160, 120))
    said = Heading(_("Opening Tutor…"), "heading")
    said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(said)
    return part


def _spoken(student: Student) -> str:
    """Say a student's tile: the name, and whether a PIN is asked."""
    return _("{name}, with a PIN").format(name=student.name) if student.has_pin else student.name
