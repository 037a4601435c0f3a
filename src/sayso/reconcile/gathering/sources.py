"""Sources: what one report has from each that it names, and what one case tells of each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sayso.records.casefile import CaseFile, Contradiction, Origin, Ref, Step
from sayso.records.claim import Claim, Link, SourceKind
from sayso.records.reading import Reading
from sayso.records.sources import (
    CaseSource,
    Figure,
    FigureItem,
    ToldClaim,
    ToldSource,
    make_source_key,
)

_LONGEST = 240  # characters of a statement
_MOST_CLAIMS = 5


def list_told_sources(reading: Reading) -> Iterator[ToldSource]:
    """Yield the sources that a report names, its publisher among them, with their statements.

    Who has no name ("his wife", "investigators") is somebody else in each report, and left out.
    """
    found: defaultdict[str, list[tuple[str, SourceKind, ToldClaim]]] = defaultdict(list)
    names = {it.id: it.name for it in reading.entities if not it.anonymous}
    for claim in reading.claims:
        for name, kind, own in _list_tellers(reading, claim, names):
            words = " ".join(claim.content.text.split())[:_LONGEST]
            told = ToldClaim(id=claim.id, words=words, own=own)
            found[make_source_key(name)].append((name, kind, told))
    for its in found.values():
        # A source that cites itself through another is told once, by its own word.
        claims = {told.id: told for _, _, told in sorted(its, key=lambda it: it[2].own)}
        ordered = dict.fromkeys(told.id for _, _, told in its)
        yield ToldSource(
            name=its[0][0], kind=its[0][1], claims=tuple(claims[name] for name in ordered)
        )


def list_case_sources(case: CaseFile, readings: Mapping[str, Reading]) -> tuple[CaseSource, ...]:
    """Return what a case tells of its named origins and of the publishers of its reports.

    Args:
        case: The case, with origins and contradictions.
        readings: Those of its reports, by SHA-256.
    """
    days = {name: _get_day(readings[name]) for name in case.reports if name in readings}
    publishers = {name: readings[name].report.publisher for name in days}
    made: dict[str, tuple[str, SourceKind, list[FigureItem], list[str]]] = {}

    def add(name: str, kind: SourceKind, *items: FigureItem) -> None:
        made.setdefault(make_source_key(name), (name, kind, [], []))[2].extend(items)

    for origin in case.origins:
        if not _is_name(origin.name):
            continue
        add(origin.name, origin.kind, *_list_figures(case, origin, days))
        made[make_source_key(origin.name)][3].extend(origin.spellings)
    for publisher in dict.fromkeys(it for it in publishers.values() if it is not None):
        add(publisher, SourceKind.OUTLET, *_list_corrected(case, publisher, publishers))
    for step in case.history:
        for name, kind, item in _list_first(case, step, days, publishers):
            add(name, kind, item)
    return tuple(
        CaseSource(
            name=name,
            kind=kind,
            spellings=tuple(dict.fromkeys(it for it in spellings if it != name)),
            items=tuple(dict.fromkeys(items)),
        )
        for name, kind, items, spellings in made.values()
    )


def _list_tellers(
    reading: Reading, claim: Claim, names: Mapping[str, str]
) -> Iterator[tuple[str, SourceKind, bool]]:
    publisher = reading.report.publisher
    if publisher is not None:
        yield publisher, SourceKind.OUTLET, not claim.chain
    for number, link in enumerate(claim.chain, start=1):
        name = _name_link(link, names)
        if name is not None:
            yield name, link.kind, number == len(claim.chain)


def _name_link(link: Link, names: Mapping[str, str]) -> str | None:
    if link.entity is not None:
        name = names.get(link.entity)
        return name if name is not None and _is_name(name) else None
    return link.name if _is_name(link.name) else None


def _is_name(name: str) -> bool:
    first = name.lstrip("«“\"'")[:1]
    return first.isupper() or first.isdigit() or first == "@"


def _get_day(reading: Reading) -> str | None:
    published = reading.report.published
    return None if published is None else published[:10]


def _list_figures(
    case: CaseFile, origin: Origin, days: Mapping[str, str | None]
) -> Iterator[FigureItem]:
    for step in case.history:
        if step.id in origin.steps:
            yield from _list_confirmed(case, origin, step, days)
    for conflict in case.contradictions:
        mine = [it for it in conflict.values if origin.id in it.origins]
        against = [it for it in conflict.values if it.origins and origin.id not in it.origins]
        if mine and against and not conflict.corrected:
            names = {it.id: it.name for it in case.origins}
            others = (names[it] for value in against for it in value.origins if it in names)
            yield FigureItem(
                figure=Figure.CONTRADICTED,
                about=conflict.about,
                day=None,
                claims=tuple(ref for value in mine for ref in value.claims)[:_MOST_CLAIMS],
                others=tuple(dict.fromkeys(others)),
            )


def _list_confirmed(
    case: CaseFile, origin: Origin, step: Step, days: Mapping[str, str | None]
) -> Iterator[FigureItem]:
    begun = _find_begin(origin, step, days)
    if begun is None:
        return
    later = [
        other.name
        for other in case.origins
        if other.id != origin.id
        and other.sure
        and origin.sure
        and step.id in other.steps
        and other.id in step.origins
        and (since := _find_begin(other, step, days)) is not None
        and since > begun
    ]
    if later and origin.id in step.origins:
        yield FigureItem(
            figure=Figure.CONFIRMED,
            about=step.type,
            day=step.begin,
            claims=_list_claims(origin, step),
            others=tuple(dict.fromkeys(later)),
        )


def _find_begin(origin: Origin, step: Step, days: Mapping[str, str | None]) -> str | None:
    """Return the day on which a report first told a step on an origin's word."""
    told = _list_telling(origin, step)
    known = [day for name in told if (day := days.get(name)) is not None]
    return min(known, default=None)


