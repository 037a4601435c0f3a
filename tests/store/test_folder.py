"""The folder of a casebook: what it says of itself, who may change it, what it refuses."""

import multiprocessing
import os
import stat
import tomllib
from pathlib import Path

import pytest

from sayso.errors import EvidenceError, PassphraseError, StoreError
from sayso.records.fault import FaultKind
from sayso.records.log import Head
from sayso.store.folder import CasebookFolder

ID = "0123456789abcdef" * 2
NAME = 'Refusals "Süd" 2026 \\ Дело №7'


@pytest.fixture
def folder(tmp_path: Path) -> CasebookFolder:
    return CasebookFolder.create(tmp_path / "refusals.casebook", id=ID, name=NAME)


def test_a_casebook_opens_as_it_was_made(folder: CasebookFolder) -> None:
    again = CasebookFolder.open(folder.path)

    assert (again.id, again.name, again.database) == (ID, NAME, "sqlite")
    assert not again.encrypted
    assert again.keys is None
    assert tomllib.loads((folder.path / "casebook.toml").read_text("utf-8"))["format"] == 1


def test_nobody_else_may_read_what_lies_there(folder: CasebookFolder) -> None:
    folder.write_head(Head(chain=ID, n=1, hash="a" * 64))
    with folder.locked():
        pass

    for path in (folder.path, *folder.path.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_folder_that_holds_anything_is_never_taken(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(StoreError, match="no empty folder"):
        CasebookFolder.create(tmp_path, id=ID, name="x")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    CasebookFolder.create(tmp_path, id=ID, name="x")

    assert CasebookFolder.open(tmp_path).id == ID


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "a\x00b", "a\x7fb", "a\u202eb"])
def test_a_name_is_one_line_that_shows(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError):
        CasebookFolder.create(tmp_path / "a", id=ID, name=name)


def test_a_folder_without_its_toml_is_no_casebook(folder: CasebookFolder) -> None:
    (folder.path / "casebook.toml").unlink()

    with pytest.raises(StoreError, match="no casebook"):
        CasebookFolder.open(folder.path)


def test_a_casebook_of_a_newer_format_asks_for_a_newer_sayso(folder: CasebookFolder) -> None:
    about = folder.path / "casebook.toml"
    about.write_bytes(about.read_bytes().replace(b"format = 1", b"format = 2"))

    with pytest.raises(StoreError, match="newer"):
        CasebookFolder.open(folder.path)


@pytest.mark.parametrize(
    "line", ['id = "../../x"', 'encrypted = "no"', "database = 1", "format = true", "[", "\xff"]
)
def test_a_toml_that_is_not_ours_is_refused_in_words(folder: CasebookFolder, line: str) -> None:
    about = folder.path / "casebook.toml"
    key = line.partition(" ")[0].encode()
    lines = [part for part in about.read_bytes().split(b"\n") if not part.startswith(key)]
    about.write_bytes(b"\n".join([line.encode("latin-1"), *lines]))

    with pytest.raises(StoreError):
        CasebookFolder.open(folder.path)


def test_a_password_never_lies_in_the_toml(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="password"):
        CasebookFolder.create(
            tmp_path / "a", id=ID, name="x", database="postgresql://me:secret@host/db"
        )
    assert not (tmp_path / "a").exists()


def test_a_casebook_on_a_server_cannot_be_encrypted_from_here(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="server"):
        CasebookFolder.create(
            tmp_path / "a", id=ID, name="x", database="postgresql://host/db", passphrase="p" * 20
        )
    assert not (tmp_path / "a").exists()


def test_only_sqlite_and_postgresql_are_databases(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="PostgreSQL"):
        CasebookFolder.create(tmp_path / "a", id=ID, name="x", database="mysql://host/db")


def test_the_head_is_read_as_it_was_written(folder: CasebookFolder) -> None:
    assert folder.read_head() is None

    head = Head(chain=ID, n=7, hash="b" * 64)
    folder.write_head(head)

    assert folder.read_head() == head


