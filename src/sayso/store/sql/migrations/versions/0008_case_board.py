"""Keep of each case what boards and lists of contradictions narrow by and show.

There is no 0007: its tables were never part of a version, and its number is not used again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make tables of findings, empty; what made the cases is forgotten, so that all are anew."""
    op.create_table(
        "case_card",
        _key("file"),
        _key("stage"),
        _key("day"),
        sa.Column("gravity", sa.Integer()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("file"),
        sqlite_strict=True,
    )
    op.create_index("case_card_stage", "case_card", ["stage", "day", "file"])
    op.create_table(
        "case_conflict",
        _key("file"),
        _number("number"),
        _number("corrected"),
        _number("gravity"),
        _key("field"),
        _key("day"),
        sa.PrimaryKeyConstraint("file", "number"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "case_conflict_gravity",
        "case_conflict",
        ["corrected", "gravity", "day", "file", "number"],
    )
    op.execute("DELETE FROM across")


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, _KEY, nullable=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)
