"""Casebooks that older versions of sayso wrote are brought forward, and nothing is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from kept import ID, KEPT, describe, unpack
from sqlalchemy import text

from sayso.errors import StoreError
from sayso.store.folder import CasebookFolder
from sayso.store.opening import DATABASE, get_backend, open_store
from sayso.store.sql.schema import (
    MIGRATIONS,
    NEWEST,
    create_version_table,
    finish_schema,
    run_migrations,
)
from sayso.store.sql.tables import metadata

VERSIONS = sorted(int(path.name.split("-")[1].split(".")[0]) for path in KEPT.glob("*.gz"))


def test_the_first_version_is_kept() -> None:
    assert VERSIONS[0] == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_a_kept_casebook_shows_what_it_showed(version: int, tmp_path: Path) -> None:
    folder = CasebookFolder.create(tmp_path / "kept", id=ID, name="Kept")
    shown = unpack(version, folder.path / DATABASE)

    for _ in ("brought forward", "opened again"):
        store = open_store(folder)
        assert describe(store) == shown
        store.close()


@pytest.mark.parametrize("version", [it for it in VERSIONS if it < int(NEWEST)])
def test_an_older_casebook_is_not_written_to_unasked(version: int, tmp_path: Path) -> None:
    folder = CasebookFolder.create(tmp_path / "kept", id=ID, name="Kept")
    unpack(version, folder.path / DATABASE)
    before = (folder.path / DATABASE).read_bytes()

    with pytest.raises(StoreError, match="older version") as refused:
        open_store(folder, read_only=True)
    assert "sayso stats" in refused.value.remedy

    assert (folder.path / DATABASE).read_bytes() == before


@pytest.mark.parametrize("version", VERSIONS)
def test_a_server_brings_a_kept_casebook_forward_alike(
    version: int, postgresql: str, tmp_path: Path
) -> None:
    folder = CasebookFolder.create(tmp_path / "kept", id=ID, name="Kept", database=postgresql)
    shown = unpack(version, tmp_path / "kept.sqlite")
    _copy_to_server(tmp_path / "kept.sqlite", folder, version)

    store = open_store(folder)
    # The search index is filled when a casebook is copied, which is not what is tested here.
    left = {key: value for key, value in describe(store).items() if key in _OF_THE_TABLES}
    store.close()

    assert left == {key: value for key, value in shown.items() if key in _OF_THE_TABLES}
    _drop(folder)


def test_migrations_are_frozen() -> None:
    """What a later version declares must not change what an earlier migration made."""
    for path in sorted((MIGRATIONS / "versions").glob("*.py")):
        assert "sayso.store" not in path.read_text(encoding="utf-8"), path.name


_OF_THE_TABLES = {
    *("heads", "entries", "reports", "texts", "readings"),
    *("captures", "objects", "decisions", "counts", "setting", "faults"),
}


def _copy_to_server(path: Path, folder: CasebookFolder, version: int) -> None:
    """Put a kept casebook's rows into tables of its version on the server."""
    backend = get_backend(folder, read_only=False)
    backend.prepare()
    with backend.engine.connect() as connection, closing(sqlite3.connect(path)) as kept:
        backend.begin_migrating(connection)
        create_version_table(connection)
        run_migrations(connection, until=f"{version:04}")
        kept.row_factory = sqlite3.Row
        there = {row[0] for row in kept.execute("SELECT name FROM sqlite_schema")}
        for table in metadata.sorted_tables:
            if table.name not in there:
                continue  # made by a later migration
            rows = [dict(row) for row in kept.execute(f"SELECT * FROM {table.name} ORDER BY 1, 2")]
            if rows:
                names = ", ".join(rows[0])
                values = ", ".join(f":{name}" for name in rows[0])
                connection.execute(
                    text(f"INSERT INTO {table.name} ({names}) VALUES ({values})"), rows
                )
        finish_schema(backend, connection)
        connection.commit()
    backend.engine.dispose()


def _drop(folder: CasebookFolder) -> None:
    backend = get_backend(folder, read_only=False)
    with backend.engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA casebook_{folder.id} CASCADE"))
        connection.commit()
    backend.engine.dispose()
