"""Whether one statement of a report only restates what another one gives: the same term."""

from collections.abc import Iterator, Sequence

from sayso.reconcile.accounts.law import read_term
from sayso.records.reading import Reading
from sayso.records.selector import Span


def can_restate(one: Sequence[Span], other: Sequence[Span], reading: Reading) -> bool:
    """Tell whether a statement gives no term, or one that the other gives too.

    "Six years for refusing" restates nothing of "He refused an order, his sister said".

    Args:
        one: Where the statement stands that may only restate.
        other: Where the one stands that it may restate.
        reading: Of the report of both.
    """
    given = frozenset(_list_terms(one, reading))
    return not given or bool(given & frozenset(_list_terms(other, reading)))


def _list_terms(spans: Sequence[Span], reading: Reading) -> Iterator[float]:
    """Yield how many months the durations are that stand at some spans."""
    for it in reading.times:
        if any(span.begin <= it.span.begin and it.span.end <= span.end for span in spans):
            term = read_term(it)
            if term is not None and term.low is not None:
                yield round(term.low, 1)
