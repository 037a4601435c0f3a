"""The tables of the first version, as they were: what is changed here was never so."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "setting",
        _key("name"),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chain",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        _key("id"),
        _key("told"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
        sqlite_strict=True,
    )
    _make_log()
    _make_beside_the_log()
    _make_reports()


def _make_log() -> None:
    op.create_table(
        "log",
        *_entry(),
        _key("time"),
        sa.Column("actor", sa.Text(), nullable=False),
        _key("kind"),
        sa.Column("body", sa.Text(), nullable=False),
        _key("sealed_sha256", nullable=True),
        sa.Column("sealed", sa.Text()),
        _key("previous"),
        _key("hash"),
        sa.PrimaryKeyConstraint("chain", "n"),
        sqlite_strict=True,
    )


def _make_beside_the_log() -> None:
    small = {"sqlite_strict": True, "sqlite_with_rowid": False}
    op.create_table(
        "capture",
        *_entry(),
        _key("id"),
        _key("sha256"),
        sa.Column("size", _NUMBER, nullable=False),
        sa.Column("gives_text", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "n"),
        **small,
    )
    op.create_index("capture_sha256", "capture", ["sha256", "kept"])
    op.create_table(
        "extraction",
        *_entry(),
        _key("sha256"),
        sa.PrimaryKeyConstraint("chain", "n"),
        **small,
    )
    op.create_index("extraction_sha256", "extraction", ["sha256"])
    op.create_table(
        "evidence",
        _key("sha256"),
        sa.Column("size", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
        **small,
    )
    op.create_table(
        "decision",
        *_entry(),
        _key("told"),
        _key("log"),
        sa.PrimaryKeyConstraint("chain", "n"),
        **small,
    )
    op.create_index("decision_force", "decision", ["told", "log", "n"])
    op.create_table(
        "decision_report",
        _key("sha256"),
        *_entry(),
        sa.PrimaryKeyConstraint("sha256", "chain", "n"),
        **small,
    )


def _make_reports() -> None:
    op.create_table(
        "report",
        sa.Column("n", _NUMBER, nullable=False, autoincrement=False),
        _key("id"),
        _key("sha256"),
        sa.Column("title", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("url", sa.Text()),
        *(_key(name, nullable=True) for name in ("url_key", "published", "day", "captured")),
        _key("language"),
        _key("state"),
        sa.Column("problem", sa.Text()),
        sa.Column("previous", _NUMBER),
        sa.Column("claims", sa.Integer(), nullable=False),
        _key("text_sha256"),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("sha256"),
        sa.ForeignKeyConstraint(["previous"], ["report.n"]),
        sqlite_strict=True,
    )
    op.create_index("report_url", "report", ["url_key", "n"])
    op.create_index("report_state", "report", ["state", "n", "claims"])
    op.create_table(
        "report_text",
        *_of_report(),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.LargeBinary(), nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "maker",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        _key("made_by"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("made_by"),
        sqlite_strict=True,
    )
    op.create_table(
        "reading",
        *_of_report(),
        sa.Column("maker", sa.Integer(), nullable=False),
        sa.Column("findings", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["maker"], ["maker.number"]),
        sqlite_strict=True,
    )


def _key(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, _KEY, nullable=nullable)


def _entry() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("chain", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("n", _NUMBER, nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint(["chain"], ["chain.number"]),
    )


def _of_report() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("report", _NUMBER, nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint(["report"], ["report.n"]),
        sa.PrimaryKeyConstraint("report"),
    )
