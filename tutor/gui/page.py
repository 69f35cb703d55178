"""What the window asks of a page, and what pages share."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tutor.domain.student import Student
from tutor.gui.jobs import Jobs

if TYPE_CHECKING:
    from tutor.app.tutor import Tutor


class Desk(QObject):
    """What lies ready for every page: the application, the lanes, and who is learning."""

    student_changed = Signal()  # someone signed in or out
    preferences_changed = Signal()  # whoever learns likes it otherwise now
    data_changed = Signal(object)  # frozenset of names: "sheets", "plan", "reviews"

    def __init__(self, tutor: "Tutor", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tutor = tutor
        self.jobs = jobs
        self.student: Student | None = None

    def seat(self, student: Student | None) -> None:
        """Let a student learn (None: nobody)."""
        self.student = student
        self.student_changed.emit()

    def tell(self, changes: frozenset[str]) -> None:
        """Tell every page what data changed."""
        if changes:
            self.data_changed.emit(changes)

    def keep(self, student: Student) -> None:
        """Take over what was changed about the student who sits here."""
        if self.student is not None and self.student.id == student.id:
            self.student = student
            self.preferences_changed.emit()


class Page(QWidget):
    """One page of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setProperty("ring", "none")  # a page as a whole takes no ring

    def arrive(self) -> None:
        """Get ready to be seen: read again what may have changed."""

    def first_focus(self) -> QWidget | None:
        """Give what hears the keyboard first."""
        return None

    def go_back(self) -> bool:
        """Take one step back inside the page (Esc); False when there is none to take."""
        return False
