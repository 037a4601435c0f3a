"""Lawful removal: the words go from every place; hash, reason and numbers stay."""

import pytest
from invented_store import add, append, decide, keep, make_report, read, remove
from sqlalchemy import text

from sayso.errors import StoreError
from sayso.records.casebook import EvidenceObject, ReadingState
from sayso.records.log import hash_entry
from sayso.store.folder import CasebookFolder
from sayso.store.opening import open_store
from sayso.store.sql import sqlite
from sayso.store.sql.backend import Backend
from sayso.store.store import Store


def test_a_removed_report_leaves_its_hash_and_its_reason(store: Store) -> None:
    report = make_report(id="lindt-detained")
    keep(store, report)
    append(store, decide(report))
    before = list(store.list_entries())

    with store.writing() as writer:
        remove(writer, report, [(store.chain, 2), (store.chain, 3)])

    stored = store.get_report(report.sha256)
    assert stored.report is None
    assert stored.summary.state is ReadingState.REMOVED
    assert stored.summary.problem == "Lawfully removed on 2031-03-14."
    assert stored.summary.id == report.sha256[:16]
    assert (stored.summary.title, stored.summary.publisher, stored.summary.url) == (None,) * 3
    assert (stored.summary.published, stored.summary.claims) == (None, 0)
    assert store.find_report("lindt-detained") is None
    assert store.find_newest("https://courier.example/two") is None
    assert store.get_reading(report.sha256) is None
    assert list(store.list_captures()) == []
    assert list(store.list_objects()) == [
        EvidenceObject(sha256=report.sha256, size=len(report.text), removed=True)
    ]
    assert not store.has_object(report.sha256)
    after = list(store.list_entries())
    assert [entry.hash for entry in after] == [entry.hash for entry in before]
    assert [entry.sealed is None for entry in after] == [False, True, True]
    assert all(hash_entry(entry) == entry.hash for entry in after)
    assert list(store.check()) == []


def test_a_decision_about_a_removed_report_keeps_its_judgement(store: Store) -> None:
    report = make_report()
    keep(store, report)
    decision = decide(report)
    append(store, decision)

    with store.writing() as writer:
        remove(writer, report, [(store.chain, 2), (store.chain, 3)])

    (left,) = store.list_decisions([report.sha256])
    assert (left.id, left.judgement, left.keys) == (decision.id, decision.judgement, ())
    assert (left.question, left.reason, left.finding) == (None, None, None)


def test_a_removed_report_takes_no_findings(store: Store) -> None:
    report = make_report()
    keep(store, report)
    with store.writing() as writer:
        remove(writer, report, [(store.chain, 2)])

    with pytest.raises(StoreError, match="removed"), store.writing() as writer:
        writer.put_reading(read(report))


def test_removed_bytes_may_come_in_again(store: Store) -> None:
    report = make_report(id="two")
    first = keep(store, report)
    with store.writing() as writer:
        remove(writer, report, [(store.chain, 2)])

    with store.writing() as writer:
        add(writer, report, time="2031-03-15T00:00:00Z")
        writer.put_reading(read(report))

    again = store.get_report("two")
    assert again.report == report
    assert again.summary == first
    assert store.has_object(report.sha256)
    assert len(list(store.list_captures())) == 1
    assert list(store.check()) == []


def test_a_later_version_outlives_the_one_before(store: Store) -> None:
    first, second, third = (make_report(f"Version {n}.", id=f"v{n}") for n in (1, 2, 3))
    keep(store, first)
    with store.writing() as writer:
        add(writer, second, previous=first.sha256)
        remove(writer, first, [(store.chain, 2)])
        add(writer, third, previous=first.sha256)

    assert store.get_report("v2").summary.previous == first.sha256[:16]
    assert store.list_versions("v2") == (first.sha256[:16], "v2", "v3")
    assert list(store.check()) == []


def test_entries_of_an_unknown_log_are_not_sealed(store: Store) -> None:
    with pytest.raises(StoreError, match="no log"), store.writing() as writer:
        writer.seal([("ab" * 16, 1)])


def test_sealing_again_changes_nothing(store: Store) -> None:
    keep(store, make_report())

    for _ in range(2):
        with store.writing() as writer:
            writer.seal([(store.chain, 2)])

    assert next(iter(store.list_entries(after=1))).sealed is None


def test_scrubbing_changes_nothing_that_is_kept(store: Store) -> None:
    reports = [make_report(f"Vera Lindt said it was no {n}.") for n in range(3)]
    for report in reports:
        keep(store, report)
    with store.writing() as writer:
        remove(writer, reports[1], [(store.chain, 3)])

    store.scrub()
    store.scrub()

    assert store.get_reading(reports[0].id) == read(reports[0])
    assert [one.state for one in store.list_reports()] == ["read", "removed", "read"]
    assert list(store.check()) == []


def test_scrubbing_leaves_nothing_of_what_was_removed(
    store: Store, folder: CasebookFolder, backend: Backend
) -> None:
    if backend.engine.dialect.name == "postgresql":
        pytest.skip("the server's files are the server's")
    gone = make_report("Ada Kanarienvogel said it must go.", title="Kanarienvogel")
    keep(store, gone)
    keep(store, make_report())
    with store.writing() as writer:
        remove(writer, gone, [(store.chain, 2)])

    store.scrub()

    files = [path.read_bytes().lower() for path in folder.path.rglob("*") if path.is_file()]
    assert not any(b"kanarienvogel" in data for data in files)
    again = open_store(folder)
    assert [one.state for one in again.list_reports()] == ["removed", "read"]
    again.close()


def test_scrubbing_does_not_wait_for_ever_for_a_reader(
    store: Store, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    if backend.engine.dialect.name == "postgresql":
        pytest.skip("the server waits by itself")
    keep(store, make_report())
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.1)

    with backend.engine.connect() as reader:
        backend.begin_snapshot(reader)
        reader.execute(text("SELECT count(*) FROM report"))
        with pytest.raises(StoreError, match="another program reads"):
            store.scrub()

    store.scrub()
