"""What keeps a casebook from being opened is said in one sentence, with what to do."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from invented_store import append, decide, keep, make_first, make_report
from sqlalchemy import make_url, text

from sayso.errors import StoreError
from sayso.store.folder import CasebookFolder
from sayso.store.keys import Keys
from sayso.store.opening import DATABASE, create_store, get_backend, open_store
from sayso.store.sql import sqlite
from sayso.store.sql.backend import Backend
from sayso.store.store import Store


@pytest.fixture
def plain(tmp_path: Path) -> CasebookFolder:
    """A folder with an unencrypted SQLite database that holds a decision."""
    folder = CasebookFolder.create(tmp_path / "plain", id="5a" * 16, name="Plain")
    store = create_store(folder, make_first())
    append(store, decide(make_report()))
    store.close()
    return folder


def test_what_was_written_is_durable_in_the_file_itself(store: Store, backend: Backend) -> None:
    kinds: dict[str, dict[str, object]] = {
        "sqlite": {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "temp_store": 2},
        "postgresql": {"synchronous_commit": "on"},
    }
    settings = kinds[backend.engine.dialect.name]
    show = "SHOW {}" if backend.engine.dialect.name == "postgresql" else "PRAGMA {}"
    with backend.engine.connect() as connection:
        found = {name: connection.exec_driver_sql(show.format(name)).scalar() for name in settings}

    assert found == settings


def test_a_missing_database_is_said_to_be(plain: CasebookFolder) -> None:
    (plain.path / DATABASE).unlink()

    with pytest.raises(StoreError, match=r"casebook\.sqlite cannot be opened"):
        open_store(plain)

    assert not (plain.path / DATABASE).exists()


@pytest.mark.parametrize("data", [b"", b"no database at all" * 1000])
def test_another_file_is_no_database(plain: CasebookFolder, data: bytes) -> None:
    (plain.path / DATABASE).write_bytes(data)

    with pytest.raises(StoreError, match=r"no casebook") as caught:
        open_store(plain)
    assert "verify" not in caught.value.remedy  # which could not open it either
    assert "restore a backup" in caught.value.remedy.lower()


def test_another_key_opens_nothing(keys: Keys, plain: CasebookFolder, tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    folder = CasebookFolder.create(tmp_path / "secret", id="5a" * 16, name="Secret")
    folder.keys = keys
    store = create_store(folder, make_first())
    append(store, decide(make_report()))
    store.close()

    folder.keys = replace(keys, database_key=bytes(32))
    with pytest.raises(StoreError, match="damaged, or is no casebook"):
        open_store(folder)
    folder.keys = None
    with pytest.raises(StoreError, match="damaged, or is no casebook"):
        open_store(folder)
    assert b"It was checked" not in b"".join(
        path.read_bytes() for path in folder.path.rglob("*") if path.is_file()
    )


def test_without_what_decrypts_an_encrypted_casebook_says_so(
    keys: Keys, plain: CasebookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "DRIVERS", ("no_such_driver", "sqlite3"))
    open_store(plain).close()
    plain.keys = keys

    with pytest.raises(StoreError, match="what decrypts it is not installed"):
        open_store(plain)


def test_both_drivers_write_one_format(
    plain: CasebookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for drivers in (("sqlite3",), ("sqlcipher3.dbapi2", "sqlite3")):
        monkeypatch.setattr(sqlite, "DRIVERS", drivers)
        store = open_store(plain)
        keep(store, make_report(f"Written with {drivers}; {make_report().text}"))
        assert list(store.check()) == []
        assert store.search("detained").hits
        store.close()


def test_a_medium_that_cannot_be_written_is_read(
    plain: CasebookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # since root may write everywhere
    before = sorted(plain.path.iterdir())

    store = open_store(plain, read_only=True)

    assert store.get_head().n == 2
    assert sorted(plain.path.iterdir()) == before
    store.close()


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_says_so(plain: CasebookFolder) -> None:
    (plain.path / DATABASE).chmod(0o400)
    store = open_store(plain)

    with pytest.raises(StoreError, match="may not be written"), store.writing() as writer:
        writer.set_setting("a", "b")

    store.close()


def test_damage_is_found_and_named(plain: CasebookFolder) -> None:
    path = plain.path / DATABASE
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'decision_force'"
        ).fetchone()[0]
    data = bytearray(path.read_bytes())
    data[(page - 1) * 8192 : page * 8192] = bytes(8192)
    path.write_bytes(data)

    store = open_store(plain)
    faults = list(store.check())
    store.close()

    assert faults
    assert "The database is damaged" in faults[0]


def test_a_server_that_does_not_answer_is_said_to(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    address = f"postgresql://mira@/casebooks?host={quote(str(tmp_path))}"
    folder = CasebookFolder.create(
        tmp_path / "served", id="5a" * 16, name="Served", database=address
    )

    with pytest.raises(StoreError, match="server does not answer") as caught:
        open_store(folder)

    assert "\n" not in caught.value.problem


def test_a_database_that_is_not_there_is_said_to_be(postgresql: str, tmp_path: Path) -> None:
    address = make_url(postgresql).set(database="nowhere").render_as_string()
    folder = CasebookFolder.create(tmp_path / "a", id="5a" * 16, name="A", database=address)

    with pytest.raises(StoreError, match=r"refuses the connection .*nowhere"):
        create_store(folder, make_first())


def test_a_user_without_leave_is_said_to_be(postgresql: str, tmp_path: Path) -> None:
    url = make_url(postgresql)
    folder = CasebookFolder.create(tmp_path / "a", id="6b" * 16, name="A", database=postgresql)
    backend = get_backend(folder, read_only=False)
    with backend.engine.connect() as connection:
        connection.execute(text("CREATE ROLE jonas LOGIN"))
        connection.commit()
    backend.engine.dispose()
    address = url.set(username="jonas").render_as_string()
    served = CasebookFolder.create(tmp_path / "b", id="6b" * 16, name="B", database=address)

    with pytest.raises(StoreError, match="jonas may not do this"):
        create_store(served, make_first())


def test_a_casebook_on_a_server_without_one_is_none(postgresql: str, tmp_path: Path) -> None:
    folder = CasebookFolder.create(tmp_path / "a", id="7c" * 16, name="A", database=postgresql)

    with pytest.raises(StoreError, match="no casebook"):
        open_store(folder)


def test_a_password_is_never_taken_from_the_folder(tmp_path: Path) -> None:
    folder = CasebookFolder.create(tmp_path / "a", id="5a" * 16, name="A")
    for address in ("postgresql://mira:secret@db/c", "postgresql://db/c?password=secret"):
        folder.database = address
        with pytest.raises(StoreError, match="holds a password"):
            open_store(folder)


def test_opening_reads_no_models_and_needs_no_migrations(plain: CasebookFolder) -> None:
    program = (
        "import sys; from pathlib import Path; import sayso.store.opening as o;"
        "from sayso.store.folder import CasebookFolder;"
        "assert 'sqlalchemy' not in sys.modules;"
        "o.open_store(CasebookFolder.open(Path(sys.argv[1]))).close();"
        "assert not {'alembic', 'psycopg', 'spacy', 'onnxruntime'} & set(sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program, str(plain.path)], check=False)

    assert done.returncode == 0
