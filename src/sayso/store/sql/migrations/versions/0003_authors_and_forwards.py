"""Keep who wrote a report, and from whom a post was passed on."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Give reports two more columns; of older ones neither is known."""
    op.add_column("report", sa.Column("author", sa.Text()))
    op.add_column("report", sa.Column("forwarded_from", sa.Text()))
