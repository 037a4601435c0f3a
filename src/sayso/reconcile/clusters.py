"""Mentions that stand for one thing, while they are being collected."""

from dataclasses import dataclass, field

from sayso.lang.language import Language
from sayso.records.entity import EntityType, Gender, RelationType
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse

_INITIAL = 3
"""Letters of an initial at most, its full stop included: "Yu."."""


def clash(one: Gender | None, other: Gender | None) -> bool:
    """Whether two genders are known and differ."""
    return one is not None and other is not None and one is not other


@dataclass(slots=True, eq=False)
class Cluster:
    """What is known so far of one entity; made into an `Entity` at the end.

    Attributes:
        type: What it is.
        mentions: In the order in which they were added.
        names: Its name mentions' names, in the order in which they were added.
        roles: Of a person: descriptions that stand with a name ("military lawyer").
        lemmas: Heads of its descriptions in dictionary form; of a body also its roles.
        gender: As far as words, names or pronouns have shown it.
        age: Years.
        count: How many, where a plain number says so.
        plural: Whether any mention but a pronoun refers to several.
        relations: What it is to other clusters.
    """

    type: EntityType
    mentions: list[Mention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    lemmas: set[str] = field(default_factory=set)
    gender: Gender | None = None
    age: int | None = None
    count: int | None = None
    plural: bool = False
    relations: list[tuple[RelationType, "Cluster"]] = field(default_factory=list)

    def add(self, mention: Mention, lemma: str) -> None:
        """Add a mention, whose head has this lemma, and what it tells."""
        self.mentions.append(mention)
        if mention.kind is MentionKind.PRONOUN:
            if self.gender is None and self.type is EntityType.PERSON:
                self.gender = mention.gender
            return
        if mention.kind is MentionKind.NAME:
            self.names.append(mention.name)
        else:
            self.lemmas.add(lemma)
        self.gender = self.gender or mention.gender
        self.age = self.age if self.age is not None else mention.age
        self.count = self.count if self.count is not None else mention.count
        self.plural = self.plural or mention.plural
        if self.type is EntityType.PERSON:
            self.roles += [role for role in mention.roles if role not in self.roles]
        else:
            self.lemmas.update(mention.roles)

    def take_over(self, other: "Cluster") -> None:
        """Add all that is known of another cluster, which is the same thing."""
        self.mentions = sorted([*self.mentions, *other.mentions], key=lambda m: m.first)
        self.names += other.names
        self.roles += [role for role in other.roles if role not in self.roles]
        self.lemmas |= other.lemmas
        self.gender = self.gender or other.gender
        self.age = self.age if self.age is not None else other.age
        for relation, whose in other.relations:
            self.relate(relation, whose)

    @property
    def anonymous(self) -> bool:
        """Whether nothing names it."""
        return not self.names

    @property
    def surname(self) -> str:
        """The last word of the fullest name, or ""."""
        return self.fullest.split()[-1] if self.names else ""

    @property
    def fullest(self) -> str:
        """The name with the most words written out, then most words, the earliest of equals."""

        def measure(name: str) -> tuple[int, int]:
            words = name.split()
            return sum(not (len(word) <= _INITIAL and word[-1] == ".") for word in words), len(
                words
            )

        return max(self.names, key=measure, default="")

    @property
    def role_words(self) -> set[str]:
        """The words of its roles, one by one."""
        return {word for role in self.roles for word in role.split()}

    def relate(self, relation: RelationType, other: "Cluster") -> None:
        """Note what this is to another, once."""
        if other is not self and (relation, other) not in self.relations:
            self.relations.append((relation, other))


@dataclass(frozen=True, slots=True)
class Clusters:
    """All clusters of a text, or of one part of a book, as they grow.

    Attributes:
        parse: The text's parse.
        cluster_of: The cluster that a mention's head word stands for; the parts of a
            book share one.
        all: In the order in which they were begun.
    """

    parse: Parse
    cluster_of: dict[int, Cluster]
    all: list[Cluster] = field(default_factory=list)

    def find(self, word: int | None) -> Cluster | None:
        """Return the cluster that a word stands for, or ``None``."""
        return None if word is None else self.cluster_of.get(word)

    def find_before(self, mention: Mention) -> list[Cluster]:
        """Return the clusters that were spoken of before a mention."""
        return [c for c in self.all if any(m.first < mention.first for m in c.mentions)]

    def place(self, mention: Mention, cluster: Cluster | None) -> Cluster:
        """Add a mention to a cluster, or to a new one where none is given."""
        if cluster is None:
            cluster = Cluster(type=mention.type or EntityType.PERSON)
            self.all.append(cluster)
        cluster.add(mention, self.parse.tokens[mention.head].lemma)
        self.cluster_of[mention.head] = cluster
        return cluster

    def merge(self, one: Cluster, into: Cluster) -> None:
        """Move all of one cluster into another."""
        for mention in one.mentions:
            self.cluster_of[mention.head] = into
        into.take_over(one)
        for cluster in self.all:
            cluster.relations = [
                (relation, into if other is one else other) for relation, other in cluster.relations
            ]
        self.all.remove(one)


def writes_it(parse: Parse, language: Language, head: int) -> bool:
    """Whether a word names those who write the report: "our correspondent", "this newspaper"."""
    if parse.tokens[head].lemma not in language.words("coreference", "own_staff"):
        return False
    own = language.words("coreference", "own")
    return any(token.lower in own for token in parse.children(head, "poss", "det"))


def get_nearest(clusters: list[Cluster], mention: Mention) -> Cluster:
    """Return the one that was spoken of last before a mention; all must have been before."""
    return max(clusters, key=lambda c: max(m.first for m in c.mentions if m.first < mention.first))
