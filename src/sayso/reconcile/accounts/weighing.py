"""How much hangs on a conflict."""

from sayso.reconcile.accounts.steps import is_grave
from sayso.reconcile.accounts.tolerances import Tolerances
from sayso.reconcile.accounts.values import Amount, Article, Days, Value, find_gap
from sayso.records.casefile import Severity

_RANK = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}


def weigh(field: str, type_: str, one: Value, other: Value, limits: Tolerances) -> Severity:
    """Return how much hangs on two values of a field that exclude one another.

    Args:
        field: As in `Contradiction`.
        type_: Type of the step's event.
        one: The one value.
        other: The other.
        limits: From where a conflict is grave.
    """
    match one, other:
        case Days(), Days():
            near = find_gap(one, other) < limits.grave_days
            return Severity.LOW if near else Severity.MEDIUM
        case Amount(), Amount() if field == "count":
            return _weigh_counts(one, other, limits)
        case Article(), Article():
            return Severity.HIGH if one.article != other.article else Severity.MEDIUM
    if field in ("term", "kind"):
        return Severity.HIGH
    if field == "polarity":
        return Severity.HIGH if is_grave(type_) else Severity.MEDIUM
    return Severity.HIGH if field == "name" else Severity.MEDIUM


def lower(severity: Severity) -> Severity:
    """Return the next lower severity: of what its own source has put right."""
    return Severity.MEDIUM if severity is Severity.HIGH else Severity.LOW


def rank(severity: Severity) -> int:
    """Return 0 for the gravest."""
    return _RANK[severity]


def _weigh_counts(one: Amount, other: Amount, limits: Tolerances) -> Severity:
    lesser, greater = sorted((_middle(one), _middle(other)), key=abs)
    if greater - lesser <= limits.near_counts * greater:
        return Severity.LOW
    return Severity.HIGH if lesser * limits.grave_counts <= greater else Severity.MEDIUM


def _middle(amount: Amount) -> float:
    bounds = [it for it in (amount.low, amount.high) if it is not None]
    return sum(bounds) / len(bounds)
