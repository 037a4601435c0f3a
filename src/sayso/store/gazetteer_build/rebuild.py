"""Makes a gazetteer of the packaged one and a dump of GeoNames that the user has.

What the packaged one knows stays, with its register codes and names in three languages; the
dump gives points, people, more names, and the places that it lacks. The dump is read twice, row
by row; what is held in memory, however long the dump, are the units of the world, the ids that
the packaged one knows, and Ukraine's settlements.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from sayso.errors import StoreError
from sayso.store.folding import fold_name
from sayso.store.gazetteer_build.compile import pick_names
from sayso.store.gazetteer_build.dump import DumpRow, Progress, read_dump, read_other_names
from sayso.store.gazetteer_build.inputs import hash_input
from sayso.store.gazetteer_build.place import is_readable, measure_km, to_vector
from sayso.store.gazetteer_build.register_match import RegisterMatch
from sayso.store.gazetteer_build.tables import FEATURES, SCALE, read_digest

_COUNTRY, _REGION, _DISTRICT, _SETTLEMENT, _ = range(len(FEATURES))
_REGISTERED = "UA"
_LANGUAGES = frozenset({"", "en", "ru", "uk", "be"})
_LABELLED = ("en", "ru", "uk")
_LICENCE = "CC BY 4.0 (data: GeoNames, www.geonames.org)"
_PREPARE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE fresh (key TEXT, place INTEGER, main INTEGER);
"""
_FINISH = (
    "INSERT OR IGNORE INTO name SELECT key, place, max(main) FROM fresh GROUP BY key, place",
    "DROP TABLE fresh",
)
_INSERT = "INSERT INTO place VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, NULL)"
_BY_GEONAMES = "SELECT id, feature FROM place WHERE geonames = ?"
_UPDATE = """
UPDATE place SET lat = ?, lon = ?, population = max(population, ?), geonames = ?,
  region = ifnull(region, ?), district = ifnull(district, ?) WHERE id = ?
"""


def rebuild_gazetteer(
    packaged: Path,
    dump: Path,
    out: Path,
    *,
    other_names: Path | None = None,
    progress: Progress = lambda _, __: None,
) -> None:
    """Write a gazetteer of the packaged one and of a dump, whole or not at all.

    The same three inputs give the same tables.

    Args:
        packaged: The gazetteer to begin with.
        dump: GeoNames' `allCountries`, or the file of one country, as text or zip.
        out: Where to write; what stands there is replaced at the end.
        other_names: GeoNames' `alternateNamesV2`, as text or zip.
        progress: Is told how many bytes of how many were read, for each of the readings.

    Raises:
        StoreError: An input cannot be read or is none of these, or the folder of ``out``
            cannot be written.
    """
    if out.resolve() in {path.resolve() for path in (packaged, dump, other_names) if path}:
        raise StoreError(f"{out} is an input.", remedy="Write to another file.")
    half = out.with_name(out.name + ".part")
    try:
        shutil.copyfile(packaged, half)
        with closing(sqlite3.connect(half, isolation_level=None)) as connection:
            connection.executescript(_PREPARE)
            connection.execute("BEGIN")
            rebuild = _Rebuild(connection, progress)
            rebuild.add_units(dump)
            rebuild.add_settlements(dump)
            if other_names is not None:
                rebuild.add_names(other_names)
            for statement in _FINISH:
                connection.execute(statement)
            rebuild.measure_units()
            files = [dump] if other_names is None else [dump, other_names]
            rebuild.sign(read_digest(packaged) or "", files)
            connection.execute("COMMIT")
            connection.execute("VACUUM")
        half.replace(out)
    except (OSError, sqlite3.DatabaseError) as exc:
        raise StoreError(
            f"{out} cannot be written: {exc}.", remedy="Give a folder with room to write in."
        ) from exc
    finally:
        half.unlink(missing_ok=True)


