"""Names of places, looked up in the SQLite file that the build compiled."""

import math
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sayso.errors import StoreError
from sayso.records.entity import Approximation, PlaceCandidate
from sayso.records.gazetteer import GazetteerEntry, GazetteerSource
from sayso.records.reading import Maker
from sayso.store.folding import fold_name
from sayso.store.gazetteer_build.tables import FEATURES, SCALE
from sayso.store.spelling import find_close

# What the larger places weigh against a settlement of ten to that many people: a bare name
# means the town more often than the district that is called after it. Of units: what is taken
# off the logarithm of their people, the least and the most.
_WHOLE = {"continent": 9.0, "country": 9.0}
_UNITS = {"region": (1.3, 3.0, 5.0), "district": (2.5, 1.0, 4.0)}
_MAIN_NAME = 0.8
_MOST = 200
_MOST_CLOSE = 20_000
_COLUMNS = """
SELECT place.id, place.name, place.feature, place.country, region.name, place.lat, place.lon,
  place.geonames, place.katottg, place.population, name.main, place.district
FROM name JOIN place ON place.id = name.place LEFT JOIN place AS region ON region.id = place.region
WHERE name.key = ?
"""
_INSIDE = " AND (region.id IN (SELECT place FROM name WHERE key = ?))"
_WITHIN = """ AND EXISTS (
  SELECT 1 FROM name AS called JOIN place AS unit ON unit.id = called.place WHERE called.key = ?
  AND (unit.id IN (place.region, place.district)
    OR (unit.feature = 0 AND unit.country = place.country)))"""
_COUNTRY = """
SELECT id, name, feature, country, NULL, lat, lon, geonames, katottg, population, 1, NULL
FROM place WHERE feature = 0 AND country = ?
"""
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
                remedy="Name another file, or make one with: sayso gazetteer build.",
            )
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            with closing(self._connection.execute("SELECT digest, edition FROM build")) as cursor:
                digest, edition = cursor.fetchone()
        except (sqlite3.DatabaseError, TypeError) as exc:
            self._connection.close()
            raise StoreError(
                f"{path} is no gazetteer of this version of sayso: {exc}.",
                remedy="Make it anew with: sayso gazetteer build.",
            ) from exc
        self.maker = Maker(name="gazetteer", version=edition, sha256=digest)

    @classmethod
    def packaged(cls) -> Self:
        """Open the gazetteer that came with sayso; raises `StoreError` where there is none."""
        path = get_packaged_path()
        if not path.is_file():
            raise StoreError(
                "The gazetteer that comes with sayso is missing.",
                remedy="Install sayso anew: its build compiles one.",
            )
        return cls(path)

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
        return tuple((weight, _make_candidate(row)) for weight, row in self._rank(query, values))

    def find_country(self, code: str) -> PlaceCandidate | None:
        """Return the country of a code (ISO 3166-1 alpha-2), or ``None``."""
        row = self._fetch(_COUNTRY, (code.upper(),))
        return None if row is None else _make_candidate(row)

    def find_extent(self, candidate: PlaceCandidate) -> Approximation | None:
        """Return where a unit lies, or the smallest known unit around a settlement.

        The position is the center of the settlements known in the unit, and the radius
        reaches the farthest of them; a settlement without a position lies about there.
        """
        row = self._fetch(
            _EXTENT, (fold_name(candidate.name), candidate.geonames, candidate.katottg)
        )
        if row is None:
            return None
        return Approximation(lat=row[0] / SCALE, lon=row[1] / SCALE, radius_km=float(row[2]))

    def look_up(
        self, name: str, *, country: str | None = None, within: str | None = None
    ) -> tuple[GazetteerEntry, ...]:
        """Return all that is known of the places that a name can mean, likeliest first.

        Args:
            name: As for `find`.
            country: Only places of this country (ISO 3166-1 alpha-2).
            within: Only places in the region, district or country of this name.
        """
        query, values = _COLUMNS, [fold_name(name)]
        if country is not None:
            query, values = query + " AND place.country = ?", [*values, country.upper()]
        if within is not None:
            query, values = query + _WITHIN, [*values, fold_name(within)]
        return tuple(self._make_entry(row) for _, row in self._rank(query, values))

    def suggest(self, name: str, *, most: int = 5) -> tuple[str, ...]:
        """Return the names nearest in spelling to one that is in no gazetteer, nearest first."""
        wanted = fold_name(name)
        query = "SELECT DISTINCT key FROM name WHERE key >= ? AND key < ? LIMIT ?"
        for size in (3, 2):
            start = wanted[:size]
            if len(start) < size:
                continue
            values = (start, start + "\U0010ffff", _MOST_CLOSE)
            with closing(self._connection.execute(query, values)) as cursor:
                close = find_close(wanted, (key for (key,) in cursor), most=most)
            if close:
                names = [self.find(key)[0].name for key in close]
                return tuple(dict.fromkeys(names))
        return ()

    def count(self) -> int:
        """Return how many places it knows."""
        return int(self._fetch("SELECT count(*) FROM place", ())[0])

    def sources(self) -> tuple[GazetteerSource, ...]:
        """Return every file that it was compiled from, with its licence."""
        query = """SELECT ifnull(package, 'sayso'), ifnull(version, ''), file, sha256, licence
            FROM source ORDER BY rowid"""
        with closing(self._connection.execute(query)) as cursor:
            return tuple(
                GazetteerSource(name=name, version=version, file=file, sha256=sha256, licence=under)
                for name, version, file, sha256, under in cursor
            )

    def _rank(self, query: str, values: Sequence[object]) -> list[tuple[float, Any]]:
        with closing(self._connection.execute(query, values)) as cursor:
            rows = [(_weigh(row), row) for row in cursor]
        rows.sort(key=lambda pair: (-pair[0], pair[1][0]))
        return rows[:_MOST]

    def _fetch(self, query: str, values: Sequence[object]) -> Any:
        with closing(self._connection.execute(query, values)) as cursor:
            return cursor.fetchone()

    def _make_entry(self, row: Sequence[Any]) -> GazetteerEntry:
        place = _make_candidate(row)
        district = self._fetch("SELECT name FROM place WHERE id = ?", (row[11],))
        query = "SELECT language, name FROM label WHERE place = ? ORDER BY language"
        with closing(self._connection.execute(query, (row[0],))) as cursor:
            labels = dict(cursor.fetchall())
        return GazetteerEntry(
            place=place,
            district=district[0] if district else None,
            population=row[9],
            approx=self.find_extent(place) if place.lat is None else None,
            labels=labels,
        )


def get_packaged_path() -> Path:
    """Return where the gazetteer stands that came with sayso."""
    return Path(str(resources.files("sayso.store") / "data" / "gazetteer.sqlite"))


def _weigh(row: Sequence[Any]) -> float:
    feature, people = FEATURES[row[2]], math.log10(row[9] + 1)
    main: float = row[10] * _MAIN_NAME
    if feature in _UNITS:
        less, least, most = _UNITS[feature]
        return min(most, max(least, people - less)) + main
    return _WHOLE.get(feature, people) + main


def _make_candidate(row: Sequence[Any]) -> PlaceCandidate:
    _, name, feature, country, region, lat, lon, geonames, katottg, *_ = row
    return PlaceCandidate(
        name=name,
        feature=FEATURES[feature],
        country=country,
        admin1=region,
        lat=None if lat is None else lat / SCALE,
        lon=None if lon is None else lon / SCALE,
        geonames=geonames,
        katottg=katottg,
    )
