"""Whoever verifies a log learns of every entry that was altered, removed or put in."""

import random
from dataclasses import fields, replace
from typing import Any

import pytest
from invented_log import OTHER, OWN, THIRD, InventedLogs, store

from sayso.records.entries import LogTimestamp
from sayso.records.fault import Fault, FaultKind
from sayso.records.log import Draft, EntryKind, Head, LogEntry, make_entry, make_root
from sayso.records.plain import make_plain
from sayso.records.stored import StoredEntry, make_line


@pytest.fixture
def logs() -> InventedLogs:
    made = InventedLogs()
    made.fill(12)
    return made


def names(faults: list[Fault]) -> list[tuple[FaultKind, str]]:
    return [(fault.kind, fault.where) for fault in faults]


def test_a_log_that_nobody_touched_is_sound(logs: InventedLogs) -> None:
    assert logs.verify(logs.head()) == []
    assert logs.verify() == []


def test_a_log_that_went_on_after_its_head_was_written_down_is_sound(logs: InventedLogs) -> None:
    head = logs.head()
    logs.fill(3)

    assert logs.verify(head) == []


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "Mira Odegård"},
        {"time": "2031-03-14T09:26:59Z"},
        {"kind": "decision"},
        {"kind": "no such kind"},
        {"body": '{"action":"export","sha256":null}'},
        {"body": '{"action":"verify", "sha256":null}'},
        {"body": '{"action":"verify","action":"verify","sha256":null}'},
        {"body": "{"},
        {"body": "[" * 100_000},
        {"body": '{"a":NaN}'},
        {"body": "1" * 5000},
        {"sealed": '{"salt":"' + "5a" * 16 + '","what":"По запросу суда"}'},
        {"sealed": "\udcff"},
        {"sealed_sha256": "ab" * 32},
        {"sealed_sha256": None},
        {"previous": "ab" * 32},
        {"hash": "ab" * 32},
        {"hash": "no hash"},
        {"chain": OTHER},
    ],
)
def test_an_altered_entry_is_named_and_no_other(logs: InventedLogs, change: dict[str, str]) -> None:
    logs.change(5, **change)

    assert names(logs.verify(logs.head())) == [(FaultKind.ALTERED, "log 5")]


@pytest.mark.parametrize("n", [1, 12])
def test_the_first_and_the_last_entry_are_as_safe(logs: InventedLogs, n: int) -> None:
    head = logs.head()
    logs.change(n, actor="Nobody")

    assert names(logs.verify(head)) == [(FaultKind.ALTERED, f"log {n}")]


def test_a_character_changed_anywhere_in_a_row_is_found_and_named(logs: InventedLogs) -> None:
    chance = random.Random(20310314)
    texts = [it.name for it in fields(StoredEntry) if it.name not in {"chain", "n"}]
    for _ in range(300):
        n, name = chance.randint(1, 12), chance.choice(texts)
        row = logs.rows[OWN][n - 1]
        value = getattr(row, name).encode()
        at = chance.randrange(len(value))
        changed = value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
        damaged = InventedLogs({OWN: list(logs.rows[OWN])})
        damaged.change(n, **{name: changed.decode("utf-8", "surrogateescape")})

        assert names(damaged.verify(logs.head())) == [(FaultKind.ALTERED, f"log {n}")], (n, name)


@pytest.mark.parametrize(("first", "last"), [(1, 1), (5, 5), (4, 9)])
def test_removed_entries_are_named_by_the_hole(logs: InventedLogs, first: int, last: int) -> None:
    del logs.rows[OWN][first - 1 : last]
    where = f"log {first}" if first == last else f"log {first}-{last}"

    assert names(logs.verify(logs.head())) == [(FaultKind.REMOVED, where)]


def test_a_log_that_was_cut_short_is_found_by_the_head_file(logs: InventedLogs) -> None:
    head = logs.head()
    del logs.rows[OWN][-2:]

    assert names(logs.verify(head)) == [(FaultKind.REMOVED, "log 11-12")]


def test_a_log_that_was_cut_short_and_went_on_is_found_by_the_head_file(
    logs: InventedLogs,
) -> None:
    head = logs.head()
    del logs.rows[OWN][-2:]
    logs.append(body={"action": "export", "sha256": None})
    logs.fill(5)

    assert names(logs.verify(head)) == [(FaultKind.BROKEN, "log-head.json")]


def test_a_log_of_which_nothing_is_left_is_missing(logs: InventedLogs) -> None:
    head = logs.head()
    logs.rows.clear()

    assert names(logs.verify(head))[0] == (FaultKind.MISSING, f"log {OWN}")


