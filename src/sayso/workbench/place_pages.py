"""The places of a casebook, and everything that is known of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from sayso.errors import StoreError
from sayso.packs.pack import Pack
from sayso.publish.disputes import Disputed, find_disputed
from sayso.records.casebook import ReportSummary
from sayso.records.casefile import Ref
from sayso.records.decision import Decision
from sayso.records.entity import Place, PlaceCandidate
from sayso.records.places import Extent, KnownPlace, PlaceSeen, Whereabouts, make_candidate_key
from sayso.records.told import ToldRuling
from sayso.store.atlas import Atlas
from sayso.store.gathered import Gathered
from sayso.store.gazetteer import Gazetteer, get_packaged_path
from sayso.workbench.facts import name_summaries
from sayso.workbench.holdings import Holdings
from sayso.workbench.reconciling import is_settled

_MOST_CASES = 50
_MOST_ALIKE = 8
_AREAS = {"continent": Extent.CONTINENT, "country": Extent.COUNTRY, "region": Extent.REGION}


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedPlace:
    """A place of a list.

    Attributes:
        known: The place.
        where: Where it lies, or each place that it can be.
    """

    known: KnownPlace
    where: tuple[Whereabouts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceList:
    """Places of a casebook.

    Attributes:
        places: Those asked for.
        all, open: How many there are, and of how many it is not known which they are.
        more: Whether others follow.
        settled: Whether all reports and decisions are in it.
    """

    places: tuple[LocatedPlace, ...]
    all: int
    open: int
    more: bool
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPlace:
    """What one report tells of a place.

    Attributes:
        report: The report.
        text: Its text.
        seen: What it tells.
    """

    report: ReportSummary
    text: str
    seen: PlaceSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRuling:
    """A decision that two places are one, or are not.

    Attributes:
        ruling: The two, and the answer.
        ends: What reports call the two, and the reports: "Zarichne in harbor-1".
        decision: The decision, or ``None`` where it is not here.
    """

    ruling: ToldRuling
    ends: tuple[str, ...]
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPlace:
    """Everything that is known of one place.

    Attributes:
        known: The place.
        where: Where it lies, or each place that it can be.
        candidates: What its name can mean, as its reports' reader found it.
        seen: Reports that tell of it.
        more: SHA-256 of the last of these where others follow; else ``None``.
        cases: Ids of cases of its reports, the newest first.
        alike: Other places of such a name.
        decisions: Decisions on where it lies.
        rulings: Decisions that it is one with another, or is not.
        settled: Whether all reports and decisions are in it.
    """

    known: KnownPlace
    where: tuple[Whereabouts, ...]
    candidates: tuple[Whereabouts, ...]
    seen: tuple[SeenPlace, ...]
    more: str | None
    cases: tuple[str, ...]
    alike: tuple[LocatedPlace, ...]
    decisions: tuple[Decision, ...]
    rulings: tuple[PlaceRuling, ...]
    settled: bool


def list_places(
    holdings: Holdings,
    pack: Pack,
    *,
    words: str | None,
    open_only: bool,
    after: str | None,
    limit: int,
) -> PlaceList:
    """Return places, the most often named first; see `sayso.workbench.gathering`."""
    gathered = holdings.store.across.gathered
    found = gathered.list_places(words=words, open_only=open_only, after=after, limit=limit + 1)
    all_, open_ = gathered.count_places()
    return PlaceList(
        places=tuple(_locate_known(it) for it in found[:limit]),
        all=all_,
        open=open_,
        more=len(found) > limit,
        settled=is_settled(holdings, pack),
    )


def show_place(
    holdings: Holdings, pack: Pack, name: str, *, after: str | None, limit: int
) -> ShownPlace:
    """Return one place; see `sayso.workbench.gathering`."""
    store, gathered = holdings.store, holdings.store.across.gathered
    known = gathered.find_place(name)
    if known is None:
        raise StoreError(
            f"There is no place {name!r} in this casebook, or it is being put together.",
            remedy="Look for its name among the places.",
        )
    seen = gathered.list_place_reports(known.id, after=after, limit=limit + 1)
    rulings = tuple(_list_rulings(gathered, known.id, seen))
    decided = dict.fromkeys(it for one in seen for it in one.told.decided)
    return ShownPlace(
        known=known,
        where=locate(known.place, open_=known.open),
        candidates=tuple(_locate_candidate(it) for it in known.place.candidates),
        seen=tuple(_read_reports(holdings, seen[:limit])),
        more=seen[limit - 1].report if len(seen) > limit else None,
        cases=gathered.list_place_cases(known.id, limit=_MOST_CASES),
        alike=tuple(_list_alike(gathered, known)),
        decisions=tuple(it for one in decided for it in store.find_decisions(one)),
        rulings=tuple(
            PlaceRuling(
                ruling=it,
                ends=_name_ends(holdings, it),
                decision=next(iter(store.find_decisions(it.decision)), None),
            )
            for it in rulings
        ),
        settled=is_settled(holdings, pack),
    )


def locate(place: Place, *, open_: bool) -> tuple[Whereabouts, ...]:
    """Return where a place lies as exactly as it is known; of an open one each candidate's."""
    if open_:
        settlements = [it for it in place.candidates if it.feature not in _AREAS]
        return tuple(_locate_candidate(it) for it in settlements or place.candidates)
    if place.lat is None and (where := _locate_unsettled(place)):
        return where
    return (_locate_told(place),)


