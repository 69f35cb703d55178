"""The store: everything that Tutor keeps, in one SQLite file."""

import sqlite3
from datetime import datetime
from pathlib import Path

from tutor.domain.errors import NotFoundError, StoreBusyError, StoreDamagedError, TutorError
from tutor.domain.translation import _
from tutor.paths import Paths
from tutor.store import backups as copies
from tutor.store.damage import damaged, problem_of, problems_in, told
from tutor.store.database import Database
from tutor.store.grades import Grades
from tutor.store.lock import FileLock
from tutor.store.migrate import REVISIONS, decline_newer, migrate, revision_of
from tutor.store.settling import Settling
from tutor.store.shape import missing_in
from tutor.store.sheets import Sheets
from tutor.store.sittings import Sittings
from tutor.store.students import Students
from tutor.store.submissions import Submissions
from tutor.store.vectors import Vectors


class Store(Students, Sittings, Submissions, Grades, Settling, Sheets, Vectors):
    """What Tutor keeps. Each method is one short transaction and may be called from any thread."""

    def __init__(self, paths: Paths, database: Database, lock: FileLock | None) -> None:
        """Use `open` instead, which looks at the file first."""
        self._paths = paths
        self._db = database
        self._lock = lock

    @classmethod
    def open(cls, paths: Paths, *, now: datetime, read_only: bool = False) -> "Store":
        """Open the store's file, or begin one; a file that is not in order is left as it is.

        Raises StoreBusyError while another Tutor writes, StoreDamagedError and StoreNewerError. `read_only` opens a
        file that is there already, beside a Tutor that writes.
        """
        if read_only:
            return cls._open_to_read(paths)
        _make_folders(paths)
        lock = _locked(paths)
        try:
            is_new = not paths.database.exists()
            _examine(paths)
            migrate(paths.database, paths.backups, now)
            database = Database(paths.database)
            try:
                _check_shape(paths, database)
                if not is_new:
                    copies.make_daily(paths.database, paths.backups, now)
            except BaseException:
                database.close()
                raise
            return cls(paths, database, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_to_read(cls, paths: Paths) -> "Store":
        if not paths.database.exists():
            raise NotFoundError(_("There is no store yet: {file}").format(file=paths.database), _("Start Tutor once."))
        _examine(paths)
        if revision_of(paths.database) != REVISIONS[-1]:
            raise TutorError(
                _("The store is of an older Tutor."), _("Start Tutor once: it brings the store up to date.")
            )
        return cls(paths, Database(paths.database, read_only=True), None)

    @staticmethod
    def restore_backup(paths: Paths, backup: Path, now: datetime) -> Path:
        """Put a backup in the place of the store's file, which is moved aside; gives where that one lies then.

        Raises StoreBusyError while a Tutor has the store open, and StoreDamagedError when the backup is damaged, too.
        """
        _make_folders(paths)
        lock = _locked(paths)
        try:
            return copies.restore(paths.database, backup, now)
        finally:
            lock.release()

    @staticmethod
    def backups(paths: Paths) -> tuple[Path, ...]:
        """List the copies of the store's file, newest first."""
        return copies.listed(paths.backups)

    def backup(self, now: datetime) -> Path:
        """Copy the store's file now; gives the copy."""
        return copies.make(self._paths.database, self._paths.backups, now)

    def check(self) -> tuple[str, ...]:
        """Look through the whole file for damage; gives what was found, nothing for a file in order."""
        return problems_in(self._paths.database)

    def close(self) -> None:
        """Let go of the file; calling it twice does no harm."""
        self._db.close()
        if self._lock is not None:
            self._lock.release()


def _make_folders(paths: Paths) -> None:
    try:
        paths.data.mkdir(parents=True, exist_ok=True)
        paths.backups.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TutorError(
            _("Tutor's folder can't be made: {problem}").format(problem=error),
            _("Ask whoever looks after this computer to check the folder's permissions."),
        ) from error


def _locked(paths: Paths) -> FileLock:
    lock = FileLock(paths.database.with_suffix(".lock"))
    try:
        is_taken = lock.take()
    except OSError as error:
        raise TutorError(
            _("Tutor's folder can't be locked: {problem}").format(problem=error),
            _("Keep Tutor's data on a disk of this computer."),
        ) from error
    if not is_taken:
        raise StoreBusyError(_("Tutor is open already."), _("Use the window that is open, or close it first."))
    return lock


def _examine(paths: Paths) -> None:
    problem = problem_of(paths.database, has_backups=bool(copies.listed(paths.backups)))
    if problem is not None:
        raise _damaged(paths, problem)
    try:
        revision = revision_of(paths.database)
    except sqlite3.DatabaseError as error:
        plain = told(error, paths.database)
        if plain is None or isinstance(plain, StoreDamagedError):
            plain = _damaged(paths, str(error))
        raise plain from error
    decline_newer(revision)
    if revision == "":
        raise _damaged(paths, _("It is not a file of Tutor's."))


def _check_shape(paths: Paths, database: Database) -> None:
    with database.reading() as session:
        problem = missing_in(session)
    if problem is not None:
        raise _damaged(paths, problem)


def _damaged(paths: Paths, problem: str) -> StoreDamagedError:
    return damaged(paths.database, problem, copies.last_good(paths.backups))
