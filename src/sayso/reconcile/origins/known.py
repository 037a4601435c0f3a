"""Who is known in any report of a case as kin or lawyer of its subjects, by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from sayso.reconcile.origins.vocabulary import Group, list_sounds
from sayso.records.casefile import Ref
from sayso.records.claim import SourceKind
from sayso.records.entity import Entity, EntityType, RelationType
from sayso.records.reading import Reading

KIN = frozenset(
    {
        RelationType.SPOUSE,
        RelationType.PARENT,
        RelationType.CHILD,
        RelationType.SIBLING,
        RelationType.RELATIVE,
    }
)
"""The relations of a family."""

_BY_KIND = {SourceKind.RELATIVE: Group.KIN, SourceKind.LAWYER: Group.LAWYER}

Sounds = tuple[str, ...]


def list_known(
    readings: Iterable[Reading], subjects: Set[Ref], is_family: Callable[[Entity], bool]
) -> Mapping[Sounds, Group]:
    """Return, by how a full name sounds, of which class who bears it is.

    One report tells that she is his wife, another only cites her by name. Whom reports class
    in two ways is not among them.

    Args:
        readings: Those of a case's reports.
        subjects: Whose case it is.
        is_family: Tells whether somebody bears the surname of one of them in another sex.
    """
    found: dict[Sounds, set[Group]] = {}
    for reading in readings:
        for name, group in _list_told(reading, subjects, is_family):
            sounds = list_sounds(name)
            if len(sounds) > 1:
                found.setdefault(sounds, set()).add(group)
    return {sounds: next(iter(it)) for sounds, it in found.items() if len(it) == 1}


def find_known(name: str, known: Mapping[Sounds, Group]) -> Group | None:
    """Return the class of who is called so; by one word of a name, where only one bears it."""
    sounds = list_sounds(name)
    if len(sounds) != 1:
        return known.get(sounds)
    found = [group for full, group in known.items() if sounds[0] in full]
    return found[0] if len(found) == 1 else None


def _list_told(
    reading: Reading, subjects: Set[Ref], is_family: Callable[[Entity], bool]
) -> Iterator[tuple[str, Group]]:
    report = reading.report.sha256
    people: dict[str, Entity] = {
        it.id: it
        for it in reading.entities
        if it.type is EntityType.PERSON
        and not it.anonymous
        and Ref(report=report, id=it.id) not in subjects
    }
    for entity in people.values():
        for relation in entity.relations:
            if Ref(report=report, id=relation.to) in subjects:
                if relation.type in KIN:
                    yield entity.name, Group.KIN
                elif relation.type is RelationType.LAWYER_OF:
                    yield entity.name, Group.LAWYER
    for claim in reading.claims:
        for link in claim.chain:
            if link.entity in people and link.kind in _BY_KIND:
                yield people[link.entity].name, _BY_KIND[link.kind]
            else:
                who = people.get(link.entity or "")
                if who is not None and link.kind is SourceKind.PERSON and is_family(who):
                    yield who.name, Group.KIN
