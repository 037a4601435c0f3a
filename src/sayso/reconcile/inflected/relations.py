"""What people are to one another, as owners say: "его жена", "адвокат Ковалёва"."""

from dataclasses import dataclass, field

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import Mention

_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})


@dataclass(slots=True)
class Relations:
    """Notes the relations that descriptions state."""

    language: Language
    clusters: Clusters
    kin: dict[str, RelationType] = field(init=False)

    def __post_init__(self) -> None:
        self.kin = {
            fold(word): RelationType(str(relation))
            for word, relation in self.language.values("people", "kin").items()
        }

    def _words(self, lexicon: str, name: str) -> frozenset[str]:
        return frozenset(fold(word) for word in self.language.words(lexicon, name))

    def relate(self, mention: Mention, cluster: Cluster | None) -> None:
        """Note what a description says that somebody is to its possessor."""
        whose = self.clusters.find(mention.possessor)
        if whose is None or cluster is None or whose is cluster:
            return
        lemma = fold(self.clusters.parse.tokens[mention.head].lemma)
        if mention.kin and whose.type in _PEOPLE:
            cluster.relate(self.kin.get(lemma, RelationType.RELATIVE), whose)
        elif lemma in self._words("people", "lawyer") and whose.type in _PEOPLE:
            cluster.relate(RelationType.LAWYER_OF, whose)
        elif lemma in self._words("coreference", "commander"):
            cluster.relate(RelationType.COMMANDER_OF, whose)
        elif lemma in self._words("people", "military") and self._is_unit(whose):
            cluster.relate(RelationType.MEMBER_OF, whose)

    def _is_unit(self, cluster: Cluster) -> bool:
        units = self._words("bodies", "unit")
        tokens = self.clusters.parse.tokens
        return cluster.type is EntityType.ORGANIZATION and any(
            fold(tokens[m.head].lemma) in units for m in cluster.mentions
        )

    def relate_members(self) -> None:
        """Relate "один из солдат" to the soldiers."""
        pattern = self.language.pattern("coreference", "one_of")
        parse = self.clusters.parse
        for match in pattern.finditer(parse.text):
            words = parse.tokens_in(*match.span())
            if not words:
                continue
            member = self.clusters.find(words[0].i)
            group = self._find_group(words[-1].i)
            if member is not None and group is not None and member is not group:
                member.relate(RelationType.MEMBER_OF, group)

    def _find_group(self, last: int) -> Cluster | None:
        tokens = self.clusters.parse.tokens
        for i in range(last + 1, min(last + 5, len(tokens))):
            if tokens[i].sentence != tokens[last].sentence:
                return None
            found = self.clusters.find(i)
            if found is not None:
                return found if found.type is EntityType.GROUP else None
        return None
