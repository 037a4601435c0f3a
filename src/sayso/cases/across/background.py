"""Cases that are but a figure beside somebody's: "34 others are behind bars"."""

from collections.abc import Mapping, Sequence

from sayso.cases.across.incidents import MANY
from sayso.cases.across.matters import Joined, Matter
from sayso.records.entity import EntityType
from sayso.records.reading import Reading


def leave_background(
    cases: Sequence[Joined], readings: Mapping[str, Reading]
) -> tuple[Joined, ...]:
    """Return the cases without those that only tell how many others there are.

    Of these nobody is named, no day or settlement is told, and each of their reports makes a
    case of somebody by name.

    Args:
        cases: All of them.
        readings: By SHA-256, those of their reports.
    """
    return tuple(
        it
        for it in cases
        if not all(_is_figure(m) and _names_somebody(readings[m.at.report]) for m in it.matters)
    )


def _is_figure(matter: Matter) -> bool:
    groups = all(it.type is EntityType.GROUP for it in matter.people)
    many = matter.count is None or matter.count > MANY
    settled = (it.days or (it.spot is not None and it.spot.settled) for it in matter.tellings)
    return groups and many and not any(settled)


def _names_somebody(reading: Reading) -> bool:
    subjects = {name for case in reading.cases for name in case.subjects}
    return any(
        it.id in subjects and it.type is EntityType.PERSON and not it.anonymous
        for it in reading.entities
    )
