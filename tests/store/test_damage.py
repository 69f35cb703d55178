"""A damaged file is told from a good one, and never written to."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.samples import GAS, NEW_SHEET, NOW, graded
from tutor.domain.answer import Answer
from tutor.domain.errors import StoreDamagedError, TutorError
from tutor.domain.student import Student
from tutor.paths import Paths
from tutor.store.damage import side_files
from tutor.store.store import Store


@pytest.fixture(scope="module")
def good() -> bytes:
    """A whole file with some work in it."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder), Path(folder) / "cache")
        store = Store.open(paths, now=NOW)
        ada = store.add_student("Ada", "owl", None, NOW)
        for _ in range(20):
            store.settle(graded(store, ada).id, sheet=NEW_SHEET, card=None, advance_sitting=None, now=NOW)
        store.close()
        return paths.database.read_bytes()


@contextmanager
def _file_of(data: bytes) -> Iterator[Paths]:
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder), Path(folder) / "cache")
        paths.database.write_bytes(data)
        yield paths


def _open_or_be_told(data: bytes) -> StoreDamagedError | None:
    """Open a file; it opens, or the reader is told and the file is as it was. Nothing else may happen."""
    with _file_of(data) as paths:
        try:
            Store.open(paths, now=NOW).close()
        except StoreDamagedError as error:
            assert paths.database.read_bytes() == data
            return error
        except TutorError:
            assert paths.database.read_bytes() == data
        return None


@settings(max_examples=40, deadline=None)
@given(length=st.one_of(st.integers(1, 5000), st.floats(0.01, 0.999)))
def test_a_truncated_file_is_damaged(good: bytes, length: int | float) -> None:
    length = length if isinstance(length, int) else int(len(good) * length)
    assert _open_or_be_told(good[:length]) is not None


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=1, max_size=10_000))
def test_random_bytes_are_damaged(data: bytes) -> None:
    assert _open_or_be_told(data) is not None


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_flipped_bits_are_told_or_harmless(good: bytes, data: st.DataObject) -> None:
    broken = bytearray(good)
    places = st.one_of(st.integers(0, 200), st.integers(0, len(good) - 1))  # the header is where it hurts most
    for place in data.draw(st.lists(places, min_size=1, max_size=8)):
        broken[place] ^= 1 << data.draw(st.integers(0, 7))
    _open_or_be_told(bytes(broken))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_an_overwritten_page_is_told_or_harmless(good: bytes, data: st.DataObject) -> None:
    page = data.draw(st.integers(0, len(good) // 4096 - 1)) * 4096
    rubbish = data.draw(st.binary(min_size=1, max_size=4096))
    _open_or_be_told(good[:page] + rubbish + good[page + len(rubbish) :])


def test_an_empty_file_where_none_was_before_is_a_new_one(paths: Paths) -> None:
    paths.data.mkdir()
    paths.database.touch()
    store = Store.open(paths, now=NOW)
    assert store.students() == ()
    store.close()


@pytest.mark.parametrize("is_there", [True, False])
def test_an_empty_or_missing_file_beside_a_log_is_damaged(paths: Paths, is_there: bool) -> None:
    """SQLite by itself would throw the log away, which may be all that is left."""
    paths.data.mkdir()
    if is_there:
        paths.database.touch()
    log = side_files(paths.database)[0]
    log.write_bytes(b"what is left")
    with pytest.raises(StoreDamagedError):
        Store.open(paths, now=NOW)
    assert log.read_bytes() == b"what is left"
    assert paths.database.exists() == is_there


@pytest.mark.parametrize("is_there", [True, False])
def test_an_empty_or_missing_file_with_backups_is_damaged(
    paths: Paths, store: Store, ada: Student, is_there: bool
) -> None:
    copy = store.backup(NOW)
    store.close()
    paths.database.unlink()
    if is_there:
        paths.database.touch()
    with pytest.raises(StoreDamagedError, match=copy.name):
        Store.open(paths, now=NOW)
    Store.restore_backup(paths, copy, NOW)
    store = Store.open(paths, now=NOW)
    assert store.students() == (ada,)
    store.close()


def test_damage_names_the_newest_backup_that_is_good(paths: Paths, store: Store) -> None:
    good_one, bad_one = store.backup(NOW), store.backup(NOW)
    store.close()
    bad_one.write_bytes(b"rubbish" * 1000)
    paths.database.write_bytes(b"rubbish" * 1000)
    with pytest.raises(StoreDamagedError) as told:
        Store.open(paths, now=NOW)
    assert good_one.name in told.value.hint
    assert told.value.hint.count(".db") == 1
    with pytest.raises(StoreDamagedError):
        Store.restore_backup(paths, bad_one, NOW)
    assert paths.database.read_bytes() == b"rubbish" * 1000


def test_a_table_that_is_gone_is_damage(paths: Paths, store: Store) -> None:
    with store._db.connection() as connection, connection.begin():
        connection.exec_driver_sql("DROP TABLE finding")
    store.close()
    with pytest.raises(StoreDamagedError, match="finding"):
        Store.open(paths, now=NOW)


def test_damage_that_comes_while_it_is_open_is_told(paths: Paths, store: Store, ada: Student) -> None:
    for number in range(300):
        store.submit(ada.id, GAS, Answer(f"{number} {'x' * 500}"), "", NOW)
    store.close()
    whole = paths.database.read_bytes()
    store = Store.open(paths, now=NOW)
    with paths.database.open("r+b") as file:
        file.seek(len(whole) // 2)
        file.write(b"\xff" * (len(whole) // 2))
    with pytest.raises(StoreDamagedError):
        store.submissions(ada.id)
    assert store.check()
    store.close()


def test_a_full_disk_is_told(store: Store, ada: Student) -> None:
    def limit(connection: Any, *_more: object) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite takes the present size at least

    from sqlalchemy import event

    event.listen(store._db._writer, "begin", limit)
    with pytest.raises(TutorError, match="full"):
        store.submit(ada.id, GAS, Answer("x" * 1_000_000), "", NOW)
    assert store.submissions(ada.id) == ()
