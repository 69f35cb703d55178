import logging
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.samples import GAS, NOW
from tutor.domain.answer import Answer
from tutor.domain.errors import NotFoundError, StoreDamagedError
from tutor.domain.student import Student
from tutor.paths import Paths
from tutor.store.damage import side_files
from tutor.store.store import Store


def _students_in(file: Path) -> list[str]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM student ORDER BY name")]


def test_a_backup_holds_what_is_only_in_the_log_yet(paths: Paths, store: Store, ada: Student) -> None:
    assert side_files(paths.database)[0].stat().st_size > 0
    copy = store.backup(NOW)
    assert _students_in(copy) == ["Ada"]
    assert Store.backups(paths) == (copy,)
    assert [path.name for path in paths.backups.iterdir()] == [copy.name]  # and leaves nothing beside it


def test_each_day_has_one_backup_and_the_last_ten_are_kept(paths: Paths) -> None:
    for day in range(14):
        for hour in (0, 3):
            Store.open(paths, now=NOW + timedelta(days=day, hours=hour)).close()
    copies = Store.backups(paths)
    days = [f"tutor-202605{day:02}" for day in range(16, 6, -1)]
    assert [copy.name[:14] for copy in copies] == days


def test_copies_before_a_migration_are_not_cleared_away(paths: Paths) -> None:
    paths.backups.mkdir(parents=True)
    Store.open(paths.__class__(paths.data / "other", paths.cache), now=NOW).close()
    kept = paths.backups / "tutor-20200101-000000-before-0002.db"
    (paths.data / "other" / "tutor.db").rename(kept)
    Store.restore_backup(paths, kept, NOW)
    for day in range(12):
        Store.open(paths, now=NOW + timedelta(days=day)).close()
    assert len(Store.backups(paths)) == 11
    assert Store.backups(paths)[-1] == kept


def test_going_back_moves_the_damaged_file_aside(paths: Paths, store: Store, ada: Student) -> None:
    copy = store.backup(NOW)
    store.submit(ada.id, GAS, Answer("later"), "", NOW)
    store.close()
    paths.database.write_bytes(b"damaged")
    side_files(paths.database)[0].write_bytes(b"its log")
    aside = Store.restore_backup(paths, copy, NOW)
    assert aside.name == "tutor.damaged-20260503-083000.db"
    assert aside.read_bytes() == b"damaged"
    assert side_files(aside)[0].read_bytes() == b"its log"
    assert copy.exists()
    store = Store.open(paths, now=NOW)
    assert store.students() == (ada,)
    assert store.submissions(ada.id) == ()
    store.close()


def test_going_back_twice_in_a_second_loses_nothing(paths: Paths, store: Store, ada: Student) -> None:
    copy = store.backup(NOW)
    store.close()
    first, second = (Store.restore_backup(paths, copy, NOW) for _ in range(2))
    assert first != second
    assert _students_in(first) == _students_in(second) == ["Ada"]


@pytest.mark.parametrize("done", range(3))
def test_going_back_that_is_cut_short_can_be_done_again(
    paths: Paths, store: Store, ada: Student, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    copy = store.backup(NOW)
    store.close()
    paths.database.write_bytes(b"damaged")
    side_files(paths.database)[0].write_bytes(b"its log")
    left, rename = [done], Path.replace

    def cut(path: Path, target: Path) -> Path:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return rename(path, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "replace", cut)
        Store.restore_backup(paths, copy, NOW)
    with pytest.raises(StoreDamagedError):
        Store.open(paths, now=NOW)
    Store.restore_backup(paths, copy, NOW)
    store = Store.open(paths, now=NOW)
    assert store.students() == (ada,)
    store.close()
    aside = {path.read_bytes() for path in paths.data.glob("tutor.damaged-*")}
    assert {b"damaged", b"its log"} <= aside


def test_there_is_no_way_back_to_what_is_not_there(paths: Paths, store: Store) -> None:
    store.close()
    with pytest.raises(NotFoundError):
        Store.restore_backup(paths, paths.backups / "none.db", NOW)
    Store.open(paths, now=NOW).close()


def test_a_daily_backup_that_fails_stops_no_lesson(
    paths: Paths, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store.close()

    def full(*_how: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("tutor.store.backups.put_in_place", full)
    with caplog.at_level(logging.WARNING):
        Store.open(paths, now=NOW).close()
    assert "No space left" in caplog.text
    assert list(paths.backups.iterdir()) == []
