"""The page of one case: where it stands, what each origin says, who has it from whom."""

from dataclasses import dataclass

from sayso.publish.board_words import say_left
from sayso.publish.case_accounts import Accounts, make_accounts
from sayso.publish.case_conflicts import ConflictView, make_conflict
from sayso.publish.case_history import History, make_history
from sayso.publish.case_law import LawView, make_law_view
from sayso.publish.cases_json import ReportNames
from sayso.publish.cases_words import (
    say_conflicts,
    say_identity,
    say_last,
    say_origin,
    say_rests,
    say_standing,
    say_subjects,
    say_way,
)
from sayso.publish.report_names import call_report
from sayso.publish.source_graph import Arrow, Drawing, draw_sources
from sayso.publish.wording import say_day, say_list
from sayso.records.board import list_bearing
from sayso.records.casefile import Copying, Origin
from sayso.web.pages.case_statement import Decided, make_decided
from sayso.web.routes import Action, Page, View, Visit
from sayso.workbench.case_desk import CaseDesk

_MOST_PAIRS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose case it is: the identity, what it is called, and other spellings."""

    id: str
    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report of the case.

    Attributes:
        id: Its id.
        title, publisher, day: As they hold, or that they are not known.
    """

    id: str
    title: str
    publisher: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """One origin.

    Attributes:
        id: Within the case.
        name: What it is called, and what it is.
        source: Its name alone.
        spellings: Other names that reports give it.
        sure: Whether it is surely independent.
        bears: Whether any step rests on it that is not denied.
        via: Through whom, in words.
        reports: Ids of the reports that rest on it.
        because: The evidence for the grouping.
    """

    id: str
    name: str
    source: str
    spellings: tuple[str, ...]
    sure: bool
    bears: bool
    via: str
    reports: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """One report that repeats another.

    Attributes:
        report, of: Their ids.
        words: How, and how much of it.
        because: The evidence.
        pairs: Sentences that answer one another: of the one that is repeated, of the one that
            repeats; the first few.
    """

    report: str
    of: str
    words: str
    because: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One case.

    Attributes:
        id: Its id; an id that it had, or the beginning of this one, leads here too.
        name: Whose it is.
        subjects: Each of them.
        standing, last, rests, conflicting: In words; ``None`` where there is nothing to say.
        history: Its steps, drawn and as a table.
        accounts: What each origin says of each step.
        conflicts: Where accounts conflict, the gravest first, those corrected last.
        origins: On whose word it rests.
        graph: Who has it from whom.
        copies: Who repeats whom.
        law: What the code allows, beside what was asked for or imposed.
        problems: What does not add up.
        reasons: Why these reports are one case.
        reports: All reports that speak of it, the earliest first.
        decided: What people decided by which it is what it is, the latest first.
        left: What is not in it yet, in words, or ``None``.
        settled: Whether all is.
    """

    id: str
    name: str
    subjects: tuple[Subject, ...]
    standing: str
    last: str | None
    rests: str
    conflicting: str | None
    history: History
    accounts: Accounts
    conflicts: tuple[ConflictView, ...]
    origins: tuple[OriginView, ...]
    graph: Drawing
    copies: tuple[CopyView, ...]
    law: LawView
    problems: tuple[str, ...]
    reasons: tuple[str, ...]
    reports: tuple[ReportLine, ...]
    decided: tuple[Decided, ...]
    left: str | None
    settled: bool


def show_case(visit: Visit) -> View:
    """Return one case."""
    desk = visit.casebook.open_case(visit.path["case"])
    values = make_page(desk)
    return View(template="case.html.jinja", title=values.name, values=values)


def make_page(desk: CaseDesk) -> CasePage:
    """Return what the page of a case shows."""
    case, left = desk.case, desk.left
    names = ReportNames(desk.reports, {})
    arrows = [Arrow(by=it.by, of=it.of, how=it.how) for it in case.citations]
    numbers = sorted(
        range(1, len(case.contradictions) + 1),
        key=lambda it: case.contradictions[it - 1].corrected,
    )
    bearing = list_bearing(case)
    return CasePage(
        id=case.id,
        name=say_subjects(case.subjects),
        subjects=tuple(
            Subject(
                id=it.id,
                name=say_identity(it),
                spellings=tuple(other for other in it.spellings if other != it.name),
            )
            for it in case.subjects
        ),
        standing=say_standing(case),
        last=say_last(case),
        rests=say_rests(case),
        conflicting=say_conflicts(case),
        history=make_history(case, desk.claims),
        accounts=make_accounts(case, names, desk.claims),
        conflicts=tuple(make_conflict(case, it, names, desk.claims, desk.notes) for it in numbers),
        origins=tuple(_make_origin(it, names, it.id in bearing) for it in case.origins),
        graph=draw_sources(arrows, {it.name: it.sure for it in case.origins}),
        copies=tuple(_make_copy(it, desk, names) for it in case.copies),
        law=make_law_view(case, names, desk.law, desk.checks),
        problems=case.problems,
        reasons=tuple(it.words for it in case.reasons),
        reports=tuple(_make_line(it, names) for it in case.reports),
        decided=tuple(make_decided(it, names) for it in desk.decisions),
        left=say_left(left.waiting, settled=left.settled),
        settled=left.settled,
    )


def _make_origin(it: Origin, names: ReportNames, bears: bool) -> OriginView:
    return OriginView(
        id=it.id,
        name=say_origin(it),
        source=it.name,
        spellings=tuple(other for other in it.spellings if other != it.name),
        sure=it.sure,
        bears=bears,
        via=say_list(it.via),
        reports=names.name_all(it.reports),
        because=it.because,
    )


def _make_copy(it: Copying, desk: CaseDesk, names: ReportNames) -> CopyView:
    of, report = desk.texts.get(it.of), desk.texts.get(it.report)
    return CopyView(
        report=names.name(it.report),
        of=names.name(it.of),
        words=say_way(it),
        because=it.because,
        pairs=tuple((of[a:b], report[c:d]) for a, b, c, d in it.pairs[:_MOST_PAIRS])
        if of is not None and report is not None
        else (),
    )


def _make_line(sha256: str, names: ReportNames) -> ReportLine:
    found = names.get(sha256)
    return ReportLine(
        id=names.name(sha256),
        title="no title" if found is None else call_report(found),
        publisher=(None if found is None else found.publisher) or "publisher not known",
        day=say_day(names.get_published(sha256)) or "date not known",
    )


OFFERS: tuple[Page | Action, ...] = (Page(path="/cases/{case}", make=show_case),)
