"""Kin who are described in one place and named in another."""

from collections.abc import Iterator, Sequence

from sayso.reconcile.clusters import Cluster, clash, merge
from sayso.reconcile.descriptions import DescriptionResolver, has_one_surname
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse


def join_first_names(
    parse: Parse,
    mentions: Sequence[Mention],
    clusters: list[Cluster],
    cluster_of: dict[int, Cluster],
) -> None:
    """Join a first name with whose it is: "a passenger who gave only his first name, Vasyl"."""
    for mention in mentions:
        head = parse.tokens[mention.head]
        if mention.kind is not MentionKind.NAME or head.dep != "appos":
            continue
        if parse.tokens[head.head].lemma != "name":
            continue
        for whose in parse.children(head.head, "poss"):
            clause = next((up for up in parse.ancestors(whose.i) if up.dep == "relcl"), None)
            described = cluster_of.get(clause.head) if clause is not None else None
            owner = described or cluster_of.get(whose.i)
            named = cluster_of.get(mention.head)
            if owner is not None and named is not None and owner is not named and owner.anonymous:
                if owner.type is EntityType.PERSON and named.type is EntityType.PERSON:
                    merge(owner, named, clusters, cluster_of)


def join_kin(
    clusters: list[Cluster], cluster_of: dict[int, Cluster], descriptions: DescriptionResolver
) -> None:
    """Join unnamed kin with the one named person who can be meant.

    "The husband's brother" is Nikita Loginov, if he alone of those named bears the
    surname, has a fitting gender and is not known to be other kin. Where two could be
    meant nobody is.
    """
    for unnamed in [c for c in clusters if _is_unnamed_kin(c, descriptions)]:
        fits = list(_fits(unnamed, clusters, descriptions))
        if len(fits) == 1:
            merge(unnamed, fits[0], clusters, cluster_of)


def _is_unnamed_kin(cluster: Cluster, descriptions: DescriptionResolver) -> bool:
    kin = cluster.lemmas & descriptions.kin.keys()
    return (
        cluster.type is EntityType.PERSON and cluster.anonymous and bool(kin) and not cluster.plural
    )


def _fits(
    unnamed: Cluster, clusters: list[Cluster], descriptions: DescriptionResolver
) -> Iterator[Cluster]:
    wanted = {
        RelationType(str(descriptions.kin[lemma]))
        for lemma in unnamed.lemmas
        if lemma in descriptions.kin
    }
    of_whom = [other for relation, other in unnamed.relations if relation in wanted]
    for cluster in clusters:
        if cluster.anonymous or cluster.type is not EntityType.PERSON:
            continue
        if clash(cluster.gender, unnamed.gender) or cluster in of_whom:
            continue
        known = {relation for relation, _ in _kin_of(cluster, clusters)}
        if not of_whom:
            # "the husband" of a couple: the one who is known to be somebody's.
            if known & wanted:
                yield cluster
        elif not known and any(
            other.anonymous is False and has_one_surname(cluster.surname, other.surname)
            for other in of_whom
        ):
            yield cluster


def _kin_of(cluster: Cluster, clusters: list[Cluster]) -> Iterator[tuple[RelationType, Cluster]]:
    turned = {RelationType.PARENT: RelationType.CHILD, RelationType.CHILD: RelationType.PARENT}
    kin = {
        RelationType.SPOUSE,
        RelationType.SIBLING,
        RelationType.PARENT,
        RelationType.CHILD,
        RelationType.RELATIVE,
    }
    for relation, other in cluster.relations:
        if relation in kin:
            yield relation, other
    for other in clusters:
        for relation, whose in other.relations:
            if whose is cluster and relation in kin:
                yield turned.get(relation, relation), other
