"""Keep what all reports together say, and what of it is to be made again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SMALL = {"sqlite_strict": True, "sqlite_with_rowid": False}
_MARKED = sa.text("mark IS NOT NULL")


def upgrade() -> None:
    """Make tables of findings, empty: they are filled when they are first asked for."""
    op.create_index("decision_report_entry", "decision_report", ["chain", "n"])
    op.create_table(
        "across",
        _key("name"),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        **_SMALL,
    )
    op.create_table(
        "unreconciled",
        _key("sha256"),
        _number("mark"),
        sa.PrimaryKeyConstraint("sha256"),
        **_SMALL,
    )
    _make_people()
    _make_cases()


def _make_people() -> None:
    op.create_table("told", *_of_report("report"), _packed("rulings"), sqlite_strict=True)
    op.create_table(
        "person",
        *_of_report("report", "id"),
        _key("id"),
        _number("version"),
        sa.Column("name", sa.Text()),
        _key("type"),
        _key("day", nullable=True),
        _number("identity", nullable=True),
        _key("known_as", nullable=True),
        _number("mark", nullable=True),
        _packed("profile"),
        sqlite_strict=True,
    )
    op.create_index("person_identity", "person", ["identity"])
    op.create_index(
        "person_mark", "person", ["mark"], sqlite_where=_MARKED, postgresql_where=_MARKED
    )
    op.create_table(
        "meeting", _number("key"), *_of_report("key", "report", "id"), _key("id"), **_SMALL
    )
    op.create_index("meeting_report", "meeting", ["report"])
    op.create_table(
        "tie",
        *_of_report("report", "id", "other_report", "other_id"),
        _key("id"),
        _number("other_report"),
        _key("other_id"),
        **_SMALL,
    )
    op.create_table(
        "identity",
        _number("number"),
        _packed("identity"),
        sa.PrimaryKeyConstraint("number"),
        sqlite_strict=True,
    )


def _make_cases() -> None:
    op.create_table(
        "matter",
        *_of_report("report", "id"),
        _key("id"),
        sa.Column("anonymous", sa.Integer(), nullable=False),
        _number("cluster", nullable=True),
        _number("mark", nullable=True),
        **_SMALL,
    )
    op.create_index("matter_cluster", "matter", ["cluster"])
    op.create_index(
        "matter_mark", "matter", ["mark"], sqlite_where=_MARKED, postgresql_where=_MARKED
    )
    op.create_table(
        "subject",
        *_of_report("report", "entity", "matter"),
        _key("entity"),
        _key("matter"),
        **_SMALL,
    )
    op.create_table(
        "matter_key",
        _number("key"),
        *_of_report("key", "report", "matter", "seeks"),
        _key("matter"),
        sa.Column("seeks", sa.Integer(), nullable=False, autoincrement=False),
        **_SMALL,
    )
    op.create_index("matter_key_report", "matter_key", ["report"])
    op.create_table(
        "case_file",
        _key("id"),
        _number("cluster"),
        _key("day"),
        _packed("file"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("case_file_cluster", "case_file", ["cluster"])
    op.create_index("case_file_day", "case_file", ["day", "id"])
    op.create_table("case_report", _key("file"), *_of_report("file", "report"), **_SMALL)
    op.create_index("case_report_report", "case_report", ["report"])
    op.create_table(
        "case_alias",
        _key("alias"),
        _key("file"),
        sa.PrimaryKeyConstraint("alias", "file"),
        **_SMALL,
    )
    op.create_index("case_alias_file", "case_alias", ["file"])


def _key(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, _KEY, nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, _NUMBER, nullable=nullable, autoincrement=False)


def _packed(name: str) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _of_report(*key: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        _number("report"),
        sa.ForeignKeyConstraint(["report"], ["report.n"]),
        sa.PrimaryKeyConstraint(*key),
    )
