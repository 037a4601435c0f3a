"""Sets of a language's words, gathered from the entries of its lexicons."""

from collections.abc import Mapping

from sayso.lang.language import Language

Words = frozenset[str]


def get_word_sets(language: Language, entries: Mapping[str, str]) -> dict[str, Words]:
    """Return the words of each of the sets; raises `DataError` when an entry is lacking.

    Args:
        language: The language.
        entries: By the name of a set the entries it holds, as "lexicon.entry", with blanks
            in between.
    """
    return {
        name: frozenset[str]().union(
            *(language.words(*entry.split(".", maxsplit=1)) for entry in wanted.split())
        )
        for name, wanted in entries.items()
    }
