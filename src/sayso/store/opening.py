"""Opening and making a casebook's database, wherever its folder says that it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.errors import StoreError
from sayso.records.log import Draft
from sayso.store.store import Store

if TYPE_CHECKING:
    from sayso.store.folder import CasebookFolder
    from sayso.store.sql.backend import Backend

DATABASE = "casebook.sqlite"
"""The database's file in a casebook's folder, where it is not on a server."""


def open_store(folder: "CasebookFolder", *, read_only: bool = False) -> Store:
    """Open a casebook's database; one of an older version is brought forward.

    Raises:
        StoreError: There is none, it is damaged, a newer version of sayso wrote it, or its
            server does not answer.
    """
    from sayso.store.sql.schema import bring_forward
    from sayso.store.sql.store import SqlStore

    backend = get_backend(folder, read_only=read_only)
    with _giving_back(backend):
        bring_forward(backend, read_only=read_only)
        store = SqlStore(backend, read_only=read_only)
        if store.chain != folder.id:
            raise StoreError(
                "The database is another casebook's than the folder.",
                remedy="Put back the database that belongs here, or restore a backup.",
            )
        return store


def create_store(folder: "CasebookFolder", entry: Draft) -> Store:
    """Make a casebook's database, whose log begins with this entry.

    Raises:
        StoreError: There is one already, or its place may not be written to.
    """
    from sayso.store.sql.schema import create_schema
    from sayso.store.sql.store import SqlStore

    backend = get_backend(folder, read_only=False)
    with _giving_back(backend):
        create_schema(backend, chain=folder.id, entry=entry)
        return SqlStore(backend, read_only=False)


def get_backend(folder: "CasebookFolder", *, read_only: bool) -> "Backend":
    """Return the kind of database that a folder names; nothing is opened yet."""
    if folder.database == "sqlite":
        from sayso.store.sql.sqlite import SqliteBackend

        key = None if folder.keys is None else folder.keys.database_key
        path = folder.path / DATABASE
        return SqliteBackend(path, key=key, read_only=read_only)
    from sayso.store.sql.postgresql import PostgresqlBackend

    return PostgresqlBackend(folder.database, casebook=folder.id, read_only=read_only)


@contextmanager
def _giving_back(backend: "Backend") -> Iterator[None]:
    """Leave no connection open where a casebook could not be opened."""
    try:
        yield
    except BaseException:
        backend.engine.dispose()
        raise
