"""Delayed identification: the lead says "a reservist", the next paragraph names him.

News writing introduces an unknown person by a description and gives the name one or two
paragraphs on ("delayed identification lead" in newswriting manuals).
"""

from collections.abc import Mapping, Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, clash
from sayso.records.entity import EntityType
from sayso.records.finding import Attribution, Mention
from sayso.records.parse import Parse

_REACH = 2
"""Paragraphs after the description in which the name must come."""


class DelayedNames:
    """Finds the name that a description in a lead is given later."""

    def __init__(
        self,
        parse: Parse,
        language: Language,
        cluster_of: Mapping[int, Cluster],
        named: Sequence[Mention],
        attributions: Sequence[Attribution],
    ) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self.cluster_of = cluster_of
        self.named = sorted(
            (m for m in named if m.type is EntityType.PERSON), key=lambda m: m.first
        )
        self.protagonists = language.words("people", "protagonist")
        self.others = frozenset().union(
            *(language.words("people", name) for name in ("lawyer", "expert", "official", "court"))
        ) | frozenset({"activist", "journalist", "founder", "head", "director", "coordinator"})
        self.kin = language.words("people", "kin")
        # Those on whose word the report tells; who is told to have spoken may be its matter.
        parts = [(*found.outer, found)[0] for found in attributions]
        self.speakers = {i for part in parts for i in (part.speaker, *part.source, *part.behind)}
        self.used: set[Cluster] = set()

    def find(self, mention: Mention) -> Cluster | None:
        """Return the named person whom an indefinite description announces, or ``None``."""
        token = self.tokens[mention.head]
        if mention.type is not EntityType.PERSON or mention.definite or mention.plural:
            return None
        if token.lemma not in self.protagonists or not self._is_indefinite(mention):
            return None
        if mention.head in self.speakers:
            return None
        seen: set[Cluster] = set()
        for name in self.named:
            cluster = self.cluster_of.get(name.head)
            if cluster is None or cluster in seen:
                continue
            seen.add(cluster)
            if name.first < mention.first:
                continue
            if self.tokens[name.first].paragraph > token.paragraph + _REACH:
                return None
            if self._introduces(name, cluster) and not self._differs(mention, cluster):
                self.used.add(cluster)
                return cluster
        return None

    def _is_indefinite(self, mention: Mention) -> bool:
        before = self.tokens[mention.first - 1] if mention.first else None
        return before is None or before.lower in {"a", "an", "another"}

    def _introduces(self, name: Mention, cluster: Cluster) -> bool:
        """Whether the name stands for one to whom things happen, not for one who comments."""
        if cluster in self.used or name.head in self.speakers or name.last in self.speakers:
            return False
        above = self.tokens[self.tokens[name.head].head]
        if self.tokens[name.head].dep == "appos" and above.lemma in self.others | self.kin:
            return False
        words = {word for role in cluster.roles for word in role.replace("-", " ").split()}
        if words & self.others or words & self.kin:
            return False
        before = self.tokens[name.first - 1] if name.first else None
        if before is not None and (
            before.lemma in self.kin | self.others or before.tag in {"PRP$", "POS"}
        ):
            return False
        comma = before is not None and before.text == "," and name.first > 1
        return not (comma and self.tokens[name.first - 2].lemma in self.kin | self.others)

    @staticmethod
    def _differs(mention: Mention, cluster: Cluster) -> bool:
        ages = {mention.age, cluster.age} - {None}
        return len(ages) > 1 or clash(mention.gender, cluster.gender)
