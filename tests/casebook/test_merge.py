"""Merging loses nothing, writes nothing twice, and a removal in either holds in both."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from authority import Authority
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
from plain_reader import PlainReader

from sayso.records.casebook import ReadingState
from sayso.records.entries import read_merge
from sayso.records.log import EntryKind
from sayso.store.evidence import EvidenceChange
from sayso.workbench.adding import Addition, Outcome
from sayso.workbench.casebook import Casebook
from sayso.workbench.merging import MergeError

CANARY = "Anna Canaryname said that Pavel Canaryname was seen near canarystatement."
URL = "https://courier.example/canary"


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Casebook]:
    with create(tmp_path / "one", ORLOV, analyst="Vera") as made:
        yield made


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Casebook]:
    with create(tmp_path / "two", DUDIN, analyst="Oleg") as made:
        yield made


def test_reports_readings_decisions_and_bytes_come_along(one: Casebook, two: Casebook) -> None:
    report = next(two.reports())
    decision = decide_claim(two, report)

    merged = one.merge(two)

    assert (merged.reports, merged.decisions, merged.entries) == (1, 1, 3)
    assert one.get_reading(report.sha256) == two.get_reading(report.sha256)
    assert one.holdings.evidence.get(report.sha256) == DUDIN.encode()
    assert [it.id for it in one.holdings.store.list_decisions()] == [decision.id]
    assert [hit.report.sha256 for hit in one.search("summoned").hits] == [report.sha256]
    assert list_faults(one) == []


def test_both_logs_stay_whole_and_the_own_one_carries_the_other_head(
    one: Casebook, two: Casebook
) -> None:
    head = two.holdings.store.get_head()

    one.merge(two)

    heads = {it.chain: it for it in one.holdings.store.list_heads()}
    assert heads[two.id] == head
    assert list(one.log(chain=two.id)) == list(two.log())
    assert [read_merge(it) for it in one.log(kinds=(EntryKind.MERGE,))] == [head]
    assert list_faults(one) == []


def test_merging_twice_or_back_again_changes_nothing(one: Casebook, two: Casebook) -> None:
    decide_claim(one, next(one.reports()))
    decide_claim(two, next(two.reports()))

    one.merge(two)
    two.merge(one)
    state, heads = list_state(one), one.holdings.store.list_heads()
    assert list_state(two) == state

    for _ in range(2):
        assert one.merge(two).entries == 0
        assert two.merge(one).entries == 0
    assert one.holdings.store.list_heads() == heads
    assert list_state(one) == list_state(two) == state
    assert list_faults(one) == list_faults(two) == []


def test_what_is_added_after_a_merge_comes_with_the_next(one: Casebook, two: Casebook) -> None:
    one.merge(two)
    report = add(two, LISIN)
    decide_same(two, next(two.reports()), report)

    merged = one.merge(two)

    assert (merged.reports, merged.decisions) == (1, 1)
    two.merge(one)
    assert list_state(one) == list_state(two)
    assert list_faults(one) == list_faults(two) == []


def test_the_order_of_merging_three_casebooks_does_not_matter(tmp_path: Path) -> None:
    with ExitStack() as stack:
        texts = (ORLOV, DUDIN, LISIN)
        made = [stack.enter_context(create(tmp_path / str(n), texts[n], ORLOV)) for n in range(3)]
        for casebook in made:
            for report in casebook.reports():
                decide_claim(casebook, report)
        a, b, c = made

        b.merge(c)
        a.merge(b)
        c.merge(a)
        b.merge(c)

        assert list_state(a) == list_state(b) == list_state(c)
        assert [list_faults(it) for it in made] == [[], [], []]


def test_the_same_bytes_are_one_report_with_the_captures_of_both(
    one: Casebook, two: Casebook
) -> None:
    report = add(two, ORLOV)

    merged = one.merge(two)

    assert merged.reports == 1
    assert len(list(one.reports())) == 2
    assert [it.operator for it in one.show(report.sha256).captures] == ["Vera", "Oleg"]
    assert list_faults(one) == []


def test_another_report_of_the_same_id_gets_another_one(one: Casebook, two: Casebook) -> None:
    here, there = add(one, LISIN, id="harbor"), add(two, CANARY, id="harbor")

    merged = one.merge(two)

    assert merged.renamed == (("harbor", there.sha256[:16]),)
    assert one.show("harbor").report.summary.sha256 == here.sha256
    reading = one.get_reading(there.sha256)
    assert reading is not None
    assert reading.report.id == there.sha256[:16]
    assert list_faults(one) == []


def test_versions_and_reports_that_cannot_be_read_come_as_they_are(
    one: Casebook, two: Casebook
) -> None:
    url = "https://courier.example/lisin"
    first = add(two, LISIN, url=url, published="2031-03-14")
    second = add(two, f"{LISIN} He said so on Monday.", url=url)
    unread = add(two, "Nothing but UNREADABLE words, said Anna Orlova.")

    one.merge(two)

    assert one.show(second.sha256).versions == (first.id, second.id)
    assert one.show(first.sha256).report.summary.published == "2031-03-14"
    failed = one.show(unread.sha256).report.summary
    assert (failed.state, failed.problem) == (ReadingState.FAILED, unread.problem)


def test_dates_that_were_decided_in_either_are_in_force_in_both(
    one: Casebook, two: Casebook
) -> None:
    report = next(one.reports())
    two.merge(one)
    two.correct(report.sha256, "published", "2031-01-05", because="Their archive says so.")
    two.correct(next(two.reports()).id, "published", "2031-02-05", because="Likewise.")

    one.merge(two)

    days = {it.sha256: it.published for it in one.reports()}
    assert days == {it.sha256: it.published for it in two.reports()}
    assert set(days.values()) == {"2031-01-05", "2031-02-05"}
    undone = next(it for it in one.holdings.store.list_decisions([report.sha256]))
    one.undo(undone.id, because="It was another report.")
    two.merge(one)
    assert two.show(report.sha256).report.summary.published is None
    assert list_faults(one) == list_faults(two) == []


def test_a_fault_in_the_other_refuses_the_merge_and_names_it(one: Casebook, two: Casebook) -> None:
    state, head = list_state(one), one.holdings.store.get_head()
    path = next(two.path.glob("evidence/data/objects/*/*/*"))
    path.chmod(0o600)
    path.write_bytes(DUDIN.replace("Vera", "Wera").encode())

    with pytest.raises(MergeError) as caught:
        one.merge(two)

    assert path.name in str(caught.value)
    assert (list_state(one), one.holdings.store.get_head()) == (state, head)
    assert list_faults(one) == []


def test_a_casebook_is_not_merged_into_itself(one: Casebook) -> None:
    with Casebook.open(one.path) as again, pytest.raises(MergeError, match="itself"):
        one.merge(again)


def test_a_newer_copy_is_to_be_gone_on_with(one: Casebook, tmp_path: Path) -> None:
    shutil.copytree(one.path, tmp_path / "copy")
    with Casebook.open(tmp_path / "copy") as copy:
        assert one.merge(copy).entries == 0
        add(one, LISIN)
        assert one.merge(copy).entries == 0
        with pytest.raises(MergeError, match="newer one"):
            copy.merge(one)


@pytest.fixture
def copy(one: Casebook, tmp_path: Path) -> Iterator[Casebook]:
    shutil.copytree(one.path, tmp_path / "copy")
    with Casebook.open(tmp_path / "copy", analyst="Oleg", reader=PlainReader()) as copied:
        yield copied


def test_two_copies_that_went_on_apart_lose_nothing_to_each_other(
    one: Casebook, copy: Casebook
) -> None:
    report = next(one.reports())
    add(one, LISIN)
    decide_claim(one, report, reason="Vera heard it.")
    add(copy, DUDIN)
    decided = decide_claim(copy, report, reason="Oleg did not.")

    merged = one.merge(copy)
    copy.merge(one)

    assert (merged.reports, merged.decisions, merged.entries) == (1, 1, 2)
    assert list_state(one) == list_state(copy)
    last = list(one.holdings.store.list_decisions())[-1]
    assert (last.id, last.analyst, last.time) == (decided.id, "Oleg", decided.time)
    assert one.merge(copy).entries == copy.merge(one).entries == 0
    assert list_faults(one) == list_faults(copy) == []


def test_three_copies_agree_whoever_merges_first(
    one: Casebook, copy: Casebook, tmp_path: Path
) -> None:
    report = next(one.reports())
    shutil.copytree(one.path, tmp_path / "third")
    with Casebook.open(tmp_path / "third", analyst="Nina", reader=PlainReader()) as third:
        for casebook in (third, one, copy):
            decide_claim(casebook, report, reason=f"As {casebook.holdings.analyst} says.")
        one.merge(copy)
        third.merge(one)
        copy.merge(third)
        one.merge(copy)

        assert list_state(one) == list_state(copy) == list_state(third)
        assert list_faults(one) == list_faults(copy) == list_faults(third) == []


def test_what_one_copy_removed_goes_in_the_other(one: Casebook, copy: Casebook) -> None:
    old = next(one.reports())
    add(one, LISIN)
    copy.remove(old.id, because="A court said so.")

    merged = one.merge(copy)

    assert merged.removed == (old.id,)
    assert one.holdings.store.get_report(old.sha256).report is None
    assert list_faults(one) == []


def test_a_third_casebook_that_took_in_another_copy_merges_and_verifies(
    one: Casebook, two: Casebook, copy: Casebook
) -> None:
    """Its merges tell of entries of the other copy's log, which this one does not carry."""
    two.merge(one)
    add(one, CANARY)
    two.merge(one)
    add(copy, LISIN)
    copy.merge(one)

    copy.merge(two)
    one.merge(copy)
    two.merge(copy)

    assert list_state(one) == list_state(two) == list_state(copy)
    assert list_faults(one) == list_faults(two) == list_faults(copy) == []


