"""One case with all that its page shows: words, law, decisions, what is not in it yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.cases.penalty_check import list_beyond
from sayso.errors import StoreError
from sayso.packs.law import Law
from sayso.packs.pack import Pack
from sayso.records.casebook import ReportSummary
from sayso.records.casefile import CaseFile, Ref
from sayso.records.claim import Claim
from sayso.records.decision import Decision
from sayso.records.event import Check, CheckKind, Event
from sayso.records.reading import Reading
from sayso.records.value import TimeExpression
from sayso.review.effective import DecidedLink, LinkEnd
from sayso.workbench.board import Left, find_left
from sayso.workbench.casework import get_case_file
from sayso.workbench.holdings import Holdings
from sayso.workbench.quoting import Quoted, list_effective

_ACROSS = frozenset({"belongs_to_case", "same_event"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecision:
    """A decision in force by which a case is what it is.

    Attributes:
        decision: The decision.
        about: The findings that it is about, as far as they are here.
        words: Of each of these, the words.
    """

    decision: Decision
    about: tuple[Ref, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDesk:
    """One case with all that its page shows.

    Attributes:
        case: The case.
        reports: Those that it names, by SHA-256.
        claims: The statements of its reports, as people decided them; rejected ones are not.
        events: The events of its steps.
        times: When these were, as far as a time is read.
        checks: Penalties that its reports give and the law does not, by report.
        law: The articles that the field's pack knows.
        decisions: Those in force by which it is what it is, the latest first.
        notes: What people noted of its statements, oldest first.
        texts: Of the reports of which one repeats the other, by SHA-256.
        left: What is not in it yet.
    """

    case: CaseFile
    reports: Mapping[str, ReportSummary]
    claims: Mapping[Ref, Claim]
    events: Mapping[Ref, Event]
    times: Mapping[Ref, TimeExpression]
    checks: tuple[tuple[str, Check], ...]
    law: Law
    decisions: tuple[CaseDecision, ...]
    notes: Mapping[Ref, tuple[Decision, ...]]
    texts: Mapping[str, str]
    left: Left

    def find_matter(self, report: str) -> Ref:
        """Return the matter that decisions on a finding of a report (by its id) name for it."""
        own = (it for it in self.case.matters if self._names(it.report, report))
        return next(own, self.case.matters[0])

    def find_report(self, name: str) -> str:
        """Return the SHA-256 of a report of the case by its id; raises `StoreError`."""
        found = (sha256 for sha256, it in self.reports.items() if it.id == name)
        sha256 = next(found, None)
        if sha256 is None:
            raise StoreError(
                f"Case {self.case.id} has no report {name!r}.", remedy="Look into the case again."
            )
        return sha256

    def _names(self, sha256: str, report: str) -> bool:
        found = self.reports.get(sha256)
        return found is not None and found.id == report

    def list_events_of(self, claim: Ref) -> tuple[Ref, ...]:
        """Return the events of the case's steps that a statement tells."""
        return tuple(
            at
            for at, event in self.events.items()
            if at.report == claim.report and claim.id in event.claims
        )


def open_case(holdings: Holdings, pack: Pack, name: str) -> CaseDesk:
    """Return one case by its id or the beginning of it, an id that it had, or REPORT/k1.

    Raises:
        StoreError: There is none, or several are meant.
    """
    found = get_case_file(holdings, pack, name)
    (case,) = found.cases
    quoted = tuple(list_effective(holdings, case.reports))
    wanted = {at for step in case.history for at in step.events}
    copied = {name for it in case.copies for name in (it.of, it.report)}
    return CaseDesk(
        case=case,
        reports=found.reports,
        claims={
            Ref(report=it.sha256, id=claim.id): claim
            for it in quoted
            for claim in (() if it.reading is None else it.reading.claims)
        },
        events={
            at: event
            for it in quoted
            for event in (() if it.reading is None else it.reading.events)
            if (at := Ref(report=it.sha256, id=event.id)) in wanted
        },
        times={
            Ref(report=it.sha256, id=event.id): time
            for it in quoted
            for event, time in (() if it.reading is None else _list_timed(it.reading))
        },
        checks=_list_checks(case, quoted, pack.law),
        law=pack.law,
        decisions=_list_decisions(case, quoted),
        notes={
            Ref(report=it.sha256, id=name): notes
            for it in quoted
            for name, notes in it.notes.items()
        },
        texts={
            it.sha256: it.reading.report.text
            for it in quoted
            if it.reading is not None and it.sha256 in copied
        },
        left=find_left(holdings, pack),
    )


def _list_checks(
    case: CaseFile, quoted: Iterable[Quoted], law: Law
) -> tuple[tuple[str, Check], ...]:
    """Return what the reports' readings found, and of the rest what no packaged wording allows."""
    found = [
        (it.sha256, check)
        for it in quoted
        for check in (() if it.reading is None else it.reading.checks)
        if check.kind is CheckKind.PENALTY_MISMATCH
    ]
    said = {(report, check.about[0]) for report, check in found}
    rest = (it for it in list_beyond(case, law) if (it[0], it[1].about[0]) not in said)
    return (*found, *rest)


def _list_timed(reading: Reading) -> Iterator[tuple[Event, TimeExpression]]:
    times = {it.id: it for it in reading.times}
    for event in reading.events:
        if event.time is not None and event.time in times:
            yield event, times[event.time]


def _list_decisions(case: CaseFile, quoted: Iterable[Quoted]) -> tuple[CaseDecision, ...]:
    found: dict[str, CaseDecision] = {}
    for it in quoted:
        found |= {made.decision.id: made for made in _list_of_report(case, it)}
    return tuple(sorted(found.values(), key=lambda it: it.decision.time, reverse=True))


def _list_of_report(case: CaseFile, quoted: Quoted) -> Iterator[CaseDecision]:
    for link in quoted.links:
        if link.type in _ACROSS and link.decision in quoted.decisions and _concerns(case, link):
            ends = (link.one, link.other)
            yield CaseDecision(
                decision=quoted.decisions[link.decision],
                about=tuple(Ref(report=it.report, id=it.id) for it in ends if it.id is not None),
                words=tuple(it.text for it in ends),
            )
    words = {
        claim.id: claim.content.text
        for claim in (() if quoted.reading is None else quoted.reading.claims)
    }
    for name, decision in quoted.origins.items():
        if decision in quoted.decisions and name in words:
            yield CaseDecision(
                decision=quoted.decisions[decision],
                about=(Ref(report=quoted.sha256, id=name),),
                words=(words[name],),
            )


def _concerns(case: CaseFile, link: DecidedLink) -> bool:
    """Return whether a decision is on this case: of a matter on its own, of events on any step."""
    if link.type == "belongs_to_case":
        return _at(link.other) in case.matters
    steps = {at for step in case.history for at in step.events}
    return bool(steps & {_at(link.one), _at(link.other)})


def _at(end: LinkEnd) -> Ref:
    return Ref(report=end.report, id=end.id or "")