def test_an_entry_removed_with_the_others_renumbered_is_named(logs: InventedLogs) -> None:
    rows = logs.rows[OWN]
    del rows[4]
    rows[4:] = [replace(row, n=row.n - 1) for row in rows[4:]]

    assert names(logs.verify())[0] == (FaultKind.REMOVED, "log 5")
    assert len(logs.verify()) == 1


def forge(before: StoredEntry, n: int) -> LogEntry:
    """Make an entry that fits its own hash and the entry before it."""
    draft = Draft(time=before.time, actor="forger", kind=EntryKind.CUSTODY, body={"action": "no"})
    return make_entry(draft, Head(chain=before.chain, n=n - 1, hash=before.hash))


def test_an_entry_put_in_with_the_others_renumbered_is_named(logs: InventedLogs) -> None:
    rows = logs.rows[OWN]
    forged = store(forge(rows[3], 5))
    rows[4:] = [forged, *(replace(row, n=row.n + 1) for row in rows[4:])]

    assert names(logs.verify()) == [(FaultKind.INSERTED, "log 5")]


@pytest.mark.parametrize("n", [-7, 0])
def test_an_entry_put_in_before_the_first_is_named(logs: InventedLogs, n: int) -> None:
    logs.rows[OWN].insert(0, replace(logs.rows[OWN][4], n=n))

    assert names(logs.verify()) == [(FaultKind.INSERTED, f"log {n}")]


def test_an_entry_put_in_far_behind_the_last_is_named(logs: InventedLogs) -> None:
    logs.rows[OWN].append(replace(logs.rows[OWN][4], n=400, actor="Nobody"))

    assert names(logs.verify()) == [
        (FaultKind.REMOVED, "log 13-399"),
        (FaultKind.ALTERED, "log 400"),
    ]


def test_an_entry_given_another_number_is_named_at_both(logs: InventedLogs) -> None:
    head = logs.head()
    logs.change(5, n=400)

    assert names(logs.verify(head)) == [
        (FaultKind.REMOVED, "log 5"),
        (FaultKind.ALTERED, "log 400"),
    ]


def test_an_entry_replaced_by_one_that_fits_its_own_hash_is_named(logs: InventedLogs) -> None:
    logs.rows[OWN][4] = store(forge(logs.rows[OWN][3], 5))

    assert names(logs.verify()) == [(FaultKind.ALTERED, "log 5")]


def test_two_entries_that_changed_places_are_both_named(logs: InventedLogs) -> None:
    rows = logs.rows[OWN]
    rows[4], rows[8] = replace(rows[8], n=5), replace(rows[4], n=9)

    found = logs.verify(logs.head())

    assert {"log 5", "log 9"} <= {fault.where for fault in found}


def remove(logs: InventedLogs, *entries: tuple[str, int], take: bool = True) -> None:
    body = {
        "sha256": "ab" * 32,
        "text_sha256": None,
        "reason": "A court asked.",
        "entries": [list(pair) for pair in entries],
    }
    logs.append(EntryKind.REMOVAL, body)
    for chain, n in entries:
        if take:
            logs.change(n, chain, sealed=None)


def test_words_that_were_lawfully_removed_are_no_fault(logs: InventedLogs) -> None:
    remove(logs, (OWN, 3), (OWN, 7))

    assert logs.verify(logs.head()) == []


def test_words_that_went_without_a_removal_are_named(logs: InventedLogs) -> None:
    remove(logs, (OWN, 3))
    logs.change(7, sealed=None)

    assert names(logs.verify()) == [(FaultKind.REMOVED, "log 7")]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (EntryKind.CAPTURE, {"sha256": "cd" * 32}),
        (EntryKind.DECISION, {"reports": ["cd" * 32, "ef" * 32]}),
        (EntryKind.CUSTODY, {"sha256": "ab" * 32}),
    ],
)
def test_a_removal_excuses_no_words_about_anything_else(
    logs: InventedLogs, kind: EntryKind, body: dict[str, Any]
) -> None:
    logs.append(kind, body)
    remove(logs, (OWN, 3), (OWN, 13))

    (fault,) = logs.verify(logs.head())

    assert (fault.kind, fault.where) == (FaultKind.REMOVED, "log 13")
    assert "log 14" in fault.message


def test_a_decision_about_two_reports_loses_its_words_with_either(logs: InventedLogs) -> None:
    logs.append(EntryKind.DECISION, {"reports": ["cd" * 32, "ab" * 32]})
    remove(logs, (OWN, 13))

    assert logs.verify(logs.head()) == []


def test_words_that_are_back_after_their_removal_are_named(logs: InventedLogs) -> None:
    remove(logs, (OWN, 3), take=False)

    assert names(logs.verify()) == [(FaultKind.BROKEN, "log 3")]


