"""Reports come in as evidence, once each, and are read; nothing half-done ever shows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from orlov import ORLOV, AddText
from plain_reader import PlainReader

import sayso
from sayso.capture.options import CaptureOptions
from sayso.records.casebook import ReadingState
from sayso.records.log import EntryKind
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.workbench.adding import Addition, Outcome
from sayso.workbench.casebook import Casebook


def make_addition(text: str, name: str = "report", **given: str) -> Addition:
    options = CaptureOptions(language="en", **given)  # type: ignore[arg-type]
    return Addition(name=name, source=text.encode(), options=options)


def test_a_report_is_kept_read_and_in_the_log(casebook: Casebook, add_text: AddText) -> None:
    report = add_text(casebook, published="2024-03-11", publisher="Volga Courier")

    shown = casebook.show(report.id)
    assert report.state is ReadingState.READ
    assert report.claims == 2
    assert shown.report.report is not None
    assert shown.report.report.text == ORLOV
    assert [capture.operator for capture in shown.captures] == ["Vera"]
    assert [entry.kind for entry in casebook.log()] == [EntryKind.CASEBOOK, EntryKind.CAPTURE]
    assert casebook.holdings.evidence.get(report.sha256) == ORLOV.encode()


def test_what_is_not_known_of_a_capture_is_none(casebook: Casebook, add_text: AddText) -> None:
    capture = casebook.show(add_text(casebook).id).captures[0]

    assert (capture.url, capture.http_status, capture.fetched, capture.file_name) == (None,) * 4


def test_the_same_bytes_are_kept_once_with_two_captures(casebook: Casebook) -> None:
    first, second = casebook.add([make_addition(ORLOV), make_addition(ORLOV)])
    (third,) = casebook.add([make_addition(ORLOV)])

    assert [it.outcome for it in (first, second, third)] == [
        Outcome.ADDED,
        Outcome.AGAIN,
        Outcome.AGAIN,
    ]
    assert len(list(casebook.reports())) == 1
    assert first.report is not None
    assert len(casebook.show(first.report.id).captures) == 3
    assert casebook.stats().objects == 1


def test_a_changed_text_of_one_address_is_a_new_version(
    casebook: Casebook, add_text: AddText
) -> None:
    url = "https://courier.example/orlov"
    first = add_text(casebook, url=url)
    changed = make_addition(ORLOV.replace("Monday", "Tuesday"), url=url)
    (second,) = casebook.add([changed])

    assert second.outcome is Outcome.VERSION
    assert second.report is not None
    assert second.report.previous == first.id
    assert casebook.show(first.id).versions == (first.id, second.report.id)


def test_a_report_that_cannot_be_read_is_kept_with_the_reason(casebook: Casebook) -> None:
    (added,) = casebook.add([make_addition("Nothing but UNREADABLE words said Anna Orlova.")])

    assert added.outcome is Outcome.UNREAD
    assert added.report is not None
    assert added.report.state is ReadingState.FAILED
    assert added.problem is not None
    assert "no language" in added.problem
    assert casebook.holdings.evidence.get(added.report.sha256).startswith(b"Nothing but")


def test_bytes_that_hold_no_text_are_evidence_all_the_same(casebook: Casebook) -> None:
    (added,) = casebook.add([Addition(name="scan.pdf", source=b"%PDF-1.4 broken")])

    assert added.outcome is Outcome.UNREAD
    assert added.report is not None
    assert casebook.holdings.evidence.get(added.report.sha256) == b"%PDF-1.4 broken"
    assert [it.problem for it in casebook.reread()] == [added.problem]


def test_a_file_that_is_not_there_costs_the_others_nothing(
    casebook: Casebook, tmp_path: Path
) -> None:
    missing = Addition(name="missing.txt", source=tmp_path / "missing.txt")
    refused, kept = casebook.add([missing, make_addition(ORLOV)])

    assert refused.outcome is Outcome.REFUSED
    assert refused.problem == "There is no such file. Check its name."
    assert kept.outcome is Outcome.ADDED


class StoppingReader(PlainReader):
    """Stops the program at its first report, as a power cut would."""

    def read(self, report: Report) -> Reading:
        raise KeyboardInterrupt


def test_a_reading_that_is_stopped_costs_no_evidence(tmp_path: Path) -> None:
    path = tmp_path / "stopped.casebook"
    with (
        Casebook.create(path, reader=StoppingReader()) as casebook,
        pytest.raises(KeyboardInterrupt),
    ):
        list(casebook.add([make_addition(ORLOV)]))

    with Casebook.open(path, reader=PlainReader()) as casebook:
        assert [it.state for it in casebook.reports()] == [ReadingState.WAITING]
        assert [it.changed for it in casebook.reread()] == [True]
        assert [it.state for it in casebook.reports()] == [ReadingState.READ]


class BrokenReader(PlainReader):
    """Has a defect, but for one report."""

    def read(self, report: Report) -> Reading:
        if "Orlov" in report.text:
            raise KeyError("orlov")
        return super().read(report)


def test_a_defect_in_one_reading_costs_the_others_nothing(tmp_path: Path) -> None:
    with Casebook.create(tmp_path / "broken.casebook", reader=BrokenReader()) as casebook:
        broken, fine = casebook.add(
            [make_addition(ORLOV), make_addition("Oleg Dudin said that he was well.")]
        )

    assert broken.outcome is Outcome.UNREAD
    assert "defect" in (broken.problem or "")
    assert fine.outcome is Outcome.ADDED


def test_a_newer_reader_replaces_findings_and_then_skips(
    casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook)
    with Casebook.open(casebook.path, reader=PlainReader(version=3)) as newer:
        first = list(newer.reread())
        again = list(newer.reread())
        reading = newer.get_reading(report.id)

    assert [it.changed for it in first] == [True]
    assert [it.changed for it in again] == [False]
    assert reading is not None
    assert reading.made_by.reader.version == "3"
    assert len(reading.claims) == 1


def test_the_library_opens_a_casebook(casebook: Casebook, add_text: AddText) -> None:
    add_text(casebook)

    with sayso.Casebook.open(casebook.path) as opened:
        assert [hit.report.claims for hit in opened.search("detained").hits] == [2]


def test_bytes_that_gave_no_text_give_it_under_a_fitting_name(
    casebook: Casebook, tmp_path: Path
) -> None:
    options = CaptureOptions(language="en")
    for name in ("report.pdf", "report.txt"):
        (tmp_path / name).write_text(ORLOV)
    (first,) = casebook.add(
        [Addition(name="report.pdf", source=tmp_path / "report.pdf", options=options)]
    )
    (again,) = casebook.add(
        [Addition(name="report.pdf", source=tmp_path / "report.pdf", options=options)]
    )
    (renamed,) = casebook.add(
        [Addition(name="report.txt", source=tmp_path / "report.txt", options=options)]
    )

    assert (first.outcome, again.outcome) == (Outcome.UNREAD, Outcome.UNREAD)
    assert again.problem == first.problem
    assert renamed.outcome is Outcome.AGAIN
    assert renamed.report is not None
    assert renamed.report.claims == 2
    assert [fault for fault in casebook.verify() if fault.fails] == []


class MeddlingReader(PlainReader):
    """While it reads, another process does something to the report, once."""

    def __init__(self, deed: Callable[[], None]) -> None:
        super().__init__()
        object.__setattr__(self, "deed", [deed])

    def read(self, report: Report) -> Reading:
        while self.deed:  # type: ignore[attr-defined]
            self.deed.pop()()  # type: ignore[attr-defined]
        return super().read(report)


def test_what_others_remove_or_date_meanwhile_costs_the_rest_nothing(tmp_path: Path) -> None:
    path = tmp_path / "busy.casebook"
    other = "Oleg Dudin said that he was well."

    def meddle() -> None:
        with Casebook.open(path, reader=PlainReader()) as meanwhile:
            gone, dated = meanwhile.reports()
            meanwhile.remove(gone.id, because="A court said so.")
            meanwhile.correct(dated.id, "published", "2024-03-12", because="So it says.")

    with Casebook.create(path, reader=MeddlingReader(meddle)) as casebook:
        first, second = casebook.add([make_addition(ORLOV), make_addition(other)])
        reading = casebook.get_reading(second.report.id) if second.report else None

        assert first.problem is not None
        assert "removed" in first.problem
        assert second.outcome is Outcome.ADDED
        assert reading is not None
        assert reading.report.published == "2024-03-12"
