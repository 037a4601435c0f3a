"""Continents, countries and their units: who they are, where, and what they are called."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from sayso.store.gazetteer_build.place import Gazetted, is_readable, read_tsv

_LANGUAGES = ("en", "ru", "uk")
# As ISO 639-3 has them.
_TONGUES = {"eng": "en", "rus": "ru", "ukr": "uk", "bel": "be"}
_Point = tuple[float, float]
_Names = dict[str, list[str]]  # by language


class UnitReader:
    """Reads what is larger than a settlement; one use."""

    def __init__(self, recipe: Mapping[str, Any], inputs: Mapping[str, Path]) -> None:
        self._inputs = inputs
        self._alias: dict[str, list[str]] = recipe["alias"]
        self._label: dict[str, dict[str, str]] = recipe["label"]
        self._wrong: dict[str, list[str]] = recipe["wrong"]
        self._points: dict[str, _Point] = {
            code: (lat, lon) for code, (lat, lon) in recipe["point"].items()
        }
        self._continents: dict[str, str] = recipe["continents"]
        words = recipe["units"]
        self._unit = _compile_unit(words["before"], [*words["after"], *words["after_name"]])
        self._alternate = _compile_unit(words["before"], words["after"])
        # By ISO 3166-1 and -2 code, and by GeoNames id; the better name first.
        self._names: dict[str, _Names] = defaultdict(lambda: defaultdict(list))
        self._last: dict[str, dict[str, str]] = defaultdict(dict)
        self.rows: list[Gazetted] = []
        """The units by line of the units' file."""
        self.regions: dict[str, Gazetted] = {}
        """The first-order units by GeoNames code ("UA.14")."""

    def read(self) -> tuple[list[Gazetted], list[Gazetted]]:
        """Return continents with countries, and all units within countries."""
        self._read_names()
        countries = [*self._read_continents(), *self._read_countries()]
        return countries, self._read_units()

    def strip(self, name: str) -> str:
        """Return a unit's name without the word for its kind."""
        return self._unit.sub("", name.partition(", ")[0])

    # -- names and points

    def _read_names(self) -> None:
        for code, label in self._label.items():
            self._add(code, code, *([label.get(language, "")] for language in _LANGUAGES))
        rows = list(read_tsv(self._inputs["region_names"]))
        main = {code for geonames, code, *_ in rows if geonames}
        for geonames, code, lat, lon, *names in rows:
            if not geonames and code in main:
                continue  # an island far from the rest, as Lord Howe from New South Wales
            key = geonames or code
            self._points.setdefault(key, (float(lat), float(lon)))
            self._add(key, code, *([name] for name in names))
        table = json.loads(self._inputs["subdivisions"].read_text(encoding="utf-8"))
        for units in table.values():
            for code, unit in units.items():
                known = re.findall(r"([^,]+?) \((eng|rus|ukr|bel)\)", unit["localOtherName"] or "")
                for name, tongue in known:
                    self._names[code][_TONGUES[tongue]].append(name.strip())
        for code, english in read_tsv(self._inputs["subdivision_names"]):
            self._add(code, code, [english])
        self._read_translations()
        for code, *groups in read_tsv(self._inputs["country_names"]):
            self._add(code, code, *(group.split("|") for group in groups))

    def _read_translations(self) -> None:
        """Note what translators of ISO 3166-2 call the units for which nobody else has a name."""
        table = json.loads(self._inputs["codes"].read_text(encoding="utf-8"))["3166-2"]
        for language in ("ru", "uk"):
            with self._inputs[f"codes_{language}"].open("rb") as file:
                translations = GNUTranslations(file)
            for entry in table:
                code, name = entry["code"], translations.gettext(entry["name"])
                if name != entry["name"]:
                    self._last[code][language] = name

    def _add(self, key: str, code: str, *names: list[str]) -> None:
        """Note the names that a code goes by, in the order of the languages."""
        wrong = {"", *self._wrong.get(code, ())}
        for language, known in zip(_LANGUAGES, names, strict=False):
            self._names[key][language] += [name for name in known if name not in wrong]

    def _get_names(self, *keys: str) -> _Names:
        """Return the names that are known by any of these keys."""
        found: _Names = defaultdict(list)
        for key in keys:
            for language, names in self._names.get(key, {}).items():
                found[language] += names
        return found

    # -- places

    def _read_continents(self) -> Iterator[Gazetted]:
        table = json.loads(self._inputs["continents"].read_text(encoding="utf-8"))
        for code, entry in sorted(table.items()):
            if code in self._continents:
                known = self._get_names(self._continents[code])
                yield Gazetted(
                    name=entry["name"],
                    feature="continent",
                    country=None,
                    names=_join(known),
                    labels=_pick_labels(entry["name"], known),
                    lat=float(entry["lat"]),
                    lon=float(entry["lng"]),
                    population=entry["population"],
                    geonames=entry["geonameId"],
                )

    def _read_countries(self) -> Iterator[Gazetted]:
        centers = self._read_centers()
        for row in read_tsv(self._inputs["countries"]):
            name, code, _, geonames, official, common, other = row[:7]
            if code and geonames:
                known = self._get_names(code)
                names = {name, official, common, *other.split("|"), *_join(known)}
                place = Gazetted(
                    name=self._label.get(code, {}).get("en") or _pick_english(known) or common,
                    feature="country",
                    country=code,
                    names=names,
                )
                place.name = place.name or name
                place.labels = _pick_labels(place.name, known)
                place.geonames = int(geonames)
                place.names |= set(self._alias.get(code, ()))
                place.names.discard("")
                place.lat, place.lon = self._points.get(code, centers.get(code, (None, None)))
                yield place

    def _read_centers(self) -> dict[str, _Point]:
        found = {}
        for file in sorted(self._inputs["centers"].glob("*.json")):
            table = json.loads(file.read_text(encoding="utf-8"))
            point, code = table.get("latlng") or [], table.get("ISO", {}).get("alpha2")
            if code and len(point) == 2:
                found[code] = (float(point[0]), float(point[1]))
        return found

    def _read_units(self) -> list[Gazetted]:
        found, parents = [], []
        for row in read_tsv(self._inputs["units"]):
            name, iso, code, geonames, _, other, level, parent, _ = row
            place = self._make_unit(name, iso, geonames, other.split("|"))
            place.feature = "region" if level == "1" else "district"
            place.country = code.partition(".")[0]
            found.append(place)
            parents.append(parent)
            if level == "1":
                self.regions[code] = place
        for place, parent in zip(found, parents, strict=True):
            place.region = found[int(parent) - 1] if parent else None
        self.rows = found.copy()
        return found

    def _make_unit(self, name: str, iso: str, geonames: str, alternates: list[str]) -> Gazetted:
        names_of = self._get_names(geonames, iso)
        for language, last in self._last.get(iso, {}).items():
            if not names_of.get(language):
                names_of[language] = [last]
        sure = [*_join(names_of), *self._alias.get(iso, ())]
        # "The Golden State" is no name that one would look a state up by, nor is "golden".
        known = [other for other in (*sure, *alternates) if not other.startswith("The ")]
        bare = {self._alternate.sub("", other) for other in known}
        short = {self._alternate.sub("", other.partition(", ")[0]) for other in known}
        names = {name, self.strip(name), *known, *bare, *short}
        others = {name, *(self._alternate.sub("", other) for other in alternates)}
        place = Gazetted(
            name=self._label.get(iso, {}).get("en")
            or self._pick_name(name, names_of["en"], others),
            feature="",
            country=None,
            names={known for known in names if is_readable(known)},
            geonames=int(geonames) if geonames else None,
        )
        place.labels = _pick_labels(place.name, names_of)
        point = self._points.get(geonames) or self._points.get(iso)
        place.lat, place.lon = point or (None, None)
        return place

    def _pick_name(self, name: str, english: list[str], others: set[str]) -> str:
        """Return what English reports call a unit, as far as that is known."""
        bare = self.strip(name)
        both = [known for known in english if known in others]
        if both or bare == name:
            return both[0] if both else name
        return self.strip(english[0]) if english else bare


def _compile_unit(before: list[str], after: list[str]) -> re.Pattern[str]:
    first, last = ("|".join(map(re.escape, words)) for words in (before, after))
    return re.compile(rf"^(?:{first})\s+|\s+(?:{last})$", re.IGNORECASE)


def _join(names: _Names) -> set[str]:
    return {name for known in names.values() for name in known}


def _pick_english(names: _Names) -> str:
    """Return the first plain English name; "Myanmar (Burma)" is CLDR's own way to put it."""
    plain = (name.replace("&", "and") for name in names["en"])
    return next((name for name in plain if name.replace(" ", "").isalpha()), "")


def _pick_labels(english: str, names: _Names) -> dict[str, str]:
    """Return one name in each language in which there is one."""
    labels = {language: names[language][0] for language in _LANGUAGES if names.get(language)}
    return labels | {"en": english}
