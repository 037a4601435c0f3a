"""Whose case it is: the people of its matters, each once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.cases.across.matters import Matter, is_named
from sayso.records.casefile import Identity, Likeness
from sayso.records.entity import EntityType


def list_subjects(matters: Sequence[Matter]) -> tuple[Identity, ...]:
    """Return the people of a case's matters: those with names first, then as they were told.

    What several reports call a group without names is one group where its matters are one case;
    so is a man without a name beside one man.
    """
    people = list({it.id: it for matter in matters for it in matter.people}.values())
    named = [it for it in people if is_named(it)]
    groups = [it for it in people if it.type is EntityType.GROUP]
    others = [it for it in people if not is_named(it) and it.type is not EntityType.GROUP]
    if len(named) == 1 and others:
        named, others = [_merge([named[0], *others])], []
    elif others:
        others = [_merge(others)]
    merged = [_merge(groups)] if groups else []
    return (*named, *others, *merged)


def _merge(people: Sequence[Identity]) -> Identity:
    """Return several identities as one, under the first one's id and name."""
    first = people[0]
    if len(people) == 1:
        return first
    counts = {it.count for it in people if it.count is not None}
    joined: Iterable[Likeness] = (likeness for it in people for likeness in it.joined)
    return replace(
        first,
        spellings=tuple(dict.fromkeys(name for it in people for name in it.spellings)),
        members=tuple(dict.fromkeys(at for it in people for at in it.members)),
        ages=tuple(sorted({age for it in people for age in it.ages})),
        roles=tuple(sorted({role for it in people for role in it.roles})),
        count=first.count if len(counts) > 1 else next(iter(counts), None),
        joined=tuple(joined),
    )
