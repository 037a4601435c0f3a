"""Mentions that stand for one thing, while they are being collected."""

from dataclasses import dataclass, field

from sayso.records.entity import EntityType, Gender, RelationType
from sayso.records.finding import Mention, MentionKind


def clash(one: Gender | None, other: Gender | None) -> bool:
    """Whether two genders are known and differ."""
    return one is not None and other is not None and one is not other


def merge(
    one: "Cluster",
    into: "Cluster",
    clusters: list["Cluster"],
    cluster_of: dict[int, "Cluster"],
) -> None:
    """Move all of one cluster into another."""
    for mention in one.mentions:
        cluster_of[mention.head] = into
    into.take_over(one)
    for cluster in clusters:
        cluster.relations = [
            (relation, into if other is one else other) for relation, other in cluster.relations
        ]
    clusters.remove(one)


@dataclass(slots=True, eq=False)
class Cluster:
    """What is known so far of one entity; made into an `Entity` at the end.

    Attributes:
        type: What it is.
        mentions: In the order in which they were added.
        names: Its name mentions' names, in text order.
        gender: As far as words, names or pronouns have shown it.
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
        """Add a mention and what it tells."""
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
        if self.type is not EntityType.PERSON:
            self.lemmas.update(mention.roles)
            return
        for role in mention.roles:
            if role not in self.roles:
                self.roles.append(role)

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
        """The name with the most words, the earliest of equals."""
        return max(self.names, key=lambda name: len(name.split()), default="")

    def relate(self, relation: RelationType, other: "Cluster") -> None:
        """Note what this is to another, once."""
        if other is not self and (relation, other) not in self.relations:
            self.relations.append((relation, other))
