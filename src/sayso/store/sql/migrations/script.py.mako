"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = "${up_revision}"
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """TODO say what users gain by it."""
    ${upgrades if upgrades else "pass"}
