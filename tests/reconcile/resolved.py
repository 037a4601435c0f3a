"""Texts resolved into entities without the statements' tagger."""

from collections.abc import Mapping

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.engines.inflected.namer import load_namer
from sayso.lang.language import get_language
from sayso.read.inflected.mentions import read_mentions
from sayso.reconcile.inflected.entities import resolve_entities
from sayso.records.entity import Entity
from sayso.records.finding import Resolution
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement, TaggedText


def resolve(
    code: str,
    text: str,
    said: Mapping[str, str] | None = None,
    places: tuple[tuple[int, int], ...] = (),
) -> Resolution:
    """Resolve a text; ``said`` gives who says what, both as words of the text.

    ``places`` are the first and the last words of what looks like places.
    """

    def spans(words: str) -> tuple[Span, ...]:
        begin = text.index(words)
        return (Span(begin, begin + len(words)),)

    statements = tuple(
        TaggedStatement(
            level=0,
            source=spans(source),
            cue=(),
            content=spans(content),
            medium=(),
            behind=(),
            confidence=1.0,
        )
        for content, source in (said or {}).items()
    )
    tagged = TaggedText(statements=statements, words=(), cues=(), contents=())
    parse, language = load_inflected(code).parse(text), get_language(code)
    mentions = read_mentions(parse, language, places, load_namer(code))
    heads = [mention.head for mention in mentions]
    assert len(heads) == len(set(heads))
    return resolve_entities(mentions, parse, language, tagged)


def find(resolution: Resolution, name: str) -> Entity:
    return next(entity for entity in resolution.entities if entity.name == name)


def list_relations(resolution: Resolution) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in resolution.entities}
    return {
        (entity.name, relation.type.value, names[relation.to])
        for entity in resolution.entities
        for relation in entity.relations
    }


def list_mentions(text: str, entity: Entity) -> list[str]:
    return [text[begin:end] for begin, end in entity.mentions]
