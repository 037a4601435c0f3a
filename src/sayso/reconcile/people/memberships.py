"""Whom a group of one report comprises: people whom another report names."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.reconcile.people.likeness import EVENT, compare_member, list_block_keys
from sayso.reconcile.people.weights import DEFAULT, Weights
from sayso.records.casefile import Level, Likeness, Profile, Ref
from sayso.records.entity import EntityType

_MOST = 200


def list_memberships(
    profiles: Sequence[Profile], weights: Weights = DEFAULT
) -> Mapping[Ref, tuple[Likeness, ...]]:
    """Return by group the people of other reports whom it comprises, the likest first.

    "Two contract soldiers" who were held in a village on a day are the two men whom a later
    report names as held there then. Nobody is counted beyond the group's own number: where more
    fit than it comprises, none is said to be of it.
    """
    blocks: defaultdict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        for key in list_block_keys(profile):
            if key.startswith(EVENT):
                blocks[key].append(profile)
    found: defaultdict[Ref, dict[Ref, Likeness]] = defaultdict(dict)
    for block in blocks.values():
        groups = [it for it in block if it.type is EntityType.GROUP][:_MOST]
        people = [it for it in block if it.type is EntityType.PERSON][:_MOST]
        for group in groups:
            for person in people:
                if person.at.report != group.at.report and person.at not in found[group.at]:
                    found[group.at][person.at] = compare_member(group, person, weights)
    by_ref = {it.at: it for it in profiles}
    fitting = {
        at: tuple(
            sorted(
                (it for it in likenesses.values() if it.level is Level.SAME),
                key=lambda it: (-it.score, it.one, it.other),
            )
        )
        for at, likenesses in found.items()
    }
    return {at: it for at, it in fitting.items() if it and _fits(by_ref[at], it)}


def _fits(group: Profile, people: Sequence[Likeness]) -> bool:
    """Tell whether no one report names more who fit than the group comprises."""
    if group.count is None:
        return True
    by_report: defaultdict[str, int] = defaultdict(int)
    for likeness in people:
        other = likeness.other if likeness.one == group.at else likeness.one
        by_report[other.report] += 1
    return max(by_report.values()) <= group.count
