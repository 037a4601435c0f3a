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

    def __init__(self, parse: Parse, language: Language, entities: Mapping[str, Entity]) -> None:
        self.parse, self.entities = parse, entities
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
        if any(word in self.kin for word in words) or self._kin_here(entity, part):
            return SourceKind.RELATIVE
        if entity.type is EntityType.GROUP:
            return self._people(words, entity, group=True)
        return self._people(words, entity, group=False)

    def of_word(self, head: int) -> SourceKind:
        """Return the kind that a bare word shows ("he", "relatives")."""
        token = self.parse.tokens[head]
        if token.lemma in self.kin:
            return SourceKind.RELATIVE
        for lemmas, kind in self.roles:
            if token.lemma in lemmas:
                return kind
        return SourceKind.PERSON

    def _kin_here(self, entity: Entity, part: Attribution) -> bool:
        """Whether the report knows a relative in the source, who is not the matter itself."""
        kin = [relation.to for relation in entity.relations if relation.type in _KIN]
        if not kin:
            return False
        if any(self.parse.tokens[i].lemma in self.kin for i in part.source):
            return True
        # The wife of the man speaks as a relative; the man whose wife speaks does not.
        mine = len(entity.mentions)
        return any(
            len(self.entities[other].mentions) >= mine or self._is_matter(self.entities[other])
            for other in kin
        ) and not self._is_matter(entity)

    def _is_matter(self, entity: Entity) -> bool:
        """Whether roles say that a person's own service is what the report is about."""
        words = self._words(entity)
        matter = {
            "soldier",
            "conscript",
            "recruit",
            "reservist",
            "objector",
            "refuser",
            "refusenik",
            "deserter",
            "serviceman",
            "defendant",
            "suspect",
            "convict",
            "detainee",
        }
        return bool(matter & words)

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
                if kind is SourceKind.MILITARY and not group and self._is_matter(entity):
                    return SourceKind.SUBJECT
                return kind
        if group and {"police", "authorities", "authority"} & words:
            return SourceKind.OFFICIAL
        return SourceKind.SUBJECT if self._is_matter(entity) else SourceKind.PERSON

    def _spoken_for(self, words: set[str], entity: Entity) -> SourceKind:
        """A spokesperson speaks for a body: a ministry's is an official, an army's military."""
        for lemmas, kind in self.bodies[:2]:
            if words & lemmas:
                return kind
        return SourceKind.OFFICIAL

    def _body(self, name: str) -> SourceKind:
        lower = name.lower()
        words = set(lower.split())
        for lemmas, kind in self.bodies:
            if words & lemmas or any(phrase in lower for phrase in lemmas if " " in phrase):
                return kind
        return SourceKind.ORGANIZATION
