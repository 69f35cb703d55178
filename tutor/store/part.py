"""What the parts of the store share."""

from typing import TypeVar

from sqlmodel import Session, SQLModel

from tutor.domain.errors import NotFoundError
from tutor.store.database import Database

_Row = TypeVar("_Row", bound=SQLModel)


class Part:
    """A part of the store: some methods over the one database."""

    _db: Database


def need(session: Session, table: type[_Row], key: object, missing: str) -> _Row:
    """Get a row by its key; NotFoundError, in the words of `missing`, when there is none."""
    row = session.get(table, key)
    if row is None:
        raise NotFoundError(missing)
    return row
