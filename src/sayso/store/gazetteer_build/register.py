"""The Ukrainian register of settlements (KATOTTG), joined with what GeoNames knows."""

import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from sayso.store.gazetteer_build.place import Gazetted
from sayso.store.gazetteer_build.romanize import Romanizer

_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SETTLEMENTS = frozenset({"M", "T", "C", "X"})


class Register:
    """Gives Ukraine's places their codes; one use.

    Args:
        path: The register's sheet.
        romanizer: Writes its names in Latin letters.
        fold: How names are compared.
        strip: Takes the word for a unit's kind off its name.
    """

    def __init__(
        self,
        path: Path,
        romanizer: Romanizer,
        *,
        fold: Callable[[str], str],
        strip: Callable[[str], str],
    ) -> None:
        self._rows = list(_read_sheet(path))
        self._romanize, self._fold, self._strip = romanizer.romanize, fold, strip

    def join(self, units: list[Gazetted], settlements: list[Gazetted]) -> list[Gazetted]:
        """Give units and settlements their codes; add new districts, return new settlements."""
        by_code = self._join_units(units)
        known = self._index(settlements)
        rows = [row for row in self._rows if row.get("F") in _SETTLEMENTS]
        homonyms = Counter((row["A"], row["G"].strip()) for row in rows)
        added = []
        for row in rows:
            if row["A"] not in by_code:
                continue
            name = row["G"].strip()
            region, district = by_code[row["A"]], by_code.get(row.get("B", ""))
            matches = known.get((id(region), self._fold(name)), [])
            if homonyms[row["A"], name] > 1 or len(matches) > 1:
                matches = [match for match in matches if match.district is district]
            if len(matches) == 1 and matches[0].katottg is None:
                matches[0].katottg = row["D"]
                matches[0].district = matches[0].district or district
                matches[0].names |= {name, self._romanize(name)}
                continue
            place = self._make(name, "settlement", row["D"], region)
            place.district = district
            added.append(place)
        return added

    def _join_units(self, units: list[Gazetted]) -> dict[str, Gazetted]:
        by_code: dict[str, Gazetted] = {}
        for row in self._rows:
            kind, name = row.get("F", ""), row.get("G", "").strip()
            if kind in {"O", "K"}:
                by_code[row["A"]] = self._match_region(row["A"], name, units)
            elif kind == "P":
                by_code[row["B"]] = self._match_district(row["B"], name, by_code[row["A"]], units)
        return by_code

    def _match_region(self, code: str, name: str, units: list[Gazetted]) -> Gazetted:
        wanted = {self._romanize(name).split()[0], name, name.split()[-1]}
        for unit in units:
            if unit.feature != "region" or unit.country != "UA" or unit.katottg is not None:
                continue
            if wanted & {self._strip(known) for known in unit.names}:
                unit.katottg = code
                unit.names.add(name)
                unit.labels.setdefault("uk", name)
                return unit
        raise RuntimeError(f"The region {name} of the register is in no other input.")

    def _match_district(
        self, code: str, name: str, region: Gazetted, units: list[Gazetted]
    ) -> Gazetted:
        ours = [
            unit
            for unit in units
            if unit.feature == "district" and unit.region is region and unit.katottg is None
        ]
        key, roman = self._fold(name), self._fold(self._romanize(name))
        same = [unit for unit in ours if key in map(self._fold, unit.names)]
        alike = [unit for unit in ours if roman.startswith(self._fold(unit.name))]
        for unit in (same or alike)[:1]:
            unit.katottg = code
            unit.names |= {name, self._romanize(name)}
            unit.labels["uk"] = name
            return unit
        place = self._make(name, "district", code, region)
        units.append(place)
        return place

    def _make(self, name: str, feature: str, code: str, region: Gazetted) -> Gazetted:
        roman = self._romanize(name)
        place = Gazetted(name=roman, feature=feature, country="UA", names={name, roman})
        place.region, place.katottg = region, code
        if feature == "district":
            place.labels = {"en": roman, "uk": name}
        return place

    def _index(self, settlements: list[Gazetted]) -> dict[tuple[int, str], list[Gazetted]]:
        known: dict[tuple[int, str], list[Gazetted]] = defaultdict(list)
        for place in settlements:
            if place.country == "UA" and place.region is not None:
                for name in {self._fold(name) for name in place.names}:
                    known[id(place.region), name].append(place)
        return known


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
