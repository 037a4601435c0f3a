"""What a casebook answers: its reports, statements, cases, people, log."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.records.capture import Capture
from sayso.records.casebook import (
    ClaimRow,
    Counts,
    Filters,
    HitPage,
    ReadingState,
    ReportSummary,
    StoredReport,
)
from sayso.records.decision import Decision
from sayso.records.event import Case
from sayso.records.log import EntryKind, LogEntry
from sayso.records.reading import Reading
from sayso.workbench.opened import OpenCasebook

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.records.casefile import Ref
    from sayso.records.people import PeopleWanted
    from sayso.review.effective import EffectiveReading
    from sayso.workbench.overview import Overview
    from sayso.workbench.parting import PlannedParting
    from sayso.workbench.people_mentions import Mention
    from sayso.workbench.people_pages import Beside, Open, PeopleList, Person
    from sayso.workbench.people_standing import Outcome, Standing
    from sayso.workbench.reconciling import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything that a casebook knows of one report.

    Attributes:
        report: The report as captured, and as lists show it.
        reading: What was read in it and what people decided of it, or ``None`` if unread.
        captures: How its bytes came in, each time.
        decisions: All decisions about it, those out of force included, oldest first.
        versions: Ids of all versions of the report, the oldest first, itself included.
        called: The report with what stands for its title, where it has none.
    """

    report: StoredReport
    reading: "EffectiveReading | None"
    captures: tuple[Capture, ...]
    decisions: tuple[Decision, ...]
    versions: tuple[str, ...]
    called: ReportSummary