def test_what_a_copy_merged_and_then_removed_stays_removed(
    one: Casebook, two: Casebook, copy: Casebook
) -> None:
    """Its removal stands in a log that this casebook cannot carry, so it is told anew."""
    report = add(two, CANARY)
    add(one, LISIN)
    copy.merge(two)
    decide_claim(copy, report, reason="canaryreason")
    copy.remove(report.sha256, because="A court said so.")

    one.merge(copy)
    copy.merge(one)
    one.merge(two)

    assert one.show(report.sha256).report.summary.state is ReadingState.REMOVED
    assert find_words(one.path, ["canaryname", "canaryreason"]) == []
    assert list_state(one)[0] == list_state(copy)[0]
    assert list_faults(one) == list_faults(copy) == []


def test_what_was_decided_in_one_copy_goes_with_what_the_other_removed(
    one: Casebook, tmp_path: Path
) -> None:
    report = add(one, CANARY)
    shutil.copytree(one.path, tmp_path / "copy")
    with Casebook.open(tmp_path / "copy", analyst="Oleg", reader=PlainReader()) as copy:
        add(copy, LISIN)
        decide_claim(copy, report, reason="canaryreason")
        one.remove(report.sha256, because="A court said so.")

        one.merge(copy)
        copy.merge(one)

        for casebook in (one, copy):
            assert find_words(casebook.path, ["canaryname", "canaryreason"]) == []
            assert list_faults(casebook) == []
        assert list_state(one)[0] == list_state(copy)[0]


