"""Joins the inputs of the gazetteer into one list of places; used by the build alone.

The build hook loads this file by its path, before sayso is installed: it may import
nothing but the standard library.
"""

import csv
import json
import math
import operator
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_EARTH_KM = 6371.0
# Where names are written in Cyrillic letters: elsewhere small places go without theirs.
_CYRILLIC = frozenset(
    {"BG", "BY", "GE", "KG", "KZ", "MD", "ME", "MK", "MN", "RS", "RU", "TJ", "UA", "UZ"}
)
_SMALL = 15_000
_SETTLEMENTS = frozenset({"M", "T", "C", "X"})


@dataclass(slots=True, kw_only=True)
class Gazetted:
    """One place as the inputs give it; `id` is its row, 0 until it has one."""

    name: str
    feature: str
    country: str
    names: set[str] = field(default_factory=set)
    region: "Gazetted | None" = None
    district: "Gazetted | None" = None
    lat: float | None = None
    lon: float | None = None
    radius: int | None = None
    population: int = 0
    geonames: int | None = None
    katottg: str | None = None
    id: int = 0


def compile_places(
    table: Mapping[str, Any], inputs: Mapping[str, Path], fold: Callable[[str], str]
) -> list[Gazetted]:
    """Return every place that the inputs know, a unit before what lies in it.

    Args:
        table: What `gazetteer.toml` says: words for units and the romanization.
        inputs: The input files by their key there.
        fold: How names are compared.
    """
    return _Compiler(table, inputs, fold).compile()


