"""Cases across reports as pages for the browser: single files that need no network."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.publish.case_timeline import draw_timeline
from sayso.publish.cases_digest import Account, Quotes, StepView, list_steps
from sayso.publish.cases_json import ReportNames
from sayso.publish.cases_words import (
    SEVERITIES,
    say_conflicts,
    say_identity,
    say_last,
    say_origin,
    say_rests,
    say_standing,
    say_subjects,
    say_suggested,
    say_way,
)
from sayso.publish.page import find_link, render_page
from sayso.publish.source_graph import Arrow, draw_sources
from sayso.publish.wording import say_day, say_list, say_penalty, say_provision, say_word
from sayso.records.board import get_gravity, list_bearing, list_contested
from sayso.records.casefile import CaseFile, Contradiction, Identity, Likeness

_STYLE = "cases.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One step of the table of accounts: a cell for each origin, ``None`` where it is silent."""

    step: StepView
    cells: tuple[Account | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """One case of a list."""

    id: str
    subjects: str
    standing: str
    rests: str
    last: str | None
    conflicts: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One side of a conflict."""

    value: str
    origins: str
    reports: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Conflict:
    """One conflict in words."""

    case: str
    subjects: str
    about: str
    severity: str
    words: str
    sides: tuple[_Side, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """One origin in words."""

    id: str
    name: str
    sure: bool
    bears: bool
    reports: str
    via: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """One person or group in words."""

    name: str
    facts: tuple[str, ...]
    cases: tuple[_Listed, ...]
    joined: tuple[str, ...]
    suggested: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """One report of a case."""

    id: str
    title: str
    facts: str
    link: str | None


def render_index(cases: Iterable[CaseFile], casebook: str) -> str:
    """Return the list of a casebook's cases; each leads to a page beside it, named by its id."""
    return render_page(
        "cases.html.jinja",
        {
            "title": f"Cases of {casebook}",
            "cases": [_list_case(it) for it in cases],
        },
        style=_STYLE,
    )


def render_case(case: CaseFile, names: ReportNames, quotes: Quotes) -> str:
    """Return the page of one case: timeline, table of accounts, graph of sources, the rest."""
    steps = list_steps(case, names, quotes)
    shown = zip(case.history, steps, strict=True)
    timeline = draw_timeline((step, _name_step(view), view.when) for step, view in shown)
    contested = list_contested(case)
    bars = (replace(it, done=it.done and it.id not in contested) for it in timeline.bars)
    timeline = replace(timeline, bars=tuple(bars))
    return render_page(
        "case.html.jinja",
        {
            "title": say_subjects(case.subjects),
            "case": _list_case(case),
            "timeline": timeline,
            "origins": _list_sources(case, names),
            "rows": [_make_row(it, case) for it in steps],
            "unattributed": any(it.unattributed for it in steps),
            "people": [_make_person(it, (), names) for it in case.subjects],
            "law": _list_law(case, names),
            "reasons": [it.words for it in case.reasons],
            "problems": case.problems,
            **_show_sources(case, names),
        },
        style=_STYLE,
    )


def render_origins(case: CaseFile, names: ReportNames) -> str:
    """Return on whose word a case rests, and who has it from whom."""
    return render_page(
        "origins.html.jinja",
        {
            "title": f"On whose word: {say_subjects(case.subjects)}",
            "case": _list_case(case),
            "origins": _list_sources(case, names),
            **_show_sources(case, names),
        },
        style=_STYLE,
    )


def render_people(
    name: str, people: Iterable[Identity], cases: Iterable[CaseFile], names: ReportNames
) -> str:
    """Return everybody who may bear a name."""
    cases = tuple(cases)
    return render_page(
        "people.html.jinja",
        {
            "title": f"Who is {name}?",
            "people": [_make_person(it, cases, names) for it in people],
        },
        style=_STYLE,
    )


def render_conflicts(cases: Iterable[CaseFile], names: ReportNames) -> str:
    """Return the conflicts of all cases, the gravest first."""
    found = [(get_gravity(it), case, it) for case in cases for it in case.contradictions]
    found.sort(key=lambda row: row[0])
    return render_page(
        "conflicts.html.jinja",
        {
            "title": "Where accounts conflict",
            "conflicts": [_make_conflict(it, case, names) for _, case, it in found],
        },
        style=_STYLE,
    )


def _show_sources(case: CaseFile, names: ReportNames) -> dict[str, object]:
    """Return what the pages of a case and of its origins share."""
    arrows = [Arrow(by=it.by, of=it.of, how=it.how) for it in case.citations]
    return {
        "graph": draw_sources(arrows, {it.name: it.sure for it in case.origins}),
        "copies": [
            (names.name(it.report), names.name(it.of), say_way(it), it.because)
            for it in case.copies
        ],
        "conflicts": [_make_conflict(it, case, names) for it in case.contradictions],
        "reports": [_make_report(it, names) for it in case.reports],
    }


def _list_case(case: CaseFile) -> _Listed:
    return _Listed(
        id=case.id,
        subjects=say_subjects(case.subjects),
        standing=say_standing(case),
        rests=say_rests(case),
        last=say_last(case),
        conflicts=say_conflicts(case),
    )


def _name_step(view: StepView) -> str:
    """Return what a step is; what is not told as done is never to be taken for it."""
    return view.what if view.status is None else f"{view.what} ({view.status.split(',')[0]})"


def _make_row(step: StepView, case: CaseFile) -> _Row:
    by_origin = {it.origin: it for it in step.accounts}
    return _Row(step=step, cells=tuple(by_origin.get(it.id) for it in case.origins))


def _list_sources(case: CaseFile, names: ReportNames) -> list[_Source]:
    return [
        _Source(
            id=it.id,
            name=say_origin(it),
            sure=it.sure,
            bears=it.id in list_bearing(case),
            reports=", ".join(names.name_all(it.reports)),
            via=say_list(it.via),
            because=it.because,
        )
        for it in case.origins
    ]


def _make_conflict(it: Contradiction, case: CaseFile, names: ReportNames) -> _Conflict:
    origins = {origin.id: say_origin(origin) for origin in case.origins}
    return _Conflict(
        case=case.id,
        subjects=say_subjects(case.subjects),
        about=it.about,
        severity=it.severity,
        words="corrected by its source" if it.corrected else SEVERITIES[it.severity],
        sides=tuple(
            _Side(
                value=value.value,
                origins=say_list([origins[name] for name in value.origins if name in origins]),
                reports=", ".join(names.name_all(value.reports)),
            )
            for value in it.values
        ),
        note=it.note,
    )


def _make_person(identity: Identity, cases: Sequence[CaseFile], names: ReportNames) -> _Person:
    others = [it for it in identity.spellings if it != identity.name]
    facts = []
    if others:
        facts.append(f"also written {say_list(others)}")
    if identity.ages:
        facts.append(f"aged {say_list([str(age) for age in identity.ages], last='or')}")
    if identity.roles:
        facts.append(", ".join(identity.roles))
    facts.append(f"told of in {', '.join(names.refs(identity.members))}")
    return _Person(
        name=say_identity(identity),
        facts=tuple(facts),
        cases=tuple(
            _list_case(it) for it in cases if identity.id in {who.id for who in it.subjects}
        ),
        joined=tuple(_say_likeness(it, names) for it in identity.joined),
        suggested=tuple(
            f"{say_suggested(it, identity)}: {_say_likeness(it, names)}"
            for it in identity.suggested
        ),
    )


def _say_likeness(it: Likeness, names: ReportNames) -> str:
    reasons = "; ".join(reason.words for reason in it.reasons)
    return f"{names.ref(it.one)} and {names.ref(it.other)} ({it.score:.2f}): {reasons}"


def _list_law(case: CaseFile, names: ReportNames) -> list[tuple[str, str]]:
    law = [
        (say_provision(it.provision), ", ".join(names.name_all(it.reports)))
        for it in case.provisions
    ]
    return law + [
        (
            f"{say_penalty(it.penalty)} ({say_word(it.penalty.status)})",
            ", ".join(names.name_all(it.reports)),
        )
        for it in case.penalties
    ]


def _make_report(sha256: str, names: ReportNames) -> _Report:
    found = names.get(sha256)
    if found is None:
        return _Report(id=sha256, title="", facts="", link=None)
    facts = (found.publisher or "publisher not known", say_day(found.published) or "no date")
    return _Report(
        id=found.id,
        title=found.title or "(no title)",
        facts=" · ".join(facts),
        link=find_link(found.url),
    )
