"""Tells a damaged file from a good one, without writing to it, and says so in words."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tutor.domain.errors import StoreBusyError, StoreDamagedError, TutorError
from tutor.domain.translation import _

_SIDE_FILES = ("-wal", "-shm")
_SMALLEST_PAGE = 512  # bytes; a database is one page or more


def side_files(database: Path) -> tuple[Path, ...]:
    """Name the files that SQLite keeps beside a database while it is in use."""
    return tuple(database.with_name(database.name + ending) for ending in _SIDE_FILES)


def problem_of(database: Path, *, has_backups: bool) -> str | None:
    """Say what is wrong with a database file; None for a good one, and for none at all where none was before.

    SQLite takes an empty file for a new database and throws the log beside it away: the log may be all that is left.
    """
    log = side_files(database)[0]
    has_log = log.is_file() and log.stat().st_size > 0
    size = database.stat().st_size if database.is_file() else 0
    if size == 0:
        if not has_log and not has_backups:
            return None
        return _("The file is empty.") if database.is_file() else _("The file is gone.")
    if size < _SMALLEST_PAGE:  # this, too, SQLite would take for a new database
        return _("The file is cut off.")
    problems = problems_in(database, "quick_check")
    return problems[0] if problems else None


def problems_in(database: Path, check: str = "integrity_check") -> tuple[str, ...]:
    """List what SQLite objects to in a file; it is opened for reading alone, so it stays as it is."""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=5.0)) as connection:
            lines = tuple(str(row[0]) for row in connection.execute(f"PRAGMA {check}(10)"))
            if lines != ("ok",):
                return lines or (_("The check gave no answer."),)
            if check == "quick_check":  # a row that belongs to nothing is no reason to lock everyone out
                return ()
            orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(10)
    except sqlite3.DatabaseError as error:
        plain = told(error, database)
        if plain is None or isinstance(plain, StoreDamagedError):
            return (str(error),)
        raise plain from error
    return tuple(_("A row of {table} belongs to nothing.").format(table=row[0]) for row in orphans)


def damaged(database: Path, problem: str, last_good: Path | None) -> StoreDamagedError:
    """Put a damaged file into words, with the backup to go back to."""
    message = _("The file with everyone's work is damaged: {file} ({problem})").format(file=database, problem=problem)
    if last_good is None:
        hint = _("It was left as it is, and there is no backup. Keep the file for someone who can repair it.")
    else:
        hint = _("It was left as it is. Go back to the backup {name}.").format(name=last_good.name)
    return StoreDamagedError(message, hint)


def told(error: sqlite3.Error, database: Path) -> TutorError | None:
    """Put into words what the computer can put right; None for what can only be a bug of ours."""
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte; the rest tells details
    if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreDamagedError(
            _("The file with everyone's work is damaged: {file} ({problem})").format(file=database, problem=error),
            _("Close Tutor and start it again: it then names the backup to go back to."),
        )
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusyError(_("Another program is using Tutor's file."), _("Close the other program and try again."))
    if kind == sqlite3.SQLITE_FULL:
        return TutorError(_("The disk is full; nothing was saved."), _("Make room on the disk and try again."))
    if kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return TutorError(
            _("Tutor's file can't be written or read: {file} ({problem})").format(file=database, problem=error),
            _("Ask whoever looks after this computer to check the disk and the folder's permissions."),
        )
    return None
