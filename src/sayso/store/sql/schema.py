"""Making a casebook's tables, and bringing those of an older version of sayso forward."""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, Table, insert, select

from sayso.errors import OlderError, StoreError
from sayso.records.log import Draft
from sayso.store.sql import across_tables, gathered_tables, search, tables
from sayso.store.sql.backend import Backend, explaining
from sayso.store.sql.tables import KEY, metadata
from sayso.store.sql.writer import OWN, SqlWriter

NEWEST = "0009"
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
    with explaining(backend):
        backend.prepare()
    with explaining(backend), backend.engine.connect() as connection:
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
    across_tables.metadata.create_all(connection, tables=across_tables.TABLES)
    gathered_tables.metadata.create_all(connection, tables=gathered_tables.TABLES)
    create_version_table(connection)
    connection.execute(insert(_version).values(version_num=NEWEST))


def create_version_table(connection: Connection) -> None:
    """Make the table that says which migrations were run."""
    _version.create(connection)


def finish_schema(backend: Backend, connection: Connection) -> None:
    """Make what tables cannot declare: triggers and full-text tables. It may run again.

    Alembic rebuilds a table of SQLite without its triggers; so this follows every migration.
    """
    backend.guard_log(connection)
    search.make_index(connection)


def bring_forward(backend: Backend, *, read_only: bool) -> None:
    """Bring an older casebook's tables to this version, whole or not at all.

    Raises:
        OlderError: It is older, and may not be written to.
        StoreError: It was written by a newer version, or is no casebook.
    """
    with explaining(backend):
        with backend.engine.connect() as connection:
            older = is_older(backend, connection)
        if older and read_only:
            raise OlderError(
                "This casebook is of an older version of sayso, and is only read here: its tables "
                "must be brought forward first.",
                remedy="Open it once with another command, for instance: sayso stats. Where it may "
                "not be written to, copy it and open the copy.",
            )
        if older:
            _migrate(backend)


def is_older(backend: Backend, connection: Connection) -> bool:
    """Return whether the tables are of an older version.

    Raises:
        StoreError: They are of a newer one, or there are none.
    """
    version = _find_version(connection) if backend.has_tables(connection) else None
    if version is None:
        raise StoreError(
            "The database holds no casebook.",
            remedy="Restore a backup, or begin a new casebook with: sayso new",
        )
    if not version.isdecimal() or int(version) > int(NEWEST):
        raise _refuse_newer(version)
    return int(version) < int(NEWEST)


def check_unchanged(connection: Connection) -> None:
    """See that no newer version of sayso brought the tables forward since they were opened."""
    version = _find_version(connection)
    if version != NEWEST:
        raise _refuse_newer(str(version))


def _find_version(connection: Connection) -> str | None:
    return connection.execute(select(_version.c.version_num)).scalar()


def _refuse_newer(version: str) -> StoreError:
    return StoreError(
        "This casebook was written by a newer version of sayso: its tables are of version "
        f"{version.lstrip('0')}, and this one knows none after {int(NEWEST)}.",
        remedy="Install the newest version: pip install --upgrade sayso",
    )


def run_migrations(connection: Connection, until: str = NEWEST) -> None:
    """Run what migrations are missing, within a transaction; `finish_schema` must follow."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, until)


def _migrate(backend: Backend) -> None:
    with backend.engine.connect() as connection:
        backend.begin_migrating(connection)
        if is_older(backend, connection):  # another process may have been faster
            run_migrations(connection)
            finish_schema(backend, connection)
            backend.finish_migrating(connection)
        connection.commit()
