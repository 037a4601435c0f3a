"""The sources of a casebook, and what is counted of one."""

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.errors import StoreError
from sayso.packs.pack import Pack
from sayso.records.casebook import ReportSummary
from sayso.records.sources import CitingPair, Figure, SourceFigures, SourceItem, SourceReport
from sayso.store.store import Store
from sayso.workbench.facts import name_summaries
from sayso.workbench.holdings import Holdings
from sayso.workbench.reconciling import is_settled

_MOST_CITING = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """Sources of a casebook.

    Attributes:
        sources: Those asked for.
        all: How many have a name.
        more: Whether others follow.
        settled: Whether all reports and decisions are in it.
    """

    sources: tuple[SourceFigures, ...]
    all: int
    more: bool
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSource:
    """One source.

    Attributes:
        figures: What is counted of it.
        names: Its other names.
        figure: Whose items are told, or ``None``.
        reports: The reports that have something from it, where no figure is asked for.
        items: What the figure counts.
        more: Whether others follow.
        citing: Whom it cites, and who cites it.
        summaries: The reports that are named, by SHA-256.
        settled: Whether all reports and decisions are in it.
    """

    figures: SourceFigures
    names: tuple[str, ...]
    figure: Figure | None
    reports: tuple[SourceReport, ...]
    items: tuple[SourceItem, ...]
    more: bool
    citing: tuple[CitingPair, ...]
    summaries: dict[str, ReportSummary]
    settled: bool


def list_sources(
    holdings: Holdings, pack: Pack, *, words: str | None, after: str | None, limit: int
) -> SourceList:
    """Return sources, those with most statements first."""
    gathered = holdings.store.across.gathered
    found = gathered.list_sources(words=words, after=after, limit=limit + 1)
    return SourceList(
        sources=found[:limit],
        all=gathered.count_sources(),
        more=len(found) > limit,
        settled=is_settled(holdings, pack),
    )


def show_source(
    holdings: Holdings,
    pack: Pack,
    name: str,
    figure: Figure | None,
    *,
    after: str | None,
    skip: int,
    limit: int,
) -> ShownSource:
    """Return one source; see `sayso.workbench.gathering`."""
    gathered = holdings.store.across.gathered
    found = gathered.find_source(name)
    if found is None:
        raise StoreError(
            f"There is no source {name!r} in this casebook, or it is being put together.",
            remedy="Look for its name among the sources.",
        )
    reports: tuple[SourceReport, ...] = ()
    items: tuple[SourceItem, ...] = ()
    if figure is None:
        reports = gathered.list_source_reports(name, after=after, limit=limit + 1)
    else:
        items = gathered.list_source_items(name, figure, skip=skip, limit=limit + 1)
    named = {it.report for it in reports[:limit]}
    named |= {at.report for it in items[:limit] for at in it.item.claims}
    return ShownSource(
        figures=found[0],
        names=found[1],
        figure=figure,
        reports=reports[:limit],
        items=items[:limit],
        more=max(len(reports), len(items)) > limit,
        citing=gathered.list_citing(name, limit=_MOST_CITING),
        summaries=_summarize(holdings.store, named),
        settled=is_settled(holdings, pack),
    )


def _summarize(store: Store, names: Iterable[str]) -> dict[str, ReportSummary]:
    found = [it for name in sorted(names) if (it := store.find_report(name)) is not None]
    return {it.sha256: it for it in name_summaries(store, found)}
