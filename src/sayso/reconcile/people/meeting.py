"""Who has to be looked at together: first by what they meet under, then by what is told of them."""

from collections.abc import Iterator, Sequence
from itertools import islice

from sayso.reconcile.people.likeness import EVENT, compare_member, compare_profiles
from sayso.reconcile.people.naming import NameLevel, match_names
from sayso.records.casefile import Level, Profile, Ref
from sayso.records.entity import EntityType
from sayso.records.told import Met

# Of more bearers of names that can be one the nearest in time are looked at; so are of more
# to whom something alike befell.
_MOST = 120
_GROUP_AND_PERSON = {EntityType.GROUP, EntityType.PERSON}


def list_worth(profile: Profile, key: str, met: Sequence[Met]) -> Iterator[Ref]:
    """Yield who may be the same one as somebody, of those that meet him under one key.

    Two who are both named must have names that can be one's, whatever befell them; of others
    those of one kind are looked at, as `sayso.reconcile.people.pairing` has it. Groups and those
    who may be of them are, too, where something befell both.
    """
    named = profile.type is EntityType.PERSON and not profile.anonymous
    found = [it for it in met if it.at != profile.at and it.type is profile.type]
    if named:
        found = [it for it in found if it.name is None or _can_be(profile.name, it.name)]
    yield from _list_nearest(profile, found)
    if key.startswith(EVENT):
        theirs = [it for it in met if {it.type, profile.type} == _GROUP_AND_PERSON]
        yield from _list_nearest(
            profile, [it for it in theirs if it.at.report != profile.at.report]
        )


def are_tied(one: Profile, other: Profile) -> bool:
    """Tell whether who one is may depend on who the other is, or whom he comprises."""
    if one.type is other.type:
        return compare_profiles(one, other).level is not Level.DIFFERENT
    if {one.type, other.type} != _GROUP_AND_PERSON or one.at.report == other.at.report:
        return False
    group, person = (one, other) if one.type is EntityType.GROUP else (other, one)
    return compare_member(group, person).level is Level.SAME


def _list_nearest(profile: Profile, found: Sequence[Met]) -> Iterator[Ref]:
    if len(found) > _MOST:
        day = profile.published or ""
        found = sorted(found, key=lambda it: (_measure(day, it.day or ""), it.at))
    yield from (it.at for it in islice(found, _MOST))


def _can_be(one: str, other: str) -> bool:
    return one == other or match_names(*sorted((one, other))).level is not NameLevel.NONE


def _measure(one: str, other: str) -> int:
    """Return how far two days are apart, roughly: in days of years of 372."""
    return abs(_number(one) - _number(other))


def _number(day: str) -> int:
    parts = [int(it) for it in day[:10].split("-") if it.isdecimal()]
    year, month, number = (*parts, 0, 0, 0)[:3]
    return 372 * year + 31 * month + number
