"""Which settlements of the Ukrainian register, known without a point, a dump of GeoNames has."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.store.gazetteer_build.dump import DumpRow

Candidate = tuple[DumpRow, frozenset[str], int | None, int | None]
"""A row of the dump, the keys of its names, the region and the district that it lies in."""

_REGISTERED = """
SELECT place.id, place.region, place.district, name.key, name.main
FROM place JOIN name ON name.place = place.id
WHERE place.country = ? AND place.feature = 3 AND place.katottg IS NOT NULL
  AND place.region IS NOT NULL ORDER BY place.id, name.key
"""


@dataclass(slots=True)
class _Registered:
    region: int
    district: int | None
    keys: set[str] = field(default_factory=set)
    main: str = ""


class RegisterMatch:
    """Finds the one settlement of the register that a row of the dump is.

    A name that is the only one of its region on both sides is the same place; else it must be
    the only one of the district.
    """

    def __init__(self, connection: sqlite3.Connection, country: str) -> None:
        query = "SELECT id FROM place WHERE country = ? AND katottg IS NOT NULL AND lat IS NULL"
        self._free = {id_ for (id_,) in connection.execute(query, (country,))}
        self._places: dict[int, _Registered] = {}
        for id_, region, district, key, main in connection.execute(_REGISTERED, (country,)):
            place = self._places.setdefault(id_, _Registered(region, district))
            place.keys.add(key)
            place.main = key if main else place.main
        self._homonyms: dict[tuple[int, str], int] = defaultdict(int)
        for place in self._places.values():
            self._homonyms[place.region, place.main] += 1

    def match(self, rows: Sequence[Candidate]) -> Iterator[tuple[DumpRow, int | None]]:
        """Yield every row with the register's place that it is, or ``None``, in their order."""
        by_key: dict[tuple[int, str], list[int]] = defaultdict(list)
        for at, (_, keys, region, _) in enumerate(rows):
            for key in sorted(keys) if region is not None else ():
                by_key[region or 0, key].append(at)
        found: dict[int, int] = {}
        for id_, place in self._places.items():
            if id_ not in self._free:
                continue
            known = {at for key in place.keys for at in by_key.get((place.region, key), ())}
            if len(known) > 1 or self._homonyms[place.region, place.main] > 1:
                district = place.district
                known = {at for at in known if district is not None and rows[at][3] == district}
            if len(known) == 1 and (at := known.pop()) not in found:
                found[at] = id_
        for at, (row, *_) in enumerate(rows):
            yield row, found.get(at)
