"""Column types that keep times and lists in forms which sort, compare and read back the same."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, String, Text
from sqlalchemy.types import TypeDecorator


def time_text(moment: datetime) -> str:
    """Write an aware time as UTC text of one width, so that texts sort as times do; ValueError without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Moment(TypeDecorator[datetime]):
    """A time in UTC; one without a zone is refused."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the time."""
        return None if value is None else time_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read the time."""
        return None if value is None else datetime.fromisoformat(value)


class Listing(TypeDecorator[Any]):
    """A list (of texts, or of lists) as JSON text that a person can read; it comes back as tuples."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the list."""
        return None if value is None else list_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...] | None:
        """Read the list."""
        return None if value is None else read_list(value)


def list_text(values: Any) -> str:
    """Write a list as JSON."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=4096)  # a guide reads ten thousand, and sheets on one question lack the same ideas
def read_list(text: str) -> tuple[Any, ...]:
    """Read what `list_text` wrote; inner lists come as tuples too."""
    return tuple(tuple(value) if isinstance(value, list) else value for value in json.loads(text))
