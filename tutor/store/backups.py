"""Copies of the database: one a day, one before each change of its form, and the way back to one."""

import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from tutor.domain.errors import NotFoundError, StoreDamagedError, TutorError
from tutor.domain.translation import _
from tutor.store.damage import problems_in, side_files, told

KEPT = 10
_DAILY = re.compile(r"tutor-(\d{8})-\d{6}(-\d+)?\.db")  # the copies of each day; others are not cleared away
_ANY = re.compile(r"tutor-(\d{8}-\d{6}).*\.db")
_log = logging.getLogger(__name__)


def listed(folder: Path) -> tuple[Path, ...]:
    """List the copies in a folder, newest first."""
    found = [path for path in _files(folder) if _ANY.fullmatch(path.name)]
    return tuple(sorted(found, key=lambda path: (path.name[:21], path.stat().st_mtime_ns), reverse=True))


def last_good(folder: Path) -> Path | None:
    """Find the newest copy that is not damaged itself."""
    return next((path for path in listed(folder) if _is_good(path)), None)


def make(database: Path, folder: Path, now: datetime, label: str = "") -> Path:
    """Copy a database, open or not, into `folder`; the copy is checked before it counts. TutorError when it fails.

    SQLite's own backup sees one moment of file and write-ahead log; a plain copy of the file could hold nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = _free_name(folder, f"tutor-{stamp(now)}{f'-{label}' if label else ''}")
    unfinished = target.with_suffix(".tmp")
    try:
        with (
            closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(unfinished, isolation_level=None)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file that can be carried about, with none beside it
        problems = problems_in(unfinished, "quick_check")
        if problems:
            raise TutorError(_("The backup failed: {problem}").format(problem=problems[0]))
        put_in_place(unfinished, target)
    except sqlite3.Error as error:
        raise told(error, database) or TutorError(_("The backup failed: {problem}").format(problem=error)) from error
    except OSError as error:
        raise TutorError(
            _("The backup failed: {problem}").format(problem=error), _("Make room on the disk.")
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return target


def make_daily(database: Path, folder: Path, now: datetime) -> Path | None:
    """Copy the database unless today (UTC) has a copy, and keep the last ten; a failure is only noted."""
    today = stamp(now)[:8]
    if any((match := _DAILY.fullmatch(path.name)) and match[1] == today for path in _files(folder)):
        return None
    try:
        made = make(database, folder, now)
        _clear_old(folder)
    except (TutorError, OSError) as error:
        _log.warning("today's backup failed: %s", error)
        return None
    return made


def restore(database: Path, backup: Path, now: datetime) -> Path:
    """Put `backup` in the database's place; the file that was there is moved aside, never removed. Gives where it lies.

    Nobody may have the database open. A crash on the way leaves the moved files and the backup; it can be done again.
    """
    if not backup.is_file():
        raise NotFoundError(_("There is no such backup: {file}").format(file=backup))
    if not _is_good(backup):
        raise StoreDamagedError(_("This backup is damaged: {file}").format(file=backup), _("Choose an older one."))
    fresh = database.with_name(f"{database.stem}.restored.tmp")
    fresh.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(fresh, isolation_level=None)) as copy,
    ):
        source.backup(copy)
    aside = _free_name(database.parent, f"{database.stem}.damaged-{stamp(now)}")
    # The log goes with its file: left beside the restored one, it would be read as a part of that.
    for old, new in zip((database, *side_files(database)), (aside, *side_files(aside)), strict=True):
        if old.exists():
            old.replace(new)
    put_in_place(fresh, database)
    return aside


def put_in_place(unfinished: Path, target: Path) -> None:
    """Give a whole file its name, once what it holds is on the disk itself."""
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)
    if os.name == "posix":  # the name must be on the disk, too
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def stamp(now: datetime) -> str:
    """Write a time as a part of a file's name."""
    return now.astimezone(UTC).strftime("%Y%m%d-%H%M%S")


def _is_good(path: Path) -> bool:
    try:
        return path.stat().st_size > 0 and not problems_in(path, "quick_check")
    except (OSError, TutorError):
        return False


def _clear_old(folder: Path) -> None:
    daily = [path for path in listed(folder) if _DAILY.fullmatch(path.name)]
    for path in daily[KEPT:]:
        path.unlink(missing_ok=True)


def _files(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _free_name(folder: Path, stem: str) -> Path:
    path = folder / f"{stem}.db"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.db"
        number += 1
    return path
