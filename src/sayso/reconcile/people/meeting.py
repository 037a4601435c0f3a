"""Who has to be looked at together: first by what they meet under, then by what is told of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.reconcile.people.likeness import EVENT, NAME, compare_member, compare_profiles
from sayso.reconcile.people.naming import NameLevel, is_given_alone, match_names
from sayso.reconcile.people.pairing import are_many, is_crowd
from sayso.records.casefile import Level, Profile, Ref
from sayso.records.entity import EntityType
from sayso.records.told import Met

# Of more to whom something alike befell, the nearest in time are looked at.
_MOST = 120
_GROUP_AND_PERSON = {EntityType.GROUP, EntityType.PERSON}


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who may be the same one as somebody.

    Attributes:
        worth: Those to compare with.
        crowds: By the name of a crowd who is in it from now on, and no pairs of whom are kept:
            all of a crowd have to be looked at together.
    """

    worth: tuple[Ref, ...] = ()
    crowds: Mapping[str, Sequence[Ref]] = field(default_factory=dict)


def meet(profile: Profile, key: str, met: Sequence[Met]) -> Meeting:
    """Return who may be the same one as somebody, of those that meet him under one key.

    Two who are both named must have names that can be one's, whatever befell them; of others
    those of one kind are looked at, as `sayso.reconcile.people.pairing` has it. Groups and those
    who may be of them are, too, where something befell both. Bearers of names of which `pairing`
    does not compare each with each are a crowd, whatever order they came in.

    Args:
        profile: Somebody.
        key: One of his keys.
        met: All that have it, those of his own report included.
    """
    if key.startswith(NAME):
        return _meet_by_name(profile, key, met)
    return Meeting(worth=tuple(_list_befallen(profile, key, met)))


def _meet_by_name(profile: Profile, key: str, met: Sequence[Met]) -> Meeting:
    bearers: defaultdict[str, list[Ref]] = defaultdict(list)
    before: defaultdict[str, int] = defaultdict(int)
    name = profile.name
    for it in met:
        if it.name is not None:
            bearers[it.name].append(it.at)
            before[it.name] += it.at.report != profile.at.report
            name = it.name if it.at == profile.at else name
    if are_many(len(bearers)):
        grown = not are_many(sum(count > 0 for count in before.values()))
        everybody = [at for theirs in bearers.values() for at in theirs]
        return Meeting(crowds={key: everybody if grown else [profile.at]})
    worth: list[Ref] = []
    crowds: defaultdict[str, list[Ref]] = defaultdict(list)
    mine = bearers[name]
    for other, theirs in bearers.items():
        if not _can_be(name, other):
            continue
        if not is_crowd(len(mine), len(theirs)):
            worth += [it for it in theirs if it != profile.at]
            continue
        grown = not is_crowd(before[name], before[other])
        if is_crowd(len(theirs), len(theirs)):
            crowds[NAME + other] += mine if grown else [profile.at]
        if grown and is_crowd(len(mine), len(mine)):
            crowds[NAME + name] += theirs
    return Meeting(worth=tuple(worth), crowds=crowds)


def _list_befallen(profile: Profile, key: str, met: Sequence[Met]) -> Iterator[Ref]:
    """Yield those of a kind to whom something alike befell, and the groups that one may be of.

    Two who are named meet by their names alone, unless one has no more than a given name.
    """
    named = _is_named(None if profile.anonymous else profile.name, profile.type)
    alike: list[Met] = []
    beside: list[Met] = []
    for it in met:
        if it.type is profile.type:
            if it.at != profile.at and not (named and _is_named(it.name, it.type)):
                alike.append(it)
        elif {it.type, profile.type} == _GROUP_AND_PERSON and it.at.report != profile.at.report:
            beside += [it] if key.startswith(EVENT) else []
    yield from _list_nearest(profile, alike)
    yield from _list_nearest(profile, beside)


def _is_named(name: str | None, kind: EntityType) -> bool:
    return kind is EntityType.PERSON and name is not None and not is_given_alone(name)


def _list_nearest(profile: Profile, found: Sequence[Met]) -> Iterator[Ref]:
    if len(found) > _MOST:
        day = profile.published or ""
        found = sorted(found, key=lambda it: (_measure(day, it.day or ""), it.at))
    yield from (it.at for it in found[:_MOST])


def are_tied(one: Profile, other: Profile) -> bool:
    """Tell whether who one is may depend on who the other is, or whom he comprises."""
    if one.type is other.type:
        return compare_profiles(one, other).level is not Level.DIFFERENT
    if {one.type, other.type} != _GROUP_AND_PERSON or one.at.report == other.at.report:
        return False
    group, person = (one, other) if one.type is EntityType.GROUP else (other, one)
    return compare_member(group, person).level is Level.SAME


def _can_be(one: str, other: str) -> bool:
    return one == other or match_names(*sorted((one, other))).level is not NameLevel.NONE


def _measure(one: str, other: str) -> int:
    """Return how far two days are apart, roughly: in days of years of 372."""
    return abs(_number(one) - _number(other))


def _number(day: str) -> int:
    parts = [int(it) for it in day[:10].split("-") if it.isdecimal()]
    year, month, number = (*parts, 0, 0, 0)[:3]
    return 372 * year + 31 * month + number
