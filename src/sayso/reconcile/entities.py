"""Which mentions of a report stand for one person, place or body."""

from collections.abc import Iterator

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster
from sayso.reconcile.descriptions import DescriptionResolver
from sayso.reconcile.pronouns import find_antecedent
from sayso.reconcile.relations import add_memberships
from sayso.reconcile.spelling import Spelling
from sayso.records.entity import Entity, EntityType, Gender, Relation, RelationType
from sayso.records.finding import Mention, MentionKind, Resolution
from sayso.records.parse import Parse
from sayso.records.selector import Span

_NAMED_BODIES = {EntityType.ORGANIZATION, EntityType.OUTLET, EntityType.CHANNEL}
INVERSE = {
    RelationType.SPOUSE: RelationType.SPOUSE,
    RelationType.SIBLING: RelationType.SIBLING,
    RelationType.RELATIVE: RelationType.RELATIVE,
    RelationType.PARENT: RelationType.CHILD,
    RelationType.CHILD: RelationType.PARENT,
}


def resolve_entities(mentions: tuple[Mention, ...], parse: Parse, language: Language) -> Resolution:
    """Join the mentions of one report into entities, and say which word stands for which.

    Names are joined first (surname, gender and spelling must agree), then descriptions
    ("his wife", "the man") and pronouns in the order of the text. What cannot be
    resolved stays apart: a description becomes an entity of its own, a pronoun none.
    """
    return _Resolver(mentions, parse, language).resolve()


