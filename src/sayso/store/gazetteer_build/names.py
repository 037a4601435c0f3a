"""Makes the tables of names that the gazetteer's build joins; used by its makers alone.

    python -m sayso.store.gazetteer_build.names FOLDER

FOLDER holds the packages named under `[[table]]` in `data/gazetteer.toml`, each unpacked into a
folder of its name. Their data are read, checked against the hashes there, and written to
three tables beside that file: what countries and regions are called in English, Russian and
Ukrainian, and a point within each region. Several names stand with "|" between.
"""

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.store.gazetteer_build.inputs import hash_input

DATA = Path(__file__).parents[1] / "data"
LANGUAGES = ("en", "ru", "uk")
# Of the UN's codes for parts of the world (M49), those of continents.
_CONTINENTS = frozenset({"002", "003", "005", "009", "142", "150"})
_NOTHING = frozenset({"", "-99", "-1", "None"})


def main(folder: Path) -> int:
    """Write the tables; raises `ValueError` where a file is not the one that was pinned."""
    recipe = tomllib.loads((DATA / "gazetteer.toml").read_text(encoding="utf-8"))
    files = {}
    for entry in recipe["table"]:
        path = folder / entry["package"] / entry["file"]
        if hash_input(path) != entry["sha256"]:
            raise ValueError(f"{path} is not the file that was pinned.")
        files[entry["key"]] = path
    _write(DATA / "countries.tsv", _list_countries(files))
    _write(DATA / "subdivisions.tsv", _list_subdivisions(files))
    _write(DATA / "regions.tsv", _list_regions(files))
    return 0


def _list_countries(files: Mapping[str, Path]) -> Iterator[list[str]]:
    """Yield the code of each country and continent of CLDR and its names, best known first."""
    known: dict[str, dict[str, list[str]]] = {}
    for language in LANGUAGES:
        table = _load(files[f"territories-{language}"])["main"][language]
        for key, name in table["localeDisplayNames"]["territories"].items():
            code = key.partition("-")[0]  # "GB-alt-short": "UK"
            if code.isalpha() or code in _CONTINENTS:
                known.setdefault(code, {}).setdefault(language, []).append(name)
    for code, names in sorted(known.items()):
        yield [code, *("|".join(names.get(language, ())) for language in LANGUAGES)]


def _list_subdivisions(files: Mapping[str, Path]) -> Iterator[list[str]]:
    """Yield the code (ISO 3166-2) and the English name of each unit of CLDR."""
    table = _load(files["subdivisions-en"])["subdivisions"]["localeDisplayNames"]
    for key, name in sorted(table["subdivisions"].items()):
        yield [f"{key[:2]}-{key[2:]}".upper(), name]


def _list_regions(files: Mapping[str, Path]) -> Iterator[list[str]]:
    """Yield GeoNames id, ISO 3166-2 code, point and names of each unit of Natural Earth.

    Its other columns of names ("also known as") confuse neighbors, and are left out.
    """
    rows = []
    for feature in _load(files["states"])["features"]:
        unit = feature["properties"]
        names = [_get(unit, f"name_{language}") for language in LANGUAGES]
        point = [str(unit[axis]) for axis in ("latitude", "longitude")]
        rows.append([_get(unit, "gn_id"), _get(unit, "iso_3166_2"), *point, *names])
    yield from sorted(row for row in rows if any(row[4:]))


def _get(unit: Mapping[str, Any], column: str) -> str:
    value = str(unit.get(column) or "").strip()
    return "" if value in _NOTHING else value


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, rows: Iterator[list[str]]) -> None:
    lines = ["\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
