"""Keep accounts, and find decisions and entries of the log by more than their number."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SMALL = {"sqlite_strict": True, "sqlite_with_rowid": False}
_PAGE = 1000


def upgrade() -> None:
    """Make the tables, indices for lists of the log, and rows for the decisions that it tells."""
    op.create_table(
        "account",
        _key("key"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        _key("created"),
        _key("changed"),
        sa.Column("disabled", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        **_SMALL,
    )
    op.create_table(
        "decision_name",
        _key("id"),
        *_entry()[:2],
        _key("type"),
        _entry()[2],
        sa.PrimaryKeyConstraint("id", "chain", "n"),
        **_SMALL,
    )
    op.create_index("decision_name_type", "decision_name", ["chain", "type", "n"])
    op.create_table(
        "decision_key",
        _key("key"),
        *_entry(),
        sa.PrimaryKeyConstraint("key", "chain", "n"),
        **_SMALL,
    )
    op.create_index("decision_key_entry", "decision_key", ["chain", "n"])
    op.create_index("log_actor", "log", ["chain", "actor", "n"])
    op.create_index("log_time", "log", ["chain", "time", "n"])
    _fill()


def _fill() -> None:
    from sayso.records.decision import make_question
    from sayso.records.entries import list_decided

    connection = op.get_bind()
    log = sa.table("log", *map(sa.column, ("chain", "n", "kind", "body", "sealed")))
    name = sa.table("decision_name", *map(sa.column, ("id", "type", "chain", "n")))
    key = sa.table("decision_key", *map(sa.column, ("key", "chain", "n")))
    place: tuple[int, int] = (0, 0)
    while True:
        rows = connection.execute(
            sa.select(log)
            .where(log.c.kind == "decision", sa.tuple_(log.c.chain, log.c.n) > sa.tuple_(*place))
            .order_by(log.c.chain, log.c.n)
            .limit(_PAGE)
        ).all()
        for row in rows:
            where = {"chain": row.chain, "n": row.n}
            try:
                body: Any = json.loads(row.body)
                about = {"id": str(body["id"]), "type": str(body["type"])}
                keys: tuple[str, ...] = ()
                if row.sealed is not None:
                    question = make_question(body["type"], json.loads(row.sealed)["question"])
                    keys = list_decided(question)[0]
            except (KeyError, TypeError, ValueError):
                continue  # damaged: verifying tells of it
            connection.execute(sa.insert(name), about | where)
            for it in sorted(set(keys)):
                connection.execute(sa.insert(key), {"key": it} | where)
        if len(rows) < _PAGE:
            return
        place = (rows[-1].chain, rows[-1].n)


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, _KEY, nullable=False)


def _entry() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("chain", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("n", _NUMBER, nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint(["chain"], ["chain.number"]),
    )
