"""What the window remembers of itself between two starts: place, size, looks of the first page, language."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from tutor.domain.student import Preferences


class WindowMemory:
    """A small file beside the store; losing it loses nothing but comfort."""

    def __init__(self, folder: Path) -> None:
        """Read `folder`/window.ini, if it is there."""
        self._file = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray:
        """Give the window's place and size as Qt writes them; empty when unknown."""
        value = self._file.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._file.setValue("geometry", value)

    @property
    def language(self) -> str:
        """Give the language chosen for this computer, "" to follow the system."""
        return str(self._file.value("language", ""))

    @language.setter
    def language(self, value: str) -> None:
        self._file.setValue("language", value)

    @property
    def looks(self) -> Preferences:
        """Give how the page of signing in looks on this computer."""
        try:
            return Preferences(
                theme=str(self._file.value("theme", "system")),
                text_scale=float(str(self._file.value("text_scale", 1.0))),
            )
        except ValueError:  # someone wrote into the file
            return Preferences()

    @looks.setter
    def looks(self, value: Preferences) -> None:
        self._file.setValue("theme", value.theme)
        self._file.setValue("text_scale", value.text_scale)