class _Compiler:
    """Joins the inputs; `compile` returns all places, larger ones first."""

    def __init__(
        self, table: Mapping[str, Any], inputs: Mapping[str, Path], fold: Callable[[str], str]
    ) -> None:
        self._inputs, self._fold = inputs, fold
        self._letters: dict[str, str] = table["romanization"]
        self._initials: dict[str, str] = table["romanization_initial"]
        self._alias: dict[str, list[str]] = table["alias"]
        after, before = (
            "|".join(re.escape(word) for word in table["units"][key]) for key in ("after", "before")
        )
        self._unit = re.compile(rf"^(?:{before})\s+|\s+(?:{after})$", re.IGNORECASE)
        self._rows: list[Gazetted] = []  # by line of the units' file
        self._regions: dict[str, Gazetted] = {}  # by code of GeoNames
        self._english: dict[str, list[str]] = {}
        self._centers: dict[str, list[float]] = {}

    def compile(self) -> list[Gazetted]:
        countries = self._read_countries()
        self._read_english()
        units = self._read_units()
        settlements = self._read_settlements()
        added = self._read_register(units, settlements)
        settlements += added
        _measure(countries, units, settlements)
        # A district that nothing is known to lie in helps nobody, unless it has a code.
        kept = [unit for unit in units if unit.feature == "region" or unit.lat or unit.katottg]
        return [*countries, *kept, *settlements]

    def _read_countries(self) -> list[Gazetted]:
        found, centers = [], self._read_centers()
        for row in _read_tsv(self._inputs["countries"]):
            name, code, _, geonames, official, common, other = row[:7]
            if code and geonames:
                names = {name, official, common, *other.split("|")} - {""}
                place = Gazetted(name=common or name, feature="country", country=code, names=names)
                place.geonames = int(geonames)
                place.names |= set(self._alias.get(code, ()))
                place.lat, place.lon = centers.get(code, (None, None))
                found.append(place)
        return found

    def _read_centers(self) -> dict[str, tuple[float, float]]:
        found = {}
        for file in sorted(self._inputs["centers"].glob("*.json")):
            table = json.loads(file.read_text(encoding="utf-8"))
            point, code = table.get("latlng") or [], table.get("ISO", {}).get("alpha2")
            if code and len(point) == 2:
                found[code] = (float(point[0]), float(point[1]))
        return found

    def _read_english(self) -> None:
        table = json.loads(self._inputs["regions"].read_text())
        for units in table.values():
            for code, unit in units.items():
                known = re.findall(r"([^,]+?) \((eng|rus|ukr|bel)\)", unit["localOtherName"] or "")
                if unit["latLng"]:
                    self._centers[code] = unit["latLng"]
                names = [(tongue != "eng", name.strip()) for name, tongue in known]
                self._english[code] = [name for _, name in sorted(names, key=lambda pair: pair[0])]

    def _read_units(self) -> list[Gazetted]:
        found, parents = [], []
        for row in _read_tsv(self._inputs["units"]):
            name, iso, code, geonames, _, other, level, parent, _ = row
            english = self._english.get(iso, [])
            others = {self._unit.sub("", known) for known in other.split("|")}
            names = {name, *others, *other.split("|"), *english, *self._alias.get(iso, ())} - {""}
            names |= {self._unit.sub("", known.partition(", ")[0]) for known in names}
            place = Gazetted(
                name=self._pick_name(name, english, others),
                feature="region" if level == "1" else "district",
                country=code.partition(".")[0],
                names={known for known in names if _is_readable(known)},
                geonames=int(geonames) if geonames else None,
            )
            place.lat, place.lon = self._centers.get(iso, (None, None))
            found.append(place)
            parents.append(parent)
            if level == "1":
                self._regions[code] = place
        for place, parent in zip(found, parents, strict=True):
            place.region = found[int(parent) - 1] if parent else None
        self._rows = found.copy()
        return found

    def _pick_name(self, name: str, english: list[str], others: set[str]) -> str:
        """Return what English reports call a unit, as far as that is known."""
        bare = self._unit.sub("", name.partition(", ")[0])
        both = [known for known in english if known in others]
        if both or bare == name:
            return both[0] if both else name
        return english[0] if english else bare

    def _read_settlements(self) -> list[Gazetted]:
        units = {int(row[1]): row[2] for row in _read_tsv(self._inputs["districts"])}
        found = []
        for row in json.loads(self._inputs["cities"].read_text()).values():
            inside = [
                self._rows[int(at) - 1] for at in units.get(row["geonameid"], "").split("|") if at
            ]
            region = self._regions.get(f"{row['countrycode']}.{row['admin1code']}")
            district = next((unit for unit in inside if unit.feature == "district"), None)
            place = Gazetted(
                name=row["name"],
                feature="settlement",
                country=row["countrycode"],
                names=set(_pick_names(row)),
                region=region,
                district=district,
                lat=row["latitude"],
                lon=row["longitude"],
                population=row["population"],
                geonames=row["geonameid"],
            )
            found.append(place)
        return found

    # -- the Ukrainian register

    def _read_register(self, units: list[Gazetted], settlements: list[Gazetted]) -> list[Gazetted]:
        """Give Ukraine's units and settlements their codes; return the ones that are new."""
        rows = list(_read_sheet(self._inputs["register"]))
        by_code: dict[str, Gazetted] = {}
        added: list[Gazetted] = []
        for row in rows:
            kind, name = row.get("F", ""), row.get("G", "").strip()
            if kind in {"O", "K"}:
                by_code[row["A"]] = self._match_region(row["A"], name, units)
            elif kind == "P":
                by_code[row["B"]] = self._match_district(row, name, by_code[row["A"]], units)
        known = self._index(settlements)
        homonyms = Counter(
            (row["A"], row["G"].strip()) for row in rows if row.get("F") in _SETTLEMENTS
        )
        for row in rows:
            if row.get("F") not in _SETTLEMENTS or row["A"] not in by_code:
                continue
            name = row["G"].strip()
            region, district = by_code[row["A"]], by_code.get(row.get("B", ""))
            matches = known.get((id(region), self._fold(name)), [])
            if homonyms[row["A"], name] > 1 or len(matches) > 1:
                matches = [match for match in matches if match.district is district]
            if len(matches) == 1 and matches[0].katottg is None:
                matches[0].katottg = row["D"]
                matches[0].district = matches[0].district or district
                matches[0].names |= {name, self.romanize(name)}
                continue
            added.append(self._new(name, "settlement", row["D"], region, district))
        return added

    def _match_region(self, code: str, name: str, units: list[Gazetted]) -> Gazetted:
        wanted = {self.romanize(name).split()[0], name, name.split()[-1]}
        for unit in units:
            if unit.feature != "region" or unit.country != "UA" or unit.katottg is not None:
                continue
            if wanted & {self._unit.sub("", known) for known in unit.names}:
                unit.katottg = code
                unit.names.add(name)
                return unit
        raise RuntimeError(f"The region {name} of the register is in no other input.")

    def _match_district(
        self, row: dict[str, str], name: str, region: Gazetted, units: list[Gazetted]
    ) -> Gazetted:
        ours = [
            unit
            for unit in units
            if unit.feature == "district" and unit.region is region and unit.katottg is None
        ]
        key, roman = self._fold(name), self._fold(self.romanize(name))
        same = [unit for unit in ours if key in map(self._fold, unit.names)]
        alike = [unit for unit in ours if roman.startswith(self._fold(unit.name))]
        for unit in (same or alike)[:1]:
            unit.katottg = row["B"]
            unit.names |= {name, self.romanize(name)}
            return unit
        place = self._new(name, "district", row["B"], region, None)
        units.append(place)
        return place

    def _new(
        self, name: str, feature: str, code: str, region: Gazetted, district: Gazetted | None
    ) -> Gazetted:
        roman = self.romanize(name)
        return Gazetted(
            name=roman,
            feature=feature,
            country="UA",
            names={name, roman},
            region=region,
            district=district,
            katottg=code,
        )

    def _index(self, settlements: list[Gazetted]) -> dict[tuple[int, str], list[Gazetted]]:
        known: dict[tuple[int, str], list[Gazetted]] = defaultdict(list)
        for place in settlements:
            if place.country == "UA" and place.region is not None:
                for name in {self._fold(name) for name in place.names}:
                    known[id(place.region), name].append(place)
        return known

    def romanize(self, name: str) -> str:
        """Return a Ukrainian name in the letters of a passport."""
        words = re.split(r"([\s-]+)", name.strip())
        return "".join(self._romanize_word(word) for word in words)

    def _romanize_word(self, word: str) -> str:
        low, roman, at = word.casefold(), "", 0
        while at < len(low):
            if at == 0 and low[0] in self._initials:
                roman, at = self._initials[low[0]], 1
                continue
            size = 2 if low[at : at + 2] in self._letters else 1
            roman += self._letters.get(low[at : at + size], low[at])
            at += size
        return roman[:1].upper() + roman[1:] if word[:1].isupper() else roman


