"""The kinds of stores, on each of which every test of the contract runs."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from invented_store import make_first

from sayso.store.folder import CasebookFolder
from sayso.store.keys import Keys
from sayso.store.opening import create_store, get_backend, open_store
from sayso.store.sql import sqlite
from sayso.store.sql.backend import Backend
from sayso.store.store import Store

KINDS = ("sqlite", "stdlib", "encrypted", "postgresql")

MakeFolder = Callable[..., CasebookFolder]


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Keys of an encrypted casebook, derived once."""
    path = tmp_path_factory.mktemp("keys") / "keys.casebook"
    made = CasebookFolder.create(path, id="0" * 32, name="Keys", passphrase="nine blue herons").keys
    assert made is not None
    return made


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which kind of store; of SQLite with the driver that encrypts, and without it."""
    kind = str(request.param)
    if kind in ("sqlite", "encrypted") and importlib.util.find_spec("sqlcipher3") is None:
        pytest.skip("sqlcipher3 is not installed")
    if kind == "stdlib":
        monkeypatch.setattr(sqlite, "DRIVERS", ("sqlite3",))
    return kind


@pytest.fixture
def make_folder(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> MakeFolder:
    """Makes folders of casebooks of this kind."""

    def make(id: str | None = None) -> CasebookFolder:  # noqa: A002
        # Casebooks of all tests share one database: each needs an id of its own there.
        id = uuid4().hex if id is None else id  # noqa: A001
        postgresql = kind == "postgresql"
        database = request.getfixturevalue("postgresql") if postgresql else "sqlite"
        path = tmp_path / f"{uuid4().hex}.casebook"
        folder = CasebookFolder.create(path, id=id, name="Refusals", database=database)
        if kind == "encrypted":
            folder.keys = request.getfixturevalue("keys")
        return folder

    return make


@pytest.fixture
def folder(make_folder: MakeFolder) -> CasebookFolder:
    """A folder whose database was made."""
    folder = make_folder()
    create_store(folder, make_first()).close()
    return folder


@pytest.fixture
def store(folder: CasebookFolder) -> Iterator[Store]:
    store = open_store(folder)
    yield store
    store.close()


@pytest.fixture
def backend(folder: CasebookFolder) -> Iterator[Backend]:
    """The database itself of the store's folder."""
    backend = get_backend(folder, read_only=False)
    yield backend
    backend.engine.dispose()


@pytest.fixture
def other(make_folder: MakeFolder) -> Iterator[Store]:
    """A second casebook of the same kind."""
    folder = make_folder()
    create_store(folder, make_first()).close()
    store = open_store(folder)
    yield store
    store.close()
