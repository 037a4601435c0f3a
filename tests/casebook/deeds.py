"""What tests of removing, merging and backups do to casebooks."""

from pathlib import Path
from uuid import uuid4

from orlov import ORLOV
from plain_reader import PlainReader

from sayso.capture.options import CaptureOptions
from sayso.records.casebook import ReportSummary
from sayso.records.decision import (
    ClaimStands,
    Decision,
    Judgement,
    Question,
    SamePerson,
    Subject,
    SubjectKind,
    get_question_name,
)
from sayso.records.entries import list_decided, make_decision_draft
from sayso.records.fault import Fault
from sayso.records.subjects import list_findings
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

DUDIN = "Vera Dudina said that Oleg Dudin was summoned by telephone. Nina Belova said so too."
LISIN = "Lev Lisin said that nobody had come for him."


def create(
    path: Path,
    *texts: str,
    analyst: str = "Vera",
    database: str = "sqlite",
    passphrase: str | None = None,
) -> Casebook:
    made = Casebook.create(
        path, analyst=analyst, database=database, passphrase=passphrase, reader=PlainReader()
    )
    for text in texts:
        add(made, text)
    return made


def add(
    casebook: Casebook, text: str = ORLOV, *, again: bool = False, **given: str
) -> ReportSummary:
    options = CaptureOptions(language="en", **given)  # type: ignore[arg-type]
    addition = Addition(name="report", source=text.encode(), options=options, again=again)
    (added,) = casebook.add([addition])
    assert added.report is not None, added.problem
    return added.report


def decide(casebook: Casebook, question: Question, *, reason: str = "As she said.") -> Decision:
    keys, reports = list_decided(question)
    decision = Decision(
        id=uuid4().hex,
        type=get_question_name(question),
        question=question,
        judgement=Judgement.YES,
        analyst=casebook.holdings.analyst,
        time=casebook.holdings.now(),
        reason=reason,
        keys=keys,
        reports=reports,
    )
    with casebook.holdings.store.writing() as writer:
        writer.append(make_decision_draft(decision))
    return decision


def get_subject(casebook: Casebook, report: ReportSummary, name: str) -> Subject:
    reading = casebook.get_reading(report.id)
    assert reading is not None
    return next(subject for found, subject in list_findings(reading) if found == name)


def decide_claim(casebook: Casebook, report: ReportSummary, *, reason: str = "So.") -> Decision:
    question = ClaimStands(claim=get_subject(casebook, report, "c1"))
    return decide(casebook, question, reason=reason)


def decide_same(casebook: Casebook, one: ReportSummary, other: ReportSummary) -> Decision:
    question = SamePerson(
        one=get_subject(casebook, one, "e1"), other=get_subject(casebook, other, "e1")
    )
    assert question.one.kind is SubjectKind.ENTITY
    return decide(casebook, question, reason=f"{question.one.text}: the same woman.")


def list_faults(casebook: Casebook) -> list[Fault]:
    return [fault for fault in casebook.verify() if fault.fails]


def list_state(casebook: Casebook) -> tuple[object, ...]:
    """Return what must be equal in two casebooks that hold the same."""
    store = casebook.holdings.store
    return (
        sorted(
            (it.sha256, it.state, it.title, it.published, it.text_sha256, it.claims)
            for it in store.list_reports()
        ),
        [
            (it.id, it.judgement, it.question, it.reason, it.reports)
            for it in store.list_decisions()
        ],
        [(it.sha256, it.size, it.removed) for it in store.list_objects()],
        sorted(it.id for it in store.list_captures()),
    )


def find_words(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    """Return (word, file) for each word that stands in some file of a folder, in any case."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes().lower()
            found += [(word, path.name) for word in words if word.lower().encode() in data]
    return found
