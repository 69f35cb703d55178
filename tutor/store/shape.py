"""Holds a file against the tables that this Tutor reads, so that a missing one is damage rather than a crash later."""

import sqlite3

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel

from tutor.store import grade_tables, sheet_tables, tables
from tutor.store.sheet_tables import GENERATION, CounterRow

_LOADED = (tables, grade_tables, sheet_tables)  # importing them fills the metadata


def missing_in(session: Session) -> str | None:
    """Name the first table that can't be read as it should; None when all can."""
    for table in SQLModel.metadata.sorted_tables:
        try:
            session.connection().execute(select(table).limit(0))
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) != sqlite3.SQLITE_ERROR:
                raise
            return f"{table.name}: {error.orig}"
    return None if session.get(CounterRow, GENERATION) is not None else GENERATION
