"""Profiles that are one person or group, joined; people's decisions before all else."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from itertools import combinations

from sayso.reconcile.people.likeness import compare_profiles, list_block_keys
from sayso.records.casefile import NO_RULINGS, Identity, Level, Likeness, Profile, Ref, Rulings


def join_profiles(
    profiles: Sequence[Profile], rulings: Rulings = NO_RULINGS
) -> tuple[Identity, ...]:
    """Return who the profiles are; the same whatever their order.

    Args:
        profiles: Of any number of reports.
        rulings: What people decided of them.
    """
    profiles = sorted(profiles, key=_order)
    root = {it.at: it.at for it in profiles}

    def find(at: Ref) -> Ref:
        while root[at] != at:
            at = root[at]
        return at

    joined: defaultdict[Ref, list[Likeness]] = defaultdict(list)
    blocks: defaultdict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        for key in list_block_keys(profile):
            blocks[key].append(profile)
    for block in blocks.values():
        for one, other in combinations(block, 2):
            likeness = compare_profiles(one, other)
            if likeness.level is Level.SAME and find(one.at) != find(other.at):
                root[find(other.at)] = find(one.at)
                joined[one.at].append(likeness)
    clusters: defaultdict[Ref, list[Profile]] = defaultdict(list)
    for profile in profiles:
        clusters[find(profile.at)].append(profile)
    return tuple(
        _make_identity(cluster, tuple(it for p in cluster for it in joined[p.at]))
        for cluster in clusters.values()
    )


def _order(profile: Profile) -> tuple[str, Ref]:
    return (profile.published or "9999", profile.at)


def _make_identity(cluster: list[Profile], joined: tuple[Likeness, ...]) -> Identity:
    first = cluster[0]
    genders = {it.gender for it in cluster if it.gender is not None}
    digest = sha256(f"{first.at.report}/{first.at.id}".encode()).hexdigest()
    return Identity(
        id=f"p{digest[:10]}",
        type=first.type,
        name=max((it.name for it in cluster), key=len),
        spellings=tuple(sorted({name for it in cluster for name in it.spellings})),
        members=tuple(it.at for it in cluster),
        gender=genders.pop() if len(genders) == 1 else None,
        ages=tuple(sorted({it.age for it in cluster if it.age is not None})),
        anonymous=all(it.anonymous for it in cluster),
        count=first.count,
        roles=tuple(sorted({role for it in cluster for role in it.roles})),
        joined=joined,
    )
