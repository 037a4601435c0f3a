"""Keep of each person what lists are ordered and narrowed by, and whose cases are whose."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ASKED = sa.text("asked > 0")


def upgrade() -> None:
    """Make tables of findings, empty; what made them is forgotten, so that all are anew."""
    op.drop_table("identity")
    op.create_table(
        "identity",
        _number("number"),
        _key("id"),
        _key("kind"),
        _number("reports"),
        _key("day"),
        _number("asked"),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_strict=True,
    )
    for name, columns in {"told": ["reports", "id"], "day": ["day", "id"]}.items():
        op.create_index(f"identity_{name}", "identity", columns)
        op.create_index(f"identity_kind_{name}", "identity", ["kind", *columns])
        op.create_index(
            f"identity_asked_{name}",
            "identity",
            columns,
            sqlite_where=_ASKED,
            postgresql_where=_ASKED,
        )
    op.create_table(
        "case_subject",
        _key("file"),
        _key("identity"),
        sa.PrimaryKeyConstraint("file", "identity"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("case_subject_identity", "case_subject", ["identity"])
    op.execute("DELETE FROM across")


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, _KEY, nullable=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, _NUMBER, nullable=False, autoincrement=False)
