"""Values that accounts give of one thing, and how two of them stand to one another."""

from dataclasses import dataclass, field
from datetime import date

from sayso.reconcile.accounts.tolerances import Tolerances
from sayso.reconcile.names.compare import compare_names
from sayso.records.casefile import Agreement
from sayso.records.value import PenaltyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """When: the first and the last day that a time can mean.

    Attributes:
        written: Whether it is written out ("12 March"), not counted from another day.
        vague: Whether the words soften it ("around 12 March").
        others: Other defensible readings.
    """

    begin: date
    end: date
    written: bool = field(default=True, compare=False)
    vague: bool = field(default=False, compare=False)
    others: tuple[tuple[date, date], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where: keys of a place and of what it lies in (`list_place_keys`).

    Attributes:
        keys: The most precise first.
        own: Those of them that are keys of the place itself.
        name: What the report calls it.
        feature: "settlement", "region" and so on, or ``None`` of what is none of these.
    """

    own: tuple[str, ...]
    keys: tuple[str, ...] = field(default=(), compare=False)
    name: str = field(default="", compare=False)
    feature: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How many, how long or how much: the least and the greatest that is meant.

    Attributes:
        kind: What is measured: figures of two kinds say nothing of one another.
        approx: Whether the words soften it.
    """

    kind: str
    low: float | None
    high: float | None
    approx: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Which article of law."""

    code: str | None
    article: str
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What somebody is called."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Whether it is said to have happened."""

    happened: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Punishment:
    """What sort of punishment was imposed.

    Attributes:
        kind: As in `PenaltyKind`.
        suspended: Whether the term is suspended; ``None`` where the words do not say.
    """

    kind: str
    suspended: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an appeal made of a sentence.

    Attributes:
        upheld: Whether the sentence stands as it was.
        day: When it was decided, or told.
    """

    upheld: bool
    day: date = field(default=date.min, compare=False)


# What two languages may call the same: a report's own word for it decides nothing.
_ALIKE = (
    frozenset({PenaltyKind.FORCED_LABOUR, PenaltyKind.COMMUNITY_SERVICE, PenaltyKind.RESTRICTION}),
)

Value = Days | Spot | Amount | Article | Name | Held | Punishment | Outcome


def relate(one: Value, other: Value, limits: Tolerances) -> Agreement:
    """Return how two values of one field stand to one another; symmetric.

    Where it cannot be told whether they exclude one another, they are ``compatible``.
    """
    if one == other:
        return Agreement.SAME
    match one, other:
        case Days(), Days():
            apart = _are_days_apart(one, other, limits)
        case Spot(), Spot():
            if set(one.own) & set(other.own) or one.name.casefold() == other.name.casefold():
                return Agreement.SAME
            apart = _are_spots_apart(one, other, limits)
        case Amount(), Amount():
            apart = one.kind == other.kind and _are_amounts_apart(one, other, limits)
        case Article(), Article():
            apart = _are_articles_apart(one, other)
        case Name(), Name():
            apart = compare_names(one.name, other.name) < limits.alike_names
        case Punishment(), Punishment():
            apart = _are_punishments_apart(one, other)
        case Outcome(), Outcome():
            # Of an appeal and of the cassation after it, each may well end in another way.
            apart = abs((one.day - other.day).days) <= limits.one_hearing
        case _:
            apart = type(one) is type(other)
    return Agreement.CONTRADICTS if apart else Agreement.COMPATIBLE


def find_gap(one: Days, other: Days) -> int:
    """Return how many days lie between two times: 0 where they share a day, 1 side by side."""
    return max(0, (other.begin - one.end).days, (one.begin - other.end).days)


def _are_days_apart(one: Days, other: Days, limits: Tolerances) -> bool:
    readings = [Days(begin=a[0], end=a[1]) for a in ((one.begin, one.end), *one.others)]
    answers = [Days(begin=a[0], end=a[1]) for a in ((other.begin, other.end), *other.others)]
    gap = min(find_gap(a, b) for a in readings for b in answers)
    if one.vague or other.vague:
        return gap > limits.vague_days
    return gap > (0 if one.written and other.written else limits.relative_days)


def _are_spots_apart(one: Spot, other: Spot, limits: Tolerances) -> bool:
    """Whether two places exclude each other: neither lies in the other, and both are known."""
    if set(one.own) & set(other.keys) or set(other.own) & set(one.keys):
        return False
    if compare_names(one.name, other.name) >= limits.alike_names:
        return False  # of two villages of one name, reports seldom say which
    for unit in ("country:", "admin1:"):
        mine = {key for key in one.keys if key.startswith(unit)}
        theirs = {key for key in other.keys if key.startswith(unit)}
        if mine and theirs and not mine & theirs:
            return True
    # A district may lie anywhere in its region: nothing says that a village there is not in it.
    if one.feature == "region" and not all(_is_known(it) for it in (one, other)):
        return False  # "eastern Ukraine" holds whole regions
    return one.feature is not None and one.feature == other.feature


def _is_known(spot: Spot) -> bool:
    return any(key.startswith(("admin1:", "geonames:", "katottg:")) for key in spot.keys)


def _are_amounts_apart(one: Amount, other: Amount, limits: Tolerances) -> bool:
    low, high = _widen(one, limits)
    least, most = _widen(other, limits)
    return low > most or least > high


def _widen(amount: Amount, limits: Tolerances) -> tuple[float, float]:
    low = -float("inf") if amount.low is None else amount.low
    high = float("inf") if amount.high is None else amount.high
    if amount.kind.startswith("count"):
        share = limits.softened if amount.approx else 0.0
        if not share and low == high and low >= limits.round_from and low % 10 == 0:
            share = limits.rounded
        return low * (1 - share), high * (1 + share)
    if amount.kind.startswith("age"):
        slack = (limits.grave_years - 1) / 2
    elif amount.kind.startswith("sum"):
        return (low, high) if not amount.approx else (low * 0.95, high * 1.05)
    else:
        slack = limits.months / 2
    return low - slack, high + slack


def _are_articles_apart(one: Article, other: Article) -> bool:
    if one.article != other.article:
        return one.code is None or other.code is None or one.code == other.code
    return one.part is not None and other.part is not None and one.part != other.part


def _are_punishments_apart(one: Punishment, other: Punishment) -> bool:
    if one.kind != other.kind:
        return not any({one.kind, other.kind} <= alike for alike in _ALIKE)
    return None not in (one.suspended, other.suspended)
