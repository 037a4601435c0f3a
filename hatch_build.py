"""Build hook: compiles the gazetteer of places into one SQLite file, which travels in the wheel.

The inputs are data files of packages that only the build needs, pinned by hash in
`src/sayso/store/data/gazetteer.toml`; nothing is downloaded here. The same inputs give the
same tables, and a file that was built from them already is left alone.
"""

import hashlib
import importlib.util
import sqlite3
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STORE = Path("src/sayso/store")
_FEATURES = ("country", "region", "district", "settlement")
_SCHEMA = """
CREATE TABLE build (digest TEXT NOT NULL);
CREATE TABLE source (package TEXT, version TEXT, file TEXT, sha256 TEXT, licence TEXT);
CREATE TABLE place (
  -- feature: its place in _FEATURES; lat, lon: hundred-thousandths of a degree
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, feature INTEGER NOT NULL, country TEXT,
  region INTEGER, district INTEGER, lat INTEGER, lon INTEGER, radius_km INTEGER,
  population INTEGER NOT NULL, geonames INTEGER, katottg TEXT);
CREATE TABLE name (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_INSERT = "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes `gazetteer.sqlite` before a wheel, editable or not, is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the gazetteer unless it is there, built from the same inputs."""
        del version, build_data
        build_gazetteer(Path(self.root))


def build_gazetteer(root: Path) -> Path:
    """Compile the gazetteer under a source tree; return where it stands."""
    recipe, target = root / STORE / "data/gazetteer.toml", root / STORE / "data/gazetteer.sqlite"
    parts = [recipe, root / STORE / "folding.py", root / STORE / "gazetteer_build.py"]
    made_by = b"".join(part.read_bytes() for part in (*parts, Path(__file__)))
    digest = hashlib.sha256(made_by).hexdigest()
    if _built_from(target) == digest:
        return target
    table = tomllib.loads(recipe.read_text(encoding="utf-8"))
    inputs = {entry["key"]: _check_input(entry) for entry in table["input"]}
    folding, compiler = (_load(part) for part in parts[1:])
    places = compiler.compile_places(table, inputs, folding.fold_name)
    half = target.with_suffix(".part")
    half.unlink(missing_ok=True)
    _write(half, places, table, digest, folding.fold_name)
    half.replace(target)
    return target


def _built_from(path: Path) -> str | None:
    if not path.exists():
        return None
    connection = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT digest FROM build").fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    return str(row[0]) if row else None


def _check_input(entry: dict[str, str]) -> Path:
    module, _, rest = entry["file"].partition("/")
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise RuntimeError(
            f"Install {entry['package']}=={entry['version']} to build the gazetteer."
        )
    path = Path(spec.origin).parent / rest
    found = _hash(path)
    if found != entry["sha256"]:
        raise RuntimeError(f"{path} is not the file that was pinned ({found}).")
    return path


def _hash(path: Path) -> str:
    """Return the hash of a file, or of a folder's JSON files with their names."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    digest = hashlib.sha256()
    for file in sorted(path.glob("*.json")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _load(path: Path) -> ModuleType:
    """Load one file of a package that is not installed yet."""
    spec = importlib.util.spec_from_file_location(f"_sayso_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{path} cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def _write(
    path: Path,
    places: list[Any],
    table: dict[str, Any],
    digest: str,
    fold: Callable[[str], str],
) -> None:
    for number, place in enumerate(places, start=1):
        place.id = number
    connection = sqlite3.connect(path)
    connection.executescript(_SCHEMA)
    connection.execute("INSERT INTO build VALUES (?)", (digest,))
    columns = ("package", "version", "file", "sha256", "licence")
    connection.executemany(
        "INSERT INTO source VALUES (?, ?, ?, ?, ?)",
        [tuple(entry[column] for column in columns) for entry in table["input"]],
    )
    connection.executemany(_INSERT, map(_to_row, places))
    names = (
        (key, place.id, int(key == fold(place.name)))
        for place in places
        for key in sorted({fold(name) for name in (place.name, *place.names)} - {""})
    )
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def _to_row(place: Any) -> tuple[object, ...]:
    return (
        place.id,
        place.name,
        _FEATURES.index(place.feature),
        place.country,
        place.region.id or None if place.region else None,
        place.district.id or None if place.district else None,
        None if place.lat is None else round(place.lat * 1e5),
        None if place.lon is None else round(place.lon * 1e5),
        place.radius,
        place.population,
        place.geonames,
        place.katottg,
    )
