"""Which profiles are worth comparing, so that a name in thousands of reports costs no square."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, combinations_with_replacement, product

from sayso.lang.folding import fold
from sayso.reconcile.names.keys import list_name_keys
from sayso.reconcile.names.parts import NameRole, list_name_parts
from sayso.reconcile.people.likeness import NAME, list_block_keys
from sayso.reconcile.people.naming import (
    NameLevel,
    is_full_name,
    is_given_alone,
    is_written_alike,
    match_names,
)
from sayso.reconcile.people.words import list_callings
from sayso.records.casefile import Profile

# Up to so many bearers of two names, each is compared with each; of more, with those that share
# something beside the name, and with the nearest in time (Hernandez and Stolfo's sorted
# neighborhood, 1995).
_MOST = 60
_NEAREST = 6
_NEAREST_SHARING = 3
_MOST_SHARED = 5
# Distinct ways to write one surname with first names, beyond which not all are compared.
_MOST_NAMES = 300
_NEAREST_NAMES = 40

Pair = tuple[int, int]


def is_crowd(one: int, other: int) -> bool:
    """Tell whether so many bear each of two names that not each is compared with each.

    Which pairs are compared then depends on all of them, so that they stay together.
    """
    return one * other > _MOST * _MOST


def are_many(names: int) -> bool:
    """Tell whether one surname is written in so many ways that not each is compared with each."""
    return names > _MOST_NAMES


def list_pairs(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """Yield each pair of profiles, by their numbers, that can be one person or group.

    Args:
        profiles: Sorted by time.
    """
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        for key in list_block_keys(profile):
            blocks[key].append(number)
    seen: set[Pair] = set()
    for key, block in blocks.items():
        pair_up = _pair_named if key.startswith(NAME) else _pair_unnamed
        for pair in pair_up(block, profiles):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _pair_named(block: Sequence[int], profiles: Sequence[Profile]) -> Iterator[Pair]:
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number in block:
        by_name[profiles[number].name].append(number)
        alike[_get_face(profiles[number]) or (number,)].append(number)
    # Who is only named, always with the same calling, is told from others once for all.
    first = {numbers[0] for numbers in alike.values()}
    crowded: set[str] = set()
    for one, other in _pair_names(by_name):
        mine, theirs = by_name[one], by_name[other]
        if one != other:
            reports = {profiles[it].at.report for it in (*mine, *theirs)}
            # A report that lists hundreds of one surname means as many people.
            if len(reports) == 1 and not is_written_alike(one, other):
                continue
            if match_names(one, other).level is NameLevel.NONE:
                continue
        if is_crowd(len(mine), len(theirs)):
            crowded |= {one, other}
            yield from _pair_near(sorted(first.intersection((*mine, *theirs))), profiles)
        elif one == other:
            yield from combinations(mine, 2)
        else:
            yield from (tuple(sorted(pair)) for pair in product(mine, theirs))  # type: ignore[misc]
    for numbers in alike.values():
        if profiles[numbers[0]].name in crowded:
            yield from _window(numbers, 1)


def _pair_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each two names, and each with itself; of very many those that begin alike."""
    rising = sorted(names, key=lambda it: (_get_first_sound(it), it))
    if not are_many(len(rising)):
        yield from combinations_with_replacement(rising, 2)
        return
    for at, one in enumerate(rising):
        yield from ((one, other) for other in rising[at : at + _NEAREST_NAMES])


def _get_first_sound(name: str) -> tuple[str, ...]:
    """Return what a first name is in any language, or how it sounds; "" where there is none."""
    for form in list_name_parts(name)[:1]:
        for word in form.words:
            if word.roles == NameRole.GIVEN:
                known = sorted(word.given.names) if word.given is not None else [word.sound]
                return tuple(known)
    return ()


def _get_face(profile: Profile) -> tuple[object, ...] | None:
    """Return all that is told of somebody of a calling whom nothing befell; ``None`` of others."""
    if profile.matters or profile.deeds or not is_full_name(profile):
        return None
    if not list_callings("professions", tuple(map(fold, profile.roles))):
        return None
    told = (profile.roles, profile.relations, profile.related, profile.homes)
    return (profile.name, profile.gender, profile.age, *told)


def _pair_unnamed(block: Sequence[int], profiles: Sequence[Profile]) -> Iterator[Pair]:
    nameless = {it for it in block if _is_nameless(profiles[it])}
    if len(nameless) * len(block) > _MOST * _MOST:
        yield from (it for it in _window(block, _NEAREST) if nameless.intersection(it))
        return
    for one in sorted(nameless):
        for other in block:
            if other != one and profiles[one].type is profiles[other].type:
                yield (min(one, other), max(one, other))


def _is_nameless(profile: Profile) -> bool:
    """Tell whether no name tells who somebody is: a given name alone does not, either."""
    return profile.anonymous or profile.type != "person" or is_given_alone(profile.name)


def _pair_near(block: Sequence[int], profiles: Sequence[Profile]) -> Iterator[Pair]:
    yield from _window(block, _NEAREST)
    shared: defaultdict[str, list[int]] = defaultdict(list)
    for number in block:
        for key in list(dict.fromkeys(_list_context(profiles[number])))[:_MOST_SHARED]:
            shared[key].append(number)
    for numbers in shared.values():
        yield from _window(numbers, _NEAREST_SHARING)


def _list_context(profile: Profile) -> Iterator[str]:
    """Yield what tells bearers of one name apart, what few share first."""
    for _, name in (*profile.related, *profile.relations):
        yield from (f"kin:{key}" for key in list_name_keys(name))
    yield from (f"home:{key}" for key in profile.homes[:1])
    yield from (f"event:{it.type}/{it.begin}" for it in profile.deeds if it.begin is not None)
    yield from (f"law:{it}" for it in profile.provisions)
    yield from (f"role:{it}" for it in profile.roles[:2])
    for name in profile.company[:_MOST_SHARED]:
        yield from (f"with:{key}" for key in list_name_keys(name))


def _window(numbers: Iterable[int], width: int) -> Iterator[Pair]:
    rising = list(numbers)
    for at, one in enumerate(rising):
        for other in rising[at + 1 : at + 1 + width]:
            yield (one, other)