def test_the_head_never_goes_back(folder: CasebookFolder) -> None:
    folder.write_head(Head(chain=ID, n=7, hash="b" * 64))
    folder.write_head(Head(chain=ID, n=6, hash="c" * 64))

    head = folder.read_head()
    assert head is not None
    assert head.n == 7


def test_a_head_that_shows_an_alteration_is_left_as_it_is(folder: CasebookFolder) -> None:
    folder.write_head(Head(chain=ID, n=7, hash="b" * 64))
    path = folder.path / "log-head.json"
    for altered in (path.read_bytes(), path.read_bytes() + b" "):
        path.write_bytes(altered)

        folder.write_head(Head(chain=ID, n=7, hash="c" * 64))

        assert path.read_bytes() == altered
    folder.write_head(Head(chain=ID, n=8, hash="c" * 64))
    assert path.read_bytes() == altered


def test_every_altered_byte_of_the_head_shows(folder: CasebookFolder) -> None:
    head = Head(chain=ID, n=7, hash="b" * 64)
    folder.write_head(head)
    path = folder.path / "log-head.json"
    data = path.read_bytes()

    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        try:
            assert folder.read_head() != head
        except EvidenceError:
            continue


@pytest.mark.parametrize("name", ["casebook.toml", "README.md"])
def test_every_altered_byte_of_what_describes_the_casebook_shows(
    folder: CasebookFolder, name: str
) -> None:
    path = folder.path / name
    data = path.read_bytes()
    assert list(folder.check()) == []

    for at in range(0, len(data), 3):
        path.write_bytes(data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :])
        assert [fault.where for fault in folder.check()] == [name], at
    path.write_bytes(data)
    assert list(folder.check()) == []


def test_a_readme_that_is_gone_is_named(folder: CasebookFolder) -> None:
    (folder.path / "README.md").unlink()

    assert [(fault.kind, fault.where) for fault in folder.check()] == [
        (FaultKind.MISSING, "README.md")
    ]


def test_a_link_in_the_folder_leads_nowhere(folder: CasebookFolder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    (folder.path / "casebook.toml").rename(outside)
    (folder.path / "casebook.toml").symlink_to(outside)

    with pytest.raises(StoreError, match="link"):
        CasebookFolder.open(folder.path)


def test_a_lock_through_a_link_is_refused(folder: CasebookFolder, tmp_path: Path) -> None:
    (folder.path / "pending" / "lock").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(EvidenceError, match="link"), folder.locked():
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_a_named_pipe_does_not_keep_us_waiting(folder: CasebookFolder) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    (folder.path / "log-head.json").unlink(missing_ok=True)
    os.mkfifo(folder.path / "log-head.json")

    with pytest.raises(EvidenceError, match="plain file"):
        folder.read_head()


def test_a_process_that_dies_gives_its_lock_back(folder: CasebookFolder) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_die_locked, args=(folder.path,))
    process.start()
    process.join()

    assert process.exitcode == 9
    with folder.locked():
        pass


def test_processes_that_write_at_once_wait_for_each_other(folder: CasebookFolder) -> None:
    count = folder.path.parent / "count"
    count.write_text("0")
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_count, args=(folder.path, count)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert count.read_text() == "60"


def _die_locked(path: Path) -> None:
    with CasebookFolder.open(path).locked():
        os._exit(9)


def _count(path: Path, count: Path) -> None:
    folder = CasebookFolder.open(path)
    for _ in range(20):
        with folder.locked():
            count.write_text(str(int(count.read_text()) + 1))


def test_the_passphrase_of_a_casebook_that_has_none_cannot_be_changed(
    folder: CasebookFolder,
) -> None:
    with pytest.raises(StoreError, match="not encrypted"):
        folder.change_passphrase("a", "b")


def test_an_empty_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PassphraseError, match="empty"):
        CasebookFolder.create(tmp_path / "a", id=ID, name="x", passphrase="  ")
    assert not (tmp_path / "a").exists()
