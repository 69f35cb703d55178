"""Get a pack's text from its file, whatever program saved it."""

import hashlib
from pathlib import Path

from tutor.domain.problem import Problem
from tutor.domain.translation import _

MOST_BYTES = 5_000_000


class UnreadableError(Exception):
    """A file whose text can't be got at; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_bytes(path: Path) -> bytes:
    """Give a file's bytes; UnreadableError when there is no such file, or a very large one."""
    try:
        if path.is_dir():
            raise _unreadable(_("This is a folder."), _("Choose the pack's .yaml file."))
        if path.stat().st_size > MOST_BYTES:
            raise _unreadable(_("The file is larger than 5 MB."), _("Split it into several packs."))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _unreadable(_("There is no such file."), _("Check its name and folder.")) from error
    except (OSError, ValueError) as error:
        raise _unreadable(_("The file can't be opened."), _("Check that you may read it.")) from error


def decode(data: bytes) -> str:
    """Give the text of UTF-8 bytes, with or without a byte order mark; UnreadableError for anything else."""
    save_as = _("Save it as UTF-8 (in the editor: Save as, encoding UTF-8).")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unreadable(_("The file is saved as UTF-16."), save_as)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise UnreadableError(Problem(line, column, _("The file is not saved as UTF-8."), save_as)) from error


def fingerprint(data: bytes) -> str:
    """Name bytes by their content."""
    return hashlib.sha256(data).hexdigest()


def _unreadable(message: str, hint: str) -> UnreadableError:
    return UnreadableError(Problem(0, 0, message, hint))
