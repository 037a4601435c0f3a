"""Mentions: every stretch of words that refers to somebody or something."""

from sayso.lang.language import Language
from sayso.records.finding import Mention
from sayso.records.naming import Namer
from sayso.records.parse import Parse


def read_mentions(
    parse: Parse, language: Language, places: tuple[tuple[int, int], ...], namer: Namer
) -> tuple[Mention, ...]:
    """Return every mention of a report in text order; none shares its head with another.

    Args:
        parse: The report's parse.
        language: The report's language.
        places: Word ranges known to name places, first and last inclusive (`find_place_names`).
        namer: Puts names into the nominative.
    """
    return ()
