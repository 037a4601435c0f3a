"""Who belongs to whom, beyond what a possessor says."""

from collections.abc import Iterator, Mapping

from sayso.reconcile.clusters import Cluster
from sayso.reconcile.descriptions import DescriptionResolver
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import Mention
from sayso.records.parse import Parse, Token

_SHOW = {"show", "feature", "depict", "capture"}
_SEEN = {
    "see",
    "show",
    "film",
    "feature",
    "picture",
    "identify",
    "recognize",
    "depict",
    "appear",
    "capture",
    "visible",
}


def add_memberships(parse: Parse, cluster_of: Mapping[int, Cluster]) -> None:
    """Add ``member_of`` where a person is one of a group.

    Two constructions say so: "one of the soldiers, Ivan Petrov", and a person seen in
    footage that is said to show a group ("the video shows two soldiers"; "her husband,
    who was seen in the video").
    """
    shown: dict[Cluster, Cluster] = {}
    for token in parse.tokens:
        if token.lemma in _SHOW:
            footage = _role(parse, cluster_of, token.i, "nsubj")
            group = _role(parse, cluster_of, token.i, "dobj")
            if group is None:
                group = next(
                    (
                        cluster_of[t.i]
                        for c in parse.children(token.i, "ccomp")
                        for t in parse.children(c.i, "nsubj", "nsubjpass")
                        if t.i in cluster_of
                    ),
                    None,
                )
            if _is(footage, EntityType.FOOTAGE) and _is(group, EntityType.GROUP):
                shown[footage] = group  # type: ignore[index, assignment]
        if token.lower == "one":
            _one_of(parse, cluster_of, token.i)
    for token in parse.tokens:
        if token.lemma not in _SEEN:
            continue
        person = _role(parse, cluster_of, token.i, "nsubjpass", "nsubj")
        if not _is(person, EntityType.PERSON):
            continue
        for prep in parse.children(token.i, "prep"):
            for at in parse.children(prep.i, "pobj"):
                seen_in = cluster_of.get(at.i)
                if prep.lower in {"in", "on"} and seen_in in shown:
                    person.relate(RelationType.MEMBER_OF, shown[seen_in])  # type: ignore[union-attr, index]


def relate_coordinated_kin(
    parse: Parse,
    mentions: tuple[Mention, ...],
    cluster_of: Mapping[int, Cluster],
    descriptions: DescriptionResolver,
) -> None:
    """Relate each of several named kin: "his younger brothers Bair and Solbon"."""
    for mention in mentions:
        if not mention.plural or mention.type is not EntityType.GROUP:
            continue
        if mention.possessor is None:
            _relate_siblings(parse, mention, cluster_of, descriptions)
            continue
        for child in parse.children(mention.head, "appos"):
            for named in (child, *_conjuncts(parse, child.i)):
                cluster = cluster_of.get(named.i)
                if cluster is not None and cluster.type is EntityType.PERSON:
                    descriptions.relate(mention, cluster)


def _relate_siblings(
    parse: Parse,
    mention: Mention,
    cluster_of: Mapping[int, Cluster],
    descriptions: DescriptionResolver,
) -> None:
    """ "the brothers Aleksei and Denis Sharipov" are each other's."""
    if descriptions.kin.get(parse.tokens[mention.head].lemma) != "sibling":
        return
    named = {
        cluster_of[token.i]
        for token in parse.tokens[mention.last + 1 : mention.last + 9]
        if token.i in cluster_of
        and token.sentence == parse.tokens[mention.head].sentence
        and cluster_of[token.i].type is EntityType.PERSON
        and token.pos == "PROPN"
    }
    ordered = sorted(named, key=lambda cluster: cluster.mentions[0].first)
    for one, other in zip(ordered, ordered[1:], strict=False):
        one.relate(RelationType.SIBLING, other)


def _conjuncts(parse: Parse, i: int) -> Iterator[Token]:
    for child in parse.children(i, "conj"):
        yield child
        yield from _conjuncts(parse, child.i)


def _role(parse: Parse, cluster_of: Mapping[int, Cluster], verb: int, *deps: str) -> Cluster | None:
    return next((cluster_of[t.i] for t in parse.children(verb, *deps) if t.i in cluster_of), None)


def _is(cluster: Cluster | None, kind: EntityType) -> bool:
    return cluster is not None and cluster.type is kind


def _one_of(parse: Parse, cluster_of: Mapping[int, Cluster], one: int) -> None:
    groups = [
        cluster_of[at.i]
        for prep in parse.children(one, "prep")
        if prep.lower == "of"
        for at in parse.children(prep.i, "pobj")
        if at.i in cluster_of
    ]
    members = [cluster_of[t.i] for t in parse.children(one, "appos") if t.i in cluster_of]
    head = parse.tokens[parse.tokens[one].head]
    if parse.tokens[one].dep == "appos" and head.i in cluster_of:
        members.append(cluster_of[head.i])
    for member in members:
        for group in groups:
            if member.type is EntityType.PERSON and group.type is EntityType.GROUP:
                member.relate(RelationType.MEMBER_OF, group)