class _Rebuild:
    def __init__(self, connection: sqlite3.Connection, progress: Progress) -> None:
        self._connection, self._progress = connection, progress
        query = "SELECT geonames, id, feature FROM place WHERE geonames IS NOT NULL"
        self._known: dict[int, tuple[int, int]] = {
            id_: (place, feature) for id_, place, feature in connection.execute(query)
        }
        self._regions: dict[tuple[str, str], int] = {}
        self._districts: dict[tuple[str, str, str], int] = {}
        self._changed = ""

    def add_units(self, dump: Path) -> None:
        """Put countries, first- and second-order units where the dump has them."""
        second = []
        for row in read_dump(dump, self._progress):
            self._changed = max(self._changed, row.changed)
            if row.kind.startswith("A.PCL"):
                self._place_known(row, _COUNTRY)
            elif row.kind == "A.ADM1":
                self._regions[row.country, row.admin1] = self._add(row, _REGION)
            elif row.kind == "A.ADM2":
                second.append(row)
        for row in second:  # after the regions that they lie in
            self._districts[row.country, row.admin1, row.admin2] = self._add(row, _DISTRICT)

    def add_settlements(self, dump: Path) -> None:
        """Add the dump's settlements; those of Ukraine are found in its register first."""
        registered = []
        for row in read_dump(dump, self._progress):
            if not row.kind.startswith("P."):
                continue
            if row.country == _REGISTERED and row.geonames not in self._known:
                registered.append(row)
            else:
                self._add(row, _SETTLEMENT)
        match = RegisterMatch(self._connection, _REGISTERED)
        names = [(row, self._fold_names(row), *self._find_units(row)) for row in registered]
        for row, place in match.match(names):
            if place is None:
                self._add(row, _SETTLEMENT)
            else:
                self._update(row, place)

    def add_names(self, path: Path) -> None:
        """Add names by language to the places that there are."""
        self._connection.execute("CREATE INDEX by_geonames ON place (geonames)")
        query = "INSERT OR IGNORE INTO label VALUES (?, ?, ?)"
        for other in read_other_names(path, self._progress):
            if other.language not in _LANGUAGES or not is_readable(other.name):
                continue
            for place, feature in self._connection.execute(_BY_GEONAMES, (other.geonames,)):
                self._note_names(place, [other.name], main="")
                if feature != _SETTLEMENT and other.preferred and other.language in _LABELLED:
                    self._connection.execute(query, (place, other.language, other.name))
        self._connection.execute("DROP INDEX by_geonames")

    def measure_units(self) -> None:
        """Let every unit reach its farthest settlement, and count the people in it."""
        query = "SELECT id, lat, lon FROM place WHERE feature <> ? AND lat IS NOT NULL"
        points = self._connection.execute(query, (_SETTLEMENT,))
        centers = {id_: to_vector(lat / SCALE, lon / SCALE) for id_, lat, lon in points}
        countries = dict(
            self._connection.execute("SELECT country, id FROM place WHERE feature = ?", (_COUNTRY,))
        )
        reach: dict[int, float] = {}
        people: dict[int, int] = {}
        query = """SELECT country, region, district, lat, lon, population FROM place
            WHERE feature = ? AND lat IS NOT NULL"""
        for country, *units, lat, lon, count in self._connection.execute(query, (_SETTLEMENT,)):
            point = to_vector(lat / SCALE, lon / SCALE)
            for unit in (countries.get(country), *units):
                if unit in centers:
                    reach[unit] = max(reach.get(unit, 0.0), measure_km(centers[unit], point))
                    people[unit] = people.get(unit, 0) + count
        found = [(max(1, round(far)), people[unit], unit) for unit, far in reach.items()]
        query = "UPDATE place SET radius_km = ?, population = ? WHERE id = ?"
        self._connection.executemany(query, found)

    def sign(self, digest: str, files: Sequence[Path]) -> None:
        """Note what the gazetteer was built from."""
        hashes = [hash_input(file) for file in files]
        rows = [
            ("GeoNames", self._changed, file.name, sha256, _LICENCE)
            for file, sha256 in zip(files, hashes, strict=True)
        ]
        self._connection.executemany("INSERT INTO source VALUES (?, ?, ?, ?, ?)", rows)
        whole = hashlib.sha256("\0".join([digest, *hashes]).encode()).hexdigest()
        query = "UPDATE build SET digest = ?, edition = ? || edition"
        self._connection.execute(query, (whole, f"geonames-{self._changed}+"))

    # -- one row

    def _add(self, row: DumpRow, feature: int) -> int:
        """Put a place where the dump has it, a new one if it is not known; return its row."""
        if row.geonames in self._known:
            place: int = self._known[row.geonames][0]
            self._update(row, place)
            return place
        region, district = self._find_units(row)
        values = (
            *(row.name, feature, row.country or None, region, district),
            *(round(row.lat * SCALE), round(row.lon * SCALE), row.population, row.geonames),
        )
        place = int(self._connection.execute(_INSERT, values).lastrowid or 0)
        self._note_names(place, [row.name, *self._pick(row)], main=fold_name(row.name))
        return place

    def _place_known(self, row: DumpRow, feature: int) -> None:
        """Put a place where the dump has it, if it is known as one of that kind."""
        place, known_as = self._known.get(row.geonames, (None, None))
        if place is not None and known_as == feature:
            self._update(row, place)

    def _update(self, row: DumpRow, place: int) -> None:
        region, district = self._find_units(row)
        point = (round(row.lat * SCALE), round(row.lon * SCALE))
        values = (*point, row.population, row.geonames, region, district, place)
        self._connection.execute(_UPDATE, values)
        self._note_names(place, [row.name, *self._pick(row)], main="")

    def _find_units(self, row: DumpRow) -> tuple[int | None, int | None]:
        """Return the region and the district that a place lies in, as far as known."""
        if row.kind == "A.ADM1" or row.kind.startswith("A.PCL"):
            return None, None
        region = self._regions.get((row.country, row.admin1))
        if row.kind == "A.ADM2":
            return region, None
        return region, self._districts.get((row.country, row.admin1, row.admin2))

    def _pick(self, row: DumpRow) -> Iterable[str]:
        return pick_names(list(row.names), row.country, row.population)

    def _fold_names(self, row: DumpRow) -> frozenset[str]:
        return frozenset(map(fold_name, (row.name, *self._pick(row)))) - {""}

    def _note_names(self, place: int, names: Iterable[str], *, main: str) -> None:
        keys = {fold_name(name) for name in names} - {""}
        rows = [(key, place, int(key == main)) for key in keys]
        self._connection.executemany("INSERT INTO fresh VALUES (?, ?, ?)", rows)
