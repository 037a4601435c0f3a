"""What lies in what, and who claims it: asked of the gazetteer's file by the checks."""

import re
import sqlite3
import tomllib
from contextlib import closing
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from sayso.records.entity import PlaceCandidate
from sayso.store.folding import fold_name

_TERRITORIES = Path(str(resources.files("sayso.store") / "data" / "territories.toml"))
_COUNTRY, _REGION, _DISTRICT = 0, 1, 2
_COLUMNS = "place.id, place.feature, place.country, place.region, place.district, place.geonames"
_FIND = f"""
SELECT {_COLUMNS} FROM name JOIN place ON place.id = name.place
WHERE name.key = ? AND place.country IS ? AND place.geonames IS ? AND place.katottg IS ?
"""  # noqa: S608, made of constants
_INSIDE = {
    _COUNTRY: "SELECT name FROM place WHERE country = (SELECT country FROM place WHERE id = ?)",
    _REGION: "SELECT name FROM place WHERE region = ?",
    _DISTRICT: "SELECT name FROM place WHERE district = ?",
}
# Spellings of one name by different romanizations, or by Russian and Ukrainian, differ in their
# vowels and in these.
# A district is often called by the adjective of its town: "Svativskyi" from Svatove.
_ADJECTIVE = re.compile("(?<=..)sk$")
_ALIKE = (
    (re.compile(r"[^a-z]"), ""),
    (re.compile("shch|sch|sh"), "s"),
    (re.compile("kh|gh|g"), "h"),
    (re.compile("zh"), "z"),
    (re.compile("ch|cz|ts|tz"), "c"),
    (re.compile("ph"), "f"),
    (re.compile("w"), "v"),
    (re.compile("q|ck"), "k"),
    (re.compile("[aeiouyj]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


class Atlas:
    """Answers what the checks ask of places, from the file that the gazetteer reads.

    Opens nothing before it is asked.

    Args:
        gazetteer: The gazetteer's file.
        territories: Who holds or claims what.
    """

    def __init__(self, gazetteer: Path, territories: Path = _TERRITORIES) -> None:
        self._gazetteer, self._territories = gazetteer, territories

    def lies_in(self, place: PlaceCandidate, unit: PlaceCandidate) -> bool | None:
        """Tell whether a place lies in a unit, by anybody's map; ``None`` where none says.

        A state that holds or claims a territory counts as its country, and a town that is a
        region of its own lies in the region around it: both are ways to say it.
        """
        inner, outer = self._find(place), self._find(unit)
        if inner is None or outer is None:
            return None
        if inner[0] == outer[0]:
            return True
        if outer[1] == _COUNTRY:
            return outer[2] in self._find_countries(inner)
        if outer[1] == _REGION:
            region = inner if inner[1] == _REGION else self._get(inner[3])
            return region is not None and self._is_same(region, outer)
        if inner[3] != outer[3]:
            return False
        return None if inner[4] is None else inner[4] == outer[0]

    def find_countries(self, place: PlaceCandidate) -> frozenset[str]:
        """Return the countries that hold or claim a place, by ISO 3166-1 alpha-2."""
        row = self._find(place)
        if row is not None:
            return self._find_countries(row)
        return frozenset() if place.country is None else frozenset({place.country})

    def has_like(self, name: str, unit: PlaceCandidate, *, adjective: bool) -> bool:
        """Tell whether a unit holds a place whose name may be another spelling of this one.

        Args:
            name: As the report or the gazetteer spells it.
            unit: A district, a region or a country.
            adjective: Whether one may be the adjective of the other.
        """
        outer = self._find(unit)
        key = _skeletonize(name, adjective)
        if outer is None or not key:
            return True  # nothing is known that would speak against it
        with closing(self._connection.execute(_INSIDE[outer[1]], (outer[0],))) as cursor:
            return any(_skeletonize(row[0], adjective) == key for row in cursor)

    def count_people(self, place: PlaceCandidate) -> int:
        """Return how many people live in a place as far as known, else 0."""
        row = self._find(place)
        query = "SELECT population FROM place WHERE id = ?"
        return 0 if row is None else int(self._connection.execute(query, (row[0],)).fetchone()[0])

    def find_country_name(self, code: str) -> str | None:
        """Return a country's name by its code (ISO 3166-1 alpha-2)."""
        query = "SELECT name FROM place WHERE feature = 0 AND country = ?"
        row = self._connection.execute(query, (code,)).fetchone()
        return None if row is None else str(row[0])

    def _find(self, place: PlaceCandidate) -> tuple[Any, ...] | None:
        values = (fold_name(place.name), place.country, place.geonames, place.katottg)
        with closing(self._connection.execute(_FIND, values)) as cursor:
            row: tuple[Any, ...] | None = cursor.fetchone()
        return row

    def _get(self, id_: int | None) -> tuple[Any, ...] | None:
        query = f"SELECT {_COLUMNS} FROM place WHERE id = ?"  # noqa: S608, made of constants
        row: tuple[Any, ...] | None = self._connection.execute(query, (id_,)).fetchone()
        return row

    def _find_countries(self, row: tuple[Any, ...]) -> frozenset[str]:
        region = row if row[1] == _REGION else self._get(row[3])
        found = {row[2]}
        for claim in self._recipe["claim"]:
            regions = claim.get("regions")
            here = region is not None and region[5] in regions if regions else True
            if here and row[2] in claim["countries"]:
                found |= set(claim["countries"])
        return frozenset(found)

    def _is_same(self, one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
        if one[0] == other[0]:
            return True
        return any({one[5], other[5]} <= set(pair) for pair in self._recipe["enclave"]["regions"])

    @cached_property
    def _recipe(self) -> dict[str, Any]:
        return tomllib.loads(self._territories.read_text(encoding="utf-8"))

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        uri = f"{self._gazetteer.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)


def _skeletonize(name: str, adjective: bool) -> str:
    """Return what the spellings of one name share: "Zaitsevo" and "Zaytseve" are both "zcv"."""
    key = fold_name(name)
    for pattern, plain in _ALIKE:
        key = pattern.sub(plain, key)
    return _ADJECTIVE.sub("", key) if adjective else key
