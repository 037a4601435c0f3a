"""One source: its figures with what they count, and whom it cites, drawn."""

from dataclasses import dataclass
from urllib.parse import urlencode

from sayso.publish.report_names import call_report
from sayso.publish.source_graph import Drawing
from sayso.publish.source_words import (
    FIGURES,
    MEANINGS,
    NO_SCORE,
    count_figure,
    draw_citing,
    is_by,
    say_item,
    say_kind,
    say_pair,
)
from sayso.records.casefile import Ref
from sayso.records.sources import Figure, SourceReport
from sayso.web.routes import AbsentError, Page, View, Visit
from sayso.workbench.source_pages import ShownSource

_AT_ONCE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One figure: its words, what it means, its number, its address, and whether it is shown."""

    words: str
    meaning: str
    number: int
    to: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLink:
    """A statement in a report: where it stands, and what the report is called."""

    report: str
    claim: str
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedItem:
    """One thing that a figure counts: in words, its case, and the statements that show it."""

    words: str
    case: str
    statements: tuple[StatementLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement of the source: its words, and whether they are on its own word."""

    claim: str
    words: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStatements:
    """What one report has from the source."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingLine:
    """Who cites whom: what the source does, the other's name and address, and how often."""

    words: str
    name: str
    to: str
    often: str
    cites: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSource:
    """One source.

    Attributes:
        name, kind: Its name, and what it is for most reports.
        names: Its other names.
        says, passes, reports, cases: As in `SourceFigures`.
        meaning: What the figures do not mean.
        figures: What is counted in the cases.
        shown: The figure whose items are shown, in words; ``None`` for its statements.
        items: What that figure counts.
        statements: Its statements, report by report.
        to_statements: The address of these.
        more: The address of what follows, or ``None``.
        citing: Whom it cites, and who cites it.
        graph: The same drawn.
        settled: Whether all reports and decisions are in it.
    """

    name: str
    kind: str
    names: tuple[str, ...]
    says: int
    passes: int
    reports: int
    cases: int
    meaning: str
    figures: tuple[FigureLine, ...]
    shown: str | None
    items: tuple[CountedItem, ...]
    statements: tuple[ReportStatements, ...]
    to_statements: str
    more: str | None
    citing: tuple[CitingLine, ...]
    graph: Drawing
    settled: bool


def make_source_address(name: str, **more: str) -> str:
    """Return the address of a source's page, or of what a figure counts."""
    return f"/source?{urlencode({'name': name, **more})}"


def show_source(visit: Visit) -> View:
    """Return one source."""
    name = visit.get("name")
    if name is None:
        raise AbsentError("No source is named.", remedy="Choose one from the list of sources.")
    known = {it.value: it for it in Figure}
    figure = known.get(visit.get("figure") or "")
    skip = visit.get("skip") or "0"
    seen = int(skip) if skip.isdecimal() and len(skip) < 7 else 0
    after = visit.get("after")
    found = visit.casebook.source(name, figure, after=after, skip=seen, limit=_AT_ONCE)
    figures = found.figures
    names = (figures.name, *found.names)
    values = OneSource(
        name=figures.name,
        kind=say_kind(figures),
        names=found.names,
        says=figures.says,
        passes=figures.passes,
        reports=figures.reports,
        cases=figures.cases,
        meaning=NO_SCORE,
        figures=tuple(
            FigureLine(
                words=words,
                meaning=MEANINGS[it],
                number=count_figure(figures, it),
                to=make_source_address(figures.name, figure=it.value) + "#shown",
                chosen=it is figure,
            )
            for it, words in FIGURES.items()
        ),
        shown=None if figure is None else FIGURES[figure],
        items=tuple(
            CountedItem(
                words=say_item(it.item), case=it.case, statements=_link(it.item.claims, found)
            )
            for it in found.items
        ),
        statements=tuple(_list_statements(it, found) for it in found.reports),
        to_statements=make_source_address(figures.name) + "#shown",
        more=_find_more(found, figures.name, figure, seen),
        citing=tuple(
            CitingLine(
                words=words,
                name=other,
                to=make_source_address(other),
                often=often,
                cites=is_by(it, names),
            )
            for it in found.citing
            for words, other, often in [say_pair(it, names)]
        ),
        graph=draw_citing(found.citing, names),
        settled=found.settled,
    )
    return View(template="source.html.jinja", title=figures.name, values=values)


def _find_more(found: ShownSource, name: str, figure: Figure | None, seen: int) -> str | None:
    if not found.more:
        return None
    if figure is not None:
        return make_source_address(name, figure=figure.value, skip=str(seen + _AT_ONCE)) + "#shown"
    return make_source_address(name, after=found.reports[-1].report) + "#shown"


def _link(claims: tuple[Ref, ...], found: ShownSource) -> tuple[StatementLink, ...]:
    named = [(at, found.summaries[at.report]) for at in claims if at.report in found.summaries]
    return tuple(
        StatementLink(report=it.id, claim=at.id, title=call_report(it), published=it.published)
        for at, it in named
    )


def _list_statements(it: SourceReport, found: ShownSource) -> ReportStatements:
    summary = found.summaries.get(it.report)
    return ReportStatements(
        report=it.report if summary is None else summary.id,
        title=None if summary is None else call_report(summary),
        publisher=None if summary is None else summary.publisher,
        published=None if summary is None else summary.published,
        statements=tuple(
            Statement(claim=claim.id, words=claim.words, own=claim.own) for claim in it.claims
        ),
    )


SOURCE = Page(path="/source", make=show_source)
