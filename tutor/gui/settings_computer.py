"""Settings: this computer, whoever learns on it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tutor.app.views import CheckItem, Report, Settings
from tutor.domain.translation import _
from tutor.gui.calm_wheel import calm_wheel
from tutor.gui.flow import FlowLayout
from tutor.gui.forms import field_label
from tutor.gui.jobs import Lane
from tutor.gui.page import Desk
from tutor.gui.theme import theme
from tutor.gui.widgets import Card, Drawing, Heading, Notice, QuietButton, Text, clear
from tutor.paths import resources

if TYPE_CHECKING:
    from tutor.llm.status import ModelStatus

_MEGABYTE = 1_000_000


def languages() -> tuple[str, ...]:
    """List the languages that Tutor speaks beside English, by the catalogues that ship."""
    return tuple(sorted(path.parent.parent.name for path in (resources() / "translations").glob("*/*/tutor.mo")))


class ComputerSettings(Card):
    """The chat model, the language and the check of this computer."""

    language_changed = Signal(str)
    models_read = Signal()  # which models are in use was read, perhaps after another was chosen

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.body.addWidget(Heading(_("This computer"), "heading"))
        self.language = QComboBox()
        calm_wheel(self.language)
        self._add_language()
        self.body.addWidget(Heading(_("Models"), "strong"))
        self._models = QVBoxLayout()
        self.body.addLayout(self._models)
        self.uses_chat = QCheckBox(_("Let the chat model word the reasons"))
        self.body.addWidget(self.uses_chat)
        self.choose = QuietButton(_("Choose another chat model…"), "folder")
        self.reset = QuietButton(_("Use the one that ships"), is_bare=True)
        self.notice = Notice()
        line = FlowLayout()
        line.addWidget(self.choose)
        line.addWidget(self.reset)
        self.body.addLayout(line)
        self.body.addWidget(self.notice)
        self.body.addSpacing(theme().space(1))
        self.check = QuietButton(_("Check this computer"), "computer")
        self._report = QVBoxLayout()
        self.body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(self._report)
        self.language.activated.connect(self._on_language)
        self.uses_chat.clicked.connect(self._on_uses_chat)
        self.choose.clicked.connect(self._on_choose)
        self.reset.clicked.connect(self._on_reset)
        self.check.clicked.connect(self._on_check)

    def arrive(self) -> None:
        """Read settings and models again."""
        tutor = self._desk.tutor
        self._run(lambda: (tutor.settings(), tutor.models()))

    def _add_language(self) -> None:
        self.language.addItem(_("Like the computer"), "")
        self.language.addItem("English", "en")
        for code in languages():
            self.language.addItem(QLocale(code).nativeLanguageName(), code)
        self.body.addWidget(field_label(_("Language"), self.language))
        self.body.addWidget(self.language)

    def _run(self, work: object) -> None:
        """Do something with the settings, then show how they stand."""
        assert callable(work)
        for control in (self.choose, self.reset, self.uses_chat, self.language):
            control.setEnabled(False)
        job = self._desk.jobs.start(Lane.QUICK, work)
        job.done.connect(self._on_read)
        job.failed.connect(self._on_failed)

    def _change(self, **changes: object) -> None:
        tutor = self._desk.tutor

        def change() -> tuple[Settings, tuple["ModelStatus", ...]]:
            return tutor.change_settings(**changes), tutor.models()  # type: ignore[arg-type]  # named by our callers

        self.notice.clear()
        self._run(change)

    def _on_read(self, read: "tuple[Settings, tuple[ModelStatus, ...]]") -> None:
        settings, models = read
        self._enable()
        self.uses_chat.setChecked(settings.uses_chat)
        self.reset.setVisible(bool(settings.chat_file))
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        clear(self._models)
        for model in models:
            self._models.addWidget(_line(not model.problem, model.name, _about(model), model.hint))
        self.models_read.emit()

    def _on_failed(self, error: Exception) -> None:
        self._enable()
        self.notice.show_error(error)

    def _enable(self) -> None:
        for control in (self.choose, self.reset, self.uses_chat, self.language):
            control.setEnabled(True)

    def _on_language(self) -> None:
        code = str(self.language.currentData())
        self._change(language=code)
        self.language_changed.emit(code)
        self.notice.say(_("Tutor speaks this language from its next start."))

    def _on_uses_chat(self, is_wanted: bool) -> None:
        self._change(uses_chat=is_wanted)

    def _on_choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a chat model"), "", _("Models ({pattern})").format(pattern="*.gguf")
        )
        if name:
            self._change(chat_file=name)

    def _on_reset(self) -> None:
        self._change(chat_file="")

    def _on_check(self) -> None:
        self.check.setEnabled(False)
        clear(self._report)
        self._report.addWidget(Text(_("Checking… This takes a few seconds."), "soft"))
        job = self._desk.jobs.start(Lane.MODEL, self._desk.tutor.doctor)
        job.done.connect(self._on_report)
        job.failed.connect(self._on_check_failed)

    def _on_report(self, report: Report) -> None:
        self.check.setEnabled(True)
        clear(self._report)
        said = _("Everything is in order.") if report.is_ok else _("Something needs a look.")
        self._report.addWidget(Text(said, "strong"))
        for item in report.items:
            self._report.addWidget(_item(item))

    def _on_check_failed(self, error: Exception) -> None:
        self.check.setEnabled(True)
        clear(self._report)
        notice = Notice()
        notice.show_error(error)
        self._report.addWidget(notice)


def _item(item: CheckItem) -> QWidget:
    return _line(item.is_ok, item.name, item.detail, item.hint)


def _about(model: "ModelStatus") -> str:
    """Say how a model is: what is wrong, or its size and the beginning of its hash."""
    if model.problem:
        return model.problem
    size = _("{size} MB").format(size=QLocale().toString(round(model.size / _MEGABYTE)))
    return f"{size} · sha256 {model.sha256[:12]}…" if model.sha256 else size


def _line(is_ok: bool, name: str, detail: str, hint: str) -> QWidget:
    """Show one thing that is in order, or not, with a sign and in words."""
    part = QWidget()
    line = QHBoxLayout(part)
    line.setContentsMargins(0, 4, 0, 4)
    line.setSpacing(theme().space(1.5))
    said = _("in order") if is_ok else _("needs a look")
    sign = Drawing("tick" if is_ok else "attention", 22, role="accent" if is_ok else "ink", spoken=said)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(f"{name}: {said}" if not is_ok else name, "strong"))
    for text in (detail, hint):
        if text:
            words.addWidget(Text(text, "small"))
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return part
