"""What can be done about a damaged store before Tutor is open."""

from datetime import UTC, datetime
from pathlib import Path

from tutor.paths import Paths
from tutor.store.store import Store


def last_backup(paths: Paths) -> Path | None:
    """Give the newest backup; None when there is none."""
    return next(iter(Store.backups(paths)), None)


def restore_last_backup(paths: Paths) -> Path:
    """Put the newest backup in the damaged file's place; gives where the damaged file lies now."""
    backup = last_backup(paths)
    assert backup is not None, "there is a backup to restore"
    return Store.restore_backup(paths, backup, datetime.now(UTC))
