"""A lawful removal takes every word away; hash, reason and who stay, and all verifies."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from deeds import (
    DUDIN,
    LISIN,
    add,
    create,
    decide_claim,
    decide_same,
    find_words,
    get_subject,
    list_faults,
)
from orlov import ORLOV

from sayso.errors import EvidenceError, StoreError
from sayso.records.casebook import ReadingState
from sayso.records.decision import Judgement
from sayso.records.entries import read_removal
from sayso.records.log import EntryKind
from sayso.store.sql.store import SqlStore
from sayso.workbench import deciding
from sayso.workbench.adding import Addition, Outcome
from sayso.workbench.asking import ask
from sayso.workbench.casebook import Casebook
from sayso.workbench.removing import SCRUB, RemovedError, is_scrub_due

CANARIES = [
    "canaryheadline",
    "canarypublisher",
    "canaryaddress",
    "canaryname",
    "canaryid",
    "canaryreason",
    "canarystatement",
    "Канарейка",
]
CANARY = (
    "Anna Canaryname said that Pavel Canaryname was seen near canarystatement. "
    "Канарейка сообщила, что всё видела."
)


def add_canary(casebook: Casebook) -> str:
    report = add(
        casebook,
        CANARY,
        id="canaryid-1",
        title="Canaryheadline",
        publisher="Canarypublisher",
        url="https://canaryaddress.example/1",
        published="2031-03-14",
    )
    return report.sha256


def test_no_word_of_a_removed_report_is_left_in_any_file(tmp_path: Path) -> None:
    with create(tmp_path / "refusals", ORLOV) as casebook:
        sha256 = add_canary(casebook)
        report = casebook.show(sha256).report.summary
        for n in range(30):  # the index must have had reason to merge its parts
            add(casebook, f"{LISIN} He said so {n} times.")
        decide_claim(casebook, report, reason="Because canaryreason.")
        decide_same(casebook, casebook.show("canaryid-1").report.summary, add(casebook, DUDIN))
        list(casebook.reread())
        assert {word for word, _ in find_words(casebook.path, CANARIES)} >= {"canarystatement"}

        casebook.remove(report.id, because="A court ordered it.")

        assert find_words(casebook.path, CANARIES) == []
        assert list_faults(casebook) == []
    assert find_words(casebook.path, CANARIES) == []


def test_nothing_that_stays_lets_a_removed_name_be_guessed(tmp_path: Path) -> None:
    """A plain hash of a name and its place is found by trying names and places."""
    with create(tmp_path / "north", DUDIN) as north, create(tmp_path / "south") as south:
        (other,) = north.reports()
        gone = add(north, CANARY)
        add(south, CANARY)
        subjects = [get_subject(north, gone, name) for name in ("c1", "e1")]
        decide_claim(north, gone)
        decide_same(north, gone, other)
        decide_claim(south, gone)
        north.merge(south)

        north.remove(gone.id, because="A court ordered it.")

        store = north.holdings.store
        entries = [entry for head in store.list_heads() for entry in store.list_entries(head.chain)]
        assert len([it for it in entries if it.kind is EntryKind.DECISION]) == 3
        hashes = {
            found for it in entries for found in re.findall("[0-9a-f]{64}", json.dumps(it.body))
        }
        known = {it for one in (gone, other) for it in (one.sha256, one.text_sha256)}
        assert hashes - {it.hash for it in entries} == known
        assert find_words(north.path, [subject.key for subject in subjects]) == []
        assert list_faults(north) == []


def test_a_reason_does_not_run_into_the_next_sentence(casebook: Casebook) -> None:
    sha256 = add_canary(casebook)
    casebook.remove(sha256, because="Order 2-114 ")

    with pytest.raises(StoreError, match=r"by Vera: Order 2-114\. sayso log shows"):
        casebook.remove(sha256, because="again")


def test_what_a_removal_leaves_says_who_when_and_why(casebook: Casebook) -> None:
    sha256 = add_canary(casebook)

    entry = casebook.remove(sha256, because="A court ordered it.")

    report = casebook.show(sha256).report
    assert report.report is None
    assert report.summary.state is ReadingState.REMOVED
    assert (report.summary.title, report.summary.publisher, report.summary.url) == (None,) * 3
    assert report.summary.problem == (
        f"Lawfully removed on {entry.time[:10]} by Vera: A court ordered it."
    )
    assert read_removal(entry).reason == "A court ordered it."
    assert casebook.show(sha256).captures == ()
    with pytest.raises(EvidenceError):
        casebook.holdings.evidence.get(sha256)


def test_other_reports_and_versions_stay_as_they_are(casebook: Casebook) -> None:
    url = "https://courier.example/orlov"
    first = add(casebook, url=url)
    second = add(casebook, ORLOV.replace("Monday", "Tuesday"), url=url)
    before = casebook.show(first.id)

    casebook.remove(second.id, because="A court ordered it.")

    after = casebook.show(first.id)
    assert after.report == before.report
    assert after.captures == before.captures
    assert casebook.get_reading(first.id) is not None
    assert [hit.report.id for hit in casebook.search("detained").hits] == [first.id]
    assert list_faults(casebook) == []


def test_a_decision_about_two_reports_loses_its_words_and_keeps_its_judgement(
    casebook: Casebook,
) -> None:
    one, other = add(casebook, ORLOV), add(casebook, DUDIN)
    both, alone = decide_same(casebook, one, other), decide_claim(casebook, other)

    casebook.remove(one.id, because="A court ordered it.")

    kept = {decision.id: decision for decision in casebook.holdings.store.list_decisions()}
    assert (kept[both.id].question, kept[both.id].reason) == (None, None)
    assert (kept[both.id].judgement, kept[both.id].keys) == (both.judgement, ())
    assert kept[alone.id] == alone
    assert list_faults(casebook) == []


def test_a_decision_that_comes_too_late_does_not_bring_words_back(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process removes the report after this one has read it."""
    report = add(casebook, CANARY)

    def ask_slowly(*given: Any) -> Any:
        made = ask(*given)
        with Casebook.open(casebook.path, analyst="Nina") as other:
            other.remove(report.id, because="A court ordered it.")
        return made

    monkeypatch.setattr(deciding, "ask", ask_slowly)
    with pytest.raises(StoreError, match="was removed"):
        casebook.decide(f"claim:{report.id}/c1", judgement=Judgement.YES, because="So.")

    assert find_words(casebook.path, CANARIES) == []
    assert list_faults(casebook) == []