class Answers(OpenCasebook):
    """What is there, one method a question."""

    def reports(
        self,
        filters: Filters | None = None,
        *,
        states: Collection[ReadingState] = (),
        after: int | None = None,
        limit: int | None = None,
    ) -> Iterator[ReportSummary]:
        """Yield reports in the order in which they came, as people decided what they are."""
        from sayso.workbench.facts import present_summaries

        store = self._holdings.store
        found = store.list_reports(filters, states=states, after=after, limit=limit)
        return present_summaries(store, found)

    def show(self, name: str) -> Shown:
        """Return everything that is known of one report."""
        from sayso.workbench.facts import name_summary
        from sayso.workbench.shelf import make_effective_of

        store, shelf = self._holdings.store, self._holdings.shelf
        stored = store.get_report(name)
        sha256 = stored.summary.sha256
        decisions = tuple(store.list_decisions([sha256]))
        return Shown(
            report=stored,
            reading=None
            if stored.report is None
            else make_effective_of(store, stored, shelf=shelf, decisions=decisions),
            captures=tuple(store.list_captures(sha256)),
            decisions=decisions,
            versions=store.list_versions(sha256),
            called=name_summary(store, stored.summary, stored.report),
        )

    def get_summary(self, name: str) -> ReportSummary:
        """Return a report as it was captured, without its text; raises `StoreError`."""
        store = self._holdings.store
        return store.find_report(name) or store.get_report(name).summary

    def search(
        self,
        words: str,
        filters: Filters | None = None,
        *,
        after: int | None = None,
        limit: int = 20,
        ranked: bool = False,
    ) -> HitPage:
        """Return reports that hold all words (phrases in quotation marks), the newest first.

        Russian and Ukrainian words are found in all their forms, those in quotation marks as
        they are written.
        """
        from sayso.workbench.facts import present_summaries
        from sayso.workbench.sought import list_forms

        store, forms = self._holdings.store, list_forms(words)
        page = store.search(words, filters, after=after, limit=limit, ranked=ranked, forms=forms)
        shown = present_summaries(store, (hit.report for hit in page.hits))
        hits = tuple(
            replace(hit, report=report) for hit, report in zip(page.hits, shown, strict=True)
        )
        return replace(page, hits=hits)

    def claims(
        self, filters: Filters | None = None, *, report: str | None = None, limit: int = 50
    ) -> tuple[ClaimRow, ...]:
        """Return claims, those of the newest reports first."""
        return self._holdings.store.list_claims(filters, report=report, limit=limit)

    def cases(
        self, filters: Filters | None = None, *, limit: int = 50
    ) -> tuple[tuple[str, Case], ...]:
        """Return (id of the report, case), those of the newest reports first."""
        return self._holdings.store.list_cases(filters, limit=limit)

    def reconcile(self, *, gently: bool = False) -> "Iterator[Progress]":
        """Bring the cases that reports make up together up to date, and yield how far it has come.

        ``gently`` takes longer, and keeps nobody waiting who writes meanwhile.

        What asks for cases or people does so by itself; what changed alone is looked at.
        """
        from sayso.workbench.reconciling import GENTLE, QUICK, reconcile

        pace = GENTLE if gently else QUICK
        return reconcile(self._holdings, self._get_pack(), pace=pace)

    def case_files(self, *, limit: int | None = None, after: str | None = None) -> "Overview":
        """Return the cases that all reports together make up, the newest first.

        Of many, ``limit`` at a time, ``after`` the id of the last one seen.
        """
        from sayso.workbench.casework import list_case_files

        return list_case_files(self._holdings, self._get_pack(), limit=limit, after=after)

    def case_file(self, name: str) -> "Overview":
        """Return one case across reports, by its id or the beginning of it, or as REPORT/k1."""
        from sayso.workbench.casework import get_case_file

        return get_case_file(self._holdings, self._get_pack(), name)

    def who(self, name: str) -> "Overview":
        """Return everybody who may bear a name, and the cases whose subject they are."""
        from sayso.workbench.casework import find_people

        return find_people(self._holdings, self._get_pack(), name)

    def people(self, wanted: "PeopleWanted", *, limit: int) -> "PeopleList":
        """Return people and groups in an order, so many at most, as they are kept."""
        from sayso.workbench.people_pages import list_people

        return list_people(self._holdings, self._get_pack(), wanted, limit=limit)

    def people_named(self, name: str) -> "PeopleList":
        """Return who may bear a name, in any script and spelling, as they are kept."""
        from sayso.workbench.people_pages import find_people_named

        return find_people_named(self._holdings, self._get_pack(), name)

    def person(self, name: str) -> "Person":
        """Return what is kept of somebody, by an id that he has or had."""
        from sayso.workbench.people_pages import get_person

        return get_person(self._holdings, self._get_pack(), name)

    def beside(self, one: str, other: str) -> "Beside":
        """Return what is kept of two people, set side by side."""
        from sayso.workbench.people_pages import set_beside

        return set_beside(self._holdings, self._get_pack(), one, other)

    def open_people(self) -> "tuple[Open, ...]":
        """Return which two may be one person, the most consequential suggestions first."""
        from sayso.workbench.people_pages import list_open

        return list_open(self._holdings)

    def weaker_people(self) -> "tuple[Open, ...]":
        """Return which two are possibly one person, though too little speaks for it to ask."""
        from sayso.workbench.people_pages import list_weaker

        return list_weaker(self._holdings)

    def mentions(self, people: "Iterable[Ref]", *, most: int) -> "tuple[Mention, ...]":
        """Return the sentences that speak of some people, so many of each at most."""
        from sayso.workbench.people_mentions import list_mentions

        return list_mentions(self._holdings, people, most)

    def plan_parting(self, name: str, report: str, entity: str) -> "PlannedParting":
        """Return which decisions take one report's entity out of a person."""
        from sayso.workbench.parting import plan

        return plan(self._holdings, self._get_pack(), name, report, entity)

    def take_standing(self, of: "Decision | Sequence[str]") -> "Standing":
        """Return how things stand with those of whom questions ask, or a decision was made.

        To be compared later, once all is put together again.
        """
        from sayso.workbench.people_standing import find_asked, find_ends, take_standing

        if isinstance(of, Decision):
            ends = find_ends(self._holdings, of)
        else:
            ends = tuple(at for it in of for at in find_asked(self._holdings, it))
        return take_standing(self._holdings, ends)

    def retake_standing(self, before: "Standing") -> "Standing":
        """Return how things stand now with all that stood there before."""
        from sayso.workbench.people_standing import retake_standing

        return retake_standing(self._holdings, before)

    def find_changes(self, before: "Standing") -> "Outcome":
        """Return what is otherwise than it stood with some people."""
        from sayso.workbench.people_standing import find_changes

        return find_changes(self._holdings, before)

    def get_reading(self, name: str) -> Reading | None:
        """Return what the reader found in a report, without what people decided of it."""
        return self._holdings.store.get_reading(name)

    def stats(self) -> Counts:
        """Return how much there is."""
        return self._holdings.store.count()

    def log(
        self,
        *,
        chain: str | None = None,
        kinds: Collection[EntryKind] = (),
        newest_first: bool = False,
    ) -> Iterator[LogEntry]:
        """Yield the entries of the casebook's log, or of one that a merge brought."""
        return self._holdings.store.list_entries(chain, kinds=kinds, newest_first=newest_first)
