"""Places: what lies in what as the report says it, and where that is in the world."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from sayso.lang.language import Language
from sayso.read.containment import find_containers, find_neighbors
from sayso.read.place_names import Gazetteer, find_place_names
from sayso.records.entity import (
    Approximation,
    Entity,
    EntityType,
    Place,
    PlaceCandidate,
)
from sayso.records.parse import Parse

__all__ = ["Gazetteer", "find_place_names", "make_places"]

_MOST_CANDIDATES = 10
# What speaks for one of several places of a name, in powers of ten of its population.
_COUNTRY_NAMED = 1.6
_COUNTRY_NAMED_MOST = 0.4
_NEAR = 1.0
_NEAR_KM = 200.0
# So many other places of a report near by make one believed.
_ENOUGH_NEAR = 2
_OTHER_KIND = -4.0
_OTHER_UNIT = -0.5
_OTHER_REGION = -10.0
_OTHER_COUNTRY = -20.0
# Below this, what the report says speaks against a candidate.
_AGAINST = -3.0
# A place that nothing else in the report speaks for is believed from this weight on, and
# from that where the report speaks of other countries.
_BELIEVED = 4.9
_BELIEVED_ABROAD = 5.8
# From this weight on a town is one that people call the region around it by.
_GREAT_TOWN = 5.0
# How much less weight still makes another place a rival for a name.
_RIVAL = 1.5
_UNITS = frozenset({"region", "district"})


def make_places(
    entities: tuple[Entity, ...], parse: Parse, language: Language, gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Return where each entity of type ``place`` lies, in the order of the entities.

    `within` holds what the report says; everything else is the likeliest reading of the
    name, given what it lies in, the countries that the report names and its other places.
    """
    places = tuple(entity for entity in entities if entity.type is EntityType.PLACE)
    names = {entity.id: _Naming(entity, parse, language) for entity in places}
    known = {id_: _look_up(naming, gazetteer) for id_, naming in names.items()}
    for id_, found in known.items():
        names[id_].is_country |= bool(found) and found[0][1].feature == "country"
    features = {id_: _guess_feature(names[id_], known[id_]) for id_ in names}
    containers = find_containers(
        places,
        parse,
        language,
        features=features,
        candidates={id_: tuple(c for _, c in found) for id_, found in known.items()},
    )
    neighbors = find_neighbors(places, parse, language, features=features)
    countries = _count_countries(parse, language)
    resolver = _Resolver(names, known, containers, neighbors, gazetteer, countries)
    return tuple(resolver.resolve(entity) for entity in places)


