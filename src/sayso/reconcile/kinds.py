"""What a source is in one statement: relative, lawyer, official, channel, ..."""

from collections.abc import Mapping

from sayso.lang.language import Language
from sayso.records.claim import SourceKind
from sayso.records.entity import Entity, EntityType, RelationType
from sayso.records.finding import Attribution
from sayso.records.parse import Parse

_KIN = {
    RelationType.SPOUSE,
    RelationType.PARENT,
    RelationType.CHILD,
    RelationType.SIBLING,
    RelationType.RELATIVE,
}
_BY_TYPE = {
    EntityType.OUTLET: SourceKind.OUTLET,
    EntityType.CHANNEL: SourceKind.CHANNEL,
    EntityType.FOOTAGE: SourceKind.FOOTAGE,
    EntityType.DOCUMENT: SourceKind.DOCUMENT,
    EntityType.PUBLIC: SourceKind.PUBLIC,
}
_ROLES = (
    ("lawyer", SourceKind.LAWYER),
    ("court", SourceKind.COURT),
    ("expert", SourceKind.EXPERT),
    ("eyewitness", SourceKind.EYEWITNESS),
    ("official", SourceKind.OFFICIAL),
    ("military", SourceKind.MILITARY),
)


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
        self.bodies = [
            (language.words("bodies", "court"), SourceKind.COURT),
            (language.words("bodies", "military"), SourceKind.MILITARY),
            (language.words("bodies", "government"), SourceKind.OFFICIAL),
        ]
        self.spokes = {"spokesman", "spokeswoman", "spokesperson", "press", "service"}
        self.official = language.words("people", "official")

    def of(self, entity: Entity, part: Attribution) -> SourceKind:
        """Return what an entity is as the source of one attribution."""
        if entity.type in _BY_TYPE:
            return _BY_TYPE[entity.type]
        if entity.type is EntityType.ORGANIZATION:
            return self._body(entity.name)
        words = self._words(entity)
        if self._is_kin(entity, words, part):
            return SourceKind.RELATIVE
        return self._people(words, entity, group=entity.type is EntityType.GROUP)

    def of_word(self, head: int) -> SourceKind:
        """Return the kind that a bare word shows ("he", "relatives")."""
        token = self.parse.tokens[head]
        if token.lemma in self.kin:
            return SourceKind.RELATIVE
        for lemmas, kind in self.roles:
            if token.lemma in lemmas:
                return kind
        return SourceKind.PERSON

    def _is_kin(self, entity: Entity, words: set[str], part: Attribution) -> bool:
        """Whether the source speaks as somebody's kin.

        The wife of the man whose matter it is speaks as a relative, also when soldiers'
        wives have matters of their own; the man himself does not.
        """
        if any(self.parse.tokens[i].lemma in self.kin for i in part.source):
            return True
        if entity.id in self.matters and not any(word in self.kin for word in words):
            return False
        if any(word in self.kin for word in words):
            return True
        return any(relation.type in _KIN for relation in entity.relations)

    def _is_matter(self, entity: Entity) -> bool:
        return entity.id in self.matters

    def _words(self, entity: Entity) -> set[str]:
        found = {word for role in entity.roles for word in role.replace("-", " ").split()}
        if entity.anonymous:
            found |= set(entity.name.lower().replace("-", " ").split())
        return found | {word.removesuffix("s") for word in found}

    def _people(self, words: set[str], entity: Entity, *, group: bool) -> SourceKind:
        if words & self.spokes:
            return self._spoken_for(words, entity)
        for lemmas, kind in self.roles:
            if words & lemmas:
                return SourceKind.SUBJECT if self._speaks_of_self(kind, entity) else kind
        if group and {"police", "authorities", "authority"} & words:
            return SourceKind.OFFICIAL
        return SourceKind.SUBJECT if self._is_matter(entity) else SourceKind.PERSON

    def _speaks_of_self(self, kind: SourceKind, entity: Entity) -> bool:
        """Soldiers and residents to whom things happened; never their lawyers or officials."""
        own = {SourceKind.MILITARY, SourceKind.EYEWITNESS, SourceKind.EXPERT}
        return kind in own and entity.id in self.matters

    def _spoken_for(self, words: set[str], entity: Entity) -> SourceKind:
        """A spokesperson speaks for a body: a ministry's is an official, an army's military."""
        for lemmas, kind in self.bodies[:2]:
            if words & lemmas:
                return kind
        return SourceKind.OFFICIAL

    def _body(self, name: str) -> SourceKind:
        """A body is what its head noun says: a defense ministry is an official one."""
        lower = name.lower()
        words = lower.split()
        head = lower.split(" of ")[0].split()[-1]
        for lemmas, kind in (self.bodies[0], self.bodies[2], self.bodies[1]):
            if head in lemmas or lower in lemmas:
                return kind
        for lemmas, kind in self.bodies:
            if set(words) & lemmas or any(phrase in lower for phrase in lemmas if " " in phrase):
                return kind
        return SourceKind.ORGANIZATION
