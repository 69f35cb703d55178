"""The part of the store that keeps the sheets' vectors, from which the index can be made anew."""

from collections.abc import Iterator

from sqlalchemy import select as sa_select
from sqlmodel import col, select

from tutor.domain.ids import SheetId
from tutor.domain.sheet import Sheet
from tutor.store.part import Part
from tutor.store.rules import checked
from tutor.store.sheet_rows import sheets_where
from tutor.store.sheet_tables import GENERATION, CounterRow, SheetRow, VectorRow
from tutor.store.sheets import bump, need_sheet

_AT_ONCE = 1000


class Vectors(Part):
    """Vectors, and the count of changes that the index goes by."""

    def keep_vector(self, sheet_id: SheetId, version: int, model_sha256: str, vector: bytes) -> None:
        """Keep a sheet's vector by one model (float32, little-endian) in place of an earlier one."""
        row = checked(VectorRow, model_sha256=model_sha256, sheet_id=sheet_id, version=version, data=vector)
        with self._db.writing() as session:
            need_sheet(session, sheet_id)
            kept = session.get(VectorRow, (model_sha256, sheet_id))
            if kept is not None and kept.version > version:
                return  # a slower thread comes with what a newer version has replaced
            session.merge(row)
            bump(session)

    def vectors(self, model_sha256: str) -> Iterator[tuple[SheetId, int, bytes]]:
        """Go through one model's vectors (sheet, its version, bytes); no transaction stays open between two."""
        last = 0
        while True:
            rows = self._next_vectors(model_sha256, last)
            yield from rows
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1][0]

    def sheets_without_vector(self, model_sha256: str) -> tuple[Sheet, ...]:
        """List the sheets whose present version has no vector by a model."""
        has_vector = (
            sa_select(VectorRow.sheet_id)  # type: ignore[call-overload]
            .where(col(VectorRow.sheet_id) == col(SheetRow.id), col(VectorRow.version) == col(SheetRow.version))
            .where(col(VectorRow.model_sha256) == model_sha256)
        )
        with self._db.reading() as session:
            return sheets_where(session, ~has_vector.exists())

    def generation(self) -> int:
        """Count the changes of sheets and vectors so far; an index of another count is out of date."""
        with self._db.reading() as session:
            return session.get_one(CounterRow, GENERATION).value

    def _next_vectors(self, model_sha256: str, after: int) -> list[tuple[SheetId, int, bytes]]:
        wanted = (
            select(VectorRow.sheet_id, VectorRow.version, VectorRow.data)
            .where(VectorRow.model_sha256 == model_sha256, VectorRow.sheet_id > after)
            .order_by(col(VectorRow.sheet_id))
            .limit(_AT_ONCE)
        )
        with self._db.reading() as session:
            return [(SheetId(sheet_id), version, data) for sheet_id, version, data in session.exec(wanted)]
