"""Reports: kept whole, found by every name, listed in the order in which they came."""

from dataclasses import replace

import pytest
from invented_store import (
    add,
    append,
    decide,
    extract,
    keep,
    make_capture,
    make_report,
    read,
    remove,
)

from sayso.errors import StoreError
from sayso.records.casebook import EvidenceObject, ReadingState
from sayso.records.entries import make_capture_draft
from sayso.records.subjects import make_text_digest
from sayso.store.store import Store


def test_a_report_comes_back_as_it_was_captured(store: Store) -> None:
    report = make_report(text="Two\nlines, “там”; \0 and \ud83d halves.", id="two")

    summary = keep(store, report, version=None)

    assert store.get_report("two").report == report
    assert summary == store.find_report(report.sha256) == store.find_report(report.sha256[:9])
    assert (summary.n, summary.id, summary.state) == (1, "two", ReadingState.WAITING)
    assert (summary.title, summary.publisher) == (report.title, report.publisher)
    assert (summary.url, summary.published) == (report.url, report.published)
    assert summary.text_sha256 == make_text_digest(report.text)
    assert (summary.claims, summary.previous, summary.problem) == (0, None, None)


def test_what_is_not_known_stays_so(store: Store) -> None:
    report = make_report(title=None, publisher=None, url=None, published=None, origin=())

    keep(store, report, version=None)

    assert store.get_report(report.id).report == report
    assert store.find_report("none") is None
    assert store.find_newest("https://courier.example/two") is None
    assert store.get_reading("none") is None
    with pytest.raises(StoreError, match="no report 'none'"):
        store.get_report("none")


def test_the_same_bytes_are_kept_once_with_a_record_of_each_capture(store: Store) -> None:
    report = make_report()
    keep(store, report)
    again = make_capture(report, time="2031-03-15T00:00:00Z", note="sent by a colleague")

    with store.writing() as writer:
        writer.append(make_capture_draft(again, None, actor="mira"))
        with pytest.raises(StoreError, match="kept already"):
            writer.add_report(report)

    assert list(store.list_captures(report.sha256)) == [make_capture(report), again]
    assert list(store.list_captures("ab" * 32)) == []
    assert list(store.list_objects()) == [
        EvidenceObject(sha256=report.sha256, size=len(report.text), removed=False)
    ]
    assert store.has_object(report.sha256)
    assert not store.has_object("ab" * 32)


def test_an_id_that_another_report_has_gives_way_to_digits(store: Store) -> None:
    first, second = make_report("One.", id="r"), make_report("Two.", id="r")
    keep(store, first, version=None)
    thief = make_report("Three.", id=second.sha256[:16])
    keep(store, thief, version=None)

    summary = keep(store, second, version=None)

    assert summary.id == second.sha256[:17]
    assert store.get_report("r").summary.sha256 == first.sha256
    stored = store.get_report(second.sha256)
    assert stored.report == replace(second, id=summary.id)


def test_digits_that_several_reports_begin_with_are_refused(store: Store) -> None:
    for n, digits in enumerate(("aaaa" + "bc" * 30, "aaaa" + "de" * 30)):
        keep(store, make_report(f"No {n}.", id=f"r{n}", sha256=digits), version=None)

    with pytest.raises(StoreError, match="Several reports"):
        store.find_report("aaaa")
    found = store.find_report("aaaad")
    assert found is not None
    assert found.id == "r1"
    assert store.find_report("aaaa%") is None


def test_reports_are_listed_in_the_order_in_which_they_came(store: Store) -> None:
    reports = [make_report(f"Vera Lindt said it was no {n}.", id=f"r{n}") for n in range(12)]
    with store.writing() as writer:
        for report in reports:
            add(writer, report)
        for report in reports[:4]:
            writer.put_reading(read(report))
        for report in reports[4:6]:
            writer.put_failure(report.sha256, "It is in no language that is read.")

    assert [one.id for one in store.list_reports()] == [report.id for report in reports]
    assert [one.id for one in store.list_reports(limit=2)] == ["r0", "r1"]
    assert [one.id for one in store.list_reports(after=2, limit=2)] == ["r2", "r3"]
    assert list(store.list_reports(limit=0)) == []
    failed = list(store.list_reports(states=[ReadingState.FAILED]))
    assert [one.id for one in failed] == ["r4", "r5"]
    assert {one.problem for one in failed} == {"It is in no language that is read."}
    waiting = [ReadingState.FAILED, ReadingState.WAITING]
    assert len(list(store.list_reports(states=waiting))) == 8