class _Naming:
    """A place's name taken apart: the name alone, and what the words around it say of it."""

    def __init__(self, entity: Entity, parse: Parse, language: Language) -> None:
        self._entity, self._parse, self._language = entity, parse, language
        words = entity.name.split()
        while words and words[0].casefold() in language.words("places", "article"):
            words = words[1:]
        directions, countries = (language.words("places", e) for e in ("direction", "country"))
        whole = " ".join(words).casefold() in countries  # "Northern Ireland"
        self.direction = len(words) > 1 and words[0].casefold() in directions and not whole
        self._words = words[1:] if self.direction else words
        self.is_country = self.core.casefold() in countries

    @property
    def proper(self) -> bool:
        """Whether it is a name, not a description such as "military base"."""
        return any(word[:1].isupper() for word in self._words)

    @cached_property
    def core(self) -> str:
        """The name without the word for its kind; "" for a site, which the world does not know."""
        if not self.proper or self._is_site():
            return ""
        name = " ".join(self._words)
        title = self._language.alternation("places", "title")
        kind, of = (self._language.alternation("places", entry) for entry in ("kind", "of"))
        name = re.sub(rf"^(?:{title}|{kind}\s+{of})\s+(?=\S)", "", name, flags=re.IGNORECASE)
        head = self._language.alternation("places", "head")
        return re.sub(rf"\s+{head}$", "", name, flags=re.IGNORECASE)

    @property
    def feature(self) -> str | None:
        """The kind of place that the report's words make it, or ``None``."""
        # "The Kursk region of Russia" does not make Russia a region.
        return self._own_kind or (None if self.is_country else self._said_kind)

    @cached_property
    def _own_kind(self) -> str | None:
        """The kind that the name's own words say."""
        heads = self._language.values("places", "head")
        kinds = self._language.values("places", "kind")
        low = " ".join(self._words).casefold()
        if not self.proper:
            return str(kinds.get(low.split()[-1] if low else "") or "") or "site"
        if self._is_site():
            return "site"
        for word, feature in sorted(heads.items(), key=lambda item: -len(item[0])):
            if low.endswith(" " + word):
                return str(feature)
        for word, feature in self._language.values("places", "title").items():
            if low.startswith(word + " "):
                return str(feature)
        return None

    @property
    def country(self) -> str | None:
        """The country that the name is, or is known to lie in, without any gazetteer."""
        low = self.core.casefold()
        found = self._language.values("places", "country").get(low)
        return str(found or self._language.values("places", "area").get(low) or "") or None

    @property
    def is_area(self) -> bool:
        return self.core.casefold() in self._language.words("places", "area")

    def _is_site(self) -> bool:
        """Whether its last word is a noun, or a number follows one: "Military Prison 10"."""
        last = self._words[-1]
        if last.casefold() in self._language.words("places", "head"):
            return False
        sites = self._language.words("places", "site")
        named = {word.casefold() for word in self._words}
        numbered = any(word.isdigit() for word in self._words)
        return last.casefold() in sites or last.islower() or (numbered and bool(named & sites))

    @cached_property
    def _said_kind(self) -> str | None:
        """Return what "the city of" before a mention, or a shared "regions", makes it."""
        kinds = self._language.values("places", "kind")
        of = self._language.words("places", "of")
        listed = self._language.words("places", "list")
        heads = self._language.values("places", "head")
        for begin, end in self._entity.mentions:
            before = self._parse.tokens_in(max(begin - 40, 0), begin)[-2:] if begin else ()
            if len(before) == 2 and before[1].lower in of and kinds.get(before[0].lower):
                return str(kinds[before[0].lower])
            after = self._parse.tokens_in(end, min(end + 60, len(self._parse.text)))[:4]
            if len(after) > 2 and after[0].lower in listed and after[1].text[:1].isupper():
                plural = next((t for t in after[2:] if t.tag in {"NNS", "NNPS"}), None)
                if plural is not None and plural.lower in heads:
                    return str(heads[plural.lower])
        return None


_Known = tuple[tuple[float, PlaceCandidate], ...]


def _look_up(naming: _Naming, gazetteer: Gazetteer) -> _Known:
    if not naming.core or naming.is_area:
        return ()
    found = gazetteer.find_weighted(naming.core)
    if naming.feature in _UNITS and not any(place.feature in _UNITS for _, place in found):
        return (*_find_region_of(found, gazetteer), *found)
    if naming.is_country:
        return tuple(
            (weight, place)
            for weight, place in found
            if place.country == naming.country and place.feature in {"country", "region"}
        )
    return found


def _find_region_of(found: _Known, gazetteer: Gazetteer) -> _Known:
    """Return the region around a great town, for "the Dnipro region" of that town."""
    for weight, town in found:
        if weight >= _GREAT_TOWN and town.admin1 is not None:
            for unit_weight, unit in gazetteer.find_weighted(town.admin1):
                if unit.feature == "region" and unit.country == town.country:
                    return ((unit_weight, unit),)
    return ()


def _guess_feature(naming: _Naming, known: _Known) -> str | None:
    """Return the kind of a place before it is known which one it is."""
    if naming.feature is not None:
        return naming.feature
    if naming.is_country or naming.is_area:
        return "region" if naming.direction or naming.is_area else "country"
    if known and naming.direction:
        return "region"
    return known[0][1].feature if known else None


