"""From clusters of mentions to the records of entities."""

from collections.abc import Iterator, Mapping, Sequence

from sayso.reconcile.clusters import Cluster
from sayso.reconcile.kinship import INVERSE
from sayso.records.entity import Entity, EntityType, Relation
from sayso.records.finding import Mention, MentionKind, Resolution
from sayso.records.parse import Parse
from sayso.records.selector import Span


def make_resolution(
    parse: Parse,
    clusters: Sequence[Cluster],
    cluster_of: Mapping[int, Cluster],
    named: Mapping[int, Mention],
) -> Resolution:
    """Number the clusters by first mention and make their records."""
    ordered = sorted(clusters, key=lambda c: min((m.first, m.last) for m in c.mentions))
    ids = {cluster: f"e{number}" for number, cluster in enumerate(ordered, 1)}
    relations = _relations(ids)
    entities = tuple(
        _entity(parse, cluster, ids[cluster], relations[cluster]) for cluster in ordered
    )
    entity_of = {
        i: ids[cluster] for head, cluster in cluster_of.items() for i in _words(head, named)
    }
    return Resolution(entities=entities, entity_of=entity_of)


def _words(head: int, named: Mapping[int, Mention]) -> Iterator[int]:
    yield head
    if head in named:
        yield from range(named[head].first, named[head].last + 1)


def _relations(ids: Mapping[Cluster, str]) -> dict[Cluster, list[Relation]]:
    found: dict[Cluster, list[Relation]] = {cluster: [] for cluster in ids}
    for cluster in ids:
        for kind, other in cluster.relations:
            found[cluster].append(Relation(type=kind, to=ids[other]))
            if kind in INVERSE:
                found[other].append(Relation(type=INVERSE[kind], to=ids[cluster]))
    return found


def _entity(parse: Parse, cluster: Cluster, name: str, relations: list[Relation]) -> Entity:
    spans = sorted({Span(*parse.span(m.first, m.last)) for m in cluster.mentions})
    person = cluster.type is EntityType.PERSON
    roles = [*cluster.roles, *_nominal_roles(cluster)] if person else []
    return Entity(
        id=name,
        type=cluster.type,
        name=cluster.fullest or _description(cluster),
        mentions=tuple(spans),
        roles=tuple(dict.fromkeys(roles)),
        age=cluster.age,
        gender=cluster.gender if person else None,
        anonymous=cluster.anonymous,
        count=cluster.count,
        relations=tuple(sorted(set(relations), key=lambda r: (r.type, int(r.to[1:])))),
    )


def _description(cluster: Cluster) -> str:
    """The longest description; of equals the first."""
    described = [m.name for m in cluster.mentions if m.kind is MentionKind.NOMINAL]
    return max(described, key=lambda words: len(words.split()))


def _nominal_roles(cluster: Cluster) -> list[str]:
    """Descriptions of a named person: "military lawyer"; of "Hadari's lawyer", "lawyer"."""
    if cluster.anonymous:
        return []
    return [
        mention.name.lower()
        for mention in cluster.mentions
        if mention.kind is MentionKind.NOMINAL and not mention.kin
    ]
