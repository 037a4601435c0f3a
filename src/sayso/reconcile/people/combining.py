"""People of one full name, joined by what several of their reports together tell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.reconcile.people.clusters import Clusters
from sayso.reconcile.people.likeness import TELLING
from sayso.reconcile.people.weights import Weights, get_score
from sayso.records.casefile import Level, Likeness, Reason, Ref
from sayso.records.ruling import Pair, make_pair

# So many kinds of evidence that tell bearers of one name apart have to agree.
_FEWEST = 2
# Of a name that many bear, of whom few reports are compared, nothing is put together.
_MOST_EDGES = 2000


def join_combined(
    edges: Mapping[Pair, Likeness], clusters: Clusters, weights: Weights
) -> Iterator[Likeness]:
    """Join clusters whose reports tell enough only together, the surest first.

    One report gives the term and another the village, a third of the same man both. Each kind of
    evidence counts once, by the two reports that agree best in it; nothing may speak against,
    two kinds of what tells namesakes apart must agree, and no third whom one of the two
    cannot be may fit as well.

    Args:
        edges: Likenesses of people who all bear a full name, above ``different``.
        clusters: Who is one so far; joined here.
        weights: What evidence weighs.
    """
    for part in _list_parts(edges, clusters):
        if len(part) <= _MOST_EDGES:
            yield from _join_part(part, clusters, weights)


def _list_parts(edges: Mapping[Pair, Likeness], clusters: Clusters) -> list[list[Likeness]]:
    """Return the edges, apart where nothing connects them: each part is settled by itself."""
    near: defaultdict[Ref, set[Ref]] = defaultdict(set)
    for one, other in ((clusters.find(a), clusters.find(b)) for a, b in edges):
        if one != other:
            near[one].add(other)
            near[other].add(one)
    number: dict[Ref, int] = {}
    for start in sorted(near):
        waiting = [] if start in number else [start]
        number.setdefault(start, len(number))
        while waiting:
            for it in near[waiting.pop()]:
                if it not in number:
                    number[it] = number[start]
                    waiting.append(it)
    parts: defaultdict[int, list[Likeness]] = defaultdict(list)
    for (one, _), likeness in edges.items():
        if clusters.find(one) in number:
            parts[number[clusters.find(one)]].append(likeness)
    return [parts[it] for it in sorted(parts)]


def _join_part(
    edges: Sequence[Likeness], clusters: Clusters, weights: Weights
) -> Iterator[Likeness]:
    while True:
        found = _find_best(_combine_all(edges, clusters, weights), clusters, weights)
        if found is None:
            return
        clusters.join(found.one, found.other)
        yield found


def _combine_all(
    edges: Sequence[Likeness], clusters: Clusters, weights: Weights
) -> dict[Pair, Likeness]:
    """Return the likeness of each two clusters that some edge connects."""
    between: defaultdict[Pair, list[Likeness]] = defaultdict(list)
    for likeness in edges:
        ends = make_pair(clusters.find(likeness.one), clusters.find(likeness.other))
        if ends[0] != ends[1]:
            between[ends].append(likeness)
    return {ends: _combine(found, weights) for ends, found in sorted(between.items())}


def _combine(found: list[Likeness], weights: Weights) -> Likeness:
    ordered = sorted(found, key=lambda it: (-it.score, it.one, it.other))
    best: dict[str, tuple[float, tuple[Reason, ...]]] = {}
    for likeness in ordered:
        by_kind: defaultdict[str, list[Reason]] = defaultdict(list)
        for reason in likeness.reasons:
            by_kind[reason.kind].append(reason)
        for kind, reasons in by_kind.items():
            total = sum(it.weight for it in reasons)
            if kind not in best or total > best[kind][0]:
                best[kind] = (total, tuple(reasons))
    told = [it for _, reasons in best.values() for it in reasons]
    told.sort(key=lambda it: (-abs(it.weight), it.kind, it.words))
    score = get_score(weights.prior + sum(total for total, _ in best.values()))
    return replace(ordered[0], score=score, reasons=tuple(told), level=_judge(ordered, told))


def _judge(found: list[Likeness], told: list[Reason]) -> Level:
    against = any(it.weight < 0 for likeness in found for it in likeness.reasons)
    kinds = {it.kind for it in told if it.weight > 0} & TELLING
    decided = any(it.decision is not None for it in found)
    enough = len(kinds) >= _FEWEST and not against and not decided
    return Level.SAME if enough else Level.LIKELY


def _find_best(
    combined: Mapping[Pair, Likeness], clusters: Clusters, weights: Weights
) -> Likeness | None:
    near: defaultdict[Ref, list[Pair]] = defaultdict(list)
    for ends in combined:
        for end in ends:
            near[end].append(ends)
    order = sorted(
        combined, key=lambda it: (-combined[it].score, combined[it].one, combined[it].other)
    )
    for ends in order:
        likeness = combined[ends]
        if likeness.score < weights.same:
            return None
        if likeness.level is Level.SAME and not clusters.clash(*ends):
            rivals = (
                next(it for it in pair if it != end)
                for end in ends
                for pair in near[end]
                if pair != ends and combined[pair].score >= weights.likely
            )
            if not any(_is_rival(it, ends, clusters) for it in rivals):
                return likeness
    return None


def _is_rival(third: Ref, ends: Pair, clusters: Clusters) -> bool:
    """Tell whether a third who is like one of two cannot be one with both."""
    return any(clusters.clash(third, it) for it in ends)
