"""One way for every room to say a text in the reader's language: gettext."""

import gettext as _gettext
from pathlib import Path

_DOMAIN = "tutor"
_current: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: str | None, folder: Path) -> None:
    """Speak `language` ("de", "ar"; None: English) from now on, where `folder` holds a catalogue for it."""
    global _current
    languages = [language] if language else []
    _current = _gettext.translation(_DOMAIN, folder, languages=languages, fallback=True)


def _(text: str) -> str:
    """Say a text in the reader's language."""
    return _current.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Say a text with the plural that `count` asks for."""
    return _current.ngettext(one, many, count)


def mark(text: str) -> str:
    """Mark a text for translation where it stands; say it later with `_`."""
    return text
