"""What a source is in one statement: relative, lawyer, official, channel, ..."""

from collections.abc import Mapping

from sayso.lang.language import Language
from sayso.reconcile.kinship import KIN
from sayso.records.claim import SourceKind
from sayso.records.entity import Entity, EntityType
from sayso.records.finding import Attribution
from sayso.records.parse import Parse

_BY_TYPE = {
    EntityType.OUTLET: SourceKind.OUTLET,
    EntityType.CHANNEL: SourceKind.CHANNEL,
    EntityType.FOOTAGE: SourceKind.FOOTAGE,
    EntityType.DOCUMENT: SourceKind.DOCUMENT,
    EntityType.PUBLIC: SourceKind.PUBLIC,
}
# Entries of people.toml, the most telling first: a military lawyer is a lawyer.
_ROLES = (
    ("lawyer", SourceKind.LAWYER),
    ("court", SourceKind.COURT),
    ("expert", SourceKind.EXPERT),
    ("eyewitness", SourceKind.EYEWITNESS),
    ("official", SourceKind.OFFICIAL),
    ("military", SourceKind.MILITARY),
)
# What people are who may speak of themselves: never their lawyers or officials.
_OF_THEMSELVES = frozenset({SourceKind.MILITARY, SourceKind.EYEWITNESS, SourceKind.EXPERT})


class KindReader:
    """Decides kinds from roles, relations and the words of bodies' names."""

    def __init__(
        self,
        parse: Parse,
        language: Language,
        entities: Mapping[str, Entity],
        matters: frozenset[str],
    ) -> None:
        self.parse, self.entities, self.matters = parse, entities, matters
        self.kin = language.values("people", "kin")
        self.roles = [(language.words("people", name), kind) for name, kind in _ROLES]
        self.courts = (language.words("bodies", "court"), SourceKind.COURT)
        self.armies = (language.words("bodies", "military"), SourceKind.MILITARY)
        self.governments = (language.words("bodies", "government"), SourceKind.OFFICIAL)
        self.spokespeople = language.words("sources", "speaks_for_body")
        self.authorities = language.words("sources", "authorities")

    def of(self, entity: Entity, part: Attribution) -> SourceKind:
        """Return what an entity is as the source of one attribution."""
        if entity.type in _BY_TYPE:
            return _BY_TYPE[entity.type]
        if entity.type is EntityType.ORGANIZATION:
            return self._get_body_kind(entity.name.lower())
        words = _list_words(entity)
        if self._is_kin(entity, words, part):
            return SourceKind.RELATIVE
        return self._get_people_kind(words, entity)

    def of_word(self, head: int) -> SourceKind:
        """Return the kind that a bare word shows ("he", "relatives")."""
        lemma = self.parse.tokens[head].lemma
        if lemma in self.kin:
            return SourceKind.RELATIVE
        return next((kind for words, kind in self.roles if lemma in words), SourceKind.PERSON)

    def _is_kin(self, entity: Entity, words: set[str], part: Attribution) -> bool:
        """Whether the source speaks as somebody's kin.

        The wife of the man whose matter it is speaks as a relative, also when soldiers'
        wives have matters of their own; the man himself does not.
        """
        source = [self.parse.tokens[i] for i in part.source]
        # In "his family's lawyer" the lawyer is no kin.
        called_here = any(token.lemma in self.kin and token.dep != "poss" for token in source)
        if called_here or not words.isdisjoint(self.kin):
            return True
        related = any(relation.type in KIN for relation in entity.relations)
        return related and entity.id not in self.matters

    def _get_people_kind(self, words: set[str], entity: Entity) -> SourceKind:
        matter = entity.id in self.matters
        if words & self.spokespeople:
            return self._get_kind_spoken_for(words)
        for lemmas, kind in self.roles:
            if words & lemmas:
                return SourceKind.SUBJECT if matter and kind in _OF_THEMSELVES else kind
        if entity.type is EntityType.GROUP and words & self.authorities:
            return SourceKind.OFFICIAL
        return SourceKind.SUBJECT if matter else SourceKind.PERSON

    def _get_kind_spoken_for(self, words: set[str]) -> SourceKind:
        """A spokesperson speaks for a body: a ministry's is an official, an army's military."""
        for lemmas, kind in (self.courts, self.armies):
            if words & lemmas:
                return kind
        return SourceKind.OFFICIAL

    def _get_body_kind(self, name: str) -> SourceKind:
        """A body is what its head noun says: a defense ministry is an official one."""
        head = name.split(" of ")[0].split()[-1]
        for lemmas, kind in (self.courts, self.governments, self.armies):
            if head in lemmas or name in lemmas:
                return kind
        words = set(name.split())
        for lemmas, kind in (self.courts, self.armies, self.governments):
            if words & lemmas or any(phrase in name for phrase in lemmas if " " in phrase):
                return kind
        return SourceKind.ORGANIZATION


def _list_words(entity: Entity) -> set[str]:
    """The words that describe people, also without the ending of the plural."""
    described = [*entity.roles, entity.name.lower()] if entity.anonymous else entity.roles
    found = {word for words in described for word in words.replace("-", " ").split()}
    return found | {word.removesuffix("s") for word in found}
