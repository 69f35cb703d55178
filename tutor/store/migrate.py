"""Brings a database to the tables of this Tutor, one transaction for each step; declines a newer one."""

import logging
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from tutor.domain.errors import StoreNewerError, TutorError
from tutor.domain.translation import _
from tutor.store import backups
from tutor.store.database import Database

# Each step's name in its order. Alembic would find them by itself, but reading it takes a third of a second at each
# start, and there is seldom a step to take; a test holds this list against the files.
REVISIONS = ("0001", "0002")
FOLDER = Path(__file__).parent / "migrations"
_log = logging.getLogger(__name__)


def revision_of(database: Path) -> str | None:
    """Tell which step a file stands at; None for an empty file, "" for a file that Tutor did not make."""
    if not database.is_file() or database.stat().st_size == 0:
        return None
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=5.0)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "alembic_version" not in tables:
            return "" if tables else None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if row is None:
            return "" if tables - {"alembic_version"} else None
        return str(row[0])


def decline_newer(revision: str | None) -> None:
    """Raise StoreNewerError for a step that this Tutor has never heard of."""
    if revision and revision not in REVISIONS:
        raise StoreNewerError(
            _("The file with everyone's work was written by a newer Tutor."),
            _("Install the newer Tutor again. Nothing was changed."),
        )


def migrate(database: Path, backup_folder: Path, now: datetime) -> None:
    """Take the steps that are missing; a file that holds anything is copied first, and a copy that fails stops it."""
    revision = revision_of(database)
    if revision == REVISIONS[-1]:
        return
    if revision is not None:
        copy = backups.make(database, backup_folder, now, label=f"before-{REVISIONS[-1]}")
        _log.info("the database was copied to %s before its form changes", copy.name)
    _take_steps(database)


def _take_steps(database: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    steps = Database(database, foreign_keys=False)
    try:
        with steps.connection() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise TutorError(
            _("Tutor's own files are incomplete: {problem}").format(problem=error), _("Install Tutor again.")
        ) from error
    finally:
        steps.close()
