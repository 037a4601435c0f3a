"""The tables of what all reports together say: findings, made anew at will.

They stand apart from the other tables: a copy to another kind of database leaves them out.
What is marked holds a random number; what is not, nothing.
"""

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


def _of_report() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["report"], ["report.n"])


across = Table(
    "across",
    metadata,
    _key("name"),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

unreconciled = Table(
    "unreconciled",
    metadata,
    _key("sha256"),
    Column("mark", NUMBER, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

told = Table(  # of each report that was told what people decided of it
    "told",
    metadata,
    _n(),
    Column("rulings", LargeBinary, nullable=False),
    _of_report(),
    sqlite_strict=True,
)

person = Table(
    "person",
    metadata,
    _n(),
    _key("id"),
    Column("version", NUMBER, nullable=False),  # another one whenever it is told
    Column("name", Text),  # of a person that is named
    Column("type", KEY, nullable=False),
    Column("day", KEY),  # of publication of its report
    Column("identity", NUMBER),
    Column("known_as", KEY),  # the id of the identity that it had last
    Column("mark", NUMBER),
    Column("profile", LargeBinary, nullable=False),
    _of_report(),
    Index("person_identity", "identity"),
    Index(
        "person_mark",
        "mark",
        sqlite_where=text("mark IS NOT NULL"),
        postgresql_where=text("mark IS NOT NULL"),
    ),
    sqlite_strict=True,
)

meeting = Table(  # keys of names and of profiles, hashed
    "meeting",
    metadata,
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    _n(),
    _key("id"),
    _of_report(),
    Index("meeting_report", "report"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

tie = Table(  # who may be one with whom, in both directions
    "tie",
    metadata,
    _n(),
    _key("id"),
    _n("other_report"),
    _key("other_id"),
    _of_report(),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

identity = Table(
    "identity",
    metadata,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("id", KEY, nullable=False),
    Column("kind", KEY, nullable=False),  # "named", "nameless" or "group"
    Column("reports", NUMBER, nullable=False),  # how many tell of them
    Column("day", KEY, nullable=False),  # of the newest of these; "" where none is known
    Column("asked", NUMBER, nullable=False),  # how many suggestions wait for a person
    Column("identity", LargeBinary, nullable=False),
    Index("identity_told", "reports", "id"),
    Index("identity_day", "day", "id"),
    Index("identity_kind_told", "kind", "reports", "id"),
    Index("identity_kind_day", "kind", "day", "id"),
    Index(
        "identity_asked_told",
        "reports",
        "id",
        sqlite_where=text("asked > 0"),
        postgresql_where=text("asked > 0"),
    ),
    Index(
        "identity_asked_day",
        "day",
        "id",
        sqlite_where=text("asked > 0"),
        postgresql_where=text("asked > 0"),
    ),
    sqlite_strict=True,
)

matter = Table(
    "matter",
    metadata,
    _n(),
    _key("id"),
    Column("anonymous", Integer, nullable=False),  # it names nobody whose case it is
    Column("cluster", NUMBER),  # matters that were looked at together
    Column("mark", NUMBER),
    _of_report(),
    Index("matter_cluster", "cluster"),
    Index(
        "matter_mark",
        "mark",
        sqlite_where=text("mark IS NOT NULL"),
        postgresql_where=text("mark IS NOT NULL"),
    ),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

subject = Table(
    "subject",
    metadata,
    _n(),
    _key("entity"),
    _key("matter"),
    _of_report(),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

matter_key = Table(
    "matter_key",
    metadata,
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    _n(),
    _key("matter"),
    Column("seeks", Integer, primary_key=True, autoincrement=False),  # or it is found by it
    _of_report(),
    Index("matter_key_report", "report"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

case_file = Table(
    "case_file",
    metadata,
    _key("id"),
    Column("cluster", NUMBER, nullable=False),
    Column("day", KEY, nullable=False),  # of its newest report; "" where none is known
    Column("file", LargeBinary, nullable=False),
    Index("case_file_cluster", "cluster"),
    Index("case_file_day", "day", "id"),
    sqlite_strict=True,
)

case_report = Table(
    "case_report",
    metadata,
    _key("file"),
    _n(),
    _of_report(),
    Index("case_report_report", "report"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

case_alias = Table(  # the ids that a case had, or would have without its earlier reports
    "case_alias",
    metadata,
    _key("alias"),
    _key("file"),
    Index("case_alias_file", "file"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

case_card = Table(  # of each case file what a board narrows by and shows
    "case_card",
    metadata,
    _key("file"),
    Column("stage", KEY, nullable=False),  # "" where it is not known
    Column("day", KEY, nullable=False),  # as in case_file
    Column("gravity", Integer),  # of its gravest open contradiction, 0 the gravest
    Column("words", Text, nullable=False),  # that it is found by, each behind a blank
    Column("card", LargeBinary, nullable=False),
    Index("case_card_stage", "stage", "day", "file"),
    sqlite_strict=True,
)

case_conflict = Table(
    "case_conflict",
    metadata,
    _key("file"),
    Column("number", Integer, primary_key=True, autoincrement=False),  # in the case, from 1
    Column("corrected", Integer, nullable=False),
    Column("gravity", Integer, nullable=False),
    Column("field", KEY, nullable=False),
    Column("day", KEY, nullable=False),  # as in case_file
    Index("case_conflict_gravity", "corrected", "gravity", "day", "file", "number"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

case_subject = Table(  # whose cases they are, by the ids of identities
    "case_subject",
    metadata,
    _key("file"),
    _key("identity"),
    Index("case_subject_identity", "identity"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

TABLES = tuple(table for table in metadata.sorted_tables if table.name != "report")
"""All of them, each behind those that it refers to."""

OF_REPORT = (told, person, meeting, tie, matter, subject, matter_key)
"""Those whose rows are one report's."""