def _list_telling(origin: Origin, step: Step) -> set[str]:
    """Return the reports that tell a step on an origin's word."""
    claims = set(origin.claims) & set(step.claims)
    return {it.report for it in claims} or set(origin.reports) & set(step.reports)


def _list_claims(origin: Origin, step: Step) -> tuple[Ref, ...]:
    mine = set(origin.claims)
    return tuple(it for it in step.claims if it in mine)[:_MOST_CLAIMS]


def _list_first(
    case: CaseFile,
    step: Step,
    days: Mapping[str, str | None],
    publishers: Mapping[str, str | None],
) -> Iterator[tuple[str, SourceKind, FigureItem]]:
    """Yield who was first with a step that several media tell; of the same day nobody was."""
    dated = sorted((day, name) for name in step.reports if (day := days.get(name)) is not None)
    told = {publishers.get(name) for name in step.reports}
    if not dated or len(told) < 2 or len(dated) < len(step.reports):
        return
    first = {name for day, name in dated if day == dated[0][0]}
    by = {publishers.get(name) for name in first}
    if len(by) > 1:
        return
    claims = tuple(it for it in step.claims if it.report in first)[:_MOST_CLAIMS]
    others = tuple(
        dict.fromkeys(
            it for _, name in dated if (it := publishers.get(name)) is not None and it not in by
        )
    )
    item = FigureItem(
        figure=Figure.FIRST, about=step.type, day=step.begin, claims=claims, others=others
    )
    publisher = next(iter(by))
    if publisher is not None:
        yield publisher, SourceKind.OUTLET, item
    for origin in case.origins:
        named = origin.id in step.origins and _is_name(origin.name)
        if named and _list_telling(origin, step) & first:
            yield origin.name, origin.kind, item


def _list_corrected(
    case: CaseFile, publisher: str, publishers: Mapping[str, str | None]
) -> Iterator[FigureItem]:
    for conflict in case.contradictions:
        if conflict.corrected and _count_sides(conflict, publisher, publishers) > 1:
            yield FigureItem(
                figure=Figure.CORRECTED,
                about=conflict.about,
                day=None,
                claims=tuple(
                    ref
                    for value in conflict.values
                    for ref in value.claims
                    if publishers.get(ref.report) == publisher
                )[:_MOST_CLAIMS],
            )


def _count_sides(
    conflict: Contradiction, publisher: str, publishers: Mapping[str, str | None]
) -> int:
    return sum(
        any(publishers.get(name) == publisher for name in value.reports)
        for value in conflict.values
    )
