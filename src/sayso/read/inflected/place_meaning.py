"""Which of the world's places the names of a report mean."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.read.inflected.place_called import Called
from sayso.read.inflected.place_within import find_containers
from sayso.read.inflected.place_words import PlaceWords, get_place_words
from sayso.read.place_choice import Known, Resolver, guess_feature
from sayso.read.place_names import Gazetteer
from sayso.read.place_naming import UNITS
from sayso.records.entity import Entity, EntityType, Place, PlaceCandidate
from sayso.records.naming import Namer
from sayso.records.parse import Parse

_COUNTRY = 9.0  # what a country weighs that the language's own list names
_RESPELLED = 0.3  # what a place weighs less whose name is spelled otherwise in the register
_TOWN = 4.0  # what a town of ten thousand people weighs
_CITY = 4.7  # what a city of fifty thousand people weighs under a name in Cyrillic letters
_MOST_NAMES = 6


def resolve_places(
    entities: Sequence[Entity],
    parse: Parse,
    language: Language,
    gazetteer: Gazetteer,
    namer: Namer,
) -> tuple[Place, ...]:
    """Return where each entity of type ``place`` lies, in the order of the entities."""
    words = get_place_words(language)
    places = [entity for entity in entities if entity.type is EntityType.PLACE]
    called = {place.id: Called(place, parse, words, namer) for place in places}
    known = {id_: _look_up(one, words, gazetteer) for id_, one in called.items()}
    for id_, found in known.items():
        first = bool(found) and found[0][1].feature == "country"
        called[id_].is_country = first and called[id_].feature in {None, "country"}
    features = {id_: guess_feature(called[id_], known[id_]) for id_ in called}
    containers = find_containers(
        places,
        called,
        parse,
        words,
        features=features,
        candidates={id_: tuple(place for _, place in found) for id_, found in known.items()},
    )
    resolver = Resolver(called, known, containers, {}, gazetteer, _count_countries(parse, words))
    resolved = {place.id: resolver.resolve(place) for place in places}
    return tuple(_add_country(one, resolved, known[id_]) for id_, one in resolved.items())


def _add_country(place: Place, resolved: Mapping[str, Place], known: Known) -> Place:
    """Return a place with its country where something else tells it.

    That is what lies in it, or that all towns of the name lie in one country.
    """
    if place.country is not None:
        return place
    held = [one for one in resolved.values() if one.within == place.entity]
    countries = {one.country for one in held if one.country is not None}
    if len(countries) == 1:
        return replace(place, country=countries.pop())
    everywhere = {candidate.country for _, candidate in known}
    if len(everywhere) == 1 and known[0][0] >= _TOWN:
        return replace(place, country=everywhere.pop())
    return place


def _look_up(called: Called, words: PlaceWords, gazetteer: Gazetteer) -> Known:
    """Return what a name can mean, with weights, the greatest first."""
    if called.regions:
        return _find_region(called, gazetteer)
    if called.country is not None and called.is_country:
        country = gazetteer.find_country(called.country)
        if country is not None and called.feature in {None, "country"}:
            return ((_COUNTRY, country),)
    found: dict[tuple[str, str | None, str, int | None, str | None], tuple[float, PlaceCandidate]]
    found = {}
    for name in called.names[:_MOST_NAMES]:
        for weight, place in _find_named(name, called, gazetteer):
            _keep(found, weight, place)
        if found:
            break
    told = called.feature is not None or any(one.country == "UA" for _, one in found.values())
    if called.feature != "country" and (told or not found):
        for name in called.names[:2]:
            for spelled in words.spell_ukrainian(name):
                for weight, place in _find_named(spelled, called, gazetteer):
                    if place.country == "UA":
                        _keep(found, weight - _RESPELLED, place)
    ranked = sorted(found.values(), key=lambda pair: -pair[0])
    # No city is a village: the village of its name may be in no gazetteer.
    return tuple(pair for pair in ranked if pair[0] < _CITY or not called.is_village)


def _keep(
    found: dict[tuple[str, str | None, str, int | None, str | None], tuple[float, PlaceCandidate]],
    weight: float,
    place: PlaceCandidate,
) -> None:
    key = (place.name, place.admin1, place.feature, place.geonames, place.katottg)
    if key not in found or found[key][0] < weight:
        found[key] = (weight, place)


def _find_named(name: str, called: Called, gazetteer: Gazetteer) -> Known:
    """Return the places of a name; of a unit's name without its noun where the whole is unknown."""
    found = gazetteer.find_weighted(name)
    if not found and called.feature in UNITS and " " in name:
        bare = gazetteer.find_weighted(name.partition(" ")[0])
        return tuple(pair for pair in bare if pair[1].feature in UNITS)
    return found


def _find_region(called: Called, gazetteer: Gazetteer) -> Known:
    (country, name), *_ = called.regions
    found = gazetteer.find_weighted(name)
    regions = [pair for pair in found if pair[1].feature == "region" and pair[1].country == country]
    return tuple(regions[:1])


def _count_countries(parse: Parse, words: PlaceWords) -> Counter[str]:
    """Return how often a report speaks of each country by an adjective."""
    found = (words.demonyms.get(fold(token.lemma)) for token in parse.tokens)
    return Counter(code for code in found if code)
