"""Which mentions of a report stand for one person, place or body."""

from sayso.lang.language import Language
from sayso.records.finding import Mention, Resolution
from sayso.records.parse import Parse
from sayso.records.tagged import TaggedText


def resolve_entities(
    mentions: tuple[Mention, ...], parse: Parse, language: Language, tagged: TaggedText
) -> Resolution:
    """Join the mentions of one report into entities, and say which word stands for which.

    What cannot be resolved stays apart: a description becomes an entity of its own, a pronoun
    none. The statements that were tagged tell who "я" is in a quotation.
    """
    return Resolution(entities=(), entity_of={})
