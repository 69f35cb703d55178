"""The guide's list with its search and its filters, and what stands there when there is nothing to list."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tutor.app.views import Guide
from tutor.domain.translation import _, mark, ngettext
from tutor.gui import dates
from tutor.gui.flow import FlowLayout
from tutor.gui.guide_list import GuideList
from tutor.gui.guide_model import GuideModel
from tutor.gui.theme import theme
from tutor.gui.widgets import EmptyState, Heading, Notice, QuietButton, Text

SEARCH_AFTER_MS = 300
_FILTERS = {
    "": mark("All"),
    "due": mark("Due"),
    "active": mark("Learning"),
    "mastered": mark("Known"),
    "archived": mark("Put away"),
}
_NOTHING = {
    "": mark("Your guide is empty"),
    "due": mark("Nothing is due now"),
    "active": mark("Nothing is left to learn"),
    "mastered": mark("Nothing is known for sure yet"),
    "archived": mark("Nothing is put away"),
}
_WHY = {
    "": mark("What you get wrong in practice becomes a sheet here, with the reason and the right answer."),
    "due": mark("A sheet comes back here when it is time to ask you again."),
    "active": mark("Sheets that you don’t know yet stand here."),
    "mastered": mark("Answer a sheet’s question right on three days, and it stands here."),
    "archived": mark("Sheets that you put away stand here. You can take them back."),
}


class GuideBrowser(QWidget):
    """`wanted` says that another search or filter is asked for; read `status` and `query` then."""

    wanted = Signal()
    sheet_chosen = Signal(object)
    practise_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = GuideModel(self)
        self.list = GuideList(self.model)
        self.search = _Search()
        self.found = Text("", "small")
        self.notice = Notice()
        self.filters: dict[str, QPushButton] = {}
        self._empty: dict[str, EmptyState] = {}
        self._group = QButtonGroup(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self.wanted)
        self._lay_out()
        self.search.textChanged.connect(self._on_typed)
        self.search.entered.connect(self._on_entered)
        self.search.left.connect(self.focus_list)
        self.list.sheet_chosen.connect(self.sheet_chosen)
        self._group.buttonClicked.connect(self._on_filter)
        self.notice.acted.connect(self.wanted)
        theme().changed.connect(self._space)

    @property
    def status(self) -> str:
        """Give the filter's name, "" for all."""
        return next((name for name, button in self.filters.items() if button.isChecked()), "")

    @property
    def query(self) -> str:
        """Give what is searched."""
        return self.search.text().strip()

    def show_busy(self) -> None:
        """Say that a search is under way; what was found before stays until then."""
        if self.query:
            self.found.set_text(_("Searching…"))

    def show_guide(self, guide: Guide, now: datetime) -> None:
        """Show what was found."""
        self.notice.clear()
        had_focus = self.list.hasFocus()
        self.model.show_guide(guide, now)
        for name, button in self.filters.items():
            count = guide.counts.get(name or "all", 0)
            button.setText(f"{_(_FILTERS[name])} {dates.number(count)}")
        found = ngettext("{count} sheet found", "{count} sheets found", guide.total)
        self.found.set_text(found.format(count=dates.number(guide.total)) if self.query else "")
        self.found.setVisible(bool(self.query))
        is_empty = guide.total == 0
        is_new = is_empty and not self.query and not self.status
        self._show_empty("search" if self.query else self.status, is_shown=is_empty)
        self.list.setVisible(not is_empty)
        self._tools.setVisible(not is_new or guide.counts.get("archived", 0) > 0)
        if had_focus:
            self.list.choose_first()

    def show_error(self, error: Exception) -> None:
        """Say what went wrong, and let it be tried again."""
        self.found.set_text("")
        self.notice.show_error(error, action=_("Try again"))

    def forget(self) -> None:
        """Begin afresh, for another student."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.filters[""].setChecked(True)

    def clear_search(self) -> bool:
        """Empty the search; False when it was empty."""
        if not self.search.text():
            return False
        self.search.clear()
        return True

    def focus_list(self) -> None:
        """Go to the list with the keyboard."""
        if self.list.isHidden():
            self.search.setFocus()
            return
        self.list.choose_first()
        self.list.setFocus()

    def _on_typed(self) -> None:
        self._timer.start()

    def _on_entered(self) -> None:
        self._timer.stop()
        self.wanted.emit()

    def _on_filter(self) -> None:
        self.wanted.emit()

    def _show_empty(self, name: str, *, is_shown: bool) -> None:
        for empty in self._empty.values():
            empty.hide()
        if not is_shown:
            return
        if name not in self._empty:
            self._empty[name] = self._make_empty(name)
            self._inner.insertWidget(self._inner.count() - 1, self._empty[name])
        self._empty[name].show()

    def _make_empty(self, name: str) -> EmptyState:
        if name == "search":
            return EmptyState("drawings/guide", _("Nothing found"), _("Try other words, or fewer of them."))
        made = EmptyState("drawings/guide", _(_NOTHING[name]), _(_WHY[name]), _("Practise") if not name else "")
        made.acted.connect(self.practise_asked)
        return made

    def _lay_out(self) -> None:
        self._tools = QWidget()
        chips = FlowLayout()
        for name, text in _FILTERS.items():
            button = QuietButton(_(text))
            button.setCheckable(True)
            button.setChecked(not name)
            self._group.addButton(button)
            self.filters[name] = button
            chips.addWidget(button)
        tools = QVBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(theme().space(1.5))
        tools.addWidget(self.search)
        tools.addLayout(chips)
        middle = QWidget()
        self._middle = middle
        self._inner = QVBoxLayout(middle)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.addWidget(Heading(_("Your guide")))
        for widget in (self._tools, self.found, self.notice):
            self._inner.addWidget(widget)
        self._inner.addWidget(self.list, 1)
        self._inner.addStretch(0)
        self.found.hide()
        outer = QHBoxLayout(self)
        self._outer = outer
        outer.addStretch(1)
        outer.addWidget(middle, 100)
        outer.addStretch(1)
        self._space()

    def _space(self) -> None:
        look = theme()
        self._middle.setMaximumWidth(look.column_width)
        self._outer.setContentsMargins(look.space(3), look.space(4), look.space(3), look.space(1))
        self._inner.setSpacing(look.space(1.5))


class _Search(QLineEdit):
    """The search field; Down goes to the list, Enter searches at once."""

    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Search by word or by meaning"))
        self.setAccessibleName(_("Search your guide"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        self.returnPressed.connect(self.entered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down to what was found."""
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
            return
        super().keyPressEvent(event)
