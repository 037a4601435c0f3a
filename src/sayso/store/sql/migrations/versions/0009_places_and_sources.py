"""Keep what lists of places and of sources show: findings, filled when cases are put together."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SMALL = {"sqlite_strict": True, "sqlite_with_rowid": False}
_MOVED = sa.text("own <> home")
_OPEN = sa.text("open = 1")


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table("gathered_stale", *_keys("kind", "id"), **_SMALL)
    op.create_table("gathered_word", *_keys("kind", "word", "id"), **_SMALL)
    op.create_index("gathered_word_id", "gathered_word", ["kind", "id"])
    _make_places()
    _make_sources()
    _make_cases()


def _make_places() -> None:
    op.create_table(
        "place_told",
        *_of_report("id"),
        _key("own"),
        _key("home"),
        _text("name"),
        _small("open"),
        _number("mentions"),
        _packed("told"),
        sqlite_strict=True,
    )
    op.create_index("place_told_home", "place_told", ["home", "report", "name", "mentions"])
    op.create_index("place_told_own", "place_told", ["own", "home"])
    op.create_index(
        "place_told_moved", "place_told", ["own"], sqlite_where=_MOVED, postgresql_where=_MOVED
    )
    op.create_table(
        "place_ruling",
        *_of_report("id", "other_report", "other_id", "decision"),
        _key("answer"),
        **_SMALL,
    )
    op.create_table(
        "place",
        *_keys("id"),
        _text("name"),
        _small("open"),
        _number("mentions"),
        _number("reports"),
        _packed("known"),
        sqlite_strict=True,
    )
    op.create_index("place_mentions", "place", ["mentions", "id"])
    op.create_index(
        "place_open", "place", ["mentions", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )


def _make_sources() -> None:
    op.create_table(
        "source_told",
        *_of_report("key"),
        _text("name"),
        _key("kind"),
        _number("says"),
        _number("passes"),
        _packed("claims"),
        sqlite_strict=True,
    )
    op.create_index(
        "source_told_key", "source_told", ["key", "report", "says", "passes", "name", "kind"]
    )
    op.create_table(
        "source",
        *_keys("key"),
        _text("name"),
        _key("kind"),
        _number("statements"),
        _packed("figures"),
        sqlite_strict=True,
    )
    op.create_index("source_statements", "source", ["statements", "key"])


def _make_cases() -> None:
    counts = ("first", "confirmed", "contradicted", "corrected")
    op.create_table(
        "source_case",
        *_keys("file", "key"),
        _text("name"),
        _key("kind"),
        *map(_number, counts),
        _packed("told"),
        sqlite_strict=True,
    )
    op.create_index("source_case_key", "source_case", ["key", "file", *counts, "name"])
    op.create_table("source_alias", *_keys("key", "other", "file"), **_SMALL)
    op.create_index("source_alias_file", "source_alias", ["file"])
    op.create_table(
        "source_cites",
        *_keys("file", "cites", "cited", "how"),
        _text("cites_name"),
        _text("cited_name"),
        _number("claims"),
        **_SMALL,
    )
    op.create_index("source_cites_cites", "source_cites", ["cites", "cited", "how"])
    op.create_index("source_cites_cited", "source_cites", ["cited", "cites", "how"])


def _keys(*names: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (*map(_key, names), sa.PrimaryKeyConstraint(*names))


def _of_report(*names: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        _number("report"),
        *map(_key, names),
        sa.PrimaryKeyConstraint("report", *names),
        sa.ForeignKeyConstraint(["report"], ["report.n"]),
    )


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, _KEY, nullable=False)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False)


def _packed(name: str) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _small(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, _NUMBER, nullable=False, autoincrement=False)
