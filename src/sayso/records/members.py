"""Who a group is, where a report names its members: "two soldiers, Ivan Orlov and Petr Belov"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.records.entity import Entity, EntityType, RelationType
from sayso.records.reading import Reading

# Between two names of a list stands a comma, or a short word ("and", "и", "та").
_BETWEEN = re.compile(r"\s*,?\s*(?:\w{1,3}\s+)?")
# Between the words for a group and its first name a mark, perhaps behind a clause.
_BEFORE = re.compile(r"[\s,(]*|[^.!?…\n]{0,80}[—–:-]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The named members of a group; ``all`` says whether the group has no others."""

    names: tuple[str, ...]
    all: bool


def list_members(reading: Reading) -> dict[str, Members]:
    """Return, by group entity, the people whom a report names as its members.

    They are those whose names stand in a list right behind the words for a group whose number
    is told, and those whom the reading gives as members of it.
    """
    people = {
        it.id: it for it in reading.entities if it.type is EntityType.PERSON and not it.anonymous
    }
    ends = {
        mention.begin: (mention.end, name) for name, it in people.items() for mention in it.mentions
    }
    belong: defaultdict[str, list[str]] = defaultdict(list)
    for name, person in people.items():
        for relation in person.relations:
            if relation.type is RelationType.MEMBER_OF:
                belong[relation.to].append(name)
    found = {}
    for entity in reading.entities:
        if entity.type is not EntityType.GROUP or not (entity.count or entity.id in belong):
            continue
        listed = max(
            (list(_read_list(reading.report.text, at.end, ends)) for at in entity.mentions),
            key=len,
            default=[],
        )
        names = tuple(dict.fromkeys([*_fit(entity, listed), *belong.get(entity.id, ())]))
        if names:
            found[entity.id] = Members(names=names, all=len(names) == entity.count)
    return found


def expand_groups(entities: Iterable[str], members: Mapping[str, Members]) -> tuple[str, ...]:
    """Return entities with the named members of groups: of one with no others, them alone."""
    found: dict[str, None] = {}
    for name in entities:
        group = members.get(name)
        if group is None or not group.all:
            found[name] = None
        found.update(dict.fromkeys(() if group is None else group.names))
    return tuple(found)


def _fit(entity: Entity, listed: list[str]) -> list[str]:
    return listed if entity.count is not None and len(listed) <= entity.count else []


def _read_list(text: str, begin: int, ends: dict[int, tuple[int, str]]) -> Iterator[str]:
    """Yield the names of a list that begins behind an offset."""
    gap = _BEFORE
    while True:
        reach = 90 if gap is _BEFORE else 8
        following = (at for at in range(begin, begin + reach) if at in ends)
        at = next((it for it in following if gap.fullmatch(text, begin, it)), None)
        if at is None:
            return
        begin, name = ends[at]
        yield name
        gap = _BETWEEN