def test_what_one_removed_goes_in_the_other_with_all_its_words(
    one: Casebook, two: Casebook
) -> None:
    report = add(one, CANARY)
    two.merge(one)
    decide_same(two, next(two.reports()), two.show(report.sha256).report.summary)
    decide_claim(two, report, reason="canaryreason")
    assert find_words(two.path, ["canaryname", "canaryreason"])

    one.remove(report.sha256, because="A court ordered it.")
    merged = two.merge(one)

    assert merged.removed == (report.id,)
    assert find_words(two.path, ["canaryname", "canarystatement", "canaryreason"]) == []
    summary = two.show(report.sha256).report.summary
    assert summary.state is ReadingState.REMOVED
    assert summary.problem is not None
    assert summary.problem.endswith("by Vera: A court ordered it.")
    one.merge(two)
    assert find_words(one.path, ["canaryname", "canarystatement", "canaryreason"]) == []
    assert list_state(one) == list_state(two)
    assert list_faults(one) == list_faults(two) == []


def test_what_was_removed_here_does_not_come_back_from_the_other(
    one: Casebook, two: Casebook
) -> None:
    here, there = add(one, CANARY), add(two, CANARY)
    decide_claim(two, there, reason="canaryreason")
    one.remove(here.sha256, because="A court ordered it.")

    merged = one.merge(two)

    assert (merged.reports, merged.kept_out) == (1, 1)
    assert find_words(one.path, ["canaryname", "canarystatement", "canaryreason"]) == []
    assert list_faults(one) == []
    two.merge(one)
    assert find_words(two.path, ["canaryname", "canarystatement", "canaryreason"]) == []
    assert list_state(one) == list_state(two)
    assert list_faults(two) == []


def test_bytes_that_were_removed_elsewhere_do_not_come_in_unasked(
    one: Casebook, two: Casebook
) -> None:
    report = add(two, CANARY)
    two.remove(report.sha256, because="A court ordered it.")
    one.merge(two)

    (refused,) = one.add([Addition(name="report", source=CANARY.encode())])

    assert refused.outcome is Outcome.REFUSED
    assert refused.problem is not None
    assert "by Oleg: A court ordered it." in refused.problem