def _locate_unsettled(place: Place) -> tuple[Whereabouts, ...]:
    """Return where a place can lie that a report puts where none of its name is, or in dispute.

    "Kerch, Russia": the one in Crimea is meant, of which the gazetteer says that it is Ukraine's;
    which is right is nothing to settle here. Empty where none of this is so.
    """
    same = [it for it in place.candidates if it.feature == place.feature]
    same = same or [it for it in place.candidates if it.feature not in (*_AREAS, "district")]
    if place.country is None or not same:
        return ()
    found = ((it, _find_disputed(it)) for it in same)
    disputed = [(it, area) for it, area in found if area is not None]
    if any(it.country == place.country for it in same):
        maybe = next((area.name for it, area in disputed if it.country == place.country), None)
        return (replace(_locate_told(place), maybe=maybe),)
    told_in = _name_country(place.country)
    kept = [it for it, area in disputed if place.country in area.parties]
    return tuple(replace(_locate_candidate(it), told_in=told_in) for it in kept) or (
        replace(_locate_told(place), told_in=told_in),
    )


def _find_disputed(it: PlaceCandidate) -> Disputed | None:
    if it.lat is None or it.lon is None:
        return None
    return find_disputed(it.lat, it.lon, it.name if it.feature == "region" else it.admin1)


def _locate_told(place: Place) -> Whereabouts:
    name = place.candidates[0].name if place.candidates else ""
    chosen = PlaceCandidate(
        name=name,
        feature=place.feature or "",
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        geonames=place.geonames,
        katottg=place.katottg,
    )
    if place.lat is None and place.approx is not None:
        return Whereabouts(
            extent=Extent.CIRCLE if place.approx.radius_km else Extent.UNKNOWN,
            name=name,
            feature=place.feature,
            country=place.country,
            country_name=_name_country(place.country),
            admin1=place.admin1,
            lat=place.approx.lat,
            lon=place.approx.lon,
            radius_km=place.approx.radius_km,
        )
    return _locate_candidate(chosen)


