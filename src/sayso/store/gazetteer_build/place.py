"""One place while the gazetteer is being made, and which of its names are kept."""

import csv
import math
import operator
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_EARTH_KM = 6371.0
_LONGEST = 60


@dataclass(slots=True, kw_only=True)
class Gazetted:
    """One place as the inputs give it.

    Attributes:
        name: What English reports call it, as far as that is known.
        feature: "continent", "country", "region", "district" or "settlement".
        country: ISO 3166-1 alpha-2; ``None`` of a continent.
        names: All that it is called.
        labels: One name each in English, Russian and Ukrainian, by language; of a country or
            unit, as far as they are known.
        radius: How far the farthest settlement in it lies from its point, in km.
        id: Its row, 0 until it has one.
    """

    name: str
    feature: str
    country: str | None
    names: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    region: "Gazetted | None" = None
    district: "Gazetted | None" = None
    lat: float | None = None
    lon: float | None = None
    radius: int | None = None
    population: int = 0
    geonames: int | None = None
    katottg: str | None = None
    id: int = 0


def is_readable(name: str) -> bool:
    """Whether a name is one that a report in Latin or Cyrillic letters can hold."""
    if not name or name[0].islower() or len(name) > _LONGEST:
        return False
    if len(name) == 3 and name.isupper():  # a code of an airport
        return False
    if name.isascii():
        return any(map(str.isalpha, name))
    letters = [ord(letter) for letter in name if letter.isalpha()]
    latin = all(at < 0x250 or 0x1E00 <= at < 0x1F00 for at in letters)
    return bool(letters) and (latin or all(0x400 <= at < 0x530 for at in letters))


def read_tsv(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a table with tabs between."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def measure_units(
    countries: list[Gazetted], units: list[Gazetted], settlements: list[Gazetted]
) -> None:
    """Give every unit its people and reach, and the center of its settlements if it has none."""
    members: dict[int, list[Gazetted]] = defaultdict(list)
    country_of = {country.country: country for country in countries}
    for place in settlements:
        if place.lat is not None:
            for unit in (place.region, place.district, country_of.get(place.country)):
                if unit is not None:
                    members[id(unit)].append(place)
    for unit in [*countries, *units]:
        points = [to_vector(place.lat or 0.0, place.lon or 0.0) for place in members[id(unit)]]
        if not points:
            continue
        if unit.lat is None or unit.lon is None:
            mean = [sum(axis) / len(points) for axis in zip(*points, strict=True)]
            length = math.hypot(*mean) or 1.0
            unit.lat = round(math.degrees(math.asin(mean[2] / length)), 4)
            unit.lon = round(math.degrees(math.atan2(mean[1], mean[0])), 4)
        center = to_vector(unit.lat, unit.lon)
        unit.radius = max(1, round(max(measure_km(center, point) for point in points)))
        unit.population = sum(place.population for place in members[id(unit)])


def to_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """Return a point on the globe, in degrees, as one on the unit sphere."""
    north, east = math.radians(lat), math.radians(lon)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def measure_km(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Return how many kilometers lie between two points on the unit sphere."""
    return _EARTH_KM * math.acos(max(-1.0, min(1.0, sum(map(operator.mul, one, other)))))
