"""Invented reports, captures and decisions that the contract's tests keep."""

import hashlib
from dataclasses import replace
from typing import Any

from plain_reader import PlainReader

from sayso.records.capture import Capture
from sayso.records.casebook import ReportSummary
from sayso.records.decision import Decision, Judgement, Note, Question, get_question_name
from sayso.records.entries import (
    list_decided,
    make_capture_draft,
    make_casebook_draft,
    make_decision_draft,
    make_extraction_draft,
)
from sayso.records.log import Draft, LogEntry
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.records.subjects import make_report_subject
from sayso.store.store import Store, Writer

NOW = "2031-03-14T09:00:00Z"
OWN, OTHER = "0f" * 16, "1e" * 16
TEXT = "Vera Lindt said that Oskar Maier was detained. Vera Lindt said perhaps he was free."


def at(minute: int) -> str:
    """Return a time so many minutes past nine."""
    return f"2031-03-14T{9 + minute // 60:02}:{minute % 60:02}:00Z"


def make_first(time: str = NOW) -> Draft:
    return make_casebook_draft(time=time, actor="mira", made_with="sayso 9", name="Refusals")


def make_report(text: str = TEXT, **fields: Any) -> Report:
    sha256 = hashlib.sha256(b"captured: " + text.encode("utf-8", "surrogatepass")).hexdigest()
    report = Report(
        id=sha256[:16],
        title="Two detained",
        publisher="The Valley Courier",
        url="https://courier.example/two",
        published="2031-03-12",
        captured=None,
        language="en",
        sha256=sha256,
        text=text,
        origin=((0, 0), (5, 6)),
    )
    return replace(report, **fields)


def make_capture(report: Report, *, time: str = NOW, **fields: Any) -> Capture:
    number = hashlib.sha256(f"{report.sha256} {time} {fields}".encode()).hexdigest()
    capture = Capture(
        id=number[:32],
        sha256=report.sha256,
        size=len(report.text),
        added=time,
        clock="system",
        method="file",
        tool="sayso",
        tool_version="9",
        operator="mira",
    )
    return replace(capture, **fields)


def add(
    writer: Writer, report: Report, *, time: str = NOW, previous: str | None = None
) -> LogEntry:
    """Keep a report and its capture, as the workbench does."""
    capture = make_capture(report, time=time)
    entry = writer.append(make_capture_draft(capture, report, previous=previous, actor="mira"))
    writer.add_report(report, previous=previous)
    return entry


def keep(store: Store, report: Report, *, version: int | None = 1) -> ReportSummary:
    """Keep a report and what a reader of this version reads in it."""
    with store.writing() as writer:
        add(writer, report)
        if version is not None:
            writer.put_reading(read(report, version))
    return store.get_report(report.sha256).summary


def extract(writer: Writer, report: Report, *, previous: str | None = None) -> None:
    """Keep another text of bytes that are there."""
    writer.append(make_extraction_draft(report, time=NOW, actor="mira", previous=previous))
    writer.replace_text(report)


def read(report: Report, version: int = 1) -> Reading:
    return PlainReader(version).read(report)


def decide(question: Question | Report, *, minute: int = 0, **fields: Any) -> Decision:
    """Return a decision; about a report it is a note."""
    if isinstance(question, Report):
        question = Note(about=make_report_subject(question))
    keys, reports = list_decided(question)
    name = hashlib.sha256(f"{keys} {minute} {fields}".encode()).hexdigest()[:32]
    decision = Decision(
        id=name,
        type=get_question_name(question),
        question=question,
        judgement=Judgement.YES,
        analyst="mira",
        time=at(minute),
        reason=f"It was checked at minute {minute}.",
        keys=keys,
        reports=reports,
    )
    return replace(decision, **fields)


def append(store: Store, *decisions: Decision) -> None:
    with store.writing() as writer:
        for decision in decisions:
            writer.append(make_decision_draft(decision))


def remove(writer: Writer, report: Report, entries: list[tuple[str, int]]) -> None:
    """Take a report away, with the words of these entries."""
    writer.seal(entries)
    writer.remove_report(report.sha256, "Lawfully removed on 2031-03-14.")
