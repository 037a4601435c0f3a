"""Tables: made fresh or brought forward they are the same, and the log's guards are there."""

from collections.abc import Callable

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from invented_store import append, decide, keep, make_first, make_report
from sqlalchemy import Column, Integer, text, update
from sqlalchemy.exc import DBAPIError

from sayso.errors import StoreError
from sayso.store.folder import CasebookFolder
from sayso.store.opening import create_store, get_backend, open_store
from sayso.store.sql.backend import Backend
from sayso.store.sql.schema import create_version_table, finish_schema, run_migrations
from sayso.store.sql.tables import chain
from sayso.store.store import Store

MakeFolder = Callable[..., CasebookFolder]

_SQLITE = {
    "columns": "SELECT m.name, c.* FROM sqlite_schema m, pragma_table_xinfo(m.name) c"
    " WHERE m.type = 'table' ORDER BY m.name, c.cid",
    "indices": 'SELECT m.name, i."unique", i.origin, i.partial, c.* FROM sqlite_schema m,'
    " pragma_index_list(m.name) i, pragma_index_xinfo(i.name) c WHERE m.type = 'table'"
    " ORDER BY m.name, i.origin, c.seqno, c.name, i.partial, c.cid, c.key",
    "references": 'SELECT m.name, f."table", f."from", f."to" FROM sqlite_schema m,'
    " pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1, 2, 3",
    "strictness": "SELECT name, type, ncol, wr, strict FROM pragma_table_list ORDER BY name",
    "triggers and indices by name": "SELECT name, CASE type WHEN 'trigger' THEN sql END"
    " FROM sqlite_schema WHERE type <> 'table' AND name NOT LIKE 'sqlite_auto%' ORDER BY name",
}
_POSTGRESQL = {
    "columns": "SELECT table_name, column_name, data_type, collation_name, is_nullable,"
    " column_default FROM information_schema.columns WHERE table_schema = current_schema()"
    " ORDER BY 1, 2",
    "indices": "SELECT replace(indexdef, schemaname, '') FROM pg_indexes"
    " WHERE schemaname = current_schema() ORDER BY 1",
    "constraints": "SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = current_schema()::regnamespace ORDER BY 1, 2, 3",
    "triggers": "SELECT tgname, tgrelid::regclass::text, tgtype FROM pg_trigger"
    " WHERE NOT tgisinternal AND tgrelid = 'log'::regclass ORDER BY 1",
    "functions": "SELECT proname, prosrc FROM pg_proc"
    " WHERE pronamespace = current_schema()::regnamespace ORDER BY 1",
}


def test_all_migrations_give_the_tables_that_are_made_fresh(
    backend: Backend, make_folder: MakeFolder
) -> None:
    migrated = get_backend(make_folder(), read_only=False)
    migrated.prepare()
    with migrated.engine.connect() as connection:
        migrated.begin_migrating(connection)
        create_version_table(connection)
        run_migrations(connection)
        finish_schema(migrated, connection)
        migrated.finish_migrating(connection)
        connection.commit()

    found = describe(migrated)
    migrated.engine.dispose()

    assert found == describe(backend)


def test_finishing_twice_changes_nothing(backend: Backend) -> None:
    before = describe(backend)

    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        finish_schema(backend, connection)
        connection.commit()

    assert describe(backend) == before


def test_a_table_that_is_made_anew_keeps_its_rows_and_its_guards(
    store: Store, backend: Backend
) -> None:
    if backend.engine.dialect.name == "postgresql":
        pytest.skip("the server changes tables in place")
    keep(store, make_report())
    append(store, decide(make_report()))
    before, tables = list(store.list_entries()), describe(backend)

    with backend.engine.connect() as connection:
        backend.begin_migrating(connection)
        operations = Operations(MigrationContext.configure(connection))
        for name in ("chain", "log", "report"):
            with operations.batch_alter_table(name, recreate="always") as batch:
                batch.add_column(Column("added", Integer))
        finish_schema(backend, connection)
        backend.finish_migrating(connection)
        connection.commit()

    found = describe(backend)
    assert found["triggers and indices by name"] == tables["triggers and indices by name"]
    assert found["references"] == tables["references"]
    assert [row[4] for row in found["strictness"]] == [row[4] for row in tables["strictness"]]
    assert list(store.list_entries()) == before
    assert list(store.check()) == []