def _count_countries(parse: Parse, language: Language) -> Counter[str]:
    """Return how often a report speaks of each country by an adjective: "Turkish"."""
    demonyms = language.values("places", "demonym")
    found = (str(demonyms[t.lower]) for t in parse.tokens if t.lower in demonyms)
    return Counter(found)


@dataclass(slots=True)
class _Resolver:
    """Chooses for each place, containers before what they contain."""

    names: Mapping[str, _Naming]
    known: Mapping[str, _Known]
    containers: Mapping[str, str]
    neighbors: Mapping[str, str]
    gazetteer: Gazetteer
    countries: Counter[str]
    _leaders: list[PlaceCandidate] = field(default_factory=list)
    _certain: tuple[PlaceCandidate, ...] = ()
    _ranked: dict[str, list[tuple[float, PlaceCandidate]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.countries = self.countries.copy()
        self._leaders = [found[0][1] for found in self.known.values() if found]
        for id_, naming in self.names.items():
            country = naming.country or self._find_only_country(self.known[id_])
            if country is not None:
                self.countries[country] += 1
        # One place may bear many names, and each name's places are held against it.
        spots = {(place.name, place.lat, place.lon): place for place in self._tops()}
        self._certain = tuple(spots.values())

    @staticmethod
    def _find_only_country(known: _Known) -> str | None:
        """Return the country of a well-known name that has no rival elsewhere."""
        if not known or (known[0][0] < _BELIEVED_ABROAD and known[0][1].feature != "region"):
            return None
        near = {place.country for weight, place in known if weight > known[0][0] - _RIVAL}
        return near.pop() if len(near) == 1 else None

    def resolve(self, entity: Entity) -> Place:
        """Return the likeliest reading of an entity."""
        naming, within = self.names[entity.id], self.containers.get(entity.id)
        ranked = self._rank(entity.id)
        chosen = ranked[0][1] if ranked and self._is_believed(entity.id, ranked[0]) else None
        country, admin1 = self._find_unit(entity.id)
        if chosen is not None:
            country = chosen.country or country
            admin1 = chosen.name if chosen.feature == "region" else chosen.admin1 or admin1
        whole = chosen is not None and not naming.direction
        feature = naming.feature or _guess_feature(naming, self.known[entity.id])
        if chosen is not None and naming.feature is None and not naming.direction:
            feature = chosen.feature
        place = Place(
            entity=entity.id,
            feature=feature,
            lat=chosen.lat if chosen is not None and whole else None,
            lon=chosen.lon if chosen is not None and whole else None,
            approx=None,
            country=country or naming.country or self._find_country_near(entity.id),
            admin1=None if naming.direction else admin1,
            geonames=chosen.geonames if chosen is not None and whole else None,
            katottg=chosen.katottg if chosen is not None and whole else None,
            candidates=tuple(candidate for _, candidate in ranked[:_MOST_CANDIDATES]),
            within=within,
        )
        if place.lat is not None:
            return place
        return replace(place, approx=self._approximate(entity.id, chosen))

    def _rank(self, id_: str) -> list[tuple[float, PlaceCandidate]]:
        if (known := self._ranked.get(id_)) is not None:
            return known
        naming = self.names[id_]
        country, admin1 = self._find_unit(id_)
        scored = []
        for weight, place in self.known[id_]:
            score = weight + self._weigh_kind(naming, place) + self._weigh_context(place)
            if country is not None and place.country != country:
                score += _OTHER_COUNTRY
            if admin1 is not None and admin1 not in {place.admin1, place.name}:
                score += _OTHER_REGION
            scored.append((score, place))
        self._ranked[id_] = sorted(scored, key=lambda pair: -pair[0])
        return self._ranked[id_]

    @staticmethod
    def _weigh_kind(naming: _Naming, place: PlaceCandidate) -> float:
        wanted = naming.feature
        if wanted is None or wanted == place.feature:
            return 0.0
        return _OTHER_UNIT if {wanted, place.feature} <= _UNITS else _OTHER_KIND

    def _weigh_context(self, place: PlaceCandidate) -> float:
        if place.country is None or place.country not in self.countries:
            return 0.0
        most = max(self.countries.values())
        share = _COUNTRY_NAMED_MOST if self.countries[place.country] == most else 0.0
        near = place.lat is not None and any(self._is_near(place, other) for other in self._certain)
        return _COUNTRY_NAMED + share + (_NEAR if near else 0.0)

    def _tops(self) -> Iterator[PlaceCandidate]:
        """Yield what other names mean beyond doubt: the only, or by far the largest, place."""
        for id_, found in self.known.items():
            if found and self.names[id_].feature != "country" and found[0][1].feature != "country":
                second = found[1][0] if len(found) > 1 else 0.0
                if found[0][0] > second + _RIVAL:
                    yield found[0][1]

    @staticmethod
    def _is_near(one: PlaceCandidate, other: PlaceCandidate) -> bool:
        return one is not other and one.name != other.name and _distance(one, other) < _NEAR_KM

    def _is_believed(self, id_: str, best: tuple[float, PlaceCandidate]) -> bool:
        """Whether anything but its name speaks for a candidate, and nothing against it."""
        score, place = best
        naming = self.names[id_]
        if score < _AGAINST or (naming.feature in _UNITS and place.feature not in _UNITS):
            return False
        if naming.is_country or place.country in self.countries or id_ in self.containers:
            return True
        if place.feature in {"country", "region"}:
            return True
        near = (other for other in self._leaders if other.country == place.country)
        if sum(self._is_near(place, other) for other in near) >= _ENOUGH_NEAR:
            return True
        least = _BELIEVED_ABROAD if self.countries else _BELIEVED
        return any(weight >= least for weight, known in self.known[id_] if known == place)

    def _find_unit(self, id_: str) -> tuple[str | None, str | None]:
        """Return country and region of what the report says a place lies in."""
        within = self.containers.get(id_)
        if within is None:
            return None, None
        country, admin1 = self._find_unit(within)
        naming, ranked = self.names[within], self._rank(within)
        country = country or naming.country
        if ranked and self._is_believed(within, ranked[0]):
            place = ranked[0][1]
            country = country or place.country
            if not naming.direction and place.feature == "region":
                admin1 = admin1 or place.name
            elif not naming.direction and place.feature != "country":
                admin1 = admin1 or place.admin1
        return country, admin1

    def _find_country_near(self, id_: str) -> str | None:
        """Return the country of the town that an unknown place is said to lie near."""
        near = self.neighbors.get(id_) if self.names[id_].proper else None
        ranked = self._rank(near) if near is not None else []
        if near is None or not ranked or not self._is_believed(near, ranked[0]):
            return None
        return ranked[0][1].country

    def _approximate(self, id_: str, chosen: PlaceCandidate | None) -> Approximation | None:
        """Return where a place lies that has no position: its unit, or what contains it."""
        if chosen is not None and (about := self.gazetteer.find_extent(chosen)) is not None:
            return about
        within = self.containers.get(id_)
        if within is None:
            return None
        ranked = self._rank(within)
        best = ranked[0][1] if ranked and self._is_believed(within, ranked[0]) else None
        if best is not None and best.feature == "settlement" and best.lat is not None:
            return Approximation(lat=best.lat, lon=best.lon or 0.0, radius_km=None)
        return self._approximate(within, best)


def _distance(one: PlaceCandidate, other: PlaceCandidate) -> float:
    """Return kilometers along the globe; infinite where a position is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b = math.radians(one.lat), math.radians(other.lat)
    turn = math.radians(one.lon - other.lon)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine)))
