"""Which of the world's places of a name a report means.

A candidate's score is a sum of powers of ten of people: its own, and what the report says for
and against it. Three things are read off the report: what a place is said to lie in, which
countries and regions the report speaks of, and where its other places lie. The last two are
learnt in rounds: what the first round makes of the easy names helps to decide the others.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from sayso.read.place_names import Gazetteer
from sayso.read.place_naming import UNITS, PlaceName
from sayso.records.entity import Approximation, Entity, Place, PlaceCandidate

Known = tuple[tuple[float, PlaceCandidate], ...]
"""What a name can mean, with weights, the greatest first."""

_MOST_CANDIDATES = 10
_ROUNDS = 2
_COUNTRY_NAMED = 1.6
_COUNTRY_NAMED_MOST = 0.4
_REGION_NAMED = 0.7
_NEAR = 1.0
_NEAR_KM = 200.0
_LARGE = frozenset({"continent", "country", "region"})
# So many other places of a report near by make one believed.
_ENOUGH_NEAR = 2
_OTHER_KIND = -6.0
_OTHER_UNIT = -0.5
_OTHER_REGION = -10.0
_OTHER_COUNTRY = -20.0
# A place that is said to lie near a town hardly ever lies in another country.
_OTHER_SIDE = -10.0
# More than a country's weight: "Atlanta, Georgia" is not in the country.
_HELD = 8.0
# Below this, what the report says speaks against a candidate.
_AGAINST = -3.0
# A place that nothing else in the report speaks for is believed from this weight on, and
# from that where the report speaks of other countries.
_BELIEVED = 4.9
_BELIEVED_ABROAD = 5.2
# How much less weight still makes another place a rival for a name.
_RIVAL = 1.5
# From this weight on a place is known the world over. It yields its name to a lesser one of
# another country where the words or places near by say so, but not because the report speaks
# of that country elsewhere.
_WORLD_KNOWN = 5.9
_LESSER = 0.5
# What a name weighs more that is a place's own than one that it is also known by.
_OWN_NAME = 0.8
# What speaks for a small place of the only region of its country that a report speaks of.
_ONLY_REGION = 4.0


_BAND = 2.0  # degrees of latitude, more than what is near


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a report plays, as far as one round has made it out.

    Attributes:
        countries: How often it speaks of each (ISO 3166-1 alpha-2).
        regions: Country and name of the first-order regions that it speaks of.
        spots: Places that are beyond doubt, by the entity's id.
    """

    countries: Counter[str]
    regions: frozenset[tuple[str | None, str]] = frozenset()
    spots: Mapping[str, PlaceCandidate] = field(default_factory=dict)
    _bands: dict[int, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the spots by latitude, so that a long report is not searched whole each time."""
        for id_, place in self.spots.items():
            if place.lat is not None:
                self._bands.setdefault(int(place.lat // _BAND), []).append(id_)

    def weigh(self, id_: str, place: PlaceCandidate) -> float:
        """Return what speaks for a candidate of an entity."""
        if place.country is None or place.country not in self.countries:
            return 0.0
        most = max(self.countries.values())
        share = self.countries[place.country] / most
        named = _COUNTRY_NAMED + share * _COUNTRY_NAMED_MOST
        region = _REGION_NAMED if (place.country, place.admin1) in self.regions else 0.0
        return named + region + (_NEAR if any(self.find_near(id_, place)) else 0.0)

    def find_regions_around(self, id_: str, country: str | None) -> set[str | None]:
        """Return the regions of a country that a report speaks of, or that its places lie in."""
        around = {name for code, name in self.regions if code == country}
        return around | {
            place.admin1
            for other, place in self.spots.items()
            if other != id_ and place.country == country
        }

    def find_near(self, id_: str, place: PlaceCandidate) -> Iterator[PlaceCandidate]:
        """Yield the certain places of other names near a candidate."""
        if place.lat is None:
            return
        band = int(place.lat // _BAND)
        for other_id in chain.from_iterable(
            self._bands.get(at, ()) for at in (band - 1, band, band + 1)
        ):
            if other_id != id_ and is_near(place, self.spots[other_id]):
                yield self.spots[other_id]


class Resolver:
    """Chooses for each place, containers before what they contain."""

    def __init__(
        self,
        names: Mapping[str, PlaceName],
        known: Mapping[str, Known],
        containers: Mapping[str, str],
        neighbors: Mapping[str, str],
        gazetteer: Gazetteer,
        countries: Counter[str],
    ) -> None:
        """Take what a report says, by entity id.

        Args:
            names: The places' names taken apart.
            known: What each can mean.
            containers: What each is said to lie in.
            neighbors: The settlement that each is said to lie near.
            gazetteer: Whom to ask for extents.
            countries: How often the report speaks of each country by an adjective.
        """
        self._names, self._known = names, known
        self._containers, self._neighbors = containers, neighbors
        self._gazetteer = gazetteer
        self._ranked: dict[str, Known] = {}
        self._setting = self._begin(countries)
        for _ in range(_ROUNDS - 1):
            self._setting = self._learn()
            self._ranked = {}

    def resolve(self, entity: Entity) -> Place:
        """Return the likeliest reading of an entity."""
        naming, within = self._names[entity.id], self._containers.get(entity.id)
        ranked = self._rank(entity.id)
        chosen = self._choose(entity.id)
        country, admin1 = self._find_unit(entity.id)
        if chosen is not None:
            country = chosen.country or country
            admin1 = chosen.name if chosen.feature == "region" else chosen.admin1 or admin1
        whole = chosen is not None and not naming.direction
        feature = naming.feature or guess_feature(naming, self._known[entity.id])
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

    # -- where the report plays

    def _begin(self, countries: Counter[str]) -> Setting:
        """Return the setting as the names alone give it."""
        counted = countries.copy()
        for id_, naming in self._names.items():
            country = naming.country or self._find_only_country(self._known[id_])
            if country is not None:
                counted[country] += 1
        return Setting(countries=counted, regions=frozenset(self._find_regions()),
                       spots=dict(self._find_tops()))  # fmt: skip

    def _find_regions(self) -> Iterator[tuple[str | None, str]]:
        for known in self._known.values():
            if known and known[0][1].feature == "region":
                yield known[0][1].country, known[0][1].name

    @staticmethod
    def _find_only_country(known: Known) -> str | None:
        """Return the country of a region, or of a well-known name that has no rival elsewhere."""
        if known and known[0][1].feature == "region":
            return known[0][1].country
        if not known or known[0][0] < _BELIEVED_ABROAD:
            return None
        near = {place.country for weight, place in known if weight > known[0][0] - _RIVAL}
        return near.pop() if len(near) == 1 else None

    def _find_tops(self) -> Iterator[tuple[str, PlaceCandidate]]:
        """Yield what names mean beyond doubt: the only, or by far the largest, place."""
        for id_, found in self._known.items():
            if found and self._names[id_].feature != "country" and found[0][1].feature != "country":
                second = found[1][0] if len(found) > 1 else 0.0
                if found[0][0] > second + _RIVAL:
                    yield id_, found[0][1]

    def _learn(self) -> Setting:
        """Return the setting as the choices of the round before give it."""
        chosen = {id_: self._choose(id_) for id_ in self._names}
        found = {id_: place for id_, place in chosen.items() if place is not None}
        counted = self._setting.countries.copy()
        counted.update(place.country for place in found.values() if place.country is not None)
        return Setting(
            countries=counted,
            regions=frozenset(
                (place.country, place.name) for place in found.values() if place.feature == "region"
            ),
            spots={
                id_: place
                for id_, place in found.items()
                if place.lat is not None and place.feature in {"settlement", "district"}
            },
        )

    # -- the choice

    def _choose(self, id_: str) -> PlaceCandidate | None:
        """Return what an entity is believed to be, or ``None``."""
        ranked = self._rank(id_)
        return ranked[0][1] if ranked and self._is_believed(id_, ranked[0]) else None

    def _rank(self, id_: str) -> Known:
        """Return the candidates with their scores, the likeliest first."""
        if (known := self._ranked.get(id_)) is not None:
            return known
        naming = self._names[id_]
        # Two places may be said to lie near each other: the second asks what the first is.
        self._ranked[id_] = self._known[id_]
        country, admin1 = self._find_unit(id_)
        beside = self._find_country_near(id_)
        scored = []
        for weight, place in self._known[id_]:
            score = (
                weight + self._weigh_kind(naming, place) + self._weigh_setting(id_, weight, place)
            )
            score += self._weigh_held(id_, place)
            if country is not None and place.country != country:
                score += _OTHER_COUNTRY
            if admin1 is not None and admin1 not in {place.admin1, place.name}:
                score += _OTHER_REGION
            if beside is not None and place.country != beside:
                score += _OTHER_SIDE
            scored.append((score, place))
        self._ranked[id_] = tuple(sorted(scored, key=lambda pair: -pair[0]))
        return self._ranked[id_]

    def _weigh_setting(self, id_: str, weight: float, place: PlaceCandidate) -> float:
        """Return what the report speaks of elsewhere is worth to a candidate.

        It decides among rivals of like weight. Against a place of another country that is known
        the world over, nothing but other places near by counts.
        """
        spoken = self._setting.weigh(id_, place) + self._weigh_only_region(id_, place)
        most, greatest = self._find_greatest(id_)
        size = self._size(id_, weight, place)
        lesser = size < _WORLD_KNOWN and size <= most - _LESSER
        if greatest is None or not lesser or greatest.country == place.country:
            return spoken
        region = (place.country, place.admin1) in self._setting.regions
        if self._count_near(id_, place) + region >= _ENOUGH_NEAR:
            return spoken
        return min(spoken, self._setting.weigh(id_, greatest))

    def _weigh_only_region(self, id_: str, place: PlaceCandidate) -> float:
        """Return what speaks for a small place in the one region that a report speaks of.

        "Dallas County" among places in Iowa is Iowa's; a place that is known by its name alone
        needs no neighbors.
        """
        if place.admin1 is None or self._find_first(id_)[0] >= _BELIEVED:
            return 0.0
        around = self._setting.find_regions_around(id_, place.country)
        return _ONLY_REGION if around == {place.admin1} else 0.0

    def _find_greatest(self, id_: str) -> tuple[float, PlaceCandidate | None]:
        """Return the place of a name that is known the world over, with its size."""
        weight, place = self._find_first(id_)
        size = 0.0 if place is None else self._size(id_, weight, place)
        return size, place if size >= _WORLD_KNOWN else None

    def _find_first(self, id_: str) -> tuple[float, PlaceCandidate | None]:
        """Return the greatest place of a name that is of its kind, with its weight."""
        naming = self._names[id_]
        fit = (pair for pair in self._known[id_] if self._weigh_kind(naming, pair[1]) == 0.0)
        return next(fit, (0.0, None))

    def _size(self, id_: str, weight: float, place: PlaceCandidate) -> float:
        """Return what a place weighs under its own name: Odesa is as great as Odessa."""
        own = place.name.casefold() == self._names[id_].core.casefold()
        return weight if own else weight + _OWN_NAME

    def _count_near(self, id_: str, place: PlaceCandidate) -> int:
        return sum(1 for _ in self._setting.find_near(id_, place))

    @staticmethod
    def _weigh_kind(naming: PlaceName, place: PlaceCandidate) -> float:
        wanted = naming.feature
        if wanted is None or wanted == place.feature:
            return 0.0
        return _OTHER_UNIT if {wanted, place.feature} <= UNITS else _OTHER_KIND

    def _weigh_held(self, id_: str, place: PlaceCandidate) -> float:
        """Return what speaks for a unit that a place of it is said to lie in."""
        if place.feature not in {"country", "region"}:
            return 0.0
        inner = (self._known[held] for held, whole in self._containers.items() if whole == id_)
        held = any(
            (one.country == place.country and place.feature == "country")
            or (one.country, one.admin1) == (place.country, place.name)
            for known in inner
            for _, one in known
        )
        return _HELD if held else 0.0

    def _is_believed(self, id_: str, best: tuple[float, PlaceCandidate]) -> bool:
        """Whether anything but its name speaks for a candidate, and nothing against it."""
        score, place = best
        naming = self._names[id_]
        if score < _AGAINST or (naming.feature in UNITS and place.feature not in UNITS):
            return False
        if naming.is_country or naming.regions or id_ in self._containers:
            return True
        if place.country in self._setting.countries or place.feature in _LARGE:
            return True
        if self._count_near(id_, place) >= _ENOUGH_NEAR:
            return True
        least = _BELIEVED_ABROAD if self._setting.countries else _BELIEVED
        return any(weight >= least for weight, known in self._known[id_] if known == place)

    def _find_unit(self, id_: str) -> tuple[str | None, str | None]:
        """Return country and region of what the report says a place lies in."""
        within = self._containers.get(id_)
        if within is None:
            return None, None
        country, admin1 = self._find_unit(within)
        naming, place = self._names[within], self._choose(within)
        country = country or (naming.country if place is None else place.country)
        if place is not None:
            if not naming.direction and place.feature == "region":
                admin1 = admin1 or place.name
            elif not naming.direction and place.feature != "country":
                admin1 = admin1 or place.admin1
        return country, admin1

    def _find_country_near(self, id_: str) -> str | None:
        """Return the country of the town that an unknown place is said to lie near."""
        near = self._neighbors.get(id_) if self._names[id_].proper else None
        place = None if near is None else self._choose(near)
        return None if place is None else place.country

    def _approximate(self, id_: str, chosen: PlaceCandidate | None) -> Approximation | None:
        """Return where a place lies that has no position: its unit, or what contains it."""
        if chosen is not None and (about := self._gazetteer.find_extent(chosen)) is not None:
            return about
        within = self._containers.get(id_) or self._find_eponym(id_)
        if within is None:
            return None
        best = self._choose(within)
        if best is not None and best.feature == "settlement" and best.lat is not None:
            return Approximation(lat=best.lat, lon=best.lon or 0.0, radius_km=None)
        return self._approximate(within, best)

    def _find_eponym(self, id_: str) -> str | None:
        """Return the place that a site is called after, about which it lies: "Ufa airport"."""
        whole = self._names[id_].name
        if not self._names[id_].is_about_place or self._known[id_]:
            return None
        return next(
            (
                other
                for other, naming in self._names.items()
                if other != id_ and naming.core and whole.startswith(f"{naming.core} ")
            ),
            None,
        )


def guess_feature(naming: PlaceName, known: Known) -> str | None:
    """Return the kind of a place before it is known which one it is."""
    if naming.feature is not None:
        return naming.feature
    if naming.is_country or naming.is_area:
        return "region" if naming.direction or naming.is_area else "country"
    if naming.regions or (known and naming.direction):
        return "region"
    return known[0][1].feature if known else None


def is_near(one: PlaceCandidate, other: PlaceCandidate) -> bool:
    """Whether two places of different names lie near each other."""
    return one is not other and one.name != other.name and _get_distance(one, other) < _NEAR_KM


def _get_distance(one: PlaceCandidate, other: PlaceCandidate) -> float:
    """Return kilometers along the globe; infinite where a position is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b = math.radians(one.lat), math.radians(other.lat)
    turn = math.radians(one.lon - other.lon)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine)))
