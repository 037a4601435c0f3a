"""Making a casebook's tables, and bringing those of an older version of sayso forward."""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, Table, insert, select

from sayso.errors import StoreError
from sayso.records.log import Draft
from sayso.store.sql import search, tables
from sayso.store.sql.backend import Backend
from sayso.store.sql.tables import KEY, metadata
from sayso.store.sql.writer import OWN, SqlWriter

NEWEST = "0001"
"""The newest migration; those of a casebook are never later than what the program knows."""

MIGRATIONS = Path(__file__).parent / "migrations"

_version = Table(  # as Alembic keeps it
    "alembic_version", MetaData(), Column("version_num", KEY, primary_key=True)
)


def create_schema(backend: Backend, *, chain: str, entry: Draft) -> None:
    """Make all tables as this version of sayso has them, and begin the log; all or nothing.

    Args:
        backend: The database.
        chain: The casebook's id, and its log's.
        entry: The log's first entry.
    """
    backend.prepare()
    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        create_tables(connection)
        finish_schema(backend, connection)
        own = {"number": OWN, "id": chain, "told": ""}
        connection.execute(insert(tables.chain), own)
        SqlWriter(connection).append(entry)
        connection.commit()


def create_tables(connection: Connection) -> None:
    """Make all tables as this version of sayso has them; `finish_schema` must follow."""
    metadata.create_all(connection)
    _version.create(connection)
    connection.execute(insert(_version).values(version_num=NEWEST))


def finish_schema(backend: Backend, connection: Connection) -> None:
    """Make what tables cannot declare: triggers and full-text tables. It may run again.

    Alembic rebuilds a table of SQLite without its triggers; so this follows every migration.
    """
    backend.guard_log(connection)
    search.make_index(connection)


def bring_forward(backend: Backend, *, read_only: bool) -> None:
    """Bring an older casebook's tables to this version, whole or not at all.

    Raises:
        StoreError: It was written by a newer version, is no casebook, or is older and may
            not be written to.
    """
    with backend.engine.connect() as connection:
        version = _get_version(backend, connection)
    if version == NEWEST:
        return
    if version > NEWEST:
        raise StoreError(
            f"This casebook was written by a newer version of sayso (its tables are of version "
            f"{int(version)}, this version knows {int(NEWEST)}).",
            remedy="Install the newest version: pip install --upgrade sayso",
        )
    if read_only:
        raise StoreError(
            "This casebook is of an older version of sayso, and may not be written to here.",
            remedy="Copy it to where it can be written, and open it there once.",
        )
    _migrate(backend)


def _migrate(backend: Backend) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        if _get_version(backend, connection) < NEWEST:  # another process may have been faster
            config.attributes["connection"] = connection
            command.upgrade(config, NEWEST)
            finish_schema(backend, connection)
        connection.commit()


def _get_version(backend: Backend, connection: Connection) -> str:
    version = None
    if backend.has_tables(connection):
        version = connection.execute(select(_version.c.version_num)).scalar()
    if version is None:
        raise StoreError(
            "The database holds no casebook.",
            remedy="Restore a backup, or begin a new casebook with: sayso new",
        )
    return str(version)
