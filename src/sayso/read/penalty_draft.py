"""A penalty before its place in a sentence is known."""

from dataclasses import dataclass, replace

from sayso.read.penalty_terms import Term
from sayso.records.selector import Span
from sayso.records.value import PenaltyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A penalty before its place in a sentence is known.

    Attributes:
        span, kind, min, max, unit, currency, suspended: As of a `Penalty`.
        bare: Whether its words make no penalty by themselves: only a penal verb above a term,
            or an "or" beside a penalty, does.
        gapped: Whether somebody named stands right before it, and the verb further back.
        elliptic: Whether its unit is that of the penalty before: "seven years to five".
    """

    span: Span
    kind: PenaltyKind
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    currency: str | None = None
    suspended: bool = False
    bare: bool = False
    elliptic: bool = False
    gapped: bool = False

    @property
    def has_amount(self) -> bool:
        """Whether a bound of its term or sum is known."""
        return self.min is not None or self.max is not None


def add_term(draft: Draft, term: Term | None) -> Draft:
    """Return a draft with the bounds of its term, where one is known."""
    if term is None:
        return draft
    return replace(draft, min=term.min, max=term.max, unit=term.unit)