_COLUMNS = "chain, {n}, time, actor, kind, {body}, sealed_sha256, sealed, previous, hash"


@pytest.mark.parametrize(
    ("change", "only"),
    [
        ("DELETE FROM log", None),
        ("DELETE FROM log WHERE n = 2", None),
        ("UPDATE log SET actor = 'nobody' WHERE n = 2", None),
        ("UPDATE log SET sealed = '{}' WHERE n = 2", None),
        ("UPDATE log SET sealed = NULL, actor = 'nobody' WHERE n = 2", None),
        ("UPDATE log SET sealed = NULL, sealed_sha256 = NULL WHERE n = 2", None),
        ("UPDATE log SET n = 9 WHERE n = 2", None),
        (f"INSERT INTO log SELECT {_COLUMNS.format(n='9', body='body')} FROM log", None),
        (
            f"INSERT OR REPLACE INTO log SELECT {_COLUMNS.format(n='n', body='1')} FROM log",
            "sqlite",
        ),
        ("UPDATE OR REPLACE log SET n = 1 WHERE n = 2", "sqlite"),
        ("TRUNCATE log CASCADE", "postgresql"),
    ],
)
def test_the_database_itself_forbids_to_change_the_log(
    store: Store, backend: Backend, change: str, only: str | None
) -> None:
    if only not in (None, backend.engine.dialect.name):
        pytest.skip("the other database's statement")
    append(store, decide(make_report()))
    before = list(store.list_entries())

    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        with pytest.raises(DBAPIError, match=r"no entry of the log|behind the last one"):
            connection.execute(text(change))

    assert list(store.list_entries()) == before


def test_sealed_words_go_only_once(store: Store, backend: Backend) -> None:
    append(store, decide(make_report()))
    unseal = text("UPDATE log SET sealed = :words WHERE n = 2")

    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        connection.execute(unseal, {"words": None})
        connection.commit()
    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        with pytest.raises(DBAPIError, match="no entry of the log"):
            connection.execute(unseal, {"words": "{}"})


def test_a_casebook_of_a_newer_version_is_refused(
    store: Store, folder: CasebookFolder, backend: Backend
) -> None:
    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '9000'"))
        connection.commit()

    with pytest.raises(StoreError, match=r"newer version of sayso: .* version 9000"):
        open_store(folder)
    with pytest.raises(StoreError, match="newer version"), store.writing():
        pass


def test_a_folder_without_tables_is_no_casebook(make_folder: MakeFolder) -> None:
    folder = make_folder()
    empty = get_backend(folder, read_only=False)
    empty.prepare()
    empty.engine.dispose()

    with pytest.raises(StoreError, match="no casebook"):
        open_store(folder)


def test_a_casebook_is_not_made_where_one_is(store: Store, folder: CasebookFolder) -> None:
    with pytest.raises(StoreError, match="already"):
        create_store(folder, make_first())

    assert store.get_head().n == 1


def test_another_casebooks_database_is_refused(
    store: Store, folder: CasebookFolder, backend: Backend
) -> None:
    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        connection.execute(update(chain).values(id="ab" * 16))
        connection.commit()

    with pytest.raises(StoreError, match="another casebook"):
        open_store(folder)


def describe(backend: Backend) -> dict[str, list[tuple[object, ...]]]:
    """Return all that makes up the tables, but the ways in which it was written down."""
    queries = _POSTGRESQL if backend.engine.dialect.name == "postgresql" else _SQLITE
    with backend.engine.connect() as connection:
        return {
            what: [tuple(row) for row in connection.execute(text(query.replace(":", r"\:")))]
            for what, query in queries.items()
        }
