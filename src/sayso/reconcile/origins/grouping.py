"""Sources of many reports put together: each that is certainly another one, once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from sayso.reconcile.names.keys import list_name_keys
from sayso.reconcile.origins.alike import Match, compare_in_report, compare_witnesses
from sayso.reconcile.origins.vocabulary import Group, list_sounds, list_telling_sounds
from sayso.reconcile.origins.witnesses import CLOSE_KIN, Witness

_OF_STATE = frozenset(
    {Group.COURT, Group.PROSECUTION, Group.INVESTIGATION, Group.POLICE, Group.ARMY}
)
_BODIES = _OF_STATE | {Group.ORGANIZATION}


@dataclass(slots=True)
class Circle:
    """Witnesses that are, or may be, one source.

    Attributes:
        members: The witnesses, the most telling first.
        heard: The media that heard them.
        told_in: The reports that cite them.
        because: Why they are together, one sentence each.
    """

    members: list[Witness]
    heard: set[str] = field(default_factory=set)
    told_in: set[str] = field(default_factory=set)
    because: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Where a witness was heard.

    Attributes:
        media: The media that heard it.
        reports: The reports that cite it, by SHA-256.
        order: What puts equally telling witnesses in order.
    """

    media: Set[str]
    reports: Set[str]
    order: tuple[int, str]


def group_witnesses(hearings: Mapping[Witness, Hearing]) -> Sequence[Circle]:
    """Return the circles of sources that witnesses make up.

    Those whom more is told of come first, so that "relatives" join a wife or a mother, and
    never make the two one.

    Args:
        hearings: By witness, where it was heard.
    """
    circles: list[Circle] = []
    by_key: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for witness in sorted(hearings, key=lambda it: (_rank(it), hearings[it].order)):
        hearing = hearings[witness]
        keys = tuple(_list_keys(witness, hearing))
        near = sorted({number for key in keys for number in by_key[key]})
        found = _find_circle(witness, hearing, [(n, circles[n]) for n in near])
        if found is None:
            found = len(circles)
            circles.append(Circle(members=[]))
        circles[found].members.append(witness)
        circles[found].heard |= hearing.media
        circles[found].told_in |= hearing.reports
        for key in keys:
            by_key[key][found] = None
    for circle in circles:
        # Whose own channel it is goes before the channel.
        circle.members.sort(key=lambda it: it.medium is not None)
    return circles


def _find_circle(
    witness: Witness, hearing: Hearing, near: Sequence[tuple[int, Circle]]
) -> int | None:
    """Return the circle that a witness joins, and tell there why."""
    best: tuple[tuple[int, bool, int], str] | None = None
    for number, circle in near:
        verdicts = [compare_witnesses(witness, member) for member in circle.members]
        if any(it.match is Match.DIFFERENT for it in verdicts):
            continue
        if hearing.reports & circle.told_in:
            verdicts += [compare_in_report(witness, member) for member in circle.members]
        verdict = max(verdicts, key=lambda it: it.match)
        if verdict.match < Match.MAYBE:
            continue
        shared = sorted(hearing.media & circle.heard)
        score = (int(verdict.match), bool(shared), -number)
        if best is None or score > best[0]:
            why = verdict.why
            if verdict.match is Match.MAYBE and shared:
                why = (
                    f"{witness.name!r} comes by way of {shared[0]} too: counted with "
                    f"{circle.members[0].name!r}"
                )
            best = (score, why)
    if best is None:
        return None
    circle = dict(near)[-best[0][2]]
    if best[1] and best[1] not in circle.because:
        circle.because.append(best[1])
    return -best[0][2]


def _rank(witness: Witness) -> tuple[int, int]:
    """Return how little is told of a witness: decided ones first, then names, then roles."""
    if witness.decided is not None:
        return (0, 0)
    if witness.person or witness.medium is not None:
        return (1, -len(list_sounds(witness.name)))
    if witness.kinship in CLOSE_KIN or not witness.nameless:
        return (2, 0)
    return (3, 0)


def _list_keys(witness: Witness, hearing: Hearing) -> Iterator[str]:
    """Yield keys under which sources meet that can be one."""
    if witness.nameless or witness.person:
        yield from (f"report:{report}" for report in hearing.reports)
    if witness.medium is not None:
        yield f"medium:{witness.medium}"
        for word in list_telling_sounds(witness.medium, "own_channel"):
            yield f"sound:{word[:3]}"
    elif witness.person:
        for word in list_sounds(witness.name):
            yield f"sound:{word[:3]}"
        for key in list_name_keys(witness.name):
            yield f"name:{key}"
    if witness.medium is None and not (witness.person and witness.group is Group.PERSON):
        yield f"group:{witness.group}"
    if witness.group in _BODIES and not witness.person:
        # A body can be a medium: where it publishes its own word.
        for word in list_telling_sounds(witness.name):
            yield f"sound:{word[:3]}"
    if witness.group in {Group.PERSON, Group.SUBJECT} and witness.age is not None:
        yield f"age:{witness.age}"
    if witness.group in _OF_STATE or witness.group is Group.AUTHORITIES:
        yield "state"
    if witness.decided is not None or not witness.person:
        yield f"exact:{witness.name.casefold()}"
