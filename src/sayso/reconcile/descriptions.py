"""What a description ("his wife", "the man", "the channel") points back to."""

from collections.abc import Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters
from sayso.reconcile.described_people import DescribedPeople
from sayso.reconcile.described_things import BODIES, DescribedThings
from sayso.records.entity import EntityType
from sayso.records.finding import Attribution, Mention

_PAPERS = frozenset({EntityType.DOCUMENT, EntityType.PUBLIC})


class DescriptionResolver:
    """Finds the cluster a description belongs to; it sees the clusters grow."""

    def __init__(
        self, language: Language, clusters: Clusters, attributions: Sequence[Attribution]
    ) -> None:
        self.clusters, self.tokens = clusters, clusters.parse.tokens
        self.people = DescribedPeople(language, clusters, attributions)
        self.things = DescribedThings(language, clusters)
        self.clients = language.words("coreference", "client")

    def find(self, mention: Mention) -> Cluster | None:
        """Return the cluster a description points back to, or ``None`` for a new one."""
        lemma = self.tokens[mention.head].lemma
        owned = mention.possessor is not None
        if owned and lemma in self.people.kin:
            return self.people.find_kin(mention, lemma)
        kin = lemma in self.people.kin and lemma not in self.people.somebody
        if mention.definite and not mention.plural and not owned and kin:
            known = self.people.find_known_kin(mention)
            if known is not None:
                return known
        if owned and lemma in self.clients:
            return self.people.find_client(mention)
        if mention.type is EntityType.PERSON:
            return self._find_person(mention, lemma)
        if mention.type is EntityType.GROUP:
            return self.people.find_group(mention, lemma)
        if mention.type is EntityType.PLACE:
            return self.things.find_place(mention)
        if mention.type is EntityType.FOOTAGE:
            return self.things.find_footage(mention)
        if mention.type in BODIES:
            return self.things.find_body(mention, lemma)
        return self.things.find_paper(mention, lemma) if mention.type in _PAPERS else None

    def _find_person(self, mention: Mention, lemma: str) -> Cluster | None:
        if mention.possessor is None:
            return self.people.find_person(mention, lemma) if mention.definite else None
        return self.people.find_lawyer(mention) if lemma in self.people.lawyers else None

    def find_announced(self, mention: Mention) -> Cluster | None:
        """Return what a headline's bare noun ("Man fined") announces: the first of its kind."""
        lemma = self.tokens[mention.head].lemma.lower()
        fits = [
            cluster
            for cluster in self.clusters.all
            if cluster.type is mention.type
            and any(lemma == self.tokens[m.head].lemma.lower() for m in cluster.mentions)
        ]
        if not fits and mention.type is EntityType.PERSON and lemma in self.people.lawyers:
            # "Lawyer: client beaten" is the lawyer Ivan Belov whom the text below cites.
            fits = [cluster for cluster in self.clusters.all if lemma in cluster.role_words]
            fits = fits if len(fits) == 1 else []
        return min(fits, key=lambda cluster: cluster.mentions[0].first, default=None)
