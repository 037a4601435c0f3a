"""Whose case it is: the people of its matters, each once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.cases.across.matters import Matter, is_named, list_done
from sayso.records.casefile import Identity, Likeness
from sayso.records.entity import Entity, EntityType
from sayso.records.reading import Reading
from sayso.records.value import Unit

# A figure counts a group whose words begin at most so many characters after it.
_FIGURE_REACH = 20


def list_subjects(matters: Sequence[Matter]) -> tuple[Identity, ...]:
    """Return the people of a case's matters: those with names first, then as they were told.

    What several reports call a group without names is one group where its matters are one case;
    so is a man without a name beside one man. Beside those who are named, a group is only
    listed where it is known how many it is. Who has no name and did what befell the others is
    none of them.
    """
    people = list({it.id: it for matter in matters for it in matter.people}.values())
    done = frozenset(at for matter in matters for at in list_done(matter))
    people = [it for it in people if is_named(it) or not done & set(it.members)] or people
    named = [it for it in people if is_named(it)]
    groups = [it for it in people if it.type is EntityType.GROUP]
    others = [it for it in people if not is_named(it) and it.type is not EntityType.GROUP]
    if len(named) == 1 and others:
        named, others = [_merge([named[0], *others])], []
    elif others:
        others = [_merge(others)]
    counted = any(matter.count is not None for matter in matters if matter.is_anonymous)
    merged = [_merge(groups)] if groups and (counted or not named) else []
    return (*named, *others, *merged)


def count_people(reading: Reading, subjects: Iterable[Entity]) -> int | None:
    """Return how many some people of a report are, ``None`` where it does not say."""
    counts = [_count(reading, it) for it in subjects]
    return None if None in counts else sum(it for it in counts if it is not None)


def _count(reading: Reading, entity: Entity) -> int | None:
    if entity.type is EntityType.PERSON:
        return 1
    if entity.count is not None:
        return entity.count
    # A rough figure ("about 30 of their own soldiers") stands right before the words for a group.
    for it in reading.quantities:
        near = any(
            it.span.begin <= mention.begin <= it.span.end + _FIGURE_REACH
            for mention in entity.mentions
        )
        if near and it.unit is Unit.PERSON and it.value is not None:
            return int(it.value)
    return None


def _merge(people: Sequence[Identity]) -> Identity:
    """Return several identities as one, under the first one's id and name."""
    first = people[0]
    if len(people) == 1:
        return first
    counts = {it.count for it in people if it.count is not None}
    joined: Iterable[Likeness] = (likeness for it in people for likeness in it.joined)
    # What a person may settle is asked of whichever of them it is about.
    asked = {(it.one, it.other): it for who in people for it in who.suggested}
    return replace(
        first,
        spellings=tuple(dict.fromkeys(name for it in people for name in it.spellings)),
        members=tuple(dict.fromkeys(at for it in people for at in it.members)),
        ages=tuple(sorted({age for it in people for age in it.ages})),
        roles=tuple(sorted({role for it in people for role in it.roles})),
        count=first.count if len(counts) > 1 else next(iter(counts), None),
        joined=tuple(joined),
        suggested=tuple(sorted(asked.values(), key=lambda it: (-it.score, it.one, it.other))),
    )
