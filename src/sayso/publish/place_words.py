"""Places in words, and as marks on a map: no more exactly than they are known."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from sayso.publish.disputes import Disputed, find_disputed
from sayso.publish.map_drawing import Spot
from sayso.publish.map_shapes import load_shapes
from sayso.publish.wording import say_count
from sayso.records.places import Extent, ToldPlace, Whereabouts

_KNOWN_TO = {Extent.REGION: "region", Extent.COUNTRY: "country", Extent.CONTINENT: "continent"}


def say_where(where: Sequence[Whereabouts], *, open_: bool) -> str:
    """Return where a place lies, and how exactly that is known."""
    if open_ or len(where) > 1:
        regions = dict.fromkeys(it.admin1 for it in where if it.admin1)
        among = f": {', '.join(regions)}" if len(regions) > 1 else ""
        return f"which of {len(where)} is not known{among}"
    if not where:
        return "where it lies is not known"
    return say_one(where[0])


def say_one(it: Whereabouts) -> str:
    """Return where one place lies: its kind, region and country, then how exactly."""
    units = [name for name in (it.admin1, it.country_name or it.country) if name]
    if it.feature in ("region", "country", "continent"):
        units = units[-1:] if it.feature == "region" else []
    lies = ", ".join(dict.fromkeys(units)) or (
        "" if it.feature in ("country", "continent") else "region and country not known"
    )
    dispute = find_dispute(it)
    if it.told_in is not None:
        return _say_told_in(it, lies, dispute)
    if lies and dispute is not None:
        lies += f" ({_say_dispute(dispute)})" if dispute.name != it.name else " (disputed)"
    kind = it.feature or "kind of place not known"
    maybe = it.maybe and f"it may lie in {it.maybe}, which is disputed"
    parts = (f"{kind} in {lies}" if lies else kind, say_extent(it), maybe)
    return "; ".join(part for part in parts if part)


def _say_told_in(it: Whereabouts, lies: str, dispute: Disputed | None) -> str:
    """Say what a report puts into a country where no place of its name is known."""
    kind = it.feature or "kind of place not known"
    puts = f"the report puts it in {it.told_in}"
    if dispute is None:
        return f"{kind}; {puts}, where no place of this name is known; {say_extent(it)}"
    known = f"known as one in {lies}" if lies else ""
    parts = (kind, f"{puts}; {_say_dispute(dispute)}", known, say_extent(it))
    return "; ".join(part for part in parts if part)


def _say_dispute(it: Disputed) -> str:
    return f"in or near {it.name}, which is disputed" if it.about else f"{it.name} is disputed"


def find_dispute(it: Whereabouts) -> Disputed | None:
    """Return the disputed area that a place lies in, or is; ``None`` where it is none."""
    if it.lat is None or it.lon is None or it.extent in (Extent.COUNTRY, Extent.CONTINENT):
        return None
    if it.extent is Extent.CIRCLE and it.feature not in ("region", "district"):
        return None  # somewhere in a whole country
    return find_disputed(it.lat, it.lon, it.name if it.feature == "region" else it.admin1)


def say_extent(it: Whereabouts) -> str:
    """Return how exactly it is known where a place lies; "" of what is an area itself."""
    if it.extent is Extent.POINT:
        return f"its middle at {_say_position(it)}"
    if it.extent is Extent.CIRCLE and it.radius_km is not None:
        what = "reaches" if it.feature == "district" else "somewhere within"
        around = f"{what} about {it.radius_km:,.0f} km"
        return f"{around} of {_say_position(it)}"
    if it.extent in _KNOWN_TO and it.feature != _KNOWN_TO[it.extent]:
        return f"no more exactly known than its {_KNOWN_TO[it.extent]}"
    return "position not known" if it.extent is Extent.UNKNOWN else ""


def list_reasons(
    number: int, it: Whereabouts, told: Sequence[tuple[str, ToldPlace]]
) -> Iterator[str]:
    """Yield what speaks for one of the places that a name can mean.

    Args:
        number: Its place among the candidates, from 0.
        it: The candidate.
        told: What reports tell, with their ids.
    """
    if number == 0 and told and not told[0][1].open:
        yield "the reader holds it for the likeliest"
    for name, one in told:
        if it.admin1 and one.around and it.admin1.casefold() in one.around.casefold():
            yield f"{name} says that it lies in {one.around}"
    yield f"{it.people:,} people live there" if it.people else "how many live there is not known"


def make_spots(
    label: str,
    title: str,
    where: Sequence[Whereabouts],
    *,
    open_: bool,
    several: bool = False,
) -> tuple[Spot, ...]:
    """Return the marks of a place; of one that is open a hollow one for each that it can be.

    Args:
        label: What stands beside it.
        title: Its name.
        where: Where it lies, or can.
        open_: Whether it is not known which of these it is.
        several: Whether its name has other places, though the reader holds one for meant: that is
            drawn hollow too.
    """
    if not open_ and len(where) < 2:
        drawn = (_make_spot(label, title, it, hollow=several) for it in where)
        return tuple(it for it in drawn if it is not None)
    found = [
        _make_spot(f"{label}{letter}", f"{title}, may be: {say_one(it)}", it, hollow=True)
        for letter, it in zip(ascii_lowercase, where, strict=False)
    ]
    return tuple(it for it in found if it is not None)


def say_told(mentions: int, reports: int, cases: int) -> str:
    """Return how often a place was found; texts may name it in words that were not."""
    named = f"found {say_count(mentions, 'time')} in {say_count(reports, 'report')}"
    return f"{named}, {say_count(cases, 'case')}" if cases else f"{named}, in no case"


def _make_spot(label: str, title: str, it: Whereabouts, *, hollow: bool = False) -> Spot | None:
    if it.extent in (Extent.UNKNOWN, Extent.CONTINENT):
        return None
    radius, region = it.radius_km, it.region
    if region is not None and not any(area.region == region for area in load_shapes().areas):
        region = None
    if it.extent is Extent.REGION and region is None and radius is None:
        return None
    return Spot(
        label=label,
        title=title,
        lat=it.lat,
        lon=it.lon,
        radius_km=None if it.extent in (Extent.POINT, Extent.COUNTRY) else radius,
        country=it.country if it.extent is Extent.COUNTRY else None,
        region=region if it.extent is Extent.REGION else None,
        hollow=hollow or it.told_in is not None,
    )


def _say_position(it: Whereabouts) -> str:
    if it.lat is None or it.lon is None:
        return "a place that is not known"
    north, east = "N" if it.lat >= 0 else "S", "E" if it.lon >= 0 else "W"
    return f"{abs(it.lat):.2f}° {north} {abs(it.lon):.2f}° {east}"
