"""Finds sheets by their vectors. Only a cache of the store: a file that is not in order is made anew from there."""

import threading
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.index import files

if TYPE_CHECKING:  # numpy and faiss take a third of a second, and the window shall show before
    import numpy as np
    from numpy.typing import NDArray


class SheetIndex:
    """Sheets' vectors, compared by cosine; any thread may use it.

    `generation` is the count of the store's changes that it stands for: the caller moves it on with each change.
    """

    def __init__(self, faiss_index: Any, *, model_sha256: str, generation: int) -> None:
        """Use `build` or `load` instead."""
        self._index = faiss_index
        self._lock = threading.Lock()
        self.model_sha256 = model_sha256
        self.generation = generation

    @classmethod
    def build(
        cls,
        vectors: "Iterable[tuple[int, bytes | NDArray[np.float32]]]",
        *,
        model_sha256: str,
        dimension: int,
        generation: int,
    ) -> "SheetIndex":
        """Make an index of (sheet id, vector): arrays, or bytes of float32 little-endian. Of twins the last one counts.

        ValueError for a vector of another dimension, or one that holds what is no number.
        """
        import faiss
        import numpy as np

        faiss.omp_set_num_threads(1)  # a search takes a millisecond; the other core is the model's
        rows = {id_: _unit(vector, dimension) for id_, vector in vectors}
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        if rows:
            index.add_with_ids(np.stack(list(rows.values())), np.fromiter(rows, dtype=np.int64, count=len(rows)))
        return cls(index, model_sha256=model_sha256, generation=generation)

    @classmethod
    def load(cls, folder: Path, *, model_sha256: str, dimension: int, generation: int) -> "SheetIndex | None":
        """Read the index from its folder; None where it is missing, damaged, out of date or of another model."""
        data = files.read(folder, model_sha256=model_sha256, dimension=dimension, generation=generation)
        if data is None:
            return None
        import faiss
        import numpy as np

        faiss.omp_set_num_threads(1)
        try:
            index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        except RuntimeError:  # whole, as its sum tells, but written by another version of faiss
            return None
        if not isinstance(index, faiss.IndexIDMap2) or index.d != dimension:
            return None
        return cls(index, model_sha256=model_sha256, generation=generation)

    @property
    def dimension(self) -> int:
        """Count the numbers in one vector."""
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, id_: int, vector: "bytes | NDArray[np.float32]") -> None:
        """Put in a sheet's vector, in place of its earlier one; ValueError for one that does not fit."""
        import numpy as np

        row = _unit(vector, self.dimension)
        ids = np.array([id_], dtype=np.int64)
        with self._lock:
            self._index.remove_ids(ids)
            self._index.add_with_ids(row[np.newaxis], ids)

    def remove(self, id_: int) -> None:
        """Take a sheet's vector out, if it is there."""
        import numpy as np

        with self._lock:
            self._index.remove_ids(np.array([id_], dtype=np.int64))

    def search(
        self, vector: "bytes | NDArray[np.float32]", k: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Find the `k` nearest sheets (of those in `among`): ids and cosines, best first; a zero vector finds none."""
        import faiss
        import numpy as np

        row = _unit(vector, self.dimension)
        if k <= 0 or not row.any() or (among is not None and not among):
            return []
        chosen = None  # kept in a name: faiss does not keep the selector alive by itself
        options = None
        if among is not None:
            chosen = faiss.IDSelectorBatch(np.fromiter(among, dtype=np.int64, count=len(among)))
            options = faiss.SearchParameters()
            options.sel = chosen
        with self._lock:
            k = min(k, len(self))
            if k == 0:
                return []
            cosines, ids = self._index.search(row[np.newaxis], k, params=options)
        # Fewer than k: faiss fills up with -1.
        return [(int(id_), float(cosine)) for id_, cosine in zip(ids[0], cosines[0], strict=True) if id_ != -1]

    def save(self, folder: Path) -> None:
        """Write the index into its folder, whole or not at all."""
        import faiss

        with self._lock:
            data: bytes = faiss.serialize_index(self._index).tobytes()
            generation = self.generation
        files.write(folder, data, model_sha256=self.model_sha256, dimension=self.dimension, generation=generation)


def _unit(vector: "bytes | NDArray[np.float32]", dimension: int) -> "NDArray[np.float32]":
    """Give a vector with length one (a zero vector as it is), so that inner products are cosines."""
    import numpy as np

    if isinstance(vector, bytes):
        if len(vector) != 4 * dimension:
            raise ValueError(f"a vector has {4 * dimension} bytes, not {len(vector)}")
        row = np.frombuffer(vector, dtype="<f4").astype(np.float32)
    else:
        row = np.asarray(vector, dtype=np.float32)
    if row.shape != (dimension,) or not np.isfinite(row).all():
        raise ValueError(f"a vector has {dimension} numbers, all finite")
    length = float(np.linalg.norm(row.astype(np.float64)))
    return (row / length).astype(np.float32) if length else row
