"""A book is resolved part by part: who is meant far away is nobody's question.

Every description is held against all that was spoken of before. In a report that is
right; in a text of hundreds of pages it would cost hours and find strangers. So a text
longer than any report is cut between paragraphs, each part is resolved on its own, and
the parts are joined by the names that they share.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from sayso.reconcile.clusters import Cluster, clash
from sayso.reconcile.namesakes import bare
from sayso.records.entity import EntityType
from sayso.records.parse import Parse

_LONGEST = 12_000  # words of a text that is resolved whole
_PART = 6_000  # words of a part of a longer one


def find_parts(parse: Parse) -> tuple[tuple[int, int], ...]:
    """Return the parts to resolve, each as its first word and the one past its last."""
    count = len(parse.tokens)
    if count <= _LONGEST:
        return ((0, count),)
    cuts = [0]
    paragraph = -1
    for token in parse.tokens:
        if token.paragraph != paragraph and token.i - cuts[-1] >= _PART:
            cuts.append(token.i)
        paragraph = token.paragraph
    return tuple(zip(cuts, [*cuts[1:], count], strict=True))


def find_part(parts: tuple[tuple[int, int], ...], word: int) -> int:
    """Return the number of the part in which a word stands."""
    return bisect_left(parts, word + 1, key=lambda part: part[0]) - 1


def join_parts(parts: Iterable[list[Cluster]], cluster_of: dict[int, Cluster]) -> list[Cluster]:
    """Return the clusters of all parts, those of one name joined; ``cluster_of`` follows.

    Within a part nothing is joined: there the resolver has looked closer.
    """
    whole: list[Cluster] = []
    known: dict[tuple[EntityType, str], set[Cluster]] = {}
    became: dict[Cluster, Cluster] = {}
    for clusters in parts:
        new: list[Cluster] = []
        for cluster in clusters:
            one = _find_known(cluster, known)
            if one is None:
                new.append(cluster)
            else:
                became[cluster] = one
        for cluster in new:
            for key in _keys(cluster):
                known.setdefault(key, set()).add(cluster)
        whole += new
    for cluster, one in became.items():
        one.take_over(cluster)
    for cluster in whole:
        related = [(relation, became.get(other, other)) for relation, other in cluster.relations]
        cluster.relations = [pair for pair in dict.fromkeys(related) if pair[1] is not cluster]
    for head, cluster in cluster_of.items():
        cluster_of[head] = became.get(cluster, cluster)
    return whole


def _find_known(
    cluster: Cluster, known: Mapping[tuple[EntityType, str], set[Cluster]]
) -> Cluster | None:
    """Return the one cluster of an earlier part that bears its name, if one alone does."""
    for key in _keys(cluster):
        fits = [one for one in known.get(key, ()) if not clash(one.gender, cluster.gender)]
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _keys(cluster: Cluster) -> Iterator[tuple[EntityType, str]]:
    """Yield what another part may call it: its fullest name, a person's surname last."""
    if cluster.names:
        yield cluster.type, bare(cluster.fullest)
        if cluster.type is EntityType.PERSON:
            yield cluster.type, bare(cluster.surname)
