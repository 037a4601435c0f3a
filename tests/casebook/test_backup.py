"""A backup is a whole casebook of one moment, whatever happens meanwhile; restoring verifies it."""

import hashlib
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from deeds import (
    DUDIN,
    LISIN,
    add,
    create,
    decide_claim,
    decide_same,
    find_words,
    list_faults,
    list_state,
)
from orlov import ORLOV
from tampering import open_database

from sayso.errors import OlderError, PassphraseError, StoreError
from sayso.records.log import EntryKind
from sayso.store.folder import CasebookFolder
from sayso.store.sql import schema
from sayso.store.sql.backend import Backend
from sayso.store.sql.store import SqlStore
from sayso.workbench import backup
from sayso.workbench.backup import BackupError
from sayso.workbench.casebook import Casebook

CANARY = "Anna Canaryname said that Pavel Canaryname was seen near canarystatement."
OUTS = pytest.mark.parametrize("out", ["copy", "copy.tar"])


def fill(casebook: Casebook) -> Casebook:
    """Put in all that there is to copy."""
    url = "https://courier.example/orlov"
    first = add(casebook, ORLOV, url=url, published="2031-03-14")
    add(casebook, ORLOV.replace("Monday", "Tuesday"), url=url)
    add(casebook, "Nothing but UNREADABLE words, said Anna Orlova.")
    decide_claim(casebook, first)
    decide_same(casebook, first, add(casebook, DUDIN))
    casebook.remove(add(casebook, CANARY).sha256, because="A court ordered it.")
    return casebook


@pytest.fixture
def full(casebook: Casebook) -> Casebook:
    return fill(casebook)


def restore(source: Path, tmp_path: Path, passphrase: str | None = None) -> Casebook:
    out = tmp_path / "restored.casebook"
    return Casebook.restore(source, out, analyst="Oleg", passphrase=passphrase)


@OUTS
def test_a_backup_restores_to_the_same_casebook(full: Casebook, tmp_path: Path, out: str) -> None:
    state, entries = list_state(full), list(full.log())

    made = full.backup(tmp_path / out)

    assert made == tmp_path / out
    with restore(made, tmp_path) as restored:
        assert list_state(restored) == state
        assert list(restored.log())[: len(entries)] == entries
        assert (restored.id, restored.holdings.folder.name) == (full.id, full.holdings.folder.name)
        assert len(restored.search("detained").hits) == 2
        assert list_faults(restored) == []
    assert list_faults(full) == []
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_backup_in_a_folder_is_itself_a_casebook(full: Casebook, tmp_path: Path) -> None:
    full.backup(tmp_path / "copy")

    with Casebook.open(tmp_path / "copy", read_only=True) as copy:
        assert list_state(copy) == list_state(full)
        assert list_faults(copy) == []


def test_the_log_tells_of_backups_and_of_being_restored(full: Casebook, tmp_path: Path) -> None:
    made = full.backup(tmp_path / "copy.tar")

    entry = next(full.log(newest_first=True))
    assert entry.kind is EntryKind.CUSTODY
    assert entry.body == {
        "action": "backup",
        "sha256": hashlib.sha256(made.read_bytes()).hexdigest(),
    }
    assert entry.sealed is not None
    assert str(made) in entry.sealed["what"]
    with restore(made, tmp_path) as restored:
        last = next(restored.log(newest_first=True))
        assert (last.body["action"], last.actor) == ("restore", "Oleg")


def test_a_file_tells_nobody_whose_account_it_was_made_on(full: Casebook, tmp_path: Path) -> None:
    with tarfile.open(full.backup(tmp_path / "copy.tar")) as archive:
        owners = {(it.uid, it.gid, it.uname, it.gname) for it in archive}

    assert owners == {(0, 0, "", "")}


