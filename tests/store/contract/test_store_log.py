"""The log: nothing is lost, nothing changes, entries of others stay theirs."""

from dataclasses import replace

import pytest
from invented_store import (
    add,
    append,
    at,
    decide,
    keep,
    make_first,
    make_report,
)

from sayso.errors import StoreError
from sayso.records.entries import make_custody_draft
from sayso.records.log import FIRST, Draft, EntryKind, hash_entry
from sayso.records.report import Report
from sayso.store.store import Store, Writer


def test_a_casebooks_log_begins_with_the_entry_it_was_made_with(store: Store) -> None:
    (entry,) = store.list_entries()

    assert (entry.chain, entry.n, entry.previous) == (store.chain, 1, FIRST)
    assert entry.kind is EntryKind.CASEBOOK
    assert entry.body == make_first().body
    assert entry.sealed is not None
    assert entry.sealed["name"] == "Refusals"


def test_entries_come_back_as_they_were_appended(store: Store) -> None:
    with store.writing() as writer:
        appended = [writer.append(_note(f"to {n}, “там”")) for n in range(3)]

    assert list(store.list_entries(after=1)) == appended
    assert store.get_head().n == 4
    assert store.get_head().hash == appended[-1].hash == hash_entry(appended[-1])
    assert [entry.n for entry in store.list_entries(newest_first=True)] == [4, 3, 2, 1]
    assert [entry.n for entry in store.list_entries(kinds=[EntryKind.CASEBOOK])] == [1]
    assert list(store.list_entries("ab" * 16)) == []


def test_long_logs_come_back_whole(store: Store) -> None:
    with store.writing() as writer:
        for n in range(1100):
            writer.append(_note(str(n)))

    assert [entry.n for entry in store.list_entries()] == list(range(1, 1102))
    assert [e.n for e in store.list_entries(newest_first=True)] == list(range(1101, 0, -1))
    assert [entry.n for entry in store.list_stored_entries(store.chain)] == list(range(1, 1102))


def test_what_a_block_wrote_goes_when_it_fails(store: Store) -> None:
    report = make_report()

    with pytest.raises(StoreError), store.writing() as writer:
        keep_twice(writer, report)

    assert store.get_head().n == 1
    assert store.find_report(report.sha256) is None
    assert not store.has_object(report.sha256)


def test_a_thread_sees_what_it_wrote_before_the_block_ends(store: Store) -> None:
    report = make_report()

    with store.writing() as writer:
        add(writer, report)

        assert store.find_report(report.sha256) is not None
        assert store.get_head().n == 2
        assert [entry.n for entry in store.list_entries()] == [1, 2]


def test_a_writer_does_not_begin_twice(store: Store) -> None:
    with store.writing(), pytest.raises(RuntimeError), store.writing():
        pass


def test_entries_of_another_casebook_stay_as_they_are(store: Store, other: Store) -> None:
    keep(other, make_report())
    append(other, decide(make_report()))
    entries = list(other.list_entries())

    with store.writing() as writer:
        for entry in entries:
            writer.copy_entry(entry)

    assert list(store.list_entries(other.chain)) == entries
    assert store.list_heads() == (store.get_head(), other.get_head())
    assert store.list_chains() == ((store.chain, 1), (other.chain, 3))
    assert list(store.list_decisions()) == list(other.list_decisions())
    assert list(store.list_captures()) == list(other.list_captures())
    assert list(store.list_objects()) == list(other.list_objects())


def test_entries_that_do_not_follow_are_refused(store: Store, other: Store) -> None:
    append(other, decide(make_report()), decide(make_report(), minute=1))
    first, second, third = other.list_entries()
    tampered = replace(second, actor="nobody")
    unsealed = replace(second, sealed={"salt": "00", "reason": "another"})

    with store.writing() as writer:
        with pytest.raises(StoreError, match="does not follow"):
            writer.copy_entry(second)
        writer.copy_entry(first)
        for entry in (first, third, tampered, unsealed):
            with pytest.raises(StoreError, match="not taken over"):
                writer.copy_entry(entry)
        writer.copy_entry(second)
        with pytest.raises(StoreError, match="own log"):
            writer.copy_entry(next(iter(store.list_entries())))

    assert [head.n for head in store.list_heads()] == [1, 2]


def test_rows_come_as_they_lie_there(store: Store) -> None:
    (entry,) = store.list_entries()
    (row,) = store.list_stored_entries(store.chain)

    assert (row.chain, row.n, row.kind, row.hash) == (entry.chain, 1, "casebook", entry.hash)
    assert row.body == '{"format":1,"made_with":"sayso 9"}'
    assert row.sealed is not None
    assert '"name":"Refusals"' in row.sealed
    assert list(store.list_stored_entries(store.chain, after=1)) == []
    assert list(store.list_stored_entries(store.chain, kinds=[EntryKind.MERGE])) == []


def test_settings_are_kept(store: Store) -> None:
    assert store.get_setting("analyst") is None

    with store.writing() as writer:
        writer.set_setting("analyst", "mira")
        writer.set_setting("analyst", "jonas")

    assert store.get_setting("analyst") == "jonas"


def test_names_that_no_database_can_hold_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="character 0"), store.writing() as writer:
        writer.append(replace(_note("x"), actor="mi\0ra"))


def test_words_may_hold_any_character(store: Store) -> None:
    with store.writing() as writer:
        entry = writer.append(_note('\0 \\u0000 " \u2028 🕊'))

    assert list(store.list_entries(after=1)) == [entry]


def _note(what: str) -> Draft:
    return make_custody_draft("export", time=at(1), actor="mira", what=what)


def keep_twice(writer: Writer, report: Report) -> None:
    add(writer, report)
    writer.add_report(report)
