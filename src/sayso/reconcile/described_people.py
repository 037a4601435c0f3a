"""Whom "his wife", "her client", "the man" or "the two soldiers" mean."""

from collections.abc import Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, clash, get_nearest, writes_it
from sayso.reconcile.kinship import INVERSE, Surnames
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import Attribution, Mention

# A description of more words than this ("the tall young man") tells too much to be anybody.
_SHORT = 2


class DescribedPeople:
    """Finds the people that descriptions point back to; it sees the clusters grow."""

    def __init__(
        self, language: Language, clusters: Clusters, attributions: Sequence[Attribution]
    ) -> None:
        self.clusters, self.attributions, self.language = clusters, attributions, language
        self.parse = clusters.parse
        self.surnames = Surnames(language)
        self.kin = language.values("people", "kin")
        self.lawyers = language.words("people", "lawyer")
        self.protagonists = language.words("people", "protagonist")
        self.different = language.words("people", "different")
        self.institutions = language.words("bodies", "institution")
        self.somebody = language.words("coreference", "somebody")
        self.several = language.words("coreference", "several_people")
        self.commentators = self.lawyers | language.words("coreference", "commentator")
        self.demonstratives = language.words("coreference", "demonstrative")
        self.bystanders = language.words("coreference", "bystander")
        self.accused = language.words("coreference", "accused")
        self.remains = language.words("coreference", "remains")
        self.dying = language.words("coreference", "dying")
        self.killing = language.words("coreference", "killing")

    # -- people by whose they are

    def find_kin(self, mention: Mention, lemma: str) -> Cluster | None:
        """Return whom "his wife" means: who is known to be it, else who bears the surname."""
        whose = self.clusters.find(mention.possessor)
        if whose is None:
            return None
        wanted = RelationType(str(self.kin[lemma]))
        for cluster in reversed(self.clusters.all):
            related = (wanted, whose) in cluster.relations
            related = related or (INVERSE[wanted], cluster) in whose.relations
            fits = cluster.plural == mention.plural and not clash(mention.gender, cluster.gender)
            if related and fits:
                return cluster
        return self._find_spouse(mention, whose) if wanted is RelationType.SPOUSE else None

    def find_known_kin(self, mention: Mention) -> Cluster | None:
        """Return whom "the mother" means: who alone shares a surname with somebody else named."""
        named = [c for c in self.clusters.all if c.type is EntityType.PERSON and " " in c.fullest]
        fits = [
            cluster
            for cluster in self.clusters.find_before(mention)
            if cluster in named
            and mention.gender is not None
            and cluster.gender is mention.gender
            and any(
                other is not cluster and self.surnames.are_one(cluster.surname, other.surname)
                for other in named
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def _find_spouse(self, mention: Mention, whose: Cluster) -> Cluster | None:
        """The one person who bears the surname in the other gender's form.

        "My husband", said by Elvira Galimova, is Ruslan Galimov, if he alone can be.
        """
        if whose.anonymous or mention.plural:
            return None
        fits = [
            cluster
            for cluster in self.clusters.all
            if cluster.type is EntityType.PERSON
            and cluster is not whose
            and " " in cluster.fullest
            and cluster.gender is mention.gender
            and self.surnames.are_one(cluster.surname, whose.surname)
        ]
        return fits[0] if len(fits) == 1 else None

    def find_client(self, mention: Mention) -> Cluster | None:
        """Return whom "her client" means: the one whom the lawyer represents."""
        lawyer = self.clusters.find(mention.possessor)
        if lawyer is None or mention.plural:
            return None
        represented = [o for relation, o in lawyer.relations if relation is RelationType.LAWYER_OF]
        if not represented and (unnamed := self._find_unnamed_lawyer(lawyer)) is not None:
            represented = [unnamed.relations[0][1]]
            self.clusters.merge(unnamed, lawyer)
        return represented[0] if len(represented) == 1 else None

    def _find_unnamed_lawyer(self, named: Cluster) -> Cluster | None:
        """Return the one unnamed lawyer of one person whom a name before "client" can mean.

        "Her lawyer denies it. ... Timur Galiev said that his client was free": who has a
        client is the lawyer.
        """
        if named.type is not EntityType.PERSON or named.plural:
            return None
        found = [
            cluster
            for cluster in self.clusters.all
            if cluster.anonymous
            and cluster is not named
            and not cluster.plural
            and cluster.lemmas & self.lawyers
            and not clash(cluster.gender, named.gender)
            and [relation for relation, _ in cluster.relations] == [RelationType.LAWYER_OF]
        ]
        whose = found[0].relations[0][1] if len(found) == 1 else None
        return None if whose is None or whose is named else found[0]

    def find_lawyer(self, mention: Mention) -> Cluster | None:
        """Return whom "his lawyer" means: who was last said to be it."""
        whose = self.clusters.find(mention.possessor)
        if whose is None or mention.plural:
            return None
        known = [c for c in self.clusters.all if (RelationType.LAWYER_OF, whose) in c.relations]
        return known[-1] if known else None

    # -- one person

    def find_person(self, mention: Mention, lemma: str) -> Cluster | None:
        """Return whom "the man" means.

        Who is of that age, else who was called so, each the nearest; else, for words that
        suit anybody, the nearest of those told of: never of those who only comment.
        """
        words = mention.name.lower().split()
        if self.different.intersection(words):
            return None
        fits = self._candidates(mention)
        aged = [c for c in fits if mention.age is not None and c.age == mention.age]
        if aged:
            return get_nearest(aged, mention)
        called = [c for c in fits if lemma in c.lemmas or lemma in c.role_words]
        if called and (len(words) == 1 or _are_known(words, called)):
            return get_nearest(called, mention)
        if not aged and mention.age is not None and not _is_only_age(mention):
            # "The 66-year-old retired pharmacist" is whom alone the report has named so far.
            named = [c for c in fits if " " in c.fullest and not self._comments(c)]
            return named[0] if len(named) == 1 else None
        anybody = lemma in self.somebody or words[-1] in self.somebody
        if fits and (anybody or _is_only_age(mention)) and len(words) <= _SHORT:
            told = [c for c in fits if not self._comments(c)]
            if _is_only_age(mention):
                # "The 29-year-old" is none of those who only stand by: an officer, a guard.
                told = [c for c in told if not (c.anonymous and c.lemmas & self.bystanders)]
            if lemma in self.accused or words[-1] in self.accused:
                told = [c for c in told if not self._is_dead(c, mention)]
            return get_nearest(told, mention) if told else None
        return None

    def _candidates(self, mention: Mention) -> list[Cluster]:
        speakers = self._speakers(mention)
        link = self.parse.tokens[self.parse.tokens[mention.head].head]
        # "A friend of the soldier" is not the soldier.
        owned = self.clusters.find(link.head if link.dep == "prep" else link.i)
        if owned is not None and self._is_owned(owned, mention):
            speakers.add(owned)
        return [
            cluster
            for cluster in self.clusters.find_before(mention)
            if cluster.type is EntityType.PERSON
            and cluster not in speakers
            and not cluster.plural
            and not clash(mention.gender, cluster.gender)
            and (mention.age is None or cluster.age in {None, mention.age})
            and not any(writes_it(self.parse, self.language, m.head) for m in cluster.mentions)
        ]

    @staticmethod
    def _is_owned(cluster: Cluster, owner: Mention) -> bool:
        """Whether a description of somebody says that he is this one's."""
        return any(mention.possessor == owner.head for mention in cluster.mentions)

    def _speakers(self, mention: Mention) -> set[Cluster]:
        """In whose words a description stands: nobody calls himself "the young man"."""
        return {
            self.clusters.cluster_of[found.speaker]
            for found in self.attributions
            if found.speaker in self.clusters.cluster_of and mention.head in found.content
        }

    def _comments(self, cluster: Cluster) -> bool:
        """Whether it is one who speaks of others: a lawyer, an expert, an official."""
        said = cluster.role_words | {word for lemma in cluster.lemmas for word in lemma.split()}
        return not said.isdisjoint(self.commentators)

    def _is_dead(self, cluster: Cluster, mention: Mention) -> bool:
        """Whether somebody was said to have died, or been killed, before a mention."""
        before = (m.head for m in cluster.mentions if m.first < mention.first)
        return any(self._is_of_the_dead(head) for head in before)

    def _is_of_the_dead(self, word: int) -> bool:
        """Whether a word names who died: "Orlov's body", "the killing of Orlov", "Orlov died"."""
        token = self.parse.tokens[word]
        above = self.parse.tokens[token.head]
        if token.dep == "pobj":
            return self.parse.tokens[above.head].lemma in self.remains
        if token.dep == "poss":
            return above.lemma in self.remains
        died = token.dep == "nsubj" and above.lemma in self.dying
        died = died or (token.dep == "nsubjpass" and above.lemma in self.killing)
        return died and not any(
            child.dep == "neg" or child.tag == "MD" for child in self.parse.children(above.i)
        )

    # -- groups

    def find_group(self, mention: Mention, lemma: str) -> Cluster | None:
        """Return which group "the two soldiers", "the men" or "prosecutors" means."""
        groups = [
            c
            for c in self.clusters.find_before(mention)
            if c.type is EntityType.GROUP
            and (mention.count is None or c.count in {None, mention.count})
        ]
        same = [c for c in groups if lemma in c.lemmas]
        if lemma in self.institutions:
            return self._find_institution(mention, same)
        if not mention.definite or mention.possessor is not None:
            return None
        if lemma in self.several:
            return self._find_people(groups)
        before = self.parse.children(mention.head, "det", "amod")
        if any(child.lower in self.demonstratives for child in before):
            return None
        return get_nearest(same, mention) if same else None

    @staticmethod
    def _find_institution(mention: Mention, same: list[Cluster]) -> Cluster | None:
        """Prosecutors are the same ones throughout a report, unless the words differ."""
        if (found := find_same_words(mention, same)) is not None:
            return found
        return same[-1] if same and len(mention.name.split()) == 1 else None

    def _find_people(self, groups: list[Cluster]) -> Cluster | None:
        """The group that the report has spoken of most, never relatives: "the men"."""
        fits = [
            c for c in groups if c.lemmas & self.protagonists and not c.lemmas & self.institutions
        ]
        told = [c for c in fits if c.count is not None or c.lemmas & self.several] or fits
        return max(told, key=lambda c: (len(c.mentions), c.mentions[-1].first), default=None)


def find_same_words(mention: Mention, clusters: Sequence[Cluster]) -> Cluster | None:
    """Return the last cluster that the same words named, whose-ever they say it is."""
    words = mention.name.lower()
    for cluster in reversed(clusters):
        if cluster.type is mention.type and any(
            m.name.lower() == words and mention.possessor in {None, m.possessor}
            for m in cluster.mentions
        ):
            return cluster
    return None


def _is_only_age(mention: Mention) -> bool:
    """Whether a description is "the 26-year-old", and nothing else."""
    return mention.age is not None and mention.name[:1].isdigit() and " " not in mention.name


def _are_known(words: Sequence[str], clusters: Sequence[Cluster]) -> bool:
    """Whether all words of a description were said of these before."""
    known = {
        word
        for cluster in clusters
        for said in [*cluster.roles, *(m.name.lower() for m in cluster.mentions)]
        for word in said.split()
    }
    return known.issuperset(words)
