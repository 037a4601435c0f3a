"""People who are described in one place and named in another.

News writing introduces an unknown person by a description and gives the name one or two
paragraphs on; kin are told of before, or without, their names. Where one person alone can
be meant it is he; else nobody is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, clash
from sayso.reconcile.inflected.people_names import PeopleNames
from sayso.reconcile.kinship import INVERSE, KIN
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import MentionKind

_LEAD = 1
"""Paragraphs, from the first, whose descriptions announce somebody: headline and lead."""
_REACH = 2
"""Paragraphs after the description in which the name must come."""


@dataclass(slots=True)
class Announced:
    """Joins descriptions with the people whom they announce, once all are known."""

    language: Language
    clusters: Clusters
    people: PeopleNames
    _protagonists: frozenset[str] = field(init=False)
    _others: frozenset[str] = field(init=False)
    _kin: dict[Cluster, list[tuple[RelationType, Cluster]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._protagonists = self._words("people", "protagonist")
        self._others = self._words("coreference", "commentator").union(
            self._words("people", "lawyer"), self._words("coreference", "companion")
        )

    def _words(self, lexicon: str, name: str) -> frozenset[str]:
        return frozenset(fold(word) for word in self.language.words(lexicon, name))

    def join(self) -> None:
        """Join all that can be joined."""
        self._learn_kin()
        for unnamed in list(self.clusters.all):
            if self._announces(unnamed):
                self._merge(unnamed, list(self._list_named_after(unnamed)))
        for unnamed in list(self.clusters.all):
            if unnamed.type is EntityType.PERSON and unnamed.anonymous:
                self._merge(unnamed, list(self._list_same_kin(unnamed)))
        for unnamed in list(self.clusters.all):
            if unnamed.type is EntityType.PERSON and unnamed.anonymous and not unnamed.plural:
                self._merge(unnamed, list(self._list_family(unnamed)))

        for given in list(self.clusters.all):
            if given.type is EntityType.PERSON and given.names:
                self._merge(given, list(self._list_surnames(given)))
        for unnamed in list(self.clusters.all):
            if unnamed.type is EntityType.PERSON and unnamed.anonymous and not unnamed.plural:
                fits = list(self._list_behind_owner(unnamed)) or list(self._list_given(unnamed))
                self._merge(unnamed, fits)

    def _merge(self, unnamed: Cluster, fits: list[Cluster]) -> None:
        if len(fits) == 1:
            self.clusters.merge(unnamed, fits[0])
            self._learn_kin()

    # -- whom a lead announces

    def _announces(self, cluster: Cluster) -> bool:
        """Whether a description in the lead introduces one to whom something happens."""
        if cluster.type is not EntityType.PERSON or not cluster.anonymous or cluster.plural:
            return False
        first = min(cluster.mentions, key=lambda m: m.first)
        if first.kin:
            return False
        told = {fold(lemma) for lemma in cluster.lemmas}
        called = bool(told & self._protagonists) or cluster.age is not None
        return called and not told & self._others and self._get_paragraph(first.first) <= _LEAD

    def _list_named_after(self, unnamed: Cluster) -> Iterator[Cluster]:
        first = min(m.first for m in unnamed.mentions)
        last = self._get_paragraph(first) + _REACH
        related = {other for _, other in unnamed.relations}
        heads = {m.head for m in unnamed.mentions}
        for cluster in self.clusters.all:
            if cluster.type is not EntityType.PERSON or cluster.anonymous or cluster in related:
                continue
            if any(m.possessor in heads for m in cluster.mentions):
                continue  # "Сосед солдата Пётр Белов" is not the soldier.
            names = (m.first for m in cluster.mentions if m.kind is MentionKind.NAME)
            named = min(names, default=0)
            if not first < named or self._get_paragraph(named) > last:
                continue
            if self._differ(unnamed, cluster) or self._speaks_for_others(cluster):
                continue
            if self._is_family(cluster):
                continue
            yield cluster

    def _is_family(self, cluster: Cluster) -> bool:
        """Whether a surname alone is that of several: "Сафиных в селе много"."""
        ends = tuple(map(fold, self.language.values("people", "family_ending")))
        words = [
            self.clusters.parse.tokens[m.first].text
            for m in cluster.mentions
            if m.kind is MentionKind.NAME and m.first == m.last
        ]
        named = sum(m.kind is MentionKind.NAME for m in cluster.mentions)
        return len(words) == named and all(fold(word).endswith(ends) for word in words)

    def _differ(self, one: Cluster, other: Cluster) -> bool:
        ages = {one.age, other.age} - {None}
        return len(ages) > 1 or clash(one.gender, other.gender)

    def _speaks_for_others(self, cluster: Cluster) -> bool:
        """Whether it is one who comments, or who is there only as somebody's kin."""
        told = {fold(lemma) for lemma in cluster.lemmas} | {
            fold(word) for word in cluster.role_words
        }
        if told & self._others:
            return True
        return bool(self._list_kin(cluster)) and not told & self._protagonists and not cluster.age

    # -- kin

    def _list_same_kin(self, unnamed: Cluster) -> Iterator[Cluster]:
        """Yield named people who are known to be that kin to that person."""
        wanted = set(self._list_kin(unnamed))
        for cluster in self.clusters.all:
            if cluster.type is not EntityType.PERSON or cluster.anonymous:
                continue
            if wanted & set(self._list_kin(cluster)) and not self._differ(unnamed, cluster):
                yield cluster

    def _list_family(self, unnamed: Cluster) -> Iterator[Cluster]:
        """Yield named people who bear the surname of whose kin somebody is said to be.

        "Его жена" is Дулма Цыденова, where his name is Цыденов and she is nobody else's kin.
        """
        owners = [other for _, other in self._list_kin(unnamed) if other.names]
        for cluster in self.clusters.all:
            if cluster.type is not EntityType.PERSON or cluster.anonymous or cluster in owners:
                continue
            if self._list_kin(cluster) or self._differ(unnamed, cluster):
                continue
            known = cluster.gender is not None and cluster.gender is unnamed.gender
            if known and any(self.people.share_surname(cluster, owner) for owner in owners):
                yield cluster

    def _list_surnames(self, given: Cluster) -> Iterator[Cluster]:
        """Yield who bears alone the surname of whose kin one is told of by a given name.

        "Рассказала его жена Анна. ... Мальцева говорит", where his name is Мальцев.
        """
        owners = [other for _, other in self._list_kin(given) if other.names]
        for cluster in self.clusters.all:
            if cluster is given or cluster in owners or not cluster.names:
                continue
            if self._list_kin(cluster) or self._differ(given, cluster):
                continue
            if not self.people.can_complete(given, cluster):
                continue
            if any(self.people.share_surname(cluster, owner) for owner in owners):
                yield cluster

    def _list_behind_owner(self, unnamed: Cluster) -> Iterator[Cluster]:
        """Yield who is named right behind whose kin somebody is: "мать осуждённого Анна Белова"."""
        if not self._list_kin(unnamed) or unnamed.gender is None:
            return
        owners = {m.possessor for m in unnamed.mentions if m.kin and m.possessor is not None}
        ends = {
            m.last + 1
            for cluster in self.clusters.all
            for m in cluster.mentions
            if m.head in owners and cluster is not unnamed
        }
        for cluster in self.clusters.all:
            begins = {m.first for m in cluster.mentions if m.kind is MentionKind.NAME}
            if cluster.gender is unnamed.gender and begins & ends and not self._list_kin(cluster):
                yield cluster

    def _list_given(self, unnamed: Cluster) -> Iterator[Cluster]:
        """Yield who is called by a given name alone, where a report tells of one's kin.

        "Анна Белова говорила с мужем ... Сергей отказался": nobody else is called so.
        """
        kin = any(m.kin for m in unnamed.mentions)
        owners = [other for _, other in self._list_kin(unnamed) if other.names]
        if unnamed.gender is None or not kin or not owners:
            return
        for cluster in self.clusters.all:
            if any(len(name.split()) > 1 for name in cluster.names):
                continue
            known = cluster.type is EntityType.PERSON and cluster.gender is unnamed.gender
            if not known or self._list_kin(cluster) or cluster.role_words or cluster.lemmas:
                continue
            if self.people.has_given_alone(cluster) and not self._differ(unnamed, cluster):
                yield cluster

    def _list_kin(self, cluster: Cluster) -> list[tuple[RelationType, Cluster]]:
        """Return what somebody is known to be to whom, whichever of the two said so."""
        return self._kin.get(cluster, [])

    def _learn_kin(self) -> None:
        """Note all kin anew, since clusters were joined."""
        self._kin.clear()
        for cluster in self.clusters.all:
            for relation, other in cluster.relations:
                if relation not in KIN or relation is RelationType.RELATIVE:
                    continue
                self._kin.setdefault(cluster, []).append((relation, other))
                self._kin.setdefault(other, []).append((INVERSE[relation], cluster))

    def _get_paragraph(self, word: int) -> int:
        return self.clusters.parse.tokens[word].paragraph