def test_a_second_removal_says_that_it_is_gone_already(casebook: Casebook) -> None:
    sha256 = add_canary(casebook)
    casebook.remove(sha256, because="A court ordered it.")
    head = casebook.holdings.store.get_head()

    with pytest.raises(RemovedError) as caught:
        casebook.remove(sha256, because="Once more.")

    assert "by Vera: A court ordered it." in caught.value.problem
    assert casebook.holdings.store.get_head() == head


def test_what_is_not_there_or_has_no_reason_is_not_removed(casebook: Casebook) -> None:
    sha256 = add_canary(casebook)

    with pytest.raises(StoreError, match="no report 'nowhere'"):
        casebook.remove("nowhere", because="A court ordered it.")
    with pytest.raises(StoreError, match="without a reason"):
        casebook.remove(sha256, because="  ")

    assert casebook.holdings.evidence.get(sha256) == CANARY.encode()


def test_removed_bytes_come_in_again_only_when_one_says_so(casebook: Casebook) -> None:
    sha256 = add_canary(casebook)
    casebook.remove(sha256, because="A court ordered it.")

    (refused,) = casebook.add([Addition(name="report", source=CANARY.encode())])
    assert refused.outcome is Outcome.REFUSED
    assert refused.problem is not None
    assert "by Vera: A court ordered it." in refused.problem
    assert list_faults(casebook) == []

    report = add(casebook, CANARY, again=True)
    assert report.state is ReadingState.READ
    assert casebook.holdings.evidence.get(sha256) == CANARY.encode()
    assert len(casebook.show(sha256).captures) == 1
    assert list_faults(casebook) == []

    casebook.remove(sha256, because="A court ordered it again.")
    assert find_words(casebook.path, CANARIES) == []
    assert list_faults(casebook) == []


def test_a_removal_that_was_interrupted_is_finished_by_the_next(casebook: Casebook) -> None:
    sha256 = add_canary(casebook)
    casebook.remove(sha256, because="A court ordered it.")
    with casebook.holdings.store.writing() as writer:
        writer.set_setting(SCRUB, "due")  # as it is when the power went just before
    assert "not overwritten yet" in [fault.message for fault in casebook.verify()][-1]

    with pytest.raises(RemovedError):
        casebook.remove(sha256, because="Once more.")

    assert casebook.holdings.store.get_setting(SCRUB) == "done"


def test_two_removals_at_once_leave_no_word_of_either(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is written, and not overwritten yet, just after the first was overwritten."""
    first, second = add(casebook, LISIN), add(casebook, CANARY)
    scrub = SqlStore.scrub
    turns: list[SqlStore] = []

    def scrub_slowly(self: SqlStore) -> None:
        turns.append(self)
        if len(turns) == 3:
            raise KeyboardInterrupt  # the second one's process ends before it overwrites
        scrub(self)
        if len(turns) == 1:
            with (
                Casebook.open(casebook.path, analyst="Nina") as other,
                pytest.raises(KeyboardInterrupt),
            ):
                other.remove(second.id, because="A court ordered it.")

    monkeypatch.setattr(SqlStore, "scrub", scrub_slowly)
    casebook.remove(first.id, because="A court ordered it.")

    assert find_words(casebook.path, CANARIES) == []
    assert not is_scrub_due(casebook.holdings.store)
    assert list_faults(casebook) == []