class _Resolver:
    def __init__(self, mentions: tuple[Mention, ...], parse: Parse, language: Language) -> None:
        self.mentions, self.parse, self.tokens = mentions, parse, parse.tokens
        self.spelling = Spelling(language)
        self.clusters: list[Cluster] = []
        self.cluster_of: dict[int, Cluster] = {}
        self.named = {
            mention.head: mention for mention in mentions if mention.kind is MentionKind.NAME
        }
        self.inside = {
            i: mention.head
            for mention in self.named.values()
            for i in range(mention.first, mention.last + 1)
        }
        self.descriptions = DescriptionResolver(parse, language, self.clusters, self.cluster_of)

    def resolve(self) -> Resolution:
        # Full names first: a surname alone may stand before the full name (headlines).
        names = sorted(self.named.values(), key=lambda m: (-len(m.name.split()), m.first))
        for mention in names:
            if len(mention.name.split()) > 1 or mention.type is not EntityType.PERSON:
                self._place(mention, self._same_name(mention))
        for mention in self.mentions:
            if mention.head in self.cluster_of:
                continue
            if mention.kind is MentionKind.NAME:
                self._place(mention, self._same_name(mention))
            elif mention.kind is MentionKind.NOMINAL:
                beside = self._beside(mention)
                found = beside if beside is not None else self.descriptions.find(mention)
                self._place(mention, found)
                self.descriptions.relate(mention, self.cluster_of[mention.head])
            else:
                antecedent = find_antecedent(mention, self.parse, self.cluster_of, self.clusters)
                if antecedent is not None:
                    antecedent.add(mention, "")
                    self.cluster_of[mention.head] = antecedent
        add_memberships(self.parse, self.cluster_of)
        return self._finish()

    def _place(self, mention: Mention, cluster: Cluster | None) -> None:
        if cluster is None:
            assert_type = mention.type or EntityType.PERSON
            cluster = Cluster(type=assert_type)
            self.clusters.append(cluster)
        cluster.add(mention, self.tokens[mention.head].lemma)
        self.cluster_of[mention.head] = cluster

    # -- names

    def _same_name(self, mention: Mention) -> Cluster | None:
        if mention.type is EntityType.PERSON:
            return self._same_person(mention)
        mine = _bare(mention.name)
        for cluster in self.clusters:
            if cluster.anonymous or not self._types_agree(mention.type, cluster.type):
                continue
            for name in cluster.names:
                theirs = _bare(name)
                if mine == theirs:
                    return cluster
                if mention.type in _NAMED_BODIES and self._short_form(mine, theirs):
                    return cluster
        return None

    @staticmethod
    def _types_agree(one: EntityType | None, other: EntityType) -> bool:
        return one is other or (one in _NAMED_BODIES and other in _NAMED_BODIES)

    def _short_form(self, one: str, other: str) -> bool:
        """ "Defense Ministry" for "Russian Defense Ministry", "HRW" for its initials."""
        shorter, longer = sorted((one, other), key=len)
        if " " in shorter and (longer.endswith(" " + shorter) or longer.startswith(shorter + " ")):
            return True
        initials = "".join(
            word[0] for word in longer.split() if word not in {"of", "the", "for", "and"}
        )
        return len(shorter) > 1 and shorter == initials

    def _same_person(self, mention: Mention) -> Cluster | None:
        words = self.spelling.skeletons(mention.name)
        fits: list[Cluster] = []
        for cluster in self.clusters:
            if cluster.type is not EntityType.PERSON or cluster.anonymous:
                continue
            if _clash(cluster.gender, mention.gender):
                continue
            if any(_name_fits(words, self.spelling.skeletons(name)) for name in cluster.names):
                fits.append(cluster)
        if not fits:
            return None
        # Of several who bear the surname, the one spoken of last.
        return max(fits, key=lambda cluster: self._last_before(cluster, mention.first))

    @staticmethod
    def _last_before(cluster: Cluster, first: int) -> tuple[bool, int]:
        before = [m.first for m in cluster.mentions if m.first < first]
        return (bool(before), max(before, default=-min(m.first for m in cluster.mentions)))

    # -- a name beside a description

    def _beside(self, mention: Mention) -> Cluster | None:
        """The name that stands beside a description: "her husband Yuri Degtyarev"."""
        token = self.tokens[mention.head]
        if token.dep == "appos" and token.head in self.inside:
            name = self.named[self.inside[token.head]]
        elif token.dep == "compound" and token.head in self.inside and token.head > token.i:
            name = self.named[self.inside[token.head]]
        else:
            found = [
                self.named[self.inside[child.i]]
                for child in self.parse.children(token.i, "appos", "acl", "oprd")
                for child in (child, *self.parse.children(child.i, "oprd", "dobj", "attr"))
                if child.i in self.inside
            ]
            if not found and mention.last + 1 in self.inside and self._person_noun(mention):
                follower = self.named[self.inside[mention.last + 1]]
                if follower.first == mention.last + 1 and follower.type is EntityType.PERSON:
                    found = [follower]
            if not found:
                return None
            name = found[0]
        person = mention.type in {EntityType.PERSON}
        if person != (name.type is EntityType.PERSON):
            return None
        if _clash(mention.gender, self.cluster_of[name.head].gender) or mention.plural:
            return None
        return self.cluster_of[name.head]

    def _person_noun(self, mention: Mention) -> bool:
        return mention.type is EntityType.PERSON and not mention.plural

    # -- records

    def _finish(self) -> Resolution:
        ordered = sorted(self.clusters, key=lambda c: min((m.first, m.last) for m in c.mentions))
        ids = {cluster: f"e{number}" for number, cluster in enumerate(ordered, 1)}
        relations = self._relations(ids)
        entities = tuple(self._entity(cluster, ids, relations) for cluster in ordered)
        entity_of = {
            i: ids[cluster] for head, cluster in self.cluster_of.items() for i in self._words(head)
        }
        return Resolution(entities=entities, entity_of=entity_of)

    def _words(self, head: int) -> Iterator[int]:
        yield head
        if head in self.named:
            yield from range(self.named[head].first, self.named[head].last + 1)

    def _relations(self, ids: dict[Cluster, str]) -> dict[Cluster, list[Relation]]:
        found: dict[Cluster, list[Relation]] = {cluster: [] for cluster in ids}
        for cluster in ids:
            for kind, other in cluster.relations:
                found[cluster].append(Relation(type=kind, to=ids[other]))
                if kind in INVERSE:
                    found[other].append(Relation(type=INVERSE[kind], to=ids[cluster]))
        return found

    def _entity(
        self, cluster: Cluster, ids: dict[Cluster, str], relations: dict[Cluster, list[Relation]]
    ) -> Entity:
        spans = sorted(
            {Span(*self.parse.span(mention.first, mention.last)) for mention in cluster.mentions}
        )
        return Entity(
            id=ids[cluster],
            type=cluster.type,
            name=cluster.fullest or self._description(cluster),
            mentions=tuple(spans),
            roles=tuple(dict.fromkeys([*cluster.roles, *self._nominal_roles(cluster)])),
            age=cluster.age,
            gender=cluster.gender if cluster.type is EntityType.PERSON else None,
            anonymous=cluster.anonymous,
            count=cluster.count,
            relations=tuple(sorted(set(relations[cluster]), key=lambda r: (r.type, int(r.to[1:])))),
        )

    def _description(self, cluster: Cluster) -> str:
        descriptions = [m.name for m in cluster.mentions if m.kind is MentionKind.NOMINAL]
        return max(descriptions, key=lambda name: len(name.split()))

    def _nominal_roles(self, cluster: Cluster) -> list[str]:
        if cluster.type is not EntityType.PERSON or cluster.anonymous:
            return []
        return [
            mention.name.lower()
            for mention in cluster.mentions
            if mention.kind is MentionKind.NOMINAL and mention.possessor is None
        ]


def _bare(name: str) -> str:
    return name.casefold().replace("’", "'").removeprefix("the ")


def _clash(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one is not other


def _name_fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's, going by their words' skeletons."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return shorter[0] == longer[-1] or (len(longer) > 1 and shorter[0] == longer[0])
    if len(shorter) == len(longer):
        return shorter == longer
    return shorter[0] == longer[0] and shorter[-1] == longer[-1]
