"""What a casebook's database holds.

The log is the truth; captures, extractions, evidence and decisions are an index of what it
tells, made anew from it at will. Reports and their texts are evidence, whose
hashes the log tells. Readings and what `findings_index`, `search` and `across_tables` keep are
findings.

Hex digits and times are compared byte by byte on both databases. Truth values are 0 and 1,
since SQLite's STRICT tables know no others.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData()

NUMBER: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
KEY: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")


def _chain() -> "Column[int]":
    return Column(
        "chain", Integer, ForeignKey("chain.number"), primary_key=True, autoincrement=False
    )


def _n() -> "Column[int]":
    return Column("n", NUMBER, primary_key=True, autoincrement=False)


def _of_report() -> "Column[int]":
    return Column("report", NUMBER, ForeignKey("report.n"), primary_key=True, autoincrement=False)


setting = Table(
    "setting",
    metadata,
    Column("name", KEY, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

chain = Table(  # number 1 is the casebook's own log
    "chain",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", KEY, nullable=False, unique=True),
    Column("told", KEY, nullable=False),  # the latest time that any of its entries has
    sqlite_strict=True,
)

log = Table(
    "log",
    metadata,
    _chain(),
    _n(),
    Column("time", KEY, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", KEY, nullable=False),
    Column("body", Text, nullable=False),  # canonical JSON
    Column("sealed_sha256", KEY),
    Column("sealed", Text),  # canonical JSON
    Column("previous", KEY, nullable=False),
    Column("hash", KEY, nullable=False),
    Index("log_kind", "chain", "kind", "n"),
    Index("log_actor", "chain", "actor", "n"),
    Index("log_time", "chain", "time", "n"),
    sqlite_strict=True,
)

capture = Table(
    "capture",
    metadata,
    _chain(),
    _n(),
    Column("id", KEY, nullable=False),
    Column("sha256", KEY, nullable=False),
    Column("size", NUMBER, nullable=False),
    Column("gives_text", Integer, nullable=False),  # or these bytes were there already
    Column("kept", Integer, nullable=False),  # or a lawful removal took its words away
    Index("capture_sha256", "sha256", "kept"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

extraction = Table(
    "extraction",
    metadata,
    _chain(),
    _n(),
    Column("sha256", KEY, nullable=False),
    Index("extraction_sha256", "sha256"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

evidence = Table(  # the bytes that were captured, each once; removed where no capture is kept
    "evidence",
    metadata,
    Column("sha256", KEY, primary_key=True),
    Column("size", NUMBER, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

decision = Table(
    "decision",
    metadata,
    _chain(),
    _n(),
    Column("told", KEY, nullable=False),  # the latest time that its log had told up to it
    Column("log", KEY, nullable=False),  # the id of its log
    Index("decision_force", "told", "log", "n"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

decision_report = Table(
    "decision_report",
    metadata,
    Column("sha256", KEY, primary_key=True),
    _chain(),
    _n(),
    Index("decision_report_entry", "chain", "n"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

decision_name = Table(  # what a decision is called, and what its question is called
    "decision_name",
    metadata,
    Column("id", KEY, primary_key=True),
    _chain(),
    _n(),
    Column("type", KEY, nullable=False),
    Index("decision_name_type", "chain", "type", "n"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

decision_key = Table(  # what a decision is about; none once its words were lawfully removed
    "decision_key",
    metadata,
    Column("key", KEY, primary_key=True),
    _chain(),
    _n(),
    Index("decision_key_entry", "chain", "n"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

account = Table(  # who may sign in to the desk; the log tells when and by whom it was added
    "account",
    metadata,
    Column("key", KEY, primary_key=True),  # `make_analyst_key` of the name
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False),  # of the password, by argon2id, with its parameters
    Column("created", KEY, nullable=False),
    Column("changed", KEY, nullable=False),  # when the password was set, or it was disabled
    Column("disabled", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

report = Table(
    "report",
    metadata,
    _n(),
    Column("id", KEY, nullable=False, unique=True),
    Column("sha256", KEY, nullable=False, unique=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("url_key", KEY),
    Column("published", KEY),  # as captured
    Column("day", KEY),  # of publication, as it is in force
    Column("captured", KEY),
    Column("language", KEY, nullable=False),
    Column("state", KEY, nullable=False),
    Column("problem", Text),
    Column("previous", NUMBER, ForeignKey("report.n")),
    Column("claims", Integer, nullable=False),
    Column("text_sha256", KEY, nullable=False),
    Column("author", Text),
    Column("forwarded_from", Text),
    Index("report_url", "url_key", "n"),
    Index(
        "report_previous",
        "previous",
        sqlite_where=text("previous IS NOT NULL"),
        postgresql_where=text("previous IS NOT NULL"),
    ),
    Index("report_state", "state", "n", "claims"),
    sqlite_strict=True,
)

report_text = Table(  # apart, so that lists need not read past it
    "report_text",
    metadata,
    _of_report(),
    Column("text", LargeBinary, nullable=False),  # as `packing` packs it
    Column("origin", LargeBinary, nullable=False),
    sqlite_strict=True,
)

maker = Table(  # what made readings, each once
    "maker",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made_by", KEY, nullable=False, unique=True),  # JSON
    sqlite_strict=True,
)

reading = Table(
    "reading",
    metadata,
    _of_report(),
    Column("maker", Integer, ForeignKey("maker.number"), nullable=False),
    Column("findings", LargeBinary, nullable=False),
    sqlite_strict=True,
)