def test_words_put_into_an_entry_that_had_none_are_named(logs: InventedLogs) -> None:
    remove(logs, (OWN, 3))
    logs.change(13, sealed='{"what":"words"}')

    assert names(logs.verify()) == [(FaultKind.ALTERED, "log 13")]


def merge(logs: InventedLogs, other: str, into: str = OWN) -> None:
    logs.append(EntryKind.MERGE, make_plain(logs.head(other)), chain=into)


def test_a_log_that_a_merge_brought_is_verified_too(logs: InventedLogs) -> None:
    logs.fill(5, OTHER)
    merge(logs, OTHER)
    logs.fill(3, OTHER)
    merge(logs, OTHER)
    assert logs.verify(logs.head()) == []

    logs.change(7, OTHER, actor="Nobody")

    assert names(logs.verify()) == [(FaultKind.ALTERED, f"log 7 of {OTHER}")]


def test_a_brought_log_that_is_cut_short_or_goes_on_is_named(logs: InventedLogs) -> None:
    logs.fill(5, OTHER)
    merge(logs, OTHER)
    logs.fill(2, OTHER)
    assert names(logs.verify()) == [(FaultKind.INSERTED, f"log 6-7 of {OTHER}")]

    del logs.rows[OTHER][3:]

    assert names(logs.verify()) == [(FaultKind.REMOVED, f"log 4-5 of {OTHER}")]


def test_a_brought_log_that_was_made_anew_is_named(logs: InventedLogs) -> None:
    logs.fill(5, OTHER)
    merge(logs, OTHER)
    logs.rows[OTHER].clear()
    for _ in range(5):
        logs.append(body={"action": "backup", "sha256": None}, chain=OTHER)

    assert names(logs.verify()) == [(FaultKind.BROKEN, "log 13")]


def test_a_brought_log_that_is_gone_is_missing(logs: InventedLogs) -> None:
    logs.fill(5, OTHER)
    merge(logs, OTHER)
    del logs.rows[OTHER]

    assert names(logs.verify()) == [(FaultKind.MISSING, f"log {OTHER}")]


def test_a_log_that_no_merge_brought_is_named(logs: InventedLogs) -> None:
    logs.fill(2, OTHER)

    assert names(logs.verify()) == [(FaultKind.INSERTED, f"log {OTHER}")]


def test_a_log_brought_by_a_brought_log_is_no_fault(logs: InventedLogs) -> None:
    logs.fill(4, THIRD)
    logs.fill(2, OTHER)
    merge(logs, THIRD, into=OTHER)
    merge(logs, OTHER)

    assert logs.verify() == []


def test_two_logs_that_brought_each_other_are_sound(logs: InventedLogs) -> None:
    logs.fill(2, OTHER)
    merge(logs, OWN, into=OTHER)
    merge(logs, OTHER)
    assert logs.verify() == []

    logs.rows[OWN][11] = store(forge(logs.rows[OWN][10], 12))

    assert (FaultKind.BROKEN, f"log 3 of {OTHER}") in names(logs.verify())


def test_a_timestamp_whose_root_is_not_that_of_the_entries_is_named(logs: InventedLogs) -> None:
    hashes = [row.hash for row in logs.rows[OWN]]
    for n, root in [(12, make_root(hashes)), (5, make_root(hashes[:5])), (5, "ab" * 32)]:
        stamp = LogTimestamp(n=n, hash=hashes[n - 1], root=root, token="MAA=")
        logs.append(EntryKind.TIMESTAMP, make_plain(stamp))

    assert names(logs.verify()) == [(FaultKind.BROKEN, "log 15")]


def test_what_is_written_during_the_walk_raises_no_alarm(logs: InventedLogs) -> None:
    logs.fill(5, OTHER)
    merge(logs, OTHER)
    head = logs.head()
    done = set[int]()

    def write(chain: str, n: int) -> None:
        if n in done or chain != OWN:
            return
        done.add(n)
        if n == 2:
            remove(logs, (OWN, 2), (OWN, 9), (OTHER, 1))
        if n == 3:
            logs.fill(2)
            logs.fill(2, OTHER)
            merge(logs, OTHER)
        if n == 5:
            logs.fill(3, THIRD)
            merge(logs, THIRD)
            remove(logs, (OWN, 10), (OTHER, 2))

    logs.during = write

    assert logs.verify(head) == []
    assert logs.verify(logs.head()) == []


def test_a_row_as_a_line_is_canonical_json(logs: InventedLogs) -> None:
    logs.append(EntryKind.CUSTODY, {"sha256": None, "action": "verify"})

    line = make_line(logs.rows[OWN][-1])

    assert line.startswith('{"actor":"Mira Ödegård","body":{"action":"verify","sha256":null},')
