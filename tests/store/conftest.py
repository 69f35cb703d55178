from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.samples import NOW
from tutor.domain.student import Student
from tutor.paths import Paths
from tutor.store.store import Store


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
