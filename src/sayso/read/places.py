"""Places: what lies in what as the report says it, and where that is in the world."""

from collections import Counter
from collections.abc import Iterator

from sayso.lang.language import Language
from sayso.read.containment import PART, find_containers, find_neighbors
from sayso.read.place_choice import Known, Resolver, guess_feature
from sayso.read.place_names import Gazetteer, find_place_names
from sayso.read.place_naming import UNITS, Naming
from sayso.records.entity import Entity, EntityType, Place, PlaceCandidate
from sayso.records.parse import Parse

__all__ = ["Gazetteer", "find_place_names", "make_places"]

# What a country weighs that an adjective names.
_COUNTRY = 9.0
_LARGE = frozenset({"country", "region"})
# From this weight on a town is one that people call the region around it by, and one that a
# bare name means rather than that region: "New York".
_GREAT_TOWN = 5.0
# From that weight on it goes before a region of its name elsewhere in the country.
_FAMOUS_TOWN = 5.8
# What speaks for a region of a name that no such town has.
_REGION = 1.0


def make_places(
    entities: tuple[Entity, ...], parse: Parse, language: Language, gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Return where each entity of type ``place`` lies, in the order of the entities.

    `within` holds what the report says; everything else is the likeliest reading of the
    name, given what it lies in, the countries that the report names and its other places.
    """
    places = tuple(entity for entity in entities if entity.type is EntityType.PLACE)
    names = {place.id: _take_apart(place, parse, language, gazetteer) for place in places}
    known = {id_: _look_up(naming, gazetteer) for id_, naming in names.items()}
    for id_, found in known.items():
        names[id_].is_country |= bool(found) and found[0][1].feature == "country"
    features = {id_: guess_feature(names[id_], known[id_]) for id_ in names}
    containers = find_containers(
        places,
        parse,
        language,
        features={id_: PART if names[id_].is_part else of for id_, of in features.items()},
        candidates={id_: tuple(c for _, c in found) for id_, found in known.items()},
        famous=frozenset(id_ for id_, found in known.items() if _is_famous(found)),
    )
    neighbors = find_neighbors(places, parse, language, features=features)
    countries = _count_countries(parse, language)
    resolver = Resolver(names, known, containers, neighbors, gazetteer, countries)
    return tuple(resolver.resolve(entity) for entity in places)


def _is_famous(known: Known) -> bool:
    return bool(known) and known[0][0] >= _GREAT_TOWN


def _take_apart(place: Entity, parse: Parse, language: Language, gazetteer: Gazetteer) -> Naming:
    naming = Naming(place, parse, language)
    if naming.direction and place.name[:1].isupper() and gazetteer.find_weighted(place.name):
        return Naming(place, parse, language, whole=True)  # "Western Australia"
    return naming


def _look_up(naming: Naming, gazetteer: Gazetteer) -> Known:
    if not naming.core or naming.is_no_place:
        return ()
    if naming.continent is not None:
        found = gazetteer.find_weighted(naming.continent)
        return tuple(pair for pair in found if pair[1].feature == "continent")
    if naming.regions:
        return tuple(_find_regions(naming, gazetteer))
    found = gazetteer.find_weighted(naming.core)
    if found and naming.is_byname and _is_called_otherwise(naming, found[0][1]):
        return ()
    if naming.feature == "region" and not any(place.feature in UNITS for _, place in found):
        return (*_find_region_of(found, gazetteer), *found)
    if naming.is_country:
        return _find_country(found, naming.country or "", gazetteer)
    return found if naming.feature is not None else _put_regions_first(found)


def _is_called_otherwise(naming: Naming, place: PlaceCandidate) -> bool:
    """Whether a name is no spelling of a town's own: "the Queen City" is Cincinnati or another."""
    own = place.name.casefold().removeprefix("the ")
    return place.feature == "settlement" and own[:1] != naming.core.casefold()[:1]


def _find_country(found: Known, code: str, gazetteer: Gazetteer) -> Known:
    """Return what a country's name or adjective can mean, of all places of that name."""
    own = tuple(pair for pair in found if pair[1].country == code and pair[1].feature in _LARGE)
    country = None if own else gazetteer.find_country(code)
    # "Macon, Georgia": regions of the name elsewhere may be meant; "Georgia, Vermont": so may
    # a town.
    elsewhere = tuple(pair for pair in found if pair[1].country != code)
    regions = (pair for pair in elsewhere if pair[1].feature == "region")
    towns = (pair for pair in elsewhere if pair[1].feature == "settlement")
    return (*(own if country is None else ((_COUNTRY, country),)), *regions, *towns)


def _put_regions_first(found: Known) -> Known:
    """Return what a bare name can mean: a region before towns called like it, but great ones."""

    def weigh(weight: float, place: PlaceCandidate) -> float:
        if place.feature != "region" or place.lat is None:
            return weight
        towns = (
            own >= (_GREAT_TOWN if town.admin1 == place.name else _FAMOUS_TOWN)
            for own, town in found
            if town.feature == "settlement" and town.country == place.country
        )
        return weight + (0.0 if any(towns) else _REGION)

    weighed = ((weigh(weight, place), place) for weight, place in found)
    return tuple(sorted(weighed, key=lambda pair: -pair[0]))


def _find_regions(naming: Naming, gazetteer: Gazetteer) -> Iterator[tuple[float, PlaceCandidate]]:
    """Yield the regions that an abbreviation or an adjective stands for."""
    for country, name in naming.regions:
        for weight, place in gazetteer.find_weighted(name):
            if place.feature == "region" and place.country == country:
                yield weight, place
                break


def _find_region_of(found: Known, gazetteer: Gazetteer) -> Known:
    """Return the region around a great town, for "the Dnipro region" of that town."""
    for weight, town in found:
        if weight >= _GREAT_TOWN and town.admin1 is not None:
            for unit_weight, unit in gazetteer.find_weighted(town.admin1):
                if unit.feature == "region" and unit.country == town.country:
                    return ((unit_weight, unit),)
    return ()


def _count_countries(parse: Parse, language: Language) -> Counter[str]:
    """Return how often a report speaks of each country by an adjective: "Turkish"."""
    demonyms = language.values("places", "demonym")
    found = (str(demonyms[t.lower]) for t in parse.tokens if t.lower in demonyms)
    return Counter(found)