@cache
def _locate_candidate(it: PlaceCandidate) -> Whereabouts:
    """Return where one of the places that a name can mean lies, as exactly as is known."""
    extent, region, radius = Extent.UNKNOWN, None, None
    lat, lon = it.lat, it.lon
    if it.feature in _AREAS:
        extent = _AREAS[it.feature]
        region = it.geonames if it.feature == "region" else None
    elif lat is not None and it.feature != "district":
        extent = Extent.POINT
    if it.feature in ("region", "district") or extent is Extent.UNKNOWN:
        around = _open_gazetteer().find_extent(it)
        if around is not None and around.radius_km is not None:
            extent = extent if region is not None else Extent.CIRCLE
            lat, lon, radius = around.lat, around.lon, around.radius_km
    if extent is Extent.UNKNOWN and (unit := _find_unit(it)) is not None:
        extent, lat, lon, radius, region = unit
    return Whereabouts(
        extent=extent,
        name=it.name,
        key=make_candidate_key(it),
        feature=it.feature or None,
        country=it.country,
        country_name=_name_country(it.country),
        admin1=it.admin1,
        lat=lat,
        lon=lon,
        radius_km=radius,
        region=region,
        people=_open_atlas().count_people(it),
    )


def _find_unit(
    it: PlaceCandidate,
) -> tuple[Extent, float | None, float | None, float | None, int | None] | None:
    """Return the region or country that a place without a position lies in."""
    if it.admin1 is not None:
        found = _open_gazetteer().find(it.admin1, country=it.country)
        unit = next((one for one in found if one.feature == "region"), None)
        around = None if unit is None else _open_gazetteer().find_extent(unit)
        if unit is not None and around is not None:
            return Extent.REGION, around.lat, around.lon, around.radius_km, unit.geonames
    if it.country is not None:
        country = _open_gazetteer().find_country(it.country)
        if country is not None:
            return Extent.COUNTRY, country.lat, country.lon, None, None
    return None


def _locate_known(known: KnownPlace) -> LocatedPlace:
    return LocatedPlace(known=known, where=locate(known.place, open_=known.open))


def _read_reports(holdings: Holdings, seen: Iterable[PlaceSeen]) -> Iterator[SeenPlace]:
    store = holdings.store
    for one in seen:
        stored = store.get_report(one.report)
        if stored.report is not None:
            (summary,) = name_summaries(store, [stored.summary])
            yield SeenPlace(report=summary, text=stored.report.text, seen=one)


def _list_alike(gathered: Gathered, known: KnownPlace) -> Iterator[LocatedPlace]:
    found: dict[str, KnownPlace] = {}
    for name in known.names[:3]:
        for it in gathered.list_places(words=name, open_only=False, after=None, limit=_MOST_ALIKE):
            found[it.id] = it
    yield from (_locate_known(it) for it in list(found.values())[:_MOST_ALIKE] if it.id != known.id)


def _list_rulings(gathered: Gathered, home: str, seen: Iterable[PlaceSeen]) -> Iterator[ToldRuling]:
    """Yield the rulings on what tells of a place, or was taken away from it."""
    shown = {Ref(report=it.report, id=it.told.id) for it in seen}
    for ruling in gathered.list_place_rulings():
        ends = [at for at in (ruling.one, ruling.other) if at is not None]
        if shown & set(ends):
            yield ruling
            continue
        told = (gathered.get_told_place(at) for at in ends)
        if any(it is not None and it.own == home for it in told):
            yield ruling


def _name_ends(holdings: Holdings, ruling: ToldRuling) -> tuple[str, ...]:
    names = []
    for at in (ruling.one, ruling.other):
        seen = None if at is None else holdings.store.across.gathered.get_told_place(at)
        found = None if seen is None else holdings.store.find_report(seen.report)
        if seen is not None and found is not None:
            names.append(f"{seen.told.name} in {found.title or found.id}")
        else:
            names.append("a place in a report that is not here")
    return tuple(names)


def _name_country(code: str | None) -> str | None:
    return None if code is None else _open_atlas().find_country_name(code)


@cache
def _open_gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


@cache
def _open_atlas() -> Atlas:
    return Atlas(get_packaged_path())
