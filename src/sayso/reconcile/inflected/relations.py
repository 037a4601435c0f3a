"""What people are to one another, as owners say: "его жена", "адвокат Ковалёва"."""

from dataclasses import dataclass, field

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import Mention
from sayso.records.morph import get_morph

_DASHES = frozenset("—–-")
_VERBS = frozenset({"VERB", "AUX"})
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
        """Relate "один из солдат", and whom "среди солдат" names, to the soldiers."""
        parse = self.clusters.parse
        one_of = self.language.pattern("coreference", "one_of")
        among = self.language.pattern("coreference", "among")
        for pattern in (one_of, among):
            for match in pattern.finditer(parse.text):
                words = parse.tokens_in(*match.span())
                group = self._find_group(words[-1].i) if words else None
                if group is None:
                    continue
                counted = self.clusters.find(words[0].i) if pattern is one_of else None
                named = self._list_named(words[-1].i)
                for member in named or ([] if counted is None else [counted]):
                    if member is not group:
                        member.relate(RelationType.MEMBER_OF, group)

    def _list_named(self, last: int) -> list[Cluster]:
        """Return who is named behind the dash of "один из них — Сергей Орлов", as a subject is."""
        tokens = self.clusters.parse.tokens
        end = self.clusters.parse.sentences[tokens[last].sentence][1]
        rest = range(last + 1, min(end + 1, len(tokens)))
        dash = next((i for i in rest if tokens[i].text in _DASHES), None)
        if dash is None:
            return []
        found: dict[Cluster, None] = {}
        for i in range(dash + 1, rest.stop):
            cluster = self.clusters.find(i)
            if tokens[i].pos in _VERBS:
                break
            named = cluster is not None and bool(cluster.names)
            if cluster is None or not named or cluster.type is not EntityType.PERSON:
                continue
            if get_morph(tokens[i].tag).case in ("", "Nom"):
                found[cluster] = None
        return list(found)

    def _find_group(self, last: int) -> Cluster | None:
        tokens = self.clusters.parse.tokens
        for i in range(last + 1, min(last + 5, len(tokens))):
            if tokens[i].sentence != tokens[last].sentence:
                return None
            found = self.clusters.find(i)
            if found is not None:
                return found if found.type is EntityType.GROUP else None
        return None
