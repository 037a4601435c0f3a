"""Who is who in small texts, as tests ask it."""

from collections.abc import Mapping

from sayso.lang.language import Language
from sayso.read.claims import read_claims
from sayso.read.mentions import read_mentions
from sayso.reconcile.entities import resolve_entities
from sayso.records.finding import Resolution
from sayso.records.parse import Parse


def resolve(parse: Parse, language: Language) -> Resolution:
    """Resolve a text without a gazetteer: its places are no matter here."""
    mentions = read_mentions(parse, language, ())
    return resolve_entities(mentions, parse, language, read_claims(parse, language))


def list_mentions(parse: Parse, resolution: Resolution) -> Mapping[str, list[str]]:
    """Return every entity's mentions as written, by the entity's name."""
    return {
        entity.name: [parse.text[begin:end] for begin, end in entity.mentions]
        for entity in resolution.entities
    }


def list_relations(resolution: Resolution) -> set[tuple[str, str, str]]:
    """Return all relations as names: (whose, relation, to whom)."""
    names = {entity.id: entity.name for entity in resolution.entities}
    return {
        (entity.name, relation.type.value, names[relation.to])
        for entity in resolution.entities
        for relation in entity.relations
    }
