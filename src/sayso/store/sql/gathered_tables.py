"""The tables of all places and sources: findings, made anew at will, as in `across_tables`."""

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

from sayso.store.sql.tables import KEY, NUMBER
from sayso.store.sql.tables import report as report_table

metadata = MetaData()
report_table.to_metadata(metadata)  # so that references to it are known


def _n(name: str = "report") -> "Column[int]":
    return Column(name, NUMBER, primary_key=True, autoincrement=False)


def _key(name: str) -> "Column[str]":
    return Column(name, KEY, primary_key=True)


def _count(name: str) -> "Column[int]":
    return Column(name, NUMBER, nullable=False)


def _of_report() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["report"], ["report.n"])


stale = Table(  # whose figures are to be made again: "place" by home, "source" by key, "ruling"
    "gathered_stale",
    metadata,
    _key("kind"),
    _key("id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

called = Table(  # words of names, by which places and sources are looked for
    "gathered_word",
    metadata,
    _key("kind"),
    _key("word"),
    _key("id"),
    Index("gathered_word_id", "kind", "id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

place_told = Table(  # one report's word on one place
    "place_told",
    metadata,
    _n(),
    _key("id"),
    Column("own", KEY, nullable=False),  # the place's id as the report by itself tells it
    Column("home", KEY, nullable=False),  # and as people decided
    Column("name", Text, nullable=False),
    Column("open", Integer, nullable=False),
    _count("mentions"),
    Column("told", LargeBinary, nullable=False),
    _of_report(),
    Index("place_told_home", "home", "report", "name", "mentions"),
    Index("place_told_own", "own", "home"),
    Index(
        "place_told_moved",
        "own",
        sqlite_where=text("own <> home"),
        postgresql_where=text("own <> home"),
    ),
    sqlite_strict=True,
)

place_ruling = Table(  # that people decided whether two are one place, as a report tells it
    "place_ruling",
    metadata,
    _n(),
    _key("id"),
    _key("other_report"),  # SHA-256
    _key("other_id"),
    _key("decision"),
    Column("answer", KEY, nullable=False),
    _of_report(),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

place = Table(
    "place",
    metadata,
    _key("id"),
    Column("name", Text, nullable=False),
    Column("open", Integer, nullable=False),
    _count("mentions"),
    _count("reports"),
    Column("known", LargeBinary, nullable=False),
    Index("place_mentions", "mentions", "id"),
    Index(
        "place_open",
        "mentions",
        "id",
        sqlite_where=text("open = 1"),
        postgresql_where=text("open = 1"),
    ),
    sqlite_strict=True,
)

source_told = Table(  # what one report has from one source
    "source_told",
    metadata,
    _n(),
    _key("key"),
    Column("name", Text, nullable=False),
    Column("kind", KEY, nullable=False),
    _count("says"),
    _count("passes"),
    Column("claims", LargeBinary, nullable=False),
    _of_report(),
    Index("source_told_key", "key", "report", "says", "passes", "name", "kind"),
    sqlite_strict=True,
)

source_case = Table(  # what one case tells of one source
    "source_case",
    metadata,
    _key("file"),
    _key("key"),
    Column("name", Text, nullable=False),
    Column("kind", KEY, nullable=False),
    _count("first"),
    _count("confirmed"),
    _count("contradicted"),
    _count("corrected"),
    Column("told", LargeBinary, nullable=False),
    Index(
        "source_case_key", "key", "file", "first", "confirmed", "contradicted", "corrected", "name"
    ),
    sqlite_strict=True,
)

source_alias = Table(  # two full names that one case gives one source, both ways
    "source_alias",
    metadata,
    _key("key"),
    _key("other"),
    _key("file"),
    Index("source_alias_file", "file"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

source_cites = Table(
    "source_cites",
    metadata,
    _key("file"),
    _key("cites"),  # the key of who cites
    _key("cited"),
    _key("how"),
    Column("cites_name", Text, nullable=False),
    Column("cited_name", Text, nullable=False),
    _count("claims"),
    Index("source_cites_cites", "cites", "cited", "how"),
    Index("source_cites_cited", "cited", "cites", "how"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

source = Table(
    "source",
    metadata,
    _key("key"),
    Column("name", Text, nullable=False),
    Column("kind", KEY, nullable=False),
    _count("statements"),
    Column("figures", LargeBinary, nullable=False),
    Index("source_statements", "statements", "key"),
    sqlite_strict=True,
)

TABLES = tuple(table for table in metadata.sorted_tables if table.name != "report")
"""All of them."""

OF_REPORT = (place_told, place_ruling, source_told)
"""Those whose rows are one report's."""

OF_CASE = (source_case, source_alias, source_cites)
"""Those whose rows are one case's."""
