import math
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tutor.index.sheet_index import SheetIndex

X, Y, Z, SLANTED = ([1.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 1.0], [3.0, 4.0, 0.0])


def _array(numbers: list[float]) -> NDArray[np.float32]:
    return np.array(numbers, dtype=np.float32)


def _bytes(numbers: list[float]) -> bytes:
    return np.array(numbers, dtype="<f4").tobytes()


def _index(*vectors: tuple[int, list[float]]) -> SheetIndex:
    pairs = [(id_, _bytes(vector)) for id_, vector in vectors]
    return SheetIndex.build(pairs, model_sha256="mini", dimension=3, generation=5)


def test_the_nearest_come_first_with_their_cosines() -> None:
    index = _index((7, X), (2**40, Y), (9, SLANTED))
    found = index.search(_array([10.0, 0.0, 0.0]), 3)
    assert [id_ for id_, _cosine in found] == [7, 9, 2**40]
    assert [cosine for _id, cosine in found] == pytest.approx([1.0, 0.6, 0.0])
    assert dict(index.search(_bytes(Y), 1)) == pytest.approx({2**40: 1.0})


def test_a_search_among_some_finds_no_others() -> None:
    index = _index((1, X), (2, Y), (3, SLANTED))
    assert [id_ for id_, _cosine in index.search(_array(X), 5, among={2, 3, 99})] == [3, 2]
    assert index.search(_array(X), 5, among=[99]) == []
    assert index.search(_array(X), 5, among=()) == []
    assert [id_ for id_, _cosine in index.search(_array(X), 5, among={1: "", 2: ""}.keys())] == [1, 2]


def test_nothing_is_found_by_nothing() -> None:
    assert _index().search(_array(X), 3) == []
    assert _index((1, X)).search(_array([0.0, 0.0, 0.0]), 3) == []
    assert _index((1, X)).search(_array(X), 0) == []


def test_a_sheet_has_one_vector() -> None:
    index = _index((1, X), (1, Y))
    index.add(1, _array(Z))
    index.add(2, _bytes(X))
    assert len(index) == 2
    assert dict(index.search(_array(Z), 1)) == pytest.approx({1: 1.0})
    index.remove(1)
    index.remove(1)
    assert [id_ for id_, _cosine in index.search(_array(Z), 5)] == [2]


@pytest.mark.parametrize("vector", [[1.0], [1.0, 2.0, 3.0, 4.0], [math.nan, 0.0, 1.0], [math.inf, 0.0, 1.0]])
def test_a_vector_that_does_not_fit_is_refused(vector: list[float]) -> None:
    index = _index((1, X))
    with pytest.raises(ValueError, match="a vector has"):
        index.add(1, _array(vector))
    with pytest.raises(ValueError, match="a vector has"):
        index.search(_bytes(vector), 1)
    assert len(index) == 1


@given(
    st.dictionaries(st.integers(0, 2**62), st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=3), max_size=30),
    st.sets(st.integers(0, 29)),
)
def test_a_search_agrees_with_plain_arithmetic(vectors: dict[int, list[float]], chosen: set[int]) -> None:
    index = _index(*vectors.items())
    among = {id_ for place, id_ in enumerate(vectors) if place in chosen}
    found = dict(index.search(_array(SLANTED), 30, among=among))
    assert set(found) == among
    for id_, cosine in found.items():
        vector = _array(vectors[id_]).astype(np.float64)
        length = float(np.linalg.norm(vector))
        expected = float(vector @ np.array([0.6, 0.8, 0.0])) / length if length else 0.0
        assert cosine == pytest.approx(expected, abs=1e-5)


def test_importing_the_room_loads_nothing_heavy() -> None:
    code = "import sys, tutor.index.sheet_index; print([name for name in ('faiss', 'numpy') if name in sys.modules])"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ten_thousand_sheets_are_searched_at_once() -> None:
    vectors = np.random.default_rng(1).normal(size=(10_000, 384)).astype(np.float32)
    index = SheetIndex.build(enumerate(vectors), model_sha256="mini", dimension=384, generation=0)
    began = time.process_time()
    for number in range(10):
        assert index.search(vectors[number], 10)[0][0] == number
        assert index.search(vectors[number], 10, among=range(5_000))[0][0] == number
    assert (time.process_time() - began) / 20 < 0.05
