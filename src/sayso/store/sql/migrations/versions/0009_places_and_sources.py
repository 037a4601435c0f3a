"""Keep what lists of places and of sources show: findings, filled when cases are put together."""

from alembic import op

from sayso.store.sql.gathered_tables import TABLES

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables, empty."""
    for table in TABLES:
        table.create(op.get_bind())
