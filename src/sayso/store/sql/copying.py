"""Copying a casebook's database row by row, as of one moment, to one of another kind."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from sayso.store.sql.backend import Backend
from sayso.store.sql.findings_index import FindingsIndex
from sayso.store.sql.schema import create_tables, finish_schema
from sayso.store.sql.tables import metadata, report

_ROWS = 1000


def copy_rows(source: Backend, target: Backend) -> None:
    """Copy all rows to an empty database, whole or not at all, and index them there."""
    target.prepare()
    with source.engine.connect() as there, target.engine.connect() as here:
        source.begin_snapshot(there)
        target.begin_writing(here)
        create_tables(here)
        for table in metadata.sorted_tables:
            for rows in _list_rows(there, table):
                here.execute(insert(table), rows)
        for rows in _list_older(there):
            for row in rows:
                here.execute(
                    update(report).where(report.c.n == row["n"]).values(previous=row["previous"])
                )
        finish_schema(target, here)
        index = FindingsIndex(here)
        for numbers in _list_numbers(there):
            for n in numbers:
                index.add_stored(n)
        index.flush()
        if here.dialect.name == "postgresql":
            here.exec_driver_sql("ANALYZE")  # its plans are poor until it has counted
        here.commit()


def _list_rows(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    query = select(table).order_by(*table.primary_key.columns)
    for rows in _list_pages(connection, query):
        # A report may be a version of one that stands behind it.
        yield [row | {"previous": None} for row in rows] if table is report else rows


def _list_older(connection: Connection) -> Iterator[list[dict[str, Any]]]:
    query = select(report.c.n, report.c.previous).where(report.c.previous.is_not(None))
    return _list_pages(connection, query)


def _list_numbers(connection: Connection) -> Iterator[list[int]]:
    for rows in _list_pages(connection, select(report.c.n).order_by(report.c.n)):
        yield [row["n"] for row in rows]


def _list_pages(connection: Connection, query: Any) -> Iterator[list[dict[str, Any]]]:
    result = connection.execution_options(stream_results=True).execute(query)
    for page in result.mappings().partitions(_ROWS):
        yield [dict(row) for row in page]