def after_database(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen once, when the database was copied and the bytes were not yet."""
    copy_to, waiting = SqlStore.copy_to, [happens]

    def copy(self: SqlStore, folder: CasebookFolder) -> None:
        copy_to(self, folder)
        if waiting:
            waiting.pop()()

    monkeypatch.setattr(SqlStore, "copy_to", copy)


def test_what_others_add_meanwhile_is_not_in_the_copy_and_not_lost(
    full: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = list_state(full)
    with Casebook.open(full.path, analyst="Nina") as other:
        after_database(monkeypatch, lambda: add(other, LISIN))
        full.backup(tmp_path / "copy")

    with Casebook.open(tmp_path / "copy", read_only=True) as copy:
        assert list_state(copy) == state
    assert len(full.search("nobody had come").hits) == 1
    assert list_faults(full) == []


def test_what_is_removed_meanwhile_is_in_no_copy(
    casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = add(casebook, CANARY)
    add(casebook)
    with Casebook.open(casebook.path, analyst="Nina") as other:
        after_database(monkeypatch, lambda: other.remove(report.id, because="A court said so."))
        casebook.backup(tmp_path / "copy")

    assert find_words(tmp_path / "copy", ["canaryname", "canarystatement"]) == []
    with Casebook.open(tmp_path / "copy", read_only=True) as copy:
        assert list_faults(copy) == []


def test_what_was_removed_before_is_in_no_copy(full: Casebook, tmp_path: Path) -> None:
    full.backup(tmp_path / "copy")
    full.backup(tmp_path / "copy.tar")

    assert find_words(tmp_path / "copy", ["canaryname", "canarystatement"]) == []
    assert b"canaryname" not in (tmp_path / "copy.tar").read_bytes().lower()


@OUTS
def test_nothing_is_ever_overwritten(full: Casebook, tmp_path: Path, out: str) -> None:
    full.backup(tmp_path / out)
    before = sorted((tmp_path / out).rglob("*")) or (tmp_path / out).read_bytes()

    with pytest.raises(BackupError, match="there already"):
        full.backup(tmp_path / out)

    assert before == (sorted((tmp_path / out).rglob("*")) or (tmp_path / out).read_bytes())


@OUTS
def test_no_backup_is_made_of_what_was_altered(full: Casebook, tmp_path: Path, out: str) -> None:
    path = next(full.path.glob("evidence/data/objects/*/*/*"))
    path.chmod(0o600)
    path.write_bytes(b"another text")

    with pytest.raises(StoreError):
        full.backup(tmp_path / out)

    assert not (tmp_path / out).exists()
    assert not list(tmp_path.glob("*.unfinished"))


@OUTS
def test_a_backup_does_not_hide_that_the_log_was_cut_short(
    casebook: Casebook, tmp_path: Path, out: str
) -> None:
    add(casebook)
    casebook.backup(tmp_path / "before")
    casebook.close()
    with open_database(casebook.path) as database:
        (n,) = database.execute("SELECT max(n) FROM log").fetchone()
        database.execute("DELETE FROM log WHERE n = ?", (n,))  # custody: it has no rows beside
    with Casebook.open(casebook.path, analyst="Vera") as shortened:
        faults = list_faults(shortened)
        assert faults

        with pytest.raises(BackupError, match="cut short"):
            shortened.backup(tmp_path / out)

        assert list_faults(shortened) == faults
    assert not (tmp_path / out).exists()
    with pytest.raises(BackupError, match="does not verify"):
        restore(casebook.path, tmp_path)


def test_no_backup_is_made_where_the_head_is_missing(full: Casebook, tmp_path: Path) -> None:
    (full.path / "log-head.json").unlink()

    with pytest.raises(BackupError, match="missing"):
        full.backup(tmp_path / "copy")

    assert not (full.path / "log-head.json").exists()


def test_what_a_merge_removes_meanwhile_is_in_no_copy(
    casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its removal stands in the log that came, not in the casebook's own."""
    with create(tmp_path / "two", CANARY) as two:
        casebook.merge(two)
        report = next(two.reports())
        two.remove(report.id, because="A court said so.")
        # Bytes that are gone show for themselves; here only the words tell.
        monkeypatch.setattr(backup, "_copy_evidence", lambda *given: True)
        monkeypatch.setattr(backup, "_refuse_faults", lambda *given: None)
        with Casebook.open(casebook.path, analyst="Nina") as other:
            after_database(monkeypatch, lambda: other.merge(two))
            casebook.backup(tmp_path / "copy")

    assert find_words(tmp_path / "copy", ["canaryname", "canarystatement"]) == []


def test_no_folder_with_anything_in_it_is_restored_into(full: Casebook, tmp_path: Path) -> None:
    made = full.backup(tmp_path / "copy.tar")
    (tmp_path / "restored.casebook").mkdir()
    restore(made, tmp_path).close()

    with pytest.raises(BackupError, match="there already"):
        restore(made, tmp_path)


def test_a_damaged_backup_is_not_restored(full: Casebook, tmp_path: Path) -> None:
    made = full.backup(tmp_path / "copy")
    path = next(made.glob("evidence/data/objects/*/*/*"))
    path.unlink()

    with pytest.raises(BackupError) as caught:
        restore(made, tmp_path)

    assert path.name in caught.value.problem
    assert not (tmp_path / "restored.casebook").exists()


@pytest.mark.parametrize("data", [b"", b"no archive at all", None])
def test_what_is_no_backup_is_refused(tmp_path: Path, data: bytes | None) -> None:
    source = tmp_path / "source.tar"
    if data is not None:
        source.write_bytes(data)

    with pytest.raises(StoreError):
        restore(source, tmp_path)

    assert not (tmp_path / "restored.casebook").exists()


def test_an_archive_cannot_write_outside_of_where_it_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "evil").write_text("evil")
    with tarfile.open(tmp_path / "evil.tar", "w") as archive:
        archive.add(tmp_path / "evil", arcname="../escaped")

    with pytest.raises(BackupError, match="cannot be unpacked"):
        restore(tmp_path / "evil.tar", tmp_path)

    assert not (tmp_path / "escaped").exists()


