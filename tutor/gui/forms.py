"""Small forms for signing in: a PIN, and who is new."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from tutor.domain.student import Student
from tutor.domain.translation import _
from tutor.gui.icons import has_picture, picture_names
from tutor.gui.theme import theme
from tutor.gui.tiles import Tile, TileGrid
from tutor.gui.widgets import Drawing, Heading, Label, Notice, PrimaryButton, QuietButton, Text, row

PIN_LENGTH = 12
NAME_LENGTH = 40
_NO_LIMIT = 16_777_215  # Qt's own


def picture_word(name: str) -> str:
    """Say what a student's picture shows."""
    words = {
        "bee": _("bee"),
        "bicycle": _("bicycle"),
        "boat": _("boat"),
        "cactus": _("cactus"),
        "cat": _("cat"),
        "fox": _("fox"),
        "kite": _("kite"),
        "mountain": _("mountain"),
        "owl": _("owl"),
        "rocket": _("rocket"),
        "snail": _("snail"),
        "tree": _("tree"),
        "turtle": _("turtle"),
        "whale": _("whale"),
    }
    return words.get(name, name)


def picture_of(student: Student) -> str:
    """Give the student's picture, or one of ours where theirs is not here."""
    names = picture_names()
    return student.picture if has_picture(student.picture) else names[student.id % len(names)]


def field_label(text: str, buddy: QWidget) -> QLabel:
    """Make the label above a field; it is the field's accessible name too."""
    label = Label(text, "strong")
    label.setBuddy(buddy)
    buddy.setAccessibleName(text)
    return label


def pin_field() -> QLineEdit:
    """Make a field for a PIN: digits, shown as dots."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(PIN_LENGTH)
    field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
    field.setMaximumWidth(theme().text_px("body") * 16)
    return field


class PinForm(QWidget):
    """Asks one student for the PIN."""

    entered = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(1))
        self._picture = Drawing("cat", 96)
        self._name = Heading()
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field = pin_field()
        self.field.setMaximumWidth(_NO_LIMIT)
        self.notice = Notice()
        self.go_on = PrimaryButton(_("Go on"))
        back = QuietButton(_("Back"), "back", is_bare=True)
        for part in (self._picture, self._name, field_label(_("Your PIN"), self.field), self.field, self.notice):
            column.addWidget(part)
        column.addSpacing(theme().space(1))
        column.addLayout(row(self.go_on, back))
        self.field.returnPressed.connect(self._on_entered)
        self.go_on.clicked.connect(self._on_entered)
        back.clicked.connect(self._on_back)

    def ask(self, student: Student) -> None:
        """Ask this student."""
        self._picture.show_drawing(picture_of(student))
        self._name.setText(student.name)
        self.field.clear()
        self.notice.clear()
        self.set_busy(False)

    def set_busy(self, is_busy: bool) -> None:
        """Wait while the PIN is checked."""
        self.field.setReadOnly(is_busy)
        self.go_on.setEnabled(not is_busy)

    def refuse(self, error: Exception | None) -> None:
        """Say that the PIN is wrong, or what went wrong, and ask again."""
        self.set_busy(False)
        if error is None:
            self.notice.say(_("That is not the PIN."), _("Try again. If you forgot it, ask your teacher."))
        else:
            self.notice.show_error(error)
        self.field.clear()
        self.field.setFocus()

    def _on_entered(self) -> None:
        if self.field.text() and not self.field.isReadOnly():
            self.entered.emit(self.field.text())

    def _on_back(self) -> None:
        self.left.emit()


class NewStudentForm(QWidget):
    """Asks who is new: a name, a picture, and a PIN if one is wanted."""

    entered = Signal(str, str, str)  # name, picture, PIN ("": none)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(1))
        self.name = QLineEdit()
        self.name.setMaxLength(NAME_LENGTH)
        self.pictures = TileGrid(is_checkable=True)
        self.pictures.setAccessibleName(_("Choose a picture"))
        self.pin = pin_field()
        self.notice = Notice()
        self.go_on = PrimaryButton(_("Start learning"))
        self._back = QuietButton(_("Back"), "back", is_bare=True)
        pin_hint = Text(_("Only if you want one. Others then can't open your guide. Leave it empty for none."), "small")
        column.addWidget(Heading(_("Hello! Who are you?")))
        column.addSpacing(theme().space(1))
        column.addWidget(field_label(_("Your name"), self.name))
        column.addWidget(self.name)
        column.addSpacing(theme().space(1))
        column.addWidget(field_label(_("Choose a picture"), self.pictures))
        column.addWidget(self.pictures)
        column.addSpacing(theme().space(1))
        column.addWidget(field_label(_("A PIN"), self.pin))
        column.addWidget(self.pin)
        column.addWidget(pin_hint)
        column.addWidget(self.notice)
        column.addSpacing(theme().space(1))
        column.addLayout(row(self.go_on, self._back))
        for field in (self.name, self.pin):
            field.returnPressed.connect(self._on_entered)
        self.go_on.clicked.connect(self._on_entered)
        self._back.clicked.connect(self._on_back)

    def ask(self, taken: tuple[str, ...], *, can_go_back: bool) -> None:
        """Ask anew; a picture that nobody has (`taken`: those in use) is suggested."""
        self.name.clear()
        self.pin.clear()
        self.notice.clear()
        self.set_busy(False)
        self._back.setVisible(can_go_back)
        names = picture_names()
        if not self.pictures.tiles:
            self.pictures.show_tiles([Tile(name, spoken=picture_word(name), picture_px=60) for name in names])
            stops = [self.name, *self.pictures.tiles, self.pin]  # the tiles came last
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)
        free = next((place for place, name in enumerate(names) if name not in taken), 0)
        self.pictures.check(free)

    def set_busy(self, is_busy: bool) -> None:
        """Wait while the student is added."""
        self.go_on.setEnabled(not is_busy)

    def refuse(self, error: Exception) -> None:
        """Say what has to be put right."""
        self.set_busy(False)
        self.notice.show_error(error)
        self.name.setFocus()
        self.name.selectAll()

    def _on_entered(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.notice.say(_("Please write your name first."))
            self.name.setFocus()
            return
        picture = picture_names()[max(0, self.pictures.checked)]
        self.notice.clear()
        self.entered.emit(name, picture, self.pin.text())

    def _on_back(self) -> None:
        self.left.emit()
