"""Find quickly what persons have marked."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Index the few grades that persons gave."""
    op.execute("CREATE INDEX grade_by_person ON grade (submission_id) WHERE is_by_person = 1")
