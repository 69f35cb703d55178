"""Run by Alembic: takes each step in a transaction of its own, on the connection that `migrate` hands over."""

from collections.abc import Collection, Mapping
from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection

connection: Connection = context.config.attributes["connection"]


def _check_references(
    ctx: MigrationContext, step: MigrationInfo, heads: Collection[Any], run_args: Mapping[str, Any]
) -> None:
    """Undo a step that leaves a reference to nothing: it runs before the step's transaction ends."""
    assert ctx.connection is not None
    broken = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"{step.up_revision_id} leaves references to nothing: {broken[:3]}")


context.configure(
    connection=connection,
    target_metadata=None,
    transactional_ddl=True,  # BEGIN is ours (see database.py), so SQLite rolls tables back too
    transaction_per_migration=True,
    on_version_apply=_check_references,
)
with context.begin_transaction():
    context.run_migrations()
