"""The window: the rail, the pages, and the way between them."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from tutor.domain.ids import PackId, SheetId
from tutor.domain.student import Preferences
from tutor.domain.translation import _
from tutor.gui.announce import announce
from tutor.gui.jobs import Jobs
from tutor.gui.memory import WindowMemory
from tutor.gui.page import Desk, Page
from tutor.gui.palette import PALETTES
from tutor.gui.rail import Rail
from tutor.gui.settings_looks import next_scale
from tutor.gui.sign_in_page import SignInPage
from tutor.gui.theme import theme

if TYPE_CHECKING:
    from tutor.app.tutor import Tutor

LEAST_SIZE = QSize(900, 600)
FIRST_SIZE = QSize(1200, 740)
FOLD_BELOW = 1000  # px of the window's width
FOLD_FROM_SCALE = 1.5


class MainWindow(QMainWindow):
    """Shows the page of signing in at once; the others are made when Tutor is open."""

    painted = Signal()  # once, when the window was seen for the first time

    def __init__(self, jobs: Jobs, memory: WindowMemory) -> None:
        super().__init__()
        self._jobs, self._memory = jobs, memory
        self._desk: Desk | None = None
        self._was_painted = False
        self._pages: dict[str, Page] = {}
        self.setWindowTitle(_("Tutor"))
        self.setMinimumSize(LEAST_SIZE)
        self.rail = Rail()
        self.rail.hide()
        self.stack = QStackedWidget()
        middle = QWidget()
        middle.setProperty("kind", "page")
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.sign_in = SignInPage()
        self.add_page("sign-in", self.sign_in)
        self.rail.chosen.connect(self.show_page)
        self.rail.change_asked.connect(self._on_change_student)
        self.sign_in.size_asked.connect(self._on_size_asked)
        self.sign_in.colours_asked.connect(self._on_colours_asked)
        theme().choose(memory.looks)
        theme().changed.connect(self._fold)
        self._add_keys()
        self._take_place()
        self.sign_in.setFocus()  # so that Enter, pressed too soon, does nothing

    @property
    def desk(self) -> Desk:
        """Give what the pages share; only after `open_with`."""
        assert self._desk is not None, "Tutor is not open yet"
        return self._desk

    @property
    def page(self) -> Page:
        """Give the page that is shown."""
        page = self.stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def add_page(self, name: str, page: Page) -> None:
        """Take a page into the window."""
        self._pages[name] = page
        self.stack.addWidget(page)

    def open_with(self, tutor: "Tutor") -> None:
        """Make the pages, now that Tutor is open, and ask who is learning."""
        self._desk = Desk(tutor, self._jobs, self)
        self._desk.student_changed.connect(self._on_student_changed)
        self._make_pages(self._desk)
        self.sign_in.open_with(self._desk)
        self.show_page("sign-in")

    def show_page(self, name: str) -> None:
        """Show a page, fresh, with the keyboard where it begins."""
        page = self._pages[name]
        self.rail.show_chosen(name)
        self.stack.setCurrentWidget(page)
        page.arrive()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if name in self.rail.buttons:
            announce(self, self.rail.buttons[name].accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail where the window is narrow."""
        super().resizeEvent(event)
        self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place, and keep what is typed."""
        if self._desk is not None:
            self._practice.put_down()
        self._memory.geometry = self.saveGeometry()
        super().closeEvent(event)

    def _make_pages(self, desk: Desk) -> None:
        from tutor.gui.guide_page import GuidePage
        from tutor.gui.practice_page import PracticePage
        from tutor.gui.settings_page import SettingsPage
        from tutor.gui.today_page import TodayPage

        today, settings = TodayPage(desk), SettingsPage(desk)
        self._practice, self._guide = PracticePage(desk), GuidePage(desk)
        self.add_page("today", today)
        self.add_page("practise", self._practice)
        self.add_page("guide", self._guide)
        self.add_page("settings", settings)
        self._practice.today_asked.connect(self._on_today_asked)
        self._practice.sheet_asked.connect(self._on_sheet_asked)
        self._guide.practise_asked.connect(self._on_practise_asked)
        today.guide_asked.connect(self._on_guide_asked)
        today.practise_asked.connect(self._on_practise_asked)
        settings.language_changed.connect(self._on_language_changed)

    def _add_keys(self) -> None:
        """Esc goes back; Ctrl+1 to Ctrl+4 go to the pages of the rail."""
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._on_escape)
        for number, name in enumerate(self.rail.buttons, start=1):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.activated.connect(partial(self._go, name))
            self.rail.buttons[name].setAccessibleDescription(keys.key().toString())

    def _take_place(self) -> None:
        """Stand where the window stood, or in the middle of the screen."""
        if self._memory.geometry.isEmpty() or not self.restoreGeometry(self._memory.geometry):
            screen = QApplication.primaryScreen().availableGeometry()
            self.resize(FIRST_SIZE.boundedTo(screen.size() * 0.95).expandedTo(LEAST_SIZE))
            self.move(screen.center() - self.rect().center())

    def _fold(self) -> None:
        self.rail.fold(self.width() < FOLD_BELOW or theme().scale >= FOLD_FROM_SCALE)

    def _go(self, name: str) -> None:
        if self.desk_is_taken:
            self.rail.buttons[name].click()

    def _on_escape(self) -> None:
        if not self.page.go_back() and self.desk_is_taken and self.page is not self._pages["today"]:
            self.show_page("today")

    @property
    def desk_is_taken(self) -> bool:
        """Tell whether someone is learning."""
        return self._desk is not None and self._desk.student is not None

    def _on_student_changed(self) -> None:
        student = self.desk.student
        theme().choose(student.preferences if student is not None else self._memory.looks)
        self.rail.setVisible(student is not None)
        if student is not None:
            self.rail.show_student(student)
        self.show_page("today" if student is not None else "sign-in")

    def _on_change_student(self) -> None:
        self._practice.put_down()
        self.desk.seat(None)

    def _on_guide_asked(self) -> None:
        self.show_page("guide")

    def _on_sheet_asked(self, sheet_id: SheetId) -> None:
        self._guide.open_sheet(sheet_id)
        self.show_page("guide")

    def _on_today_asked(self) -> None:
        self.show_page("today")

    def _on_practise_asked(self, pack_id: PackId | None = None) -> None:
        self._practice.begin(pack_id)
        self.show_page("practise")

    def _on_language_changed(self, language: str) -> None:
        self._memory.language = language

    def _on_size_asked(self, steps: int) -> None:
        self._look(replace(self._memory.looks, text_scale=next_scale(theme().scale, steps)))

    def _on_colours_asked(self) -> None:
        names = tuple(PALETTES)
        place = names.index(theme().palette.name)
        self._look(replace(self._memory.looks, theme=names[(place + 1) % len(names)]))

    def _look(self, looks: Preferences) -> None:
        """Change how the page of signing in looks, and remember it."""
        self._memory.looks = looks
        theme().choose(looks)
