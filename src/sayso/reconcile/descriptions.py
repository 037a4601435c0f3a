"""What a description ("his wife", "the man", "the channel") points back to."""

from collections.abc import Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, clash
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import Attribution, Mention
from sayso.records.parse import Parse

_BODY_TYPES = {EntityType.ORGANIZATION, EntityType.OUTLET, EntityType.CHANNEL}


class DescriptionResolver:
    """Finds the cluster a description belongs to; it sees the clusters grow."""

    def __init__(
        self,
        parse: Parse,
        language: Language,
        clusters: list[Cluster],
        cluster_of: dict[int, Cluster],
        attributions: Sequence[Attribution] = (),
    ) -> None:
        self.attributions = attributions
        self.parse, self.tokens = parse, parse.tokens
        self.clusters, self.cluster_of = clusters, cluster_of
        self.kin = language.values("people", "kin")
        self.institutions = language.words("bodies", "institution")
        self.short = language.words("bodies", "short_for")
        self.lawyers = language.words("people", "lawyer")
        self.generic = frozenset(
            {
                "man",
                "woman",
                "person",
                "soldier",
                "serviceman",
                "suspect",
                "defendant",
                "accused",
                "conscript",
                "recruit",
                "boy",
                "girl",
                "teenager",
                "youth",
                "reservist",
                "objector",
                "refuser",
                "refusenik",
                "detainee",
                "prisoner",
                "convict",
                "victim",
                "student",
                "deserter",
                "private",
                "applicant",
                "activist",
            }
        )
        self.groups = language.words("bodies", "association")
        self.media_nouns = language.words("outlets", "head")
        self.men = frozenset({"man", "woman", "people", "person"})
        self.protagonists = language.words("people", "protagonist")
        self.different = language.words("people", "different")
        self.commanders = frozenset({"commander"})

    def find(self, mention: Mention) -> Cluster | None:
        """Return the cluster a description points back to, or ``None`` for a new one."""
        lemma = self.tokens[mention.head].lemma
        before = [c for c in self.clusters if any(m.first < mention.first for m in c.mentions)]
        if mention.possessor is not None and lemma in self.kin:
            return self._kin(mention, lemma)
        if mention.possessor is not None and lemma == "client":
            return self._client(mention)
        if mention.type is EntityType.PLACE:
            return self._same_words(mention, before) if mention.definite else None
        if mention.type is EntityType.GROUP:
            return self._group(mention, lemma, before)
        if mention.type is EntityType.FOOTAGE:
            return self._latest(before, {EntityType.FOOTAGE}, mention) if mention.definite else None
        if mention.type in {EntityType.ORGANIZATION, EntityType.OUTLET, EntityType.CHANNEL}:
            return self._body(mention, lemma, before)
        if mention.type in {EntityType.DOCUMENT, EntityType.PUBLIC}:
            return self._same_words(mention, before) or self._same_head(mention, lemma, before)
        if mention.definite and mention.possessor is None:
            return self._person(mention, lemma, before)
        if mention.possessor is not None and lemma in self.lawyers:
            return self._of_whom(mention, RelationType.LAWYER_OF)
        return None

    def announced(self, mention: Mention) -> Cluster | None:
        """Return what a headline's bare noun ("Man fined") announces: the first of its kind."""
        lemma = self.tokens[mention.head].lemma.lower()
        fits = [
            cluster
            for cluster in self.clusters
            if cluster.type is mention.type
            and any(lemma == self.tokens[m.head].lemma.lower() for m in cluster.mentions)
        ]
        return min(fits, key=lambda cluster: cluster.mentions[0].first, default=None)

    def relate(self, mention: Mention, cluster: Cluster) -> None:
        """Note the relation that a description states ("his wife", "their commander")."""
        lemma = self.tokens[mention.head].lemma
        whose = self.cluster_of.get(mention.possessor) if mention.possessor is not None else None
        if whose is None or whose is cluster:
            return
        people = {EntityType.PERSON, EntityType.GROUP}
        if lemma in self.kin and whose.type in people:
            cluster.relate(RelationType(str(self.kin[lemma])), whose)
        elif lemma in self.lawyers and whose.type in people:
            cluster.relate(RelationType.LAWYER_OF, whose)
        elif lemma in self.commanders:
            cluster.relate(RelationType.COMMANDER_OF, whose)

    # -- people

    def _kin(self, mention: Mention, lemma: str) -> Cluster | None:
        whose = self.cluster_of.get(mention.possessor) if mention.possessor is not None else None
        if whose is None:
            return None
        wanted = RelationType(str(self.kin[lemma]))
        known = [
            cluster
            for cluster in self.clusters
            if (wanted, whose) in cluster.relations or (_turned(wanted), cluster) in whose.relations
        ]
        for cluster in reversed(known):
            clash = (
                mention.gender is not None
                and cluster.gender is not None
                and mention.gender is not cluster.gender
            )
            if not clash and cluster.plural == mention.plural:
                return cluster
        return self._by_surname(mention, whose) if wanted is RelationType.SPOUSE else None

    def _by_surname(self, mention: Mention, whose: Cluster) -> Cluster | None:
        """The one person who bears the surname in the other gender's form.

        "My husband", said by Elvira Galimova, is Ruslan Galimov, if he alone can be.
        """
        if whose.anonymous or mention.plural:
            return None
        fits = [
            cluster
            for cluster in self.clusters
            if cluster.type is EntityType.PERSON
            and cluster is not whose
            and not cluster.anonymous
            and " " in cluster.fullest
            and cluster.gender is mention.gender
            and has_one_surname(cluster.surname, whose.surname)
        ]
        return fits[0] if len(fits) == 1 else None

    def _client(self, mention: Mention) -> Cluster | None:
        """ "her client": whom the lawyer represents."""
        lawyer = self.cluster_of.get(mention.possessor) if mention.possessor is not None else None
        if lawyer is None or mention.plural:
            return None
        represented = [o for relation, o in lawyer.relations if relation is RelationType.LAWYER_OF]
        return represented[-1] if len(represented) == 1 else None

    def _of_whom(self, mention: Mention, relation: RelationType) -> Cluster | None:
        whose = self.cluster_of.get(mention.possessor) if mention.possessor is not None else None
        known = [c for c in self.clusters if whose is not None and (relation, whose) in c.relations]
        return known[-1] if known and not mention.plural else None

    def _person(self, mention: Mention, lemma: str, before: list[Cluster]) -> Cluster | None:
        speakers = self._speakers(mention)
        fits = [
            cluster
            for cluster in before
            if cluster.type is EntityType.PERSON
            and cluster not in speakers
            and not cluster.plural
            and not clash(mention.gender, cluster.gender)
            and (mention.age is None or cluster.age in {None, mention.age})
        ]
        words = mention.name.lower().split()
        if set(words) & self.different:
            return None
        exact = [
            c for c in fits if lemma in c.lemmas or any(lemma in role.split() for role in c.roles)
        ]
        aged = [c for c in fits if mention.age is not None and c.age == mention.age]
        if aged:
            return self._nearest(aged, mention)
        if exact and (len(words) == 1 or self._modifiers_agree(words, exact)):
            return self._nearest(exact, mention)
        if lemma in self.generic and len(words) <= 2:
            speakers = [c for c in fits if not self._speaks_only(c)]
            return self._nearest(speakers or fits, mention) if fits else None
        return None

    def _speakers(self, mention: Mention) -> set[Cluster]:
        """Whose words a description stands in: nobody calls himself "the young man"."""
        return {
            self.cluster_of[found.speaker]
            for found in self.attributions
            if found.speaker in self.cluster_of and mention.head in found.content
        }

    def _modifiers_agree(self, words: list[str], clusters: list[Cluster]) -> bool:
        known = {
            word
            for c in clusters
            for role in [*c.roles, *(m.name.lower() for m in c.mentions)]
            for word in role.split()
        }
        return set(words) <= known

    def _speaks_only(self, cluster: Cluster) -> bool:
        """Lawyers, experts and officials are not "the man" or "the soldier"."""
        return any(
            word in self.lawyers
            or word
            in {
                "governor",
                "minister",
                "spokesman",
                "spokeswoman",
                "analyst",
                "expert",
                "professor",
                "judge",
            }
            for role in [*cluster.roles, *cluster.lemmas]
            for word in role.split()
        )

    def _nearest(self, clusters: list[Cluster], mention: Mention) -> Cluster:
        return max(
            clusters, key=lambda c: max(m.first for m in c.mentions if m.first < mention.first)
        )

    # -- groups, bodies, things

    def _group(self, mention: Mention, lemma: str, before: list[Cluster]) -> Cluster | None:
        same = [
            c
            for c in before
            if c.type is EntityType.GROUP
            and lemma in c.lemmas
            and (mention.count is None or c.count in {None, mention.count})
        ]
        if lemma in self.institutions:
            return self._same_words(mention, same) or (
                same[-1] if same and len(mention.name.split()) == 1 else None
            )
        if lemma in self.men:
            return self._people(mention, before)
        demonstrative = any(
            child.lower in {"those", "such"}
            for child in self.parse.children(mention.head, "det", "amod")
        )
        if demonstrative or not mention.definite or mention.possessor is not None:
            return None
        return self._nearest(same, mention) if same else None

    def _people(self, mention: Mention, before: list[Cluster]) -> Cluster | None:
        """ "The men": the group that the report has spoken of most, never relatives."""
        if not mention.definite or mention.possessor is not None:
            return None
        fits = [
            c
            for c in before
            if c.type is EntityType.GROUP
            and c.lemmas & self.protagonists
            and (mention.count is None or c.count in {None, mention.count})
            and not c.lemmas & self.institutions
        ]
        told = [c for c in fits if c.count is not None or c.lemmas & self.men] or fits
        return max(told, key=lambda c: (len(c.mentions), c.mentions[-1].first), default=None)

    def _body(self, mention: Mention, lemma: str, before: list[Cluster]) -> Cluster | None:
        if any(child.lower == "of" for child in self.parse.children(mention.head, "prep")):
            return None
        same = self._same_words(mention, before)
        if same is not None or not mention.definite or lemma not in self.short:
            return same
        if mention.possessor is not None:
            return None
        bodies = [c for c in before if c.type in _BODY_TYPES]
        words = _plain(mention.name)
        named = [
            c
            for c in bodies
            if any(words <= {*_plain(name), *c.lemmas} for name in [*c.names, ""])
            or any(words <= _plain(m.name) for m in c.mentions)
        ]
        if named:
            return self._nearest(named, mention)
        if len(words) > 1:
            return None
        bodies = [c for c in bodies if not c.anonymous]
        if lemma == "channel":
            return self._latest(before, {EntityType.CHANNEL}, mention)
        if lemma in self.media_nouns:
            outlets = [c for c in before if c.type is EntityType.OUTLET and self._can_be(c, lemma)]
            return self._nearest(outlets, mention) if outlets else None
        if lemma in self.groups:
            groups = [
                c for c in bodies if c.type is EntityType.ORGANIZATION and not self._official(c)
            ]
            return self._nearest(groups, mention) if groups else None
        return None

    def _can_be(self, outlet: Cluster, lemma: str) -> bool:
        """An agency is no newspaper, a broadcaster neither; "outlet" fits all but agencies."""
        said = outlet.lemmas & self.media_nouns
        if not said or lemma in said:
            return True
        general = {"outlet", "publication"}
        return "agency" not in said and (lemma in general or bool(said & general))

    @staticmethod
    def _official(cluster: Cluster) -> bool:
        words = {word for name in cluster.names for word in name.lower().split()}
        return bool(
            words & {"ministry", "court", "committee", "police", "army", "office", "service", "fsb"}
        )

    def _same_words(self, mention: Mention, before: list[Cluster]) -> Cluster | None:
        words = mention.name.lower()
        for cluster in reversed(before):
            if cluster.type is mention.type and any(
                m.name.lower() == words
                and m.possessor == mention.possessor
                or m.name.lower() == words
                and mention.possessor is None
                for m in cluster.mentions
            ):
                return cluster
        return None

    def _same_head(self, mention: Mention, lemma: str, before: list[Cluster]) -> Cluster | None:
        """ "The letter" after "an open letter"."""
        if not mention.definite or " " in mention.name or mention.possessor is not None:
            return None
        fits = [c for c in before if c.type is mention.type and lemma in c.lemmas]
        return self._nearest(fits, mention) if fits else None

    def _latest(
        self, before: list[Cluster], types: set[EntityType], mention: Mention
    ) -> Cluster | None:
        fits = [
            c for c in before if c.type in types and c.plural == mention.plural or c.type in types
        ]
        return self._nearest(fits, mention) if fits else None


def _plain(name: str) -> set[str]:
    """A name's words in lower case, without possessive endings."""
    words = name.lower().replace("’", "'").split()
    return {word.removesuffix("'s").removesuffix("'") for word in words}


def has_one_surname(one: str, other: str) -> bool:
    """Whether two surnames are a man's and a woman's form of one (or the same form)."""
    first, second = (word.lower().replace("’", "'") for word in (one, other))
    return (
        first == second
        or first + "a" == second
        or second + "a" == first
        or (first[-2:] in {"iy", "ii", "yi"} or first[-1:] == "y")
        and second.endswith("aya")
        and first.rstrip("iy") == second[:-3]
        or (second[-1:] == "y" and first.endswith("aya") and second.rstrip("iy") == first[:-3])
    )


def _turned(relation: RelationType) -> RelationType:
    turned = {RelationType.PARENT: RelationType.CHILD, RelationType.CHILD: RelationType.PARENT}
    return turned.get(relation, relation)
