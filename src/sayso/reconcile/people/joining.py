"""Profiles that are one person or group, joined; people's decisions before all else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import log

from sayso.reconcile.people.clusters import Clusters
from sayso.reconcile.people.combining import join_combined
from sayso.reconcile.people.identities import make_identity
from sayso.reconcile.people.likeness import compare_profiles
from sayso.reconcile.people.memberships import list_memberships
from sayso.reconcile.people.naming import is_full_name
from sayso.reconcile.people.pairing import list_pairs
from sayso.reconcile.people.weights import DEFAULT, Weights
from sayso.records.casefile import Identity, Level, Likeness, Profile, Reason, Ref
from sayso.records.decision import Judgement
from sayso.records.ruling import NO_RULINGS, Pair, Ruling, Rulings, make_pair

_MOST_SUGGESTED = 10
_MOST_ASKED = 20
_SURE_NAMES = ("the same name", "names that can be one")


def join_profiles(
    profiles: Sequence[Profile], rulings: Rulings = NO_RULINGS, weights: Weights = DEFAULT
) -> tuple[Identity, ...]:
    """Return who the profiles are; the same whatever their order.

    Two are joined where `compare_profiles` calls them the same and nobody who is one with either
    conflicts with anybody who is one with the other; the surest first, and those who bear no
    full name only where no other fits as well. A decision "yes" joins whatever the evidence,
    "no" keeps apart whoever else they are like, "unsure" leaves a suggestion. Of profiles that
    no likeness above ``different`` and no decision connects, the answer is that of each part
    by itself.

    Args:
        profiles: Of any number of reports.
        rulings: What people decided of them.
        weights: What evidence weighs.
    """
    profiles = sorted({it.at: it for it in profiles}.values(), key=_order)
    by_ref = {it.at: it for it in profiles}
    decided = {
        pair: ruling for pair, ruling in rulings.people.items() if all(it in by_ref for it in pair)
    }
    edges = _compare_all(profiles, decided, weights)
    apart = [it for it, ruling in decided.items() if ruling.judgement is not Judgement.YES]
    clusters = Clusters(profiles, apart, weights)
    told = list(_join_decided(edges, decided, clusters))
    clusters.settle()
    joined = [
        *told,
        *_join_sure(edges, clusters, by_ref),
        *join_combined(_list_sure(edges, by_ref), clusters, weights),
        *_join_rest(edges, clusters, by_ref, weights),
    ]
    suggested = _list_suggestions(edges, decided, clusters)
    comprised = list_memberships(profiles, weights)
    found = _list_identities(clusters, joined, suggested, comprised)
    return tuple(sorted(found, key=lambda it: _order(by_ref[it.members[0]])))


def _list_identities(
    clusters: Clusters,
    joined: Iterable[Likeness],
    suggested: Mapping[Ref, Sequence[Likeness]],
    comprised: Mapping[Ref, Sequence[Likeness]],
) -> Iterator[Identity]:
    trees: defaultdict[Ref, list[Likeness]] = defaultdict(list)
    for likeness in joined:
        trees[clusters.find(likeness.one)].append(likeness)
    for members in clusters.list_clusters():
        root = clusters.find(members[0].at)
        yield make_identity(
            sorted(members, key=_order),
            joined=tuple(trees[root]),
            suggested=tuple(suggested.get(root, ())),
            comprises=tuple(it for who in members for it in comprised.get(who.at, ())),
        )


def _order(profile: Profile) -> tuple[str, Ref]:
    return (profile.published or "9999", profile.at)


def _compare_all(
    profiles: Sequence[Profile], decided: Mapping[Pair, Ruling], weights: Weights
) -> dict[Pair, Likeness]:
    """Return what is not different by itself, and all that was decided."""
    edges: dict[Pair, Likeness] = {}
    for first, second in list_pairs(profiles):
        likeness = compare_profiles(profiles[first], profiles[second], weights)
        if likeness.level is not Level.DIFFERENT:
            edges[likeness.one, likeness.other] = likeness
    by_ref = {it.at: it for it in profiles}
    for pair, ruling in decided.items():
        likeness = edges.get(pair) or compare_profiles(by_ref[pair[0]], by_ref[pair[1]], weights)
        edges[pair] = _settle(likeness, ruling)
    return edges


def _settle(likeness: Likeness, ruling: Ruling) -> Likeness:
    level = {
        Judgement.YES: Level.SAME,
        Judgement.NO: Level.DIFFERENT,
        Judgement.UNSURE: Level.POSSIBLE,
    }[ruling.judgement]
    reason = Reason(kind="decision", weight=0.0, words=f"decided: {ruling.judgement}")
    return replace(
        likeness, level=level, reasons=(reason, *likeness.reasons), decision=ruling.decision
    )


def _join_decided(
    edges: Mapping[Pair, Likeness], decided: Mapping[Pair, Ruling], clusters: Clusters
) -> Iterator[Likeness]:
    """Join those of whom a person decided that they are one."""
    for pair, ruling in sorted(decided.items()):
        if ruling.judgement is Judgement.YES and not clusters.are_decided_apart(*pair):
            if clusters.find(pair[0]) != clusters.find(pair[1]):
                yield edges[pair]
            clusters.join(*pair)


def _join_sure(
    edges: Mapping[Pair, Likeness], clusters: Clusters, by_ref: Mapping[Ref, Profile]
) -> Iterable[Likeness]:
    """Join those that both bear a full name, the surest first."""
    for likeness in _sort(edges.values()):
        if not _is_weak(likeness, by_ref) and _may_join(likeness, clusters):
            clusters.join(likeness.one, likeness.other)
            yield likeness


def _list_sure(
    edges: Mapping[Pair, Likeness], by_ref: Mapping[Ref, Profile]
) -> Mapping[Pair, Likeness]:
    """Return the likenesses of those that both bear a full name."""
    return {
        pair: it
        for pair, it in edges.items()
        if it.level is not Level.DIFFERENT and not _is_weak(it, by_ref)
    }


def _join_rest(
    edges: Mapping[Pair, Likeness],
    clusters: Clusters,
    by_ref: Mapping[Ref, Profile],
    weights: Weights,
) -> Iterable[Likeness]:
    """Join those without a full name, where nobody else can be meant as well."""
    near: defaultdict[Ref, list[Likeness]] = defaultdict(list)
    for likeness in edges.values():
        if likeness.level in (Level.SAME, Level.LIKELY):
            near[likeness.one].append(likeness)
            near[likeness.other].append(likeness)
    for likeness in _sort(edges.values()):
        if not _is_weak(likeness, by_ref) or not _may_join(likeness, clusters):
            continue
        ends = ((likeness.one, likeness.other), (likeness.other, likeness.one))
        if not any(_has_rival(a, b, likeness, near, clusters, weights) for a, b in ends):
            clusters.join(likeness.one, likeness.other)
            yield likeness


def _may_join(likeness: Likeness, clusters: Clusters) -> bool:
    return (
        likeness.level is Level.SAME
        and clusters.find(likeness.one) != clusters.find(likeness.other)
        and not clusters.clash(likeness.one, likeness.other)
    )


def _has_rival(
    whose: Ref,
    chosen: Ref,
    likeness: Likeness,
    near: Mapping[Ref, Sequence[Likeness]],
    clusters: Clusters,
    weights: Weights,
) -> bool:
    """Tell whether somebody else, who is not the chosen one, fits about as well.

    Of who bears a full name it is not asked: the name has told.
    """
    members = clusters.get_members(whose)[:_MOST_ASKED]
    if any(is_full_name(it) for it in members):
        return False
    least = _get_evidence(likeness) - weights.margin
    for member in members:
        for it in near.get(member.at, ()):
            other = it.other if it.one == member.at else it.one
            if _get_evidence(it) < least or clusters.find(other) == clusters.find(chosen):
                continue
            if clusters.find(other) != clusters.find(whose) and clusters.clash(other, chosen):
                return True
    return False


def _get_evidence(likeness: Likeness) -> float:
    score = min(max(likeness.score, 1e-4), 1 - 1e-4)
    return log(score / (1 - score))


def _is_weak(likeness: Likeness, by_ref: Mapping[Ref, Profile]) -> bool:
    """Tell whether one of two is known by less than a full name."""
    one, other = by_ref[likeness.one], by_ref[likeness.other]
    if one.anonymous or other.anonymous or one.type != "person":
        return True
    return not any(
        it.kind == "name" and it.words.startswith(_SURE_NAMES) for it in likeness.reasons
    )


def _sort(edges: Iterable[Likeness]) -> list[Likeness]:
    return sorted(edges, key=lambda it: (-it.score, it.one, it.other))


def _list_suggestions(
    edges: Mapping[Pair, Likeness], decided: Mapping[Pair, Ruling], clusters: Clusters
) -> Mapping[Ref, Sequence[Likeness]]:
    """Return what waits for a person, by cluster: the best likeness to each other one."""
    best: dict[Pair, Likeness] = {}
    refused = {it for it, ruling in decided.items() if ruling.judgement is Judgement.NO}
    for likeness in _sort(edges.values()):
        ends = make_pair(clusters.find(likeness.one), clusters.find(likeness.other))
        pair = (likeness.one, likeness.other)
        if ends[0] == ends[1] or pair in refused:
            continue
        unsure = likeness.decision is not None
        if unsure or not clusters.are_decided_apart(*ends):
            if likeness.level is Level.SAME:
                likeness = replace(likeness, level=Level.LIKELY)
            if unsure or ends not in best:
                best[ends] = likeness
    found: defaultdict[Ref, list[Likeness]] = defaultdict(list)
    for ends, likeness in sorted(best.items(), key=lambda it: (-it[1].score, it[0])):
        for end in ends:
            if len(found[end]) < _MOST_SUGGESTED:
                found[end].append(likeness)
    return found
