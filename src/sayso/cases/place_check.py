"""Whether places lie where a report says they do."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from sayso.lang.language import Language
from sayso.records.entity import Place, PlaceCandidate
from sayso.records.event import Check, CheckKind
from sayso.records.reading import Reading
from sayso.records.selector import Span

_SIZE = {"settlement": 1, "district": 2, "region": 3, "country": 4}
_KIND = {"settlement": "place", "district": "district", "region": "region"}
_MOST_NAMED = 3
# From so many people on, a name that means one town is that town's; from so many on, also where
# there are others of the name in other countries.
_KNOWN_TOWN = 20_000
_KNOWN_CITY = 200_000
_MOST_CANDIDATES = 10
_LONGEST_GAP = 80
_BEFORE = 40
# The register of Ukraine's settlements is whole: what is not in it under a region is not there.
_WHOLE = "UA"


class Atlas(Protocol):
    """What this room asks of whoever knows what lies in what."""

    def lies_in(self, place: PlaceCandidate, unit: PlaceCandidate) -> bool | None:
        """Tell whether a place lies in a unit, by anybody's map; ``None`` where none says."""

    def find_countries(self, place: PlaceCandidate) -> frozenset[str]:
        """Return the countries that hold or claim a place."""

    def has_like(self, name: str, unit: PlaceCandidate, *, adjective: bool) -> bool:
        """Tell whether a unit holds a place whose name may be another spelling of this one."""

    def count_people(self, place: PlaceCandidate) -> int:
        """Return how many people live in a place as far as known, else 0."""

    def find_country_name(self, code: str) -> str | None:
        """Return a country's name by its code (ISO 3166-1 alpha-2)."""


def find_place_mismatches(reading: Reading, language: Language, atlas: Atlas) -> Iterator[Check]:
    """Yield the places that do not lie in the district, region or country that the report says.

    A place is asked about only where its name is known elsewhere, and beyond doubt: one that
    is not in the gazetteer may well lie where the report says.
    """
    finder = _Finder(reading, language, atlas)
    asked: set[str] = set()
    for inner, outer in finder.find_said():
        found = finder.find_elsewhere(inner, outer)
        # Where a district lies in the wrong region, that is one question, not one more for
        # each village in it.
        if found is None or outer.entity in asked:
            continue
        asked.add(inner.entity)
        yield Check(
            kind=CheckKind.PLACE_MISMATCH,
            about=(inner.entity, outer.entity),
            message=finder.word(inner, outer, found),
        )


