"""Two people in the same rows: what agrees, what does not, and what is told of one alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sayso.publish.people_words import list_relations, list_settlements, say_deed, say_sex
from sayso.publish.wording import say_day
from sayso.records.casefile import Level, Likeness, Profile

_MOST = 8


class Mark(StrEnum):
    """How two stand to one another in a row."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    OTHER = "other"
    ONE = "one"
    UNKNOWN = "unknown"


MARKS: Mapping[Mark, tuple[str, str]] = MappingProxyType(
    {
        Mark.AGREES: ("=", "agrees"),
        Mark.CONFLICTS: ("≠", "conflicts"),
        Mark.OTHER: ("≈", "told otherwise, for neither side"),
        Mark.ONE: ("–", "told of one alone"),
        Mark.UNKNOWN: ("?", "not known of either"),
    }
)
"""Of each mark its sign and its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: what is compared, what is told of each, and how that stands."""

    label: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    mark: Mark


def compare_rows(
    one: Sequence[Profile], other: Sequence[Profile], evidence: Iterable[Likeness]
) -> tuple[Row, ...]:
    """Return what reports tell of two people, row by row.

    Args:
        one: What each report tells of the first.
        other: And of the second.
        evidence: What was weighed: it alone says that something conflicts.
    """
    signs = _list_signs(evidence)
    return tuple(_make_row(label, one, other, signs) for label in _ROWS)


def _make_row(
    label: str, one: Sequence[Profile], other: Sequence[Profile], signs: Mapping[str, set[int]]
) -> Row:
    gather, kinds = _ROWS[label]
    mine, theirs = gather(one), gather(other)
    weighed = {sign for kind in kinds for sign in signs.get(kind, ())}
    return Row(
        label=label,
        one=mine[:_MOST],
        other=theirs[:_MOST],
        mark=_mark(mine, theirs, weighed),
    )


def _mark(mine: Sequence[str], theirs: Sequence[str], weighed: set[int]) -> Mark:
    if -1 in weighed:
        return Mark.CONFLICTS
    common = {it.casefold() for it in mine} & {it.casefold() for it in theirs}
    if 1 in weighed or common:
        return Mark.AGREES
    if mine and theirs:
        return Mark.OTHER
    return Mark.ONE if mine or theirs else Mark.UNKNOWN


def _list_signs(evidence: Iterable[Likeness]) -> dict[str, set[int]]:
    """Return for which side each kind of evidence was weighed: 1 for, -1 against."""
    signs: dict[str, set[int]] = {}
    for likeness in evidence:
        settled = likeness.level is Level.DIFFERENT
        for it in likeness.reasons:
            if it.weight:
                signs.setdefault(it.kind, set()).add(1 if it.weight > 0 else -1)
            elif settled:
                signs.setdefault(it.kind, set()).add(-1)
    return signs


def _gather(
    get: Callable[[Profile], Iterable[str]],
) -> Callable[[Sequence[Profile]], tuple[str, ...]]:
    return lambda profiles: tuple(dict.fromkeys(it for one in profiles for it in get(one)))


def _get_age(profile: Profile) -> tuple[str, ...]:
    return () if profile.age is None else (str(profile.age),)


def _get_count(profile: Profile) -> tuple[str, ...]:
    return () if profile.count is None else (str(profile.count),)


def _say_report(profile: Profile) -> tuple[str, ...]:
    day = say_day(profile.published) or "date not known"
    return (f"{profile.publisher or 'publisher not known'}, {day}",)


_ROWS: Mapping[str, tuple[Callable[[Sequence[Profile]], tuple[str, ...]], tuple[str, ...]]] = (
    MappingProxyType(
        {
            "Written": (_gather(lambda it: it.spellings), ("name", "patronymic", "type")),
            "Sex": (say_sex, ("gender",)),
            "Age": (_gather(_get_age), ("age",)),
            "How many": (_gather(_get_count), ("count",)),
            "Described as": (_gather(lambda it: it.roles), ("role", "trade")),
            "Home and places": (_gather(list_settlements), ("home", "place")),
            "Kin and counsel": (_gather(list_relations), ("relation",)),
            "Told of beside": (_gather(lambda it: it.company), ("company",)),
            "What befell them": (
                _gather(lambda it: (say_deed(deed) for deed in it.deeds)),
                ("event", "elsewhere", "procedure"),
            ),
            "Article of the law": (_gather(lambda it: it.provisions), ("provision",)),
            "Punishment": (_gather(lambda it: it.penalties), ("penalty",)),
            "Courts and units": (_gather(lambda it: it.bodies), ("court", "unit")),
            "Told by": (_gather(_say_report), ("outlet", "cited", "report")),
        }
    )
)
"""Of each row how it is gathered, and the kinds of evidence that are weighed of it."""
