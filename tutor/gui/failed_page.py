"""What is shown when Tutor can't be opened: what happened, what was kept, what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tutor.domain.errors import StoreDamagedError, TutorError
from tutor.domain.translation import _
from tutor.gui.page import Page
from tutor.gui.theme import theme
from tutor.gui.widgets import Card, Column, Drawing, Heading, Notice, PrimaryButton, QuietButton, Text


class FailedPage(Page):
    """Offers to try again, and for a damaged file to take the last backup."""

    again_asked = Signal()
    restore_asked = Signal()
    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        column = Column(is_centred=True)
        whole.addWidget(column)
        card = Card()
        self._said = Heading("", "title")
        self._hint = Text()
        self._kept = Text(_("Nothing was deleted: your file lies where it was."), "soft")
        self.notice = Notice()
        self.again = PrimaryButton(_("Try again"))
        self.restore = PrimaryButton(_("Use the last backup"))
        self._close = QuietButton(_("Close Tutor"), is_bare=True)
        self._quiet_again = QuietButton(_("Try again"))
        line = QHBoxLayout()
        line.setSpacing(theme().space(1.5))
        for button in (self.restore, self.again, self._quiet_again, self._close):
            line.addWidget(button)
        line.addStretch(1)
        for part in (Drawing("broken", 160, 120), self._said, self._hint, self._kept, self.notice):
            card.body.addWidget(part)
        card.body.addSpacing(theme().space(1))
        card.body.addLayout(line)
        column.body.addWidget(card)
        self.again.clicked.connect(self._on_again)
        self._quiet_again.clicked.connect(self._on_again)
        self.restore.clicked.connect(self._on_restore)
        self._close.clicked.connect(self._on_close)

    def show_error(self, error: Exception, *, has_backup: bool) -> None:
        """Say why Tutor is not open."""
        is_known = isinstance(error, TutorError)
        self._said.setText(error.message if isinstance(error, TutorError) else _("Tutor can't be opened."))
        hint = error.hint if isinstance(error, TutorError) else ""
        self._hint.set_text(
            hint if is_known else _("Show this to whoever looks after this computer: {error}").format(error=error)
        )
        self._hint.setVisible(bool(self._hint.plain))
        can_restore = isinstance(error, StoreDamagedError) and has_backup
        self._kept.setVisible(isinstance(error, StoreDamagedError))
        self.restore.setVisible(can_restore)
        self._quiet_again.setVisible(can_restore)
        self.again.setVisible(not can_restore)
        self.set_busy(False)

    def set_busy(self, is_busy: bool) -> None:
        """Wait while it is tried again."""
        for button in (self.again, self.restore, self._quiet_again):
            button.setEnabled(not is_busy)

    def first_focus(self) -> QWidget | None:
        """Give the filled button."""
        return self.restore if self.restore.isVisibleTo(self) else self.again

    def _on_again(self) -> None:
        self.set_busy(True)
        self.again_asked.emit()

    def _on_restore(self) -> None:
        self.set_busy(True)
        self.restore_asked.emit()

    def _on_close(self) -> None:
        self.close_asked.emit()