def test_what_was_taken_in_again_on_purpose_stays(one: Casebook, two: Casebook) -> None:
    here = add(one, CANARY)
    two.merge(one)
    one.remove(here.sha256, because="A mistake.")
    again = add(one, CANARY, again=True)

    two.merge(one)

    assert two.holdings.evidence.get(again.sha256) == CANARY.encode()
    assert two.show(again.sha256).report.summary.state is ReadingState.READ
    one.merge(two)
    assert list_state(one) == list_state(two)
    assert list_faults(one) == list_faults(two) == []


def test_a_version_of_what_the_other_removed_comes_and_verifies(
    one: Casebook, two: Casebook
) -> None:
    old, new = add(two, CANARY, url=URL), add(two, LISIN, url=URL)
    two.remove(old.sha256, because="A court ordered it.")

    one.merge(two)

    assert list_faults(one) == []
    assert one.show(new.sha256).versions == two.show(new.sha256).versions


def test_a_version_of_what_was_removed_here_comes_and_verifies(
    one: Casebook, two: Casebook
) -> None:
    here = add(one, CANARY)
    one.remove(here.sha256, because="A court ordered it.")
    add(two, CANARY, url=URL)
    new = add(two, LISIN, url=URL)

    one.merge(two)

    assert list_faults(one) == []
    assert len(one.show(new.sha256).versions) == 2
    assert find_words(one.path, ["canaryname"]) == []


def test_a_version_of_what_only_the_other_copy_had_and_removed_comes_and_verifies(
    one: Casebook, copy: Casebook
) -> None:
    add(one, DUDIN)
    old, new = add(copy, CANARY, url=URL), add(copy, LISIN, url=URL)
    copy.remove(old.sha256, because="A court ordered it.")

    one.merge(copy)
    copy.merge(one)

    assert list_faults(one) == list_faults(copy) == []
    assert list_state(one)[0] == list_state(copy)[0]
    assert one.show(new.sha256).versions == copy.show(new.sha256).versions


def test_reports_that_are_versions_of_each_other_come_and_verify(
    one: Casebook, two: Casebook
) -> None:
    """The first was removed, and taken in again after the second."""
    old, new = add(two, CANARY, url=URL), add(two, LISIN, url=URL)
    two.remove(old.sha256, because="A mistake.")
    add(two, CANARY, url=URL, again=True)
    assert list_faults(two) == []

    one.merge(two)

    assert list_faults(one) == []
    assert {it.sha256 for it in one.reports()} >= {old.sha256, new.sha256}


def test_a_merge_says_that_timestamps_of_another_copy_do_not_come(
    one: Casebook, copy: Casebook, tmp_path: Path
) -> None:
    pytest.importorskip("rfc3161_client", reason="rfc3161-client, an extra, is not installed")
    if shutil.which("openssl") is None:
        pytest.skip("openssl, the authority of this test, is missing")
    authority = Authority.create(tmp_path / "authority")
    add(one, DUDIN)
    copy.keep_timestamp(authority.answer(copy.request_timestamp()))

    assert any("timestamp" in warning for warning in one.merge(copy).warnings)


@pytest.mark.parametrize("passphrases", [("one", "two"), ("one", None), (None, "two")])
def test_each_is_opened_with_its_own_passphrase(
    tmp_path: Path, passphrases: tuple[str | None, str | None]
) -> None:
    here, there = passphrases
    with (
        create(tmp_path / "one", ORLOV, passphrase=here) as one,
        create(tmp_path / "two", CANARY, passphrase=there) as two,
    ):
        merged = one.merge(two)

        assert bool(merged.warnings) == (here is None)
        assert bool(find_words(one.path, ["canaryname"])) == (here is None)
        assert [hit.report.claims for hit in one.search("canarystatement").hits] == [1]
        assert list_faults(one) == []


def test_what_stops_a_merge_leaves_nothing_of_it(
    one: Casebook, two: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(two, LISIN)
    state, head = list_state(one), one.holdings.store.get_head()
    put_all = EvidenceChange.put_all

    def stop(self: EvidenceChange, data: Iterable[bytes]) -> list[str]:
        put_all(self, data)
        raise KeyboardInterrupt

    monkeypatch.setattr(EvidenceChange, "put_all", stop)
    with pytest.raises(KeyboardInterrupt):
        one.merge(two)
    monkeypatch.undo()

    assert (list_state(one), one.holdings.store.get_head()) == (state, head)
    assert list_faults(one) == []
    one.merge(two)
    assert list_faults(one) == []