class _Finder:
    def __init__(self, reading: Reading, language: Language, atlas: Atlas) -> None:
        self._text, self._language, self._atlas = reading.report.text, language, atlas
        self._entities = {entity.id: entity for entity in reading.entities}
        self._places = {place.entity: place for place in reading.places}

    # ------------------------------------------------------------ what the report says
    def find_said(self) -> Iterator[tuple[Place, Place]]:
        """Yield what lies in what, the largest first: by reading, or by "in" between two names."""
        said = dict(self._find_by_words())
        said |= {
            place.entity: place.within
            for place in self._places.values()
            if place.within in self._places and self._is_at(place.entity, place.within)
        }
        pairs = [(self._places[inner], self._places[outer]) for inner, outer in said.items()]
        yield from sorted(pairs, key=lambda pair: -_SIZE.get(pair[1].feature or "", 0))

    def _find_by_words(self) -> Iterator[tuple[str, str]]:
        """Yield "sent to Kharkiv in Russia", which no map supports and so no reading says."""
        mentions = self._list_mentions()
        for (span, inner), (other, outer) in pairwise(mentions):
            if inner != outer and self._places[inner].within is None:
                gap = self._text[span.end : other.begin]
                if self._inside.fullmatch(gap) and self._is_bare(span, other):
                    yield inner, outer

    def _list_mentions(self) -> list[tuple[Span, str]]:
        return sorted((span, id_) for id_ in self._places for span in self._entities[id_].mentions)

    def _is_at(self, inner: str, outer: str) -> bool:
        """Whether the words say where the place is, not where somebody of it was.

        "Soldiers from Ufa in the Luhansk region" do not put Ufa there.
        """
        outers = self._entities[outer].mentions
        for span in self._entities[inner].mentions:
            for other in outers:
                if 0 < other.begin - span.end <= _LONGEST_GAP and self._is_bare(span, other):
                    return True
        return False

    def _is_bare(self, span: Span, other: Span) -> bool:
        after = self._text[other.end : other.end + 1]
        before = self._text[max(span.begin - _BEFORE, 0) : span.begin]
        # "Kharkiv in Russia's war", "in Russia-annexed Crimea": Russia is no place there.
        return (
            after not in set("'’-–")
            and self._placing.search(before) is not None
            and self._near.search(before) is None
        )

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        inside, article = self._words("inside"), self._words("article")
        return re.compile(rf",?\s+{inside}\s+(?:{article}\s+)?", re.IGNORECASE)

    @cached_property
    def _placing(self) -> re.Pattern[str]:
        at = f"{self._words('inside')}|{self._words('toward')}"
        named = rf"{self._words('kind')}\s+{self._words('of')}\s+"
        return re.compile(rf"\b(?:(?:{at})\s+{self._between}|{named})$", re.IGNORECASE)

    @cached_property
    def _near(self) -> re.Pattern[str]:
        return re.compile(rf"\b{self._words('near')}\s+{self._between}$", re.IGNORECASE)

    @property
    def _between(self) -> str:
        """What may stand between "in" and a name: "the small village of"."""
        kind = rf"{self._words('kind')}\s+{self._words('of')}\s+"
        return rf"(?:{self._words('article')}\s+)?(?:\w+\s+)?(?:{kind})?"

    def _words(self, entry: str) -> str:
        return self._language.alternation("places", entry)

    # ------------------------------------------------------------ what the world says
    def find_elsewhere(self, inner: Place, outer: Place) -> PlaceCandidate | None:
        """Return where a place lies for certain, if not where the report says."""
        units = self._find_units(outer)
        small = _SIZE.get(inner.feature or "", 0)
        if not units or not 0 < small < _SIZE[units[0].feature]:
            return None
        known = inner.candidates
        if inner.within is None and len(known) >= _MOST_CANDIDATES:
            return None  # a reading lists no more, and one of the others may lie there
        if any(self._atlas.lies_in(place, unit) is not False for place in known for unit in units):
            return None
        same = [place for place in known if place.feature == inner.feature]
        name = self._entities[inner.entity].name
        if not same or self._may_be_spelled(name, same[0], units):
            return None
        sure = self._is_registered(name, same, units[0]) or self._is_only_one(
            known if inner.feature == "settlement" else tuple(same), units[0]
        )
        return same[0] if sure else None

    @staticmethod
    def _find_units(outer: Place) -> list[PlaceCandidate]:
        """Return what the larger place can mean, if it was found in the gazetteer at all."""
        if not outer.candidates or outer.feature not in _SIZE or outer.feature == "settlement":
            return []
        first = outer.candidates[0]
        if (outer.geonames, outer.katottg) != (first.geonames, first.katottg):
            return []  # "eastern Ukraine", or a name that nothing speaks for
        if first.geonames is None and first.katottg is None:
            return []
        return [place for place in outer.candidates if place.feature == first.feature]

    def _may_be_spelled(self, name: str, same: PlaceCandidate, units: list[PlaceCandidate]) -> bool:
        """Whether a region or district holds a place that another spelling of a name may mean."""
        adjective = same.feature != "settlement"
        return any(
            self._atlas.has_like(each, unit, adjective=adjective)
            for each in (name, same.name)
            for unit in units
            if unit.feature != "country"
        )

    @staticmethod
    def _is_registered(name: str, same: list[PlaceCandidate], unit: PlaceCandidate) -> bool:
        """Whether it is a Ukrainian name, as the register spells it, said of a Ukrainian unit."""
        return unit.country == _WHOLE and any(
            place.country == _WHOLE
            and place.katottg is not None
            and place.name.casefold() in name.casefold()
            for place in same
        )

    def _is_only_one(self, known: tuple[PlaceCandidate, ...], unit: PlaceCandidate) -> bool:
        """Whether a name means one large town or unit, as far as the report can mean it.

        Abroad, a town of that name anywhere else is enough to be silent. Within a country, a
        city is not mixed up with towns of other countries.
        """
        people = max(map(self._atlas.count_people, known))
        here = [place for place in known if place.country == unit.country]
        if not here:
            large = people >= _KNOWN_TOWN or known[0].feature in {"region", "district"}
            return large and len({place.country for place in known}) == 1
        alone = len({(place.admin1 or place.name) for place in here}) == 1
        least = _KNOWN_TOWN if len(here) == len(known) else _KNOWN_CITY
        return alone and max(map(self._atlas.count_people, here)) >= least

    # ------------------------------------------------------------ words
    def word(self, inner: Place, outer: Place, found: PlaceCandidate) -> str:
        """Return the question as a sentence: what the report says, and what is known."""
        name, unit = (self._entities[place.entity].name for place in (inner, outer))
        same = (place for place in inner.candidates if place.feature == found.feature)
        where = list(dict.fromkeys(map(self._locate, same)))
        listed = "; ".join(where[:_MOST_NAMED])
        more = "; and elsewhere" if len(where) > _MOST_NAMED else ""
        return (
            f"The report puts “{name}” in “{unit}”; the gazetteer has no such "
            f"{_KIND[found.feature]} there, but has one in {listed}{more}."
        )

    def _locate(self, place: PlaceCandidate) -> str:
        country = self._atlas.find_country_name(place.country) if place.country else None
        region = place.admin1 if place.feature != "region" else None
        return f"{region} ({country})" if region and country else region or country or place.name
