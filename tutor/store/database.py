"""The connections to the file: how each is set up, and the two kinds of transaction that the store has."""

import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from tutor.store.damage import told

BUSY_TIMEOUT_S = 5.0


class Database:
    """One SQLite file; any thread may read and write, each call in a transaction of its own."""

    def __init__(self, path: Path, *, read_only: bool = False, foreign_keys: bool = True) -> None:
        """Connect later; `foreign_keys` are off for migrations alone, which rebuild tables."""
        self.path = path
        self._engine = _engine(path, read_only=read_only, foreign_keys=foreign_keys)
        self._writer = self._engine.execution_options(tutor_begin="IMMEDIATE")
        self._writes = threading.Lock()
        self._is_closed = False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one moment of the file."""
        with self._plainly_failing(), Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session whose changes are kept together at its end, or not at all when an error leaves it.

        The lock makes our own threads wait in line, where SQLite would let them try again and again.
        """
        with self._plainly_failing(), self._writes, Session(self._writer) as session, session.begin():
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Open a bare connection that begins and ends its own writing transactions."""
        with self._plainly_failing(), self._writes, self._writer.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; SQLite then folds the write-ahead log into the file."""
        with self._writes:
            self._is_closed = True
            self._engine.dispose()

    @contextmanager
    def _plainly_failing(self) -> Iterator[None]:
        if self._is_closed:  # a late caller would connect anew, when the lock on the file is another Tutor's
            raise RuntimeError("the store is closed")
        try:
            yield
        except IntegrityError:
            raise  # a rule of ours was broken: a bug, or for the caller to put into words
        except DBAPIError as error:
            plain = told(error.orig, self.path) if isinstance(error.orig, sqlite3.Error) else None
            if plain is None:
                raise
            raise plain from error


def _engine(path: Path, *, read_only: bool, foreign_keys: bool) -> Engine:
    engine = create_engine("sqlite://", creator=_opener(path, read_only=read_only), poolclass=QueuePool)

    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA cache_size = -16384")  # 16 MiB: a whole guide's sheets are read again and again
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        if read_only:
            return
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL, not NORMAL: with NORMAL the last answers before a power cut could be lost, though they were
        # acknowledged. It costs one flush of the disk for each answer, which nobody notices.
        connection.execute("PRAGMA synchronous = FULL")
        if sys.platform == "darwin":  # there a plain flush stops in the disk's own cache
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute("PRAGMA checkpoint_fullfsync = ON")

    # The driver begins no transaction of its own (isolation_level None): it would leave DDL outside of one.
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('tutor_begin', 'DEFERRED')}")

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", begin)
    return engine


def _opener(path: Path, *, read_only: bool) -> Callable[[], sqlite3.Connection]:
    address = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"

    def open_() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)

    return open_
