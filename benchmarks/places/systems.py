"""The ways of placing names that are compared; all of them ask the same gazetteer.

"sayso" is what a report's reading does, no second resolver: `make_places` over entities.
Given the names that people marked, each name's occurrences in an article are made one
entity of type place; end to end the entities are those that sayso itself finds.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.places.corpus import Article
from benchmarks.places.scoring import Answer
from sayso.lang.language import Language
from sayso.read.claims import read_claims
from sayso.read.mentions import read_mentions
from sayso.read.places import Gazetteer, find_place_names, make_places
from sayso.reconcile.entities import resolve_entities
from sayso.records.entity import Entity, EntityType, Place
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.store.folding import fold_name


class Sayso:
    """sayso's reading of places; parses come from the caller, who clocks them apart."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        self._language, self._gazetteer = language, gazetteer

    def place_given(self, article: Article, parse: Parse) -> list[Answer]:
        """Place the names that people marked."""
        spans: dict[str, list[Span]] = {}
        for toponym in article.toponyms:
            span = Span(toponym.begin, toponym.end)
            name = " ".join(article.text[span.begin : span.end].split())
            if name:
                spans.setdefault(name, []).append(span)
        entities = tuple(
            Entity(id=f"e{at}", type=EntityType.PLACE, name=name, mentions=tuple(sorted(found)))
            for at, (name, found) in enumerate(spans.items(), 1)
        )
        return self._place(entities, parse)

    def find_names(self, parse: Parse) -> tuple[tuple[int, int], ...]:
        """Find names of places."""
        return find_place_names(parse, self._language, self._gazetteer)

    def find_entities(self, parse: Parse) -> tuple[Entity, ...]:
        """Find who and what an article speaks of, as a reading does."""
        mentions = read_mentions(parse, self._language, self.find_names(parse))
        claims = tuple(read_claims(parse, self._language))
        return resolve_entities(mentions, parse, self._language, claims).entities

    def place_found(self, entities: tuple[Entity, ...], parse: Parse) -> list[Answer]:
        """Place what `find_entities` gave."""
        return self._place(entities, parse)

    def _place(self, entities: tuple[Entity, ...], parse: Parse) -> list[Answer]:
        places = make_places(entities, parse, self._language, self._gazetteer)
        mentions = {entity.id: entity.mentions for entity in entities}
        return [
            Answer(begin=span.begin, end=span.end, lat=point[0], lon=point[1])
            for place in places
            if (point := get_point(place)) is not None
            for span in mentions[place.entity]
        ]


def get_point(place: Place) -> tuple[float, float] | None:
    """Return where a map shows a place: its position, or about where it is said to lie."""
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    return None if place.approx is None else (place.approx.lat, place.approx.lon)


class MostPeople:
    """The customary yardstick: the place of the name that has the most people."""

    def __init__(self, gazetteer: Path) -> None:
        uri = f"{gazetteer.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True)

    def place_given(self, article: Article) -> list[Answer]:
        """Place the names that people marked."""
        return list(self._place(article))

    def _place(self, article: Article) -> Iterator[Answer]:
        query = (
            "SELECT lat / 1e5, lon / 1e5 FROM name JOIN place ON place.id = name.place "
            "WHERE key = ? AND lat IS NOT NULL ORDER BY population DESC, id LIMIT 1"
        )
        for toponym in article.toponyms:
            with closing(self._connection.execute(query, [fold_name(toponym.phrase)])) as cursor:
                row = cursor.fetchone()
            if row is not None:
                yield Answer(begin=toponym.begin, end=toponym.end, lat=row[0], lon=row[1])
