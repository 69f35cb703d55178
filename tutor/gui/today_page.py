"""The student's day: what waits, how far it is, and one button to begin."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tutor.app.views import Plan
from tutor.domain.ids import PackId, StudentId
from tutor.domain.question import Pack
from tutor.domain.schedule import Reason
from tutor.domain.translation import _, ngettext
from tutor.gui.jobs import Lane
from tutor.gui.page import Desk, Page
from tutor.gui.theme import theme
from tutor.gui.widgets import Card, Column, Drawing, EmptyState, Heading, Notice, PrimaryButton, ProgressDots, Text

MOST_TOPICS = 6


class TodayPage(Page):
    """Shows the plan of the student at the desk."""

    practise_asked = Signal(object)  # PackId, or None for all packs

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._packs: tuple[Pack, ...] = ()
        self._plan: Plan | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        column = Column()
        whole.addWidget(column)
        self._hello = Heading()
        self.notice = Notice()
        self.start = PrimaryButton(_("Start"))
        self.pack = QComboBox()
        self.pack.setAccessibleName(_("Practise from"))
        self._reasons = _Reasons()
        self._topics = Text("", "soft")
        self._day = self._make_day()
        self._nothing = EmptyState("done", _("Nothing waits for you now"), "", _("Look at your guide"))
        self._no_packs = EmptyState(
            "shelf",
            _("No questions here yet"),
            _("Questions come in packs. Ask your teacher to add one to this computer."),
        )
        column.body.addWidget(self._hello)
        column.body.addWidget(self.notice)
        column.body.addWidget(self._day)
        column.body.addWidget(self._nothing)
        column.body.addWidget(self._no_packs)
        column.body.addSpacing(theme().space(1))
        column.body.addWidget(self._pack_row())
        self.guide_asked = self._nothing.acted
        self.start.clicked.connect(self._on_start)
        self.pack.activated.connect(self._on_pack)
        self.notice.acted.connect(self.arrive)
        desk.student_changed.connect(self._on_student_changed)
        desk.data_changed.connect(self._on_data_changed)
        self._show(None)

    @property
    def pack_id(self) -> PackId | None:
        """Give the chosen pack, None for all."""
        chosen = self.pack.currentData()
        return PackId(chosen) if chosen else None

    def arrive(self) -> None:
        """Read the plan again."""
        if self._desk.student is None:
            return
        self.notice.clear()
        tutor, student_id, pack_id = self._desk.tutor, self._desk.student.id, self.pack_id

        def read() -> tuple[StudentId, tuple[Pack, ...], Plan]:
            return student_id, tutor.packs(), tutor.plan(student_id, pack_id)

        job = self._desk.jobs.start(Lane.QUICK, read)
        job.done.connect(self._on_read)
        job.failed.connect(self._on_failed)

    def first_focus(self) -> QWidget | None:
        """Give the button that begins."""
        if self._plan is None or self._day.isVisibleTo(self):
            return self.start
        return self._nothing.button if self._nothing.isVisibleTo(self) else self.pack

    def _make_day(self) -> QWidget:
        card = Card()
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(theme().space(0.5))
        self._left = Heading("", "number")
        self._done = Text("", "soft")
        words.addWidget(self._left)
        words.addWidget(self._done)
        top.addLayout(words, 1)
        top.addWidget(Drawing("start", 128, 96), 0, Qt.AlignmentFlag.AlignTop)
        self.dots = ProgressDots()
        card.body.addLayout(top)
        card.body.addWidget(self.dots)
        card.body.addSpacing(theme().space(0.5))
        card.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeading)
        card.body.addSpacing(theme().space(1))
        card.body.addWidget(self._reasons)
        card.body.addWidget(self._topics)
        return card

    def _pack_row(self) -> QWidget:
        part = self._packs_part = QWidget()
        line = QHBoxLayout(part)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().space(1.5))
        label = QLabel(_("Practise from"))
        label.setBuddy(self.pack)
        label.setProperty("kind", "soft")
        line.addWidget(label)
        line.addWidget(self.pack, 1)
        return part

    def _on_student_changed(self) -> None:
        self._plan = None
        self.pack.setCurrentIndex(-1)
        student = self._desk.student
        if student is not None:
            self._hello.setText(_("Hello, {name}").format(name=student.name))
        self._show(None)

    def _on_data_changed(self, changes: frozenset[str]) -> None:
        if "plan" in changes and self.isVisible():
            self.arrive()

    def _on_read(self, read: tuple[StudentId, tuple[Pack, ...], Plan]) -> None:
        student_id, packs, plan = read
        if self._desk.student is None or self._desk.student.id != student_id:
            return  # someone else sits here by now
        self._plan = plan
        if self.pack.count() == 0 or [pack.id for pack in packs] != [pack.id for pack in self._packs]:
            self._fill_packs(packs)
        self._show(self._plan)

    def _on_failed(self, error: Exception) -> None:
        self.notice.show_error(error, action=_("Try again"))

    def _fill_packs(self, packs: tuple[Pack, ...]) -> None:
        chosen = self.pack_id
        self._packs = packs
        self.pack.clear()
        self.pack.addItem(_("All packs"), "")
        for pack in packs:
            self.pack.addItem(pack.title, pack.id)
        self.pack.setCurrentIndex(max(0, self.pack.findData(chosen or "")))

    def _show(self, plan: Plan | None) -> None:
        """Show the day: full, empty, or (None) not read yet."""
        is_open = plan is not None and plan.open_sitting is not None
        has_packs = plan is None or bool(self._packs)
        has_work = plan is None or plan.waiting > 0 or is_open
        had_focus = QApplication.focusWidget() in (None, self.start, self._nothing.button)
        self._day.setVisible(has_packs and has_work)
        self._nothing.setVisible(has_packs and not has_work)
        self._no_packs.setVisible(not has_packs)
        self._packs_part.setVisible(plan is not None and len(self._packs) > 1)
        if plan is None:
            self._left.setText(_("Your day"))
            self._done.set_text(" ")
            self._topics.set_text("")
            self._reasons.show_plan(None)
            self.dots.show_progress(0, 1)
            return
        self._show_day(plan)
        if self.isVisible() and had_focus and (focus := self.first_focus()) is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_day(self, plan: Plan) -> None:
        is_open = plan.open_sitting is not None
        self.start.setText(_("Go on where you stopped") if is_open else _("Start"))
        self._left.setText(_headline(plan))
        goal = ngettext(
            "{done} of {goal} question done today", "{done} of {goal} questions done today", plan.daily_number
        )
        spoken = goal.format(done=_count(plan.done_today), goal=_count(plan.daily_number))
        self._done.set_text(spoken)
        self.dots.show_progress(min(plan.done_today, plan.daily_number), plan.daily_number, spoken=spoken)
        self._reasons.show_plan(plan)
        topics = ", ".join(plan.topics[:MOST_TOPICS]) + ("…" if len(plan.topics) > MOST_TOPICS else "")
        self._topics.set_text(_("About: {topics}").format(topics=topics) if topics else "")
        self._topics.setVisible(bool(topics))

    def _on_start(self) -> None:
        self.practise_asked.emit(self.pack_id)

    def _on_pack(self) -> None:
        self.arrive()


class _Reasons(QWidget):
    """Why questions wait: one line each, with an icon; what is none is left away."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().space(0.5))
        self._lines: dict[str, tuple[QWidget, Text]] = {}
        for icon_name in ("again", "mistake", "new"):
            line = QWidget()
            inner = QHBoxLayout(line)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(theme().space(1.5))
            text = Text()
            inner.addWidget(Drawing(icon_name, 24, role="accent"), 0, Qt.AlignmentFlag.AlignTop)
            inner.addWidget(text, 1)
            self._column.addWidget(line)
            self._lines[icon_name] = (line, text)

    def show_plan(self, plan: Plan | None) -> None:
        """Show the plan's reasons."""
        counts = reasons(plan) if plan is not None else (0, 0, 0)
        words = (
            ngettext("{n} question to see again", "{n} questions to see again", counts[0]),
            ngettext("{n} mistake to put right", "{n} mistakes to put right", counts[1]),
            ngettext("{n} new question", "{n} new questions", counts[2]),
        )
        for (line, text), count, said in zip(self._lines.values(), counts, words, strict=True):
            line.setVisible(count > 0)
            text.set_text(said.format(n=_count(count)))


def reasons(plan: Plan) -> tuple[int, int, int]:
    """Count what is asked next: due again, mistakes, new. New questions only fill up what the day leaves free."""
    if plan.open_sitting is not None:
        left = plan.open_sitting.planned[plan.open_sitting.place :]
        found = [sum(1 for planned in left if planned.reason is reason) for reason in Reason]
        return found[0], found[1], found[2]
    room = plan.left_today or plan.daily_number
    due = min(plan.due, room)
    mistakes = min(plan.mistakes, room - due)
    return due, mistakes, min(plan.new, room - due - mistakes)


def _headline(plan: Plan) -> str:
    """Say in a few words what is to do."""
    if plan.open_sitting is not None:
        left = len(plan.open_sitting.planned) - plan.open_sitting.place
        return ngettext("{n} question left", "{n} questions left", left).format(n=_count(left))
    if plan.left_today == 0:
        return _("Done for today. There is more if you like")
    left = min(plan.left_today, plan.waiting)
    return ngettext("{n} question today", "{n} questions today", left).format(n=_count(left))


def _count(number: int) -> str:
    """Write a number as the locale does."""
    return QLocale().toString(number)
