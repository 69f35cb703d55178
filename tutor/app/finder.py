"""Finds sheets by meaning: keeps the index in step with the store, and does without it where there is no model."""

import logging
import threading
from collections.abc import Collection
from typing import TYPE_CHECKING

from tutor.domain.errors import ModelBrokenError, ModelMissingError
from tutor.domain.ids import SheetId
from tutor.domain.ports import Encoder
from tutor.domain.sheet import Sheet
from tutor.index.sheet_index import SheetIndex
from tutor.paths import Paths
from tutor.sheets.near import vector_of
from tutor.store.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)


class Finder:
    """The index over every student's sheets: a cache, loaded when first needed and rebuilt when it is not fit."""

    def __init__(self, paths: Paths, store: Store, encoder: Encoder) -> None:
        """Take the services; nothing is loaded yet."""
        self._paths = paths
        self._store = store
        self._encoder = encoder
        self._index: SheetIndex | None = None
        self._lock = threading.RLock()

    def near(
        self, vector: "NDArray[np.float32]", among: Collection[SheetId], count: int
    ) -> list[tuple[SheetId, float]]:
        """Give ids and cosines of the `count` nearest sheets `among` those named, best first."""
        if not among:
            return []
        with self._lock:
            found = self._ready().search(vector, count, among)
        return [(SheetId(sheet_id), cosine) for sheet_id, cosine in found]

    def keep(self, sheet: Sheet) -> None:
        """Put a sheet, new or changed, into the store's vectors and the index; a missing model leaves it for later."""
        try:
            vector = vector_of(sheet.text, self._encoder)
        except (ModelMissingError, ModelBrokenError) as error:
            _log.info("sheet %s is not indexed yet: %s", sheet.id, error)
            return
        with self._lock:
            index = self._ready()
            self._store.keep_vector(sheet.id, sheet.version, self._encoder.model_sha256, vector.tobytes())
            index.add(sheet.id, vector)
            index.generation = self._store.generation()

    def catch_up(self) -> int:
        """Index every sheet that has no vector of this model yet; gives how many there were."""
        missing = self._store.sheets_without_vector(self._encoder.model_sha256)
        for sheet in missing:
            self.keep(sheet)
        return len(missing)

    def save(self) -> None:
        """Write the index to its folder, where there is one in memory."""
        with self._lock:
            if self._index is not None:
                self._index.generation = self._store.generation()
                self._index.save(self._paths.index)

    def rebuild(self) -> int:
        """Make the index anew from the store; gives the number of sheets in it."""
        with self._lock:
            self._index = self._build()
            self._index.save(self._paths.index)
            return len(self._index)

    def _ready(self) -> SheetIndex:
        if self._index is None:
            self._index = SheetIndex.load(
                self._paths.index,
                model_sha256=self._encoder.model_sha256,
                dimension=self._encoder.dimension,
                generation=self._store.generation(),
            )
        if self._index is None:
            self._index = self._build()
            self._index.save(self._paths.index)
        return self._index

    def _build(self) -> SheetIndex:
        vectors = ((sheet_id, vector) for sheet_id, _version, vector in self._store.vectors(self._encoder.model_sha256))
        return SheetIndex.build(
            vectors,
            model_sha256=self._encoder.model_sha256,
            dimension=self._encoder.dimension,
            generation=self._store.generation(),
        )
