"""Names of places, looked up in the SQLite file that the build compiled."""

import math
import sqlite3
from contextlib import closing
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.errors import StoreError
from sayso.records.entity import Approximation, PlaceCandidate
from sayso.store.folding import fold_name

_FEATURES = ("country", "region", "district", "settlement")
# What a unit weighs against a settlement of ten to that many people: a bare name means the
# town more often than the district that is called after it.
_WEIGHT = {"country": 9.0, "region": 4.5, "district": 2.0}
_MAIN_NAME = 0.8
_MOST = 200
_COLUMNS = """
SELECT place.id, place.name, place.feature, place.country, region.name, place.lat, place.lon,
  place.geonames, place.katottg, place.population, name.main
FROM name JOIN place ON place.id = name.place LEFT JOIN place AS region ON region.id = place.region
WHERE name.key = ?
"""
_COUNTRY = """
SELECT id, name, feature, country, NULL, lat, lon, geonames, katottg
FROM place WHERE feature = 0 AND country = ?
  AND id < (SELECT id FROM place WHERE feature > 0 ORDER BY id LIMIT 1)
"""
_INSIDE = " AND (region.id IN (SELECT place FROM name WHERE key = ?))"
_EXTENT = """
SELECT unit.lat, unit.lon, unit.radius_km
FROM name JOIN place ON place.id = name.place
JOIN place AS unit ON unit.id IN (place.id, place.district, place.region)
WHERE name.key = ? AND place.geonames IS ? AND place.katottg IS ?
  AND unit.lat IS NOT NULL AND unit.radius_km IS NOT NULL
ORDER BY unit.feature DESC LIMIT 1
"""


class Gazetteer:
    """The places of the world by name; open it once, close it at the end.

    It is only ever read, so several may have the same file open.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreError(
                f"There is no gazetteer at {path}.",
                remedy="Install sayso anew: its build compiles one.",
            )
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)

    @classmethod
    def packaged(cls) -> Self:
        """Open the gazetteer that came with sayso; raises `StoreError` where there is none."""
        return cls(Path(str(resources.files("sayso.store") / "data" / "gazetteer.sqlite")))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the gazetteer answers no more."""
        self._connection.close()

    def find(
        self, name: str, *, country: str | None = None, admin1: str | None = None
    ) -> tuple[PlaceCandidate, ...]:
        """Return the places that a name can mean, likeliest first.

        Case, marks, apostrophes and hyphens do not matter. Likelier is what has more
        people, and what goes by the name rather than also being known by it.

        Args:
            name: A name without the word for its kind: "Luhansk", not "Luhansk region".
            country: Only places of this country (ISO 3166-1 alpha-2).
            admin1: Only places in the first-order region of this name.
        """
        found = self.find_weighted(name, country=country, admin1=admin1)
        return tuple(candidate for _, candidate in found)

    def find_weighted(
        self, name: str, *, country: str | None = None, admin1: str | None = None
    ) -> tuple[tuple[float, PlaceCandidate], ...]:
        """Return what `find` does, each place with its weight.

        A settlement weighs the decimal logarithm of its population, a country the most.
        """
        query, values = _COLUMNS, [fold_name(name)]
        if country is not None:
            query, values = query + " AND place.country = ?", [*values, country]
        if admin1 is not None:
            query, values = query + _INSIDE, [*values, fold_name(admin1)]
        with closing(self._connection.execute(query, values)) as cursor:
            rows = cursor.fetchall()
        rows.sort(key=lambda row: (-_weigh(row), row[0]))
        return tuple((_weigh(row), _make_candidate(row)) for row in rows[:_MOST])

    def find_country(self, code: str) -> PlaceCandidate | None:
        """Return a country by its ISO 3166-1 alpha-2 code."""
        # Countries are the first rows of the table: the search ends among them.
        with closing(self._connection.execute(_COUNTRY, [code])) as cursor:
            row = cursor.fetchone()
        return None if row is None else _make_candidate(row)

    def find_extent(self, candidate: PlaceCandidate) -> Approximation | None:
        """Return where a unit lies, or the smallest known unit around a settlement.

        The position is the center of the settlements known in the unit, and the radius
        reaches the farthest of them; a settlement without a position lies about there.
        """
        values = (fold_name(candidate.name), candidate.geonames, candidate.katottg)
        with closing(self._connection.execute(_EXTENT, values)) as cursor:
            row = cursor.fetchone()
        if row is None:
            return None
        return Approximation(lat=row[0] / 1e5, lon=row[1] / 1e5, radius_km=float(row[2]))

    def sources(self) -> tuple[tuple[str, str, str, str], ...]:
        """Return package, version, SHA-256 and licence of each file it was compiled from."""
        query = "SELECT package, version, sha256, licence FROM source ORDER BY rowid"
        with closing(self._connection.execute(query)) as cursor:
            return tuple(cursor.fetchall())


def _weigh(row: tuple[str | int, ...]) -> float:
    feature, population, main = _FEATURES[int(row[2])], int(row[9]), int(row[10])
    return _WEIGHT.get(feature, math.log10(population + 1)) + main * _MAIN_NAME


def _make_candidate(row: tuple[object, ...]) -> PlaceCandidate:
    _, name, feature, country, region, lat, lon, geonames, katottg, *_ = row
    return PlaceCandidate(
        name=str(name),
        feature=_FEATURES[int(str(feature))],
        country=None if country is None else str(country),
        admin1=None if region is None else str(region),
        lat=None if lat is None else int(str(lat)) / 1e5,
        lon=None if lon is None else int(str(lon)) / 1e5,
        geonames=None if geonames is None else int(str(geonames)),
        katottg=None if katottg is None else str(katottg),
    )
