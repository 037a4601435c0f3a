"""Joins the inputs of the gazetteer into one list of places."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.store.folding import fold_name
from sayso.store.gazetteer_build.place import Gazetted, is_readable, measure_units, read_tsv
from sayso.store.gazetteer_build.register import Register
from sayso.store.gazetteer_build.romanize import Romanizer
from sayso.store.gazetteer_build.units import UnitReader

# Where names are written in Cyrillic letters: elsewhere small places go without theirs.
CYRILLIC = frozenset(
    {"BG", "BY", "GE", "KG", "KZ", "MD", "ME", "MK", "MN", "RS", "RU", "TJ", "UA", "UZ"}
)
_SMALL = 15_000


def compile_places(recipe: Mapping[str, Any], inputs: Mapping[str, Path]) -> list[Gazetted]:
    """Return every place that the inputs know, a unit before what lies in it.

    Args:
        recipe: What `gazetteer.toml` says: words for units, names, and the romanization.
        inputs: The input files by their key there.
    """
    reader = UnitReader(recipe, inputs)
    countries, units = reader.read()
    settlements = _read_settlements(inputs, reader, recipe["wrong"])
    romanizer = Romanizer(recipe["romanization"], recipe["romanization_initial"])
    register = Register(inputs["register"], romanizer, fold=fold_name, strip=reader.strip)
    settlements += register.join(units, settlements)
    measure_units(countries, units, settlements)
    # A district that nothing is known to lie in helps nobody, unless it has a code.
    kept = [unit for unit in units if unit.feature == "region" or unit.lat or unit.katottg]
    return [*countries, *kept, *settlements]


def pick_names(names: list[str], country: str, population: int) -> Iterator[str]:
    """Yield those of a settlement's other names that a report may hold."""
    cyrillic = country in CYRILLIC or population >= _SMALL
    for name in names:
        if is_readable(name) and (cyrillic or ord(name[0]) < 0x400):
            yield name


def _read_settlements(
    inputs: Mapping[str, Path], reader: UnitReader, wrong: Mapping[str, list[str]]
) -> list[Gazetted]:
    units = {int(row[1]): row[2] for row in read_tsv(inputs["districts"])}
    found = []
    for row in json.loads(inputs["cities"].read_text(encoding="utf-8")).values():
        at = [int(line) - 1 for line in units.get(row["geonameid"], "").split("|") if line]
        inside = [reader.rows[line] for line in at]
        names = pick_names(row["alternatenames"], row["countrycode"], row["population"])
        place = Gazetted(
            name=row["name"],
            feature="settlement",
            country=row["countrycode"],
            names={row["name"], *names} - set(wrong.get(str(row["geonameid"]), ())),
            region=reader.regions.get(f"{row['countrycode']}.{row['admin1code']}"),
            district=next((unit for unit in inside if unit.feature == "district"), None),
            lat=row["latitude"],
            lon=row["longitude"],
            population=row["population"],
            geonames=row["geonameid"],
        )
        found.append(place)
    return found
