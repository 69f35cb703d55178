from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tutor.domain.student import Student
from tutor.paths import Paths
from tutor.store.store import Store

NOW = datetime(2026, 5, 3, 8, 30, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", cache=tmp_path / "cache")


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    store = Store.open(paths, now=NOW)
    yield store
    store.close()


@pytest.fixture
def ada(store: Store) -> Student:
    return store.add_student("Ada", "owl", None, NOW)
