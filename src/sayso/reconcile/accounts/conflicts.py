"""Tellings of one thing put side by side: which agree, which repeat, which conflict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.reconcile.accounts.saying import say
from sayso.reconcile.accounts.tellings import Telling, Topic
from sayso.reconcile.accounts.tolerances import Tolerances
from sayso.reconcile.accounts.values import Held, Spot, Value, relate
from sayso.reconcile.accounts.weighing import lower, rank, weigh
from sayso.records.casefile import AccountValue, Agreement, Comparison, Contradiction

_NONE = ""
# Of these, each person's or step's conflict is one of its own.
_ALONE = frozenset({"polarity", "name", "age"})
# Of these, one report has two values from two sources only where these disagree; of how many,
# when and where it may tell of different people, days and stations.
_EXACT = frozenset({"term", "amount", "article", "age"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """All tellings of equal values, the earliest first."""

    value: Value
    tellings: tuple[Telling, ...]


def group_tellings(tellings: Sequence[Telling], limits: Tolerances) -> tuple[Side, ...]:
    """Return the tellings of one topic by their values, in order of first telling."""
    groups: dict[Value, list[Telling]] = {}
    for telling in sorted(tellings, key=_order):
        value = telling.value
        if isinstance(value, Spot) and value not in groups:
            # One report's gazetteer code and another's bare name may be one place.
            same = (it for it in groups if relate(it, value, limits) is Agreement.SAME)
            value = next(same, value)
        groups.setdefault(value, []).append(telling)
    sides = [Side(value=value, tellings=tuple(told)) for value, told in groups.items()]
    return tuple(sides[: limits.most_values])


def _order(telling: Telling) -> tuple[str, str, str, tuple[str, ...]]:
    return (telling.published, telling.at.report, telling.at.id, say(telling.value))


def list_comparisons(
    topic: Topic, sides: Sequence[Side], limits: Tolerances
) -> Iterator[Comparison]:
    """Yield how tellings stand to one another, as few as say it all.

    Each telling is compared with the first of the same value, or of the same origin with
    it, whose repetition it then is; of different values the first of each are compared.
    """
    step = topic.step or _NONE
    for side in sides:
        first: dict[str, Telling] = {}
        for number, telling in enumerate(side.tellings):
            same = next((first[it] for it in telling.origins if it in first), None)
            if number and telling.at != side.tellings[0].at:
                yield Comparison(
                    step=step,
                    field=topic.field,
                    one=(same or side.tellings[0]).at,
                    other=telling.at,
                    agreement=Agreement.SAME if same is None else Agreement.REPEATS,
                )
            for origin in telling.origins:
                first.setdefault(origin, telling)
    for one, other in combinations(sides, 2):
        yield Comparison(
            step=step,
            field=topic.field,
            one=one.tellings[0].at,
            other=other.tellings[0].at,
            agreement=relate(one.value, other.value, limits),
        )


def find_contradiction(
    topic: Topic,
    sides: Sequence[Side],
    corrections: Sequence[tuple[Value, Value]],
    limits: Tolerances,
) -> Contradiction | None:
    """Return the conflict over one topic with all its sides, or ``None``.

    Args:
        topic: What it is about.
        sides: What is said of it, by values.
        corrections: The wrong and the right value of each correction.
        limits: How far apart two values may lie.
    """
    told: dict[str, set[Value]] = {}
    for side in sides:
        for telling in side.tellings:
            told.setdefault(telling.at.report, set()).add(side.value)
    edges = [
        (one, other)
        for one, other in combinations(sides, 2)
        if _is_corrected(one, other, corrections)
        or (
            relate(one.value, other.value, limits) is Agreement.CONTRADICTS
            and _is_conflict(one, other, told, limits)
        )
    ]
    if not edges:
        return None
    severity = min(
        (weigh(topic.field, topic.type, a.value, b.value, limits) for a, b in edges), key=rank
    )
    disputed = [side for side in sides if any(side in edge for edge in edges)]
    joined = _join(disputed, edges, limits)
    note, corrected = find_correction(joined, corrections)
    return Contradiction(
        about=topic.about,
        field=topic.field,
        step=topic.step,
        severity=lower(severity) if corrected else severity,
        values=_list_values(joined),
        corrected=corrected,
        note=note,
    )


def _is_corrected(one: Side, other: Side, corrections: Sequence[tuple[Value, Value]]) -> bool:
    mine, theirs = ({it.value for it in side.tellings} for side in (one, other))
    return any(
        (wrong in mine and right in theirs) or (wrong in theirs and right in mine)
        for wrong, right in corrections
    )


def find_correction(
    joined: Sequence[Sequence[Side]], corrections: Sequence[tuple[Value, Value]]
) -> tuple[str, bool]:
    """Return how values were taken back by their own source, and whether that settles it.

    A value is taken back if its medium says so, or gives another in a later report; all who
    give it must have it from that medium or from the same origin.
    """
    withdrawn: dict[int, str] = {}
    for number, sides in enumerate(joined):
        for later, others in enumerate(joined):
            if later != number and (said := _withdraw(sides, others, corrections)):
                withdrawn.setdefault(number, said)
    note = " ".join(dict.fromkeys(withdrawn[it] for it in sorted(withdrawn)))
    return note, bool(withdrawn) and len(joined) - len(withdrawn) <= 1


def _withdraw(
    sides: Sequence[Side], others: Sequence[Side], corrections: Sequence[tuple[Value, Value]]
) -> str | None:
    """Return how the tellers of one value took it back for another, or ``None``."""
    tellings = [it for side in sides for it in side.tellings]
    later: dict[str, list[Telling]] = {}
    for it in (it for side in others for it in side.tellings):
        later.setdefault(it.publisher, []).append(it)
    for mine in tellings:
        for other in later.get(mine.publisher, ()) if mine.publisher else ():
            if (mine.value, other.value) not in corrections and (
                mine.published[:10] >= other.published[:10]
            ):
                continue
            if isinstance(mine.value, Held) and not set(mine.voices) & set(other.voices):
                continue  # what an official denied to it, no medium takes back
            firm = {*mine.voices, *mine.behind}
            if all(it.publisher == mine.publisher or firm & set(it.behind) for it in tellings):
                first, last = say(mine.value)[0], say(other.value)[0]
                return f"{mine.medium} first gave {first}, and on {other.published[:10]} {last}."
    return None


def _is_conflict(one: Side, other: Side, told: dict[str, set[Value]], limits: Tolerances) -> bool:
    """Whether some account of the one value leaves no room for the other.

    A report that itself tells both (300 were held, 20 of them there) tells of two things,
    unless it sets its sources against each other. Who denies what the same source alone told
    takes it back.
    """
    if isinstance(one.value, Held):
        voices, others = ({it.voices for it in side.tellings} for side in (one, other))
        return any(not set(mine) & set(theirs) for mine in voices for theirs in others)

    def leaves_room(telling: Telling, mine: Value, theirs: Value) -> bool:
        return any(
            relate(value, theirs, limits) is not Agreement.CONTRADICTS
            for value in told[telling.at.report]
            if value != mine and relate(value, mine, limits) is Agreement.CONTRADICTS
        )

    firm = any(not leaves_room(it, one.value, other.value) for it in one.tellings)
    if firm and any(not leaves_room(it, other.value, one.value) for it in other.tellings):
        return True
    by_report: dict[str, list[Telling]] = {}
    for telling in one.tellings:
        by_report.setdefault(telling.at.report, []).append(telling)
    return any(
        not set(mine.voices) & set(it.voices)
        and ((mine.checked and it.checked) or mine.topic.field in _EXACT)
        for it in other.tellings
        for mine in by_report.get(it.at.report, ())
    )


def _join(
    sides: Sequence[Side], edges: Sequence[tuple[Side, Side]], limits: Tolerances
) -> list[list[Side]]:
    """Put values together that do not exclude one another ("about 300" and 296)."""
    joined: list[list[Side]] = []
    for side in sides:
        fitting = [
            it
            for it in joined
            if all(
                relate(side.value, mine.value, limits) is not Agreement.CONTRADICTS
                and (side, mine) not in edges
                and (mine, side) not in edges
                for mine in it
            )
        ]
        if fitting:
            fitting[0].append(side)
        else:
            joined.append([side])
    return joined


def _list_values(joined: Sequence[Sequence[Side]]) -> tuple[AccountValue, ...]:
    values = [_make_value(sides) for sides in joined]
    return tuple(sorted(values, key=lambda it: (-len(it.origins), -len(it.reports))))


def _make_value(sides: Sequence[Side]) -> AccountValue:
    tellings = [it for side in sides for it in side.tellings]
    plain = [form for side in sides for form in say(side.value)]
    words = [it for telling in tellings for it in telling.words]
    return AccountValue(
        value=plain[0],
        claims=tuple(dict.fromkeys(it for telling in tellings for it in telling.claims)),
        reports=tuple(dict.fromkeys(it.at.report for it in tellings)),
        origins=tuple(dict.fromkeys(it for telling in tellings for it in telling.origins)),
        forms=tuple(dict.fromkeys([*words, *plain[1:]])),
    )


def order_contradictions(
    found: Sequence[Contradiction], steps: Sequence[str]
) -> tuple[Contradiction, ...]:
    """Return conflicts, the gravest first, each once.

    Fourteen who refused and were locked up, or twelve, is one conflict and not two: it stays
    with the first step.

    Args:
        found: The conflicts.
        steps: Ids of the steps in the order of the history.
    """
    order = {step: number for number, step in enumerate(steps)}
    kept: dict[tuple[str, frozenset[str]], Contradiction] = {}
    for it in sorted(found, key=lambda it: (order.get(it.step or "", -1), it.field, it.about)):
        # Who denies one thing may well admit another.
        alone = it.about if it.field in _ALONE else ""
        kept.setdefault((it.field + alone, frozenset(value.value for value in it.values)), it)
    return tuple(
        sorted(
            kept.values(),
            key=lambda it: (rank(it.severity), order.get(it.step or "", -1), it.field, it.about),
        )
    )
