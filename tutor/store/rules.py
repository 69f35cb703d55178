"""What the tables share: rows that are validated before they are kept, and the constraints that are said often."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

_Row = TypeVar("_Row", bound=SQLModel)


def checked(table: type[_Row], **values: Any) -> _Row:
    """Make a row from values that were validated first (ValidationError): `table=True` alone takes anything."""
    return table.model_validate(values)


def one_of(column: str, values: Iterable[str], name: str) -> CheckConstraint:
    """Let a column hold the named values alone."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name)


def share(column: str, name: str) -> CheckConstraint:
    """Let a column hold a share, 0 to 1."""
    return CheckConstraint(f"{column} BETWEEN 0 AND 1", name=name)