@OUTS
def test_the_backup_of_an_encrypted_casebook_is_encrypted(tmp_path: Path, out: str) -> None:
    with create(tmp_path / "one", CANARY, passphrase="a long one") as casebook:
        state = list_state(casebook)
        made = casebook.backup(tmp_path / out)

    if made.is_dir():
        assert find_words(made, ["canaryname", "canarystatement"]) == []
    else:
        assert b"canaryname" not in made.read_bytes().lower()
    with pytest.raises(PassphraseError):
        restore(made, tmp_path)
    with pytest.raises(PassphraseError):
        restore(made, tmp_path, passphrase="another")
    with restore(made, tmp_path, passphrase="a long one") as restored:
        assert list_state(restored) == state
        assert list_faults(restored) == []
        assert find_words(restored.path, ["canaryname", "canarystatement"]) == []


def test_what_a_killed_backup_left_goes_with_the_next(full: Casebook, tmp_path: Path) -> None:
    left = tmp_path / "copy.unfinished" / "copy"
    left.mkdir(parents=True)
    (left / "casebook.toml").write_text("half")

    full.backup(tmp_path / "copy")

    assert not left.parent.exists()
    with Casebook.open(tmp_path / "copy", read_only=True) as copy:
        assert list_faults(copy) == []


@OUTS
def test_a_casebook_on_postgresql_is_backed_up_into_a_folder(
    tmp_path: Path, postgresql: str, out: str
) -> None:
    with fill(create(tmp_path / "one", database=postgresql)) as casebook:
        state = list_state(casebook)
        made = casebook.backup(tmp_path / out)
        assert list_faults(casebook) == []

    with restore(made, tmp_path) as restored:
        assert restored.holdings.folder.database == "sqlite"
        assert list_state(restored) == state
        assert len(restored.search("detained").hits) == 2
        assert list_faults(restored) == []


def test_a_backup_is_restored_onto_postgresql(tmp_path: Path, postgresql: str) -> None:
    with fill(create(tmp_path / "one")) as casebook:
        state = list_state(casebook)
        made = casebook.backup(tmp_path / "copy.tar")

    out = tmp_path / "restored.casebook"
    with Casebook.restore(made, out, database=postgresql, analyst="Oleg") as restored:
        assert restored.holdings.folder.database == postgresql
        assert list_state(restored) == state
        assert len(restored.search("detained").hits) == 2
        assert len(restored.show(next(restored.reports()).id).versions) == 2
        add(restored, LISIN)
        assert list_faults(restored) == []
    with pytest.raises(StoreError):
        Casebook.restore(made, tmp_path / "again", database=postgresql, analyst="Oleg")
    with Casebook.open(out) as restored:
        assert list_faults(restored) == []


def test_casebooks_on_both_databases_merge(tmp_path: Path, postgresql: str) -> None:
    with (
        fill(create(tmp_path / "one", database=postgresql)) as one,
        create(tmp_path / "two", LISIN, CANARY) as two,
    ):
        one.merge(two)
        two.merge(one)

        assert list_state(one) == list_state(two)
        assert list_faults(one) == list_faults(two) == []
        assert find_words(two.path, ["canaryname", "canarystatement"]) == []


@OUTS
def test_a_backup_of_an_older_version_is_brought_forward_and_stays_as_it_is(
    full: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    made = full.backup(tmp_path / out)
    files = [path for path in (made, *made.rglob("*")) if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    bring_forward, older = schema.bring_forward, [True]

    def find_older(backend: Backend, *, read_only: bool) -> None:
        if older and read_only:
            raise OlderError("It is older.", remedy="Copy it.")
        older.clear()
        bring_forward(backend, read_only=read_only)

    monkeypatch.setattr(schema, "bring_forward", find_older)
    with restore(made, tmp_path) as restored:
        assert list_state(restored) == list_state(full)
        assert list_faults(restored) == []
    assert {path: path.read_bytes() for path in files} == before


def test_a_backup_can_be_merged_into_a_casebook_of_its_own(full: Casebook, tmp_path: Path) -> None:
    """That is how somebody else works on with it, and brings it back."""
    full.backup(tmp_path / "copy")
    with create(tmp_path / "own", LISIN) as own, Casebook.open(tmp_path / "copy") as copy:
        own.merge(copy)
        add(own, LISIN + " Twice.")
        full.merge(own)

    assert len(full.search("nobody had come").hits) == 2
    assert list_faults(full) == []
    shutil.rmtree(tmp_path / "own")
