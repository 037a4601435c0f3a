"""Time expressions and what they can mean."""

from sayso.lang.language import Language
from sayso.records.parse import Parse
from sayso.records.value import TimeExpression


def read_times(
    parse: Parse, language: Language, *, published: str | None
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a report in text order.

    Args:
        parse: The report's parse.
        language: The report's language.
        published: Day or moment of publication, ISO 8601, or ``None``.
    """
    return ()
