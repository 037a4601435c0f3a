"""What people are to one another, as possessors say: "his wife", "their commander"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import Mention
from sayso.records.parse import Parse, Token

_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
# Words after "the brothers" in which their names stand.
_NAMES_WITHIN = 8


class PossessorRelations:
    """Notes the relations that descriptions state."""

    def __init__(self, language: Language, clusters: Clusters) -> None:
        self.clusters, self.parse = clusters, clusters.parse
        self.kin = {
            lemma: RelationType(str(relation))
            for lemma, relation in language.values("people", "kin").items()
        }
        self.lawyers = language.words("people", "lawyer")
        self.commanders = language.words("coreference", "commander")

    def relate(self, mention: Mention, cluster: Cluster | None) -> None:
        """Note what a description says that somebody is to its possessor."""
        whose = self.clusters.find(mention.possessor)
        if whose is None or cluster is None:
            return
        lemma = self.parse.tokens[mention.head].lemma
        if lemma in self.kin and whose.type in _PEOPLE:
            cluster.relate(self.kin[lemma], whose)
        elif lemma in self.lawyers and whose.type in _PEOPLE:
            cluster.relate(RelationType.LAWYER_OF, whose)
        elif lemma in self.commanders:
            cluster.relate(RelationType.COMMANDER_OF, whose)

    def relate_coordinated(self, mentions: Sequence[Mention]) -> None:
        """Relate each of several named kin: "his younger brothers Bair and Solbon"."""
        for mention in mentions:
            if not mention.plural or mention.type is not EntityType.GROUP:
                continue
            if mention.possessor is None:
                self._relate_siblings(mention)
                continue
            for child in self.parse.children(mention.head, "appos"):
                for named in (child, *_conjuncts(self.parse, child.i)):
                    cluster = self.clusters.find(named.i)
                    if cluster is not None and cluster.type is EntityType.PERSON:
                        self.relate(mention, cluster)

    def _relate_siblings(self, mention: Mention) -> None:
        """Relate those who are each other's: "the brothers Aleksei and Denis Sharipov"."""
        head = self.parse.tokens[mention.head]
        if self.kin.get(head.lemma) is not RelationType.SIBLING:
            return
        behind = self.parse.tokens[mention.last + 1 : mention.last + 1 + _NAMES_WITHIN]
        named = {
            cluster
            for token in behind
            if token.sentence == head.sentence
            and token.pos == "PROPN"
            and (cluster := self.clusters.find(token.i)) is not None
            and cluster.type is EntityType.PERSON
        }
        ordered = sorted(named, key=lambda cluster: cluster.mentions[0].first)
        for one, other in pairwise(ordered):
            one.relate(RelationType.SIBLING, other)


def _conjuncts(parse: Parse, i: int) -> Iterator[Token]:
    for child in parse.children(i, "conj"):
        yield child
        yield from _conjuncts(parse, child.i)
