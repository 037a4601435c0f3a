"""The SQLite file of the gazetteer: its tables, and how they are filled.

The same places give the same bytes: rows go in by their order, names by their key, and the
file is laid out anew at the end.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from sayso.store.folding import fold_name
from sayso.store.gazetteer_build.place import Gazetted

FEATURES = ("country", "region", "district", "settlement", "continent")
"""The kinds of places by their number in the file."""
SCALE = 1e5
"""A degree in the file's unit."""
SOURCE_COLUMNS = ("package", "version", "file", "sha256", "licence")
_SCHEMA = """
CREATE TABLE build (digest TEXT NOT NULL, edition TEXT NOT NULL);
CREATE TABLE source (package TEXT, version TEXT, file TEXT, sha256 TEXT, licence TEXT);
CREATE TABLE place (
  -- feature: its place in FEATURES; lat, lon: hundred-thousandths of a degree
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, feature INTEGER NOT NULL, country TEXT,
  region INTEGER, district INTEGER, lat INTEGER, lon INTEGER, radius_km INTEGER,
  population INTEGER NOT NULL, geonames INTEGER, katottg TEXT);
CREATE INDEX country ON place (country) WHERE feature = 0;
CREATE TABLE label (
  place INTEGER, language TEXT, name TEXT, PRIMARY KEY (place, language)) WITHOUT ROWID;
CREATE TABLE name (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_INSERT = "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def write_gazetteer(
    path: Path,
    places: list[Gazetted],
    sources: Iterable[Mapping[str, str]],
    *,
    digest: str,
    edition: str,
) -> None:
    """Write a gazetteer; every place gets its `id`.

    Args:
        path: Where; what stands there is replaced.
        places: A unit before what lies in it.
        sources: What it was built from: entries with `SOURCE_COLUMNS`.
        digest: What it was built from, as one hash.
        edition: What it was built from, as people call it.
    """
    for number, place in enumerate(places, start=1):
        place.id = number
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("INSERT INTO build VALUES (?, ?)", (digest, edition))
        rows = [tuple(entry.get(column) for column in SOURCE_COLUMNS) for entry in sources]
        connection.executemany("INSERT INTO source VALUES (?, ?, ?, ?, ?)", rows)
        connection.executemany(_INSERT, map(to_row, places))
        names = (
            (key, place.id, int(key == main))
            for place in places
            for main in (fold_name(place.name),)
            for key in {main, *map(fold_name, place.names)} - {""}
        )
        labels = ((place.id, *label) for place in places for label in sorted(place.labels.items()))
        connection.executemany("INSERT INTO label VALUES (?, ?, ?)", labels)
        connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))
        connection.commit()
        connection.execute("VACUUM")


def read_digest(path: Path) -> str | None:
    """Return what a gazetteer was built from, as one hash; ``None`` where there is none."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            row = opened.execute("SELECT digest FROM build").fetchone()
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row else None


def to_row(place: Gazetted) -> tuple[object, ...]:
    """Return a place as its table has it."""
    return (
        place.id,
        place.name,
        FEATURES.index(place.feature),
        place.country,
        (place.region.id or None) if place.region else None,
        (place.district.id or None) if place.district else None,
        None if place.lat is None else round(place.lat * SCALE),
        None if place.lon is None else round(place.lon * SCALE),
        place.radius,
        place.population,
        place.geonames,
        place.katottg,
    )
