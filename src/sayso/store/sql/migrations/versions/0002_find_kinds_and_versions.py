"""Find entries of one kind, and the versions of a report, without reading all others."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make an index on the log's kinds, and one on which report another is a version of."""
    op.create_index("log_kind", "log", ["chain", "kind", "n"])
    known = sa.text("previous IS NOT NULL")
    op.create_index(
        "report_previous", "report", ["previous"], sqlite_where=known, postgresql_where=known
    )
