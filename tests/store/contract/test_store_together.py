"""Several threads and processes at once: nothing is lost, and each sees whole states."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from invented_store import add, append, decide, keep, make_report, read
from sqlalchemy import text

from sayso.errors import StoreError
from sayso.records.log import hash_entry
from sayso.store.folder import CasebookFolder
from sayso.store.opening import open_store
from sayso.store.sql import backend as seam
from sayso.store.sql import postgresql as server
from sayso.store.sql import sqlite
from sayso.store.sql.backend import Backend
from sayso.store.store import Store

_WRITER = """
import sys
from pathlib import Path
from invented_store import append, decide, make_report
from sayso.store.folder import CasebookFolder
from sayso.store.opening import open_store
from sayso.store.sql import sqlite
path, kind, key, who = sys.argv[1:]
if kind == "stdlib":
    sqlite.DRIVERS = ("sqlite3",)
folder = CasebookFolder.open(Path(path))
if key:
    class Keys:
        database_key = bytes.fromhex(key)
    folder.keys = Keys()
store = open_store(folder)
for minute in range(25):
    append(store, decide(make_report(), minute=minute, analyst=who))
store.close()
"""


def test_processes_that_write_at_once_lose_nothing(
    store: Store, folder: CasebookFolder, kind: str
) -> None:
    key = "" if folder.keys is None else folder.keys.database_key.hex()
    command = [sys.executable, "-c", _WRITER, str(folder.path), kind, key]
    paths = {"PYTHONPATH": ":".join(sys.path)}

    processes = [subprocess.Popen([*command, who], env=paths) for who in ("mira", "jonas")]

    assert [process.wait(120) for process in processes] == [0, 0]
    decisions = list(store.list_decisions())
    for who in ("mira", "jonas"):
        assert sum(decision.analyst == who for decision in decisions) == 25
    entries = list(store.list_entries())
    assert len(entries) == 51
    for before, after in pairwise(entries):
        assert after.previous == before.hash == hash_entry(before)
    assert list(store.check()) == []


def test_threads_that_write_at_once_lose_nothing(store: Store) -> None:
    report = make_report()

    def decide_often(who: str) -> None:
        for minute in range(10):
            append(store, decide(report, minute=minute, analyst=who))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(decide_often, ("a", "b", "c", "d")))

    assert store.count().decisions == 40
    assert list(store.check()) == []


def test_a_reader_sees_nothing_of_an_unfinished_transaction(
    store: Store, folder: CasebookFolder
) -> None:
    report = make_report()
    reader = open_store(folder)
    keep(store, report)

    with store.writing() as writer:
        writer.put_reading(read(report, version=3))
        append_to = make_report("Another.")
        add(writer, append_to)

        assert reader.get_reading(report.id) == read(report)
        assert reader.find_report(append_to.sha256) is None
        assert reader.get_head().n == 2

    assert reader.get_reading(report.id) == read(report, version=3)
    assert reader.get_head().n == 3
    reader.close()


def test_a_list_goes_on_while_others_write(store: Store, folder: CasebookFolder) -> None:
    other = open_store(folder)
    for n in range(3):
        keep(store, make_report(f"No {n}."), version=None)
    listed = store.list_reports()
    first = next(listed)

    keep(other, make_report("Later."), version=None)

    assert [first.n, *(report.n for report in listed)][:3] == [1, 2, 3]
    other.close()


def test_a_writer_gives_up_in_the_end(
    store: Store, folder: CasebookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (seam, sqlite, server):
        monkeypatch.setattr(module, "WAIT_SECONDS", 0.2)
    hasty = open_store(folder)

    with (
        store.writing(),
        pytest.raises(StoreError, match="longer than a minute"),
        hasty.writing(),
    ):
        pass

    with hasty.writing():
        pass
    hasty.close()


def test_a_store_for_reading_only_reads(store: Store, folder: CasebookFolder) -> None:
    report = make_report()
    keep(store, report)
    reader = open_store(folder, read_only=True)

    with pytest.raises(StoreError, match="reading only"), reader.writing():
        pass

    assert reader.get_reading(report.id) == read(report)
    assert list(reader.check()) == []
    reader.close()


def test_a_check_sees_one_state_while_others_write(store: Store, folder: CasebookFolder) -> None:
    other = open_store(folder)
    for n in range(4):
        keep(store, make_report(f"No {n}."))
    stop = threading.Event()

    def write() -> None:
        n = 4
        while not stop.is_set():
            keep(other, make_report(f"No {n}."))
            n += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        faults = [fault for _ in range(10) for fault in store.check()]
    finally:
        stop.set()
        writer.join()

    other.close()
    assert faults == []


def test_a_lost_connection_is_made_anew(store: Store, backend: Backend, kind: str) -> None:
    if kind != "postgresql":
        pytest.skip("there is no server")
    store.get_head()
    with backend.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND application_name = 'sayso'"
            )
        )

    assert store.get_head().n == 1
