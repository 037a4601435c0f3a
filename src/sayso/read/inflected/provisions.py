"""Articles of law."""

from collections.abc import Mapping

from sayso.lang.language import Language
from sayso.packs.pack import Pack
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Provision


def read_provisions(
    parse: Parse, language: Language, packs: tuple[Pack, ...], countries: Mapping[Span, str]
) -> tuple[Provision, ...]:
    """Return the articles of law that a report names, in text order.

    Args:
        parse: The report's parse.
        language: The report's language.
        packs: Their law tells codes, offences and jurisdictions.
        countries: ISO country by where the words stand that name a place of it.
    """
    return ()
