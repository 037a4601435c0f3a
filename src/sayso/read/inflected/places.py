"""Which words name places, and where these lie."""

from collections.abc import Sequence

from sayso.lang.language import Language
from sayso.read.inflected.place_finding import PlaceFinder
from sayso.read.inflected.place_meaning import resolve_places
from sayso.read.place_names import Gazetteer
from sayso.records.entity import Entity, Place
from sayso.records.naming import Namer
from sayso.records.parse import Parse


def find_place_names(
    parse: Parse, language: Language, gazetteer: Gazetteer
) -> tuple[tuple[int, int], ...]:
    """Return the word ranges that name places, first and last inclusive, in text order.

    A range holds a unit's noun ("Луганской области"), but not the noun that only says what
    stands there ("в селе Зайцево"), unless it is a street's. Ranges never overlap.
    """
    return PlaceFinder(parse, language, gazetteer).find()


def make_places(
    entities: Sequence[Entity],
    parse: Parse,
    language: Language,
    gazetteer: Gazetteer,
    namer: Namer,
) -> tuple[Place, ...]:
    """Return where the entities of type place lie, as far as the report and the gazetteer tell.

    `within` holds what the report says; everything else is the likeliest reading of the
    name, as for English (`sayso.read.places`).
    """
    return resolve_places(entities, parse, language, gazetteer, namer)