def test_many_reports_are_listed_whole(store: Store) -> None:
    with store.writing() as writer:
        for n in range(1050):
            add(writer, make_report(f"No {n}."))

    assert [one.n for one in store.list_reports()] == list(range(1, 1051))
    assert len(list(store.list_reports(limit=700))) == 700
    assert len(list(store.list_captures())) == 1050
    assert len({it.sha256 for it in store.list_objects()}) == 1050
    assert store.count().reports == 1050


def test_versions_of_a_page_are_linked(store: Store) -> None:
    first, second, third = (make_report(f"Version {n}.", id=f"v{n}") for n in (1, 2, 3))
    keep(store, first, version=None)
    with store.writing() as writer:
        add(writer, second, previous=first.sha256)
        add(writer, third, previous=second.sha256)
    keep(store, make_report("Another.", id="o", url="https://courier.example/o"), version=None)

    assert store.get_report("v3").summary.previous == "v2"
    for name in ("v1", "v2", "v3"):
        assert store.list_versions(name) == ("v1", "v2", "v3")
    assert store.list_versions("o") == ("o",)
    newest = store.find_newest("http://www.courier.example/two/#top")
    assert newest is not None
    assert newest.id == "v3"


def test_a_version_of_nothing_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no report"), store.writing() as writer:
        add(writer, make_report(), previous="ab" * 32)


def test_another_text_of_the_same_bytes_takes_the_findings_away(store: Store) -> None:
    report = make_report()
    keep(store, report)
    append(store, decide(report))
    better = replace(report, text=report.text + " More.", title="Two are detained")

    with store.writing() as writer:
        extract(writer, better)

    assert store.get_report(report.id).report == better
    assert store.get_report(report.id).summary.state is ReadingState.WAITING
    assert store.get_reading(report.id) is None
    assert len(list(store.list_decisions([report.sha256]))) == 1
    with pytest.raises(StoreError, match="another text"), store.writing() as writer:
        writer.put_reading(read(report))
    assert list(store.check()) == []


def test_the_date_in_force_is_shown_and_the_captured_one_kept(store: Store) -> None:
    report = make_report()
    keep(store, report)

    with store.writing() as writer:
        writer.set_published(report.sha256, "2031-03-01")

    assert store.get_report(report.id).summary.published == "2031-03-01"
    assert store.get_report(report.id).report == report
    assert store.find_newest("https://courier.example/two") is not None

    with store.writing() as writer:
        writer.set_published(report.sha256, None)

    assert store.get_report(report.id).summary.published is None


def test_everything_is_counted(store: Store) -> None:
    reports = [make_report(f"Vera Lindt said it was no {n}.") for n in range(4)]
    for report in reports[:2]:
        keep(store, report)
    keep(store, reports[2], version=None)
    keep(store, reports[3], version=None)
    with store.writing() as writer:
        writer.put_failure(reports[2].sha256, "No.")
        remove(writer, reports[3], [(store.chain, 5)])
    append(store, decide(reports[0]))

    counts = store.count()

    assert (counts.reports, counts.waiting, counts.failed, counts.removed) == (4, 0, 1, 1)
    assert (counts.captures, counts.objects, counts.claims) == (4, 3, 2)
    assert counts.evidence_bytes == sum(len(report.text) for report in reports[:3])
    assert (counts.decisions, counts.entries) == (1, 6)


def test_what_no_database_can_hold_is_refused_by_name(store: Store) -> None:
    for bad in ("\0", "\ud800"):
        with pytest.raises(StoreError, match="title"), store.writing() as writer:
            writer.add_report(make_report(title=f"Two{bad}"))
