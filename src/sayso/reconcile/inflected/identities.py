"""Whom the words of a source stand for among the entities of a report, and what that one is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.reconcile.kinship import KIN
from sayso.records.claim import SourceKind
from sayso.records.entity import Entity, EntityType, RelationType
from sayso.records.finding import Resolution
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_REFERRING = frozenset({"PRON", "DET"})
_BY_TYPE = {
    EntityType.OUTLET: SourceKind.OUTLET,
    EntityType.CHANNEL: SourceKind.CHANNEL,
    EntityType.FOOTAGE: SourceKind.FOOTAGE,
    EntityType.DOCUMENT: SourceKind.DOCUMENT,
    EntityType.PUBLIC: SourceKind.PUBLIC,
}
_OF_THEMSELVES = frozenset(
    {SourceKind.PERSON, SourceKind.MILITARY, SourceKind.EYEWITNESS, SourceKind.EXPERT}
)
"""What people are who may speak of themselves: never their lawyers or officials."""
_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """The entities of one report, as sources look them up.

    Attributes:
        matters: Ids of the entities that events befell: whose matter the report is.
    """

    parse: Parse
    resolution: Resolution
    matters: frozenset[str]
    entities: Mapping[str, Entity]

    @classmethod
    def of(cls, parse: Parse, resolution: Resolution, matters: frozenset[str]) -> "Identities":
        """Make the look-up of one report's entities."""
        entities = {entity.id: entity for entity in resolution.entities}
        return cls(parse=parse, resolution=resolution, matters=matters, entities=entities)

    def find(self, words: Sequence[int]) -> Entity | None:
        """Return the entity that the words of a source name, ``None`` where they name none.

        In "глава комитета Иван Петров" it is he, not the committee: what stands in the case of
        the first noun goes before what depends on it; a pronoun goes behind all others, since
        "его адвокат" is the lawyer.
        """
        known = [i for i in words if i in self.resolution.entity_of]
        if not known:
            return None
        tokens = self.parse.tokens
        lead = next((tokens[i] for i in words if tokens[i].pos in _NOUNS), None)
        pronoun = tokens[known[0]].pos in _REFERRING
        if lead is not None and not (pronoun and len(known) == 1 and lead.i not in known):
            known = [i for i in known if tokens[i].pos not in _REFERRING] or known
        if lead is not None and lead.i not in known:
            beside = [i for i in known if self._agrees(tokens[i], lead)]
            if not beside and not self._is_name_of(words, known[0]):
                return None
            known = beside or known
        return self.entities[self.resolution.entity_of[known[0]]]

    def _agrees(self, word: Token, lead: Token) -> bool:
        """Whether a word stands in the case of the first noun, so that both can be one person."""
        case = get_morph(lead.tag).case
        return not case or get_morph(word.tag).case in ("", case)

    def _is_name_of(self, words: Sequence[int], at: int) -> bool:
        """Whether a name is a title in quotation marks: «канал „Нижний берег“» is that one."""
        quoted = self.parse.tokens[at].quoted
        return quoted and not any(
            self.parse.tokens[i].quoted
            for i in words
            if self.parse.tokens[i].pos in _NOUNS and i < at
        )

    def tell_kind(self, entity: Entity, said: SourceKind) -> SourceKind:
        """Return what an entity is as a source.

        Args:
            entity: The source.
            said: What its words here say it is; `SourceKind.PERSON` where they say nothing.
        """
        if entity.type in _BY_TYPE:
            # "Редакция «Хроник»" is that outlet; "документ СК" is the paper, whoever wrote it.
            return _BY_TYPE[entity.type]
        if entity.type not in _PEOPLE:
            return SourceKind.ORGANIZATION if said is SourceKind.PERSON else said
        matter = entity.id in self.matters
        if said is SourceKind.PERSON:
            related = {it.type for it in entity.relations if not self._is_aside(it.to)}
            if RelationType.LAWYER_OF in related:
                return SourceKind.LAWYER
            if not matter and not related.isdisjoint(KIN):
                return SourceKind.RELATIVE
        return SourceKind.SUBJECT if matter and said in _OF_THEMSELVES else said

    def _is_aside(self, other: str) -> bool:
        """Whether nothing befell a nameless one: "у дочки праздник" makes nobody a relative."""
        known = self.entities.get(other)
        return known is not None and known.anonymous and other not in self.matters