# -- helpers


def _pick_names(row: dict[str, Any]) -> Iterator[str]:
    yield row["name"]
    cyrillic = row["countrycode"] in _CYRILLIC or row["population"] >= _SMALL
    for name in row["alternatenames"]:
        if _is_readable(name) and (cyrillic or ord(name[0]) < 0x400):
            yield name


def _is_readable(name: str) -> bool:
    """Whether a name is one that a report in Latin or Cyrillic letters can hold."""
    if not name or name[0].islower() or len(name) > 60:
        return False
    if len(name) == 3 and name.isupper():  # a code of an airport
        return False
    letters = [ord(letter) for letter in name if letter.isalpha()]
    latin = all(at < 0x250 or 0x1E00 <= at < 0x1F00 for at in letters)
    return bool(letters) and (latin or all(0x400 <= at < 0x530 for at in letters))


def _read_tsv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _read_sheet(path: Path) -> Iterator[dict[str, str]]:
    """Yield a sheet's rows by column letter; empty cells are absent."""
    with zipfile.ZipFile(path) as book:
        root = ElementTree.parse(book.open("xl/sharedStrings.xml")).getroot()  # noqa: S314
        shared = ["".join(part.text or "" for part in item.iter(_CELL + "t")) for item in root]
        for _, row in ElementTree.iterparse(book.open("xl/worksheets/sheet1.xml")):  # noqa: S314
            if row.tag != _CELL + "row":
                continue
            values = {}
            for cell in row:
                value = cell.find(_CELL + "v")
                if value is not None and value.text:
                    text = shared[int(value.text)] if cell.get("t") == "s" else value.text
                    values[(cell.get("r") or "")[:1]] = text
            row.clear()
            yield values


def _measure(countries: list[Gazetted], units: list[Gazetted], settlements: list[Gazetted]) -> None:
    """Give every unit its reach, and the center of its known settlements if it has none."""
    members: dict[int, list[Gazetted]] = defaultdict(list)
    country_of = {country.country: country for country in countries}
    for place in settlements:
        if place.lat is not None:
            for unit in (place.region, place.district, country_of.get(place.country)):
                if unit is not None:
                    members[id(unit)].append(place)
    for unit in [*countries, *units]:
        points = [_to_vector(place) for place in members[id(unit)]]
        if not points:
            continue
        if unit.lat is None or unit.lon is None:
            mean = [sum(axis) / len(points) for axis in zip(*points, strict=True)]
            length = math.hypot(*mean) or 1.0
            unit.lat = round(math.degrees(math.asin(mean[2] / length)), 4)
            unit.lon = round(math.degrees(math.atan2(mean[1], mean[0])), 4)
        center = _to_vector(unit)
        reach = max(math.acos(min(1.0, sum(map(operator.mul, center, point)))) for point in points)
        unit.radius = max(1, round(_EARTH_KM * reach))
        unit.population = sum(place.population for place in members[id(unit)])


def _to_vector(place: Gazetted) -> tuple[float, float, float]:
    lat, lon = math.radians(place.lat or 0.0), math.radians(place.lon or 0.0)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
