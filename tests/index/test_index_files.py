"""An index file that is not in order is made anew; it never stops Tutor."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.index import files
from tutor.index.sheet_index import SheetIndex

DATA, PAGE = "sheets.faiss", "sheets.json"
VECTORS = [(id_, np.random.default_rng(id_).normal(size=8).astype(np.float32)) for id_ in range(20)]


def _saved(folder: Path) -> SheetIndex:
    index = SheetIndex.build(VECTORS, model_sha256="mini", dimension=8, generation=5)
    index.save(folder)
    return index


def _load(folder: Path) -> SheetIndex | None:
    return SheetIndex.load(folder, model_sha256="mini", dimension=8, generation=5)


def test_a_saved_index_finds_the_same(tmp_path: Path) -> None:
    index = _saved(tmp_path / "deep" / "index")
    loaded = _load(tmp_path / "deep" / "index")
    assert loaded is not None
    assert (len(loaded), loaded.generation, loaded.dimension, loaded.model_sha256) == (20, 5, 8, "mini")
    assert loaded.search(VECTORS[3][1], 20) == index.search(VECTORS[3][1], 20)
    loaded.add(3, VECTORS[4][1])
    loaded.remove(4)
    assert loaded.search(VECTORS[4][1], 1)[0][0] == 3
    assert sorted(path.name for path in (tmp_path / "deep" / "index").iterdir()) == [DATA, PAGE]


def test_an_empty_index_is_saved_too(tmp_path: Path) -> None:
    SheetIndex.build([], model_sha256="mini", dimension=8, generation=5).save(tmp_path)
    loaded = _load(tmp_path)
    assert loaded is not None
    assert len(loaded) == 0


def test_the_generation_of_saving_counts(tmp_path: Path) -> None:
    index = _saved(tmp_path)
    index.generation = 6
    index.save(tmp_path)
    assert _load(tmp_path) is None
    assert SheetIndex.load(tmp_path, model_sha256="mini", dimension=8, generation=6) is not None


def test_another_model_dimension_or_time_is_not_loaded(tmp_path: Path) -> None:
    _saved(tmp_path)
    assert SheetIndex.load(tmp_path, model_sha256="maxi", dimension=8, generation=5) is None
    assert SheetIndex.load(tmp_path, model_sha256="mini", dimension=9, generation=5) is None
    assert SheetIndex.load(tmp_path, model_sha256="mini", dimension=8, generation=4) is None
    assert SheetIndex.load(tmp_path / "nowhere", model_sha256="mini", dimension=8, generation=5) is None


def test_a_save_that_is_cut_short_leaves_no_wrong_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of the renames is the last: the earlier index, or none."""
    _saved(tmp_path)
    index = SheetIndex.build(VECTORS[:5], model_sha256="mini", dimension=8, generation=5)
    for done in (0, 1):
        left = [done]
        rename = Path.replace

        def cut(path: Path, target: Path, left: list[int] = left, rename: Callable[..., Path] = rename) -> Path:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return rename(path, target)

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(Path, "replace", cut)
            index.save(tmp_path)
        loaded = _load(tmp_path)
        assert loaded is None if done else loaded is not None and len(loaded) == 20
    assert sorted(path.name for path in tmp_path.iterdir()) == [DATA, PAGE]


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_never_loaded(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _saved(folder)
        victim = folder / data.draw(st.sampled_from([DATA, PAGE]))
        whole = victim.read_bytes()
        broken = data.draw(_damage(whole))
        victim.write_bytes(broken)
        loaded = _load(folder)
        if loaded is not None:  # spaces in the page, say, do no harm
            assert victim.name == PAGE or broken == whole
            assert len(loaded) == 20


def _damage(whole: bytes) -> st.SearchStrategy[bytes]:
    truncated = st.integers(0, len(whole) - 1).map(lambda length: whole[:length])
    flipped = st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 7)).map(
        lambda where: whole[: where[0]] + bytes([whole[where[0]] ^ (1 << where[1])]) + whole[where[0] + 1 :]
    )
    return st.one_of(st.binary(max_size=2000), truncated, flipped, st.just(b"[" * 100_000), st.just(b'{"form": 1}'))


@settings(deadline=None)
@given(data=st.binary(max_size=200))
def test_bytes_whose_sum_fits_but_that_are_no_index_are_not_loaded(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        files.write(Path(name), data, model_sha256="mini", dimension=8, generation=5)
        assert _load(Path(name)) is None


def test_an_index_of_another_dimension_under_a_fitting_page_is_not_loaded(tmp_path: Path) -> None:
    _saved(tmp_path)
    page = json.loads((tmp_path / PAGE).read_text())
    page["dimension"] = 9
    (tmp_path / PAGE).write_text(json.dumps(page))
    assert SheetIndex.load(tmp_path, model_sha256="mini", dimension=9, generation=5) is None


def test_a_folder_where_a_file_should_be_is_no_index(tmp_path: Path) -> None:
    _saved(tmp_path)
    (tmp_path / DATA).unlink()
    (tmp_path / DATA).mkdir()
    assert _load(tmp_path) is None
