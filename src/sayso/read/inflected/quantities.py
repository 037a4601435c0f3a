"""Numbers, sums and counts, with their softness."""

from sayso.lang.language import Language
from sayso.records.parse import Parse
from sayso.records.value import Quantity, TimeExpression


def read_quantities(
    parse: Parse, language: Language, times: tuple[TimeExpression, ...]
) -> tuple[Quantity, ...]:
    """Return the quantities of a report in text order; dates, ages and articles are none."""
    return ()
