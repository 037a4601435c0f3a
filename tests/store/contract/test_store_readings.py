"""Findings: kept whole, replaced whole, never in the way of a decision."""

from dataclasses import replace

import pytest
from invented import make_reading
from invented_store import add, append, decide, keep, make_report, read

from sayso.errors import StoreError
from sayso.records.casebook import ReadingState
from sayso.records.report import Report
from sayso.store.store import Store, Writer


def test_a_reading_comes_back_as_it_was_made(store: Store) -> None:
    reading = make_reading()
    with store.writing() as writer:
        add(writer, reading.report)
        writer.put_reading(reading)

    assert store.get_reading(reading.report.id) == reading
    summary = store.get_report(reading.report.id).summary
    assert (summary.state, summary.claims) == (ReadingState.READ, len(reading.claims))


def test_a_readings_report_is_the_one_that_was_read(store: Store) -> None:
    report = make_report()
    decided = replace(report, published="2031-03-01", title="As decided")
    keep(store, report, version=None)

    with store.writing() as writer:
        writer.put_reading(read(decided))

    reading = store.get_reading(report.id)
    assert reading is not None
    assert reading.report == decided
    assert store.get_report(report.id).report == report


def test_reading_again_replaces_findings_and_no_decision(store: Store) -> None:
    report = make_report()
    keep(store, report)
    decision = decide(report)
    append(store, decision)

    with store.writing() as writer:
        writer.put_reading(read(report, version=3))

    reading = store.get_reading(report.id)
    assert reading == read(report, version=3)
    assert reading != read(report)
    assert store.get_report(report.id).summary.claims == 1
    assert list(store.list_decisions()) == [decision]


def test_an_interrupted_reading_leaves_the_one_before_whole(store: Store) -> None:
    report = make_report()
    keep(store, report)

    with pytest.raises(StoreError), store.writing() as writer:
        put_all(writer, [report, make_report("Unknown.")])

    assert store.get_reading(report.id) == read(report)
    assert store.get_report(report.id).summary.claims == 2


def test_a_failure_leaves_the_findings_of_before(store: Store) -> None:
    report = make_report()
    keep(store, report)

    with store.writing() as writer:
        writer.put_failure(report.sha256, "The model is missing.")

    summary = store.get_report(report.id).summary
    assert (summary.state, summary.problem) == (ReadingState.READ, "The model is missing.")
    assert store.get_reading(report.id) == read(report)

    with store.writing() as writer:
        writer.put_reading(read(report))

    assert store.get_report(report.id).summary.problem is None


def test_what_is_not_kept_is_not_read(store: Store) -> None:
    report = make_report()

    with pytest.raises(StoreError, match="no report"), store.writing() as writer:
        writer.put_reading(read(report))
    with pytest.raises(StoreError, match="no report"), store.writing() as writer:
        writer.put_failure(report.sha256, "No.")
    with pytest.raises(StoreError, match="no report"), store.writing() as writer:
        writer.set_published(report.sha256, None)


def put_all(writer: Writer, reports: list[Report]) -> None:
    for report in reports:
        writer.put_reading(read(report, version=3))
