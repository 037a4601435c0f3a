"""What kin are to one another, and which surnames are one family's."""

from sayso.lang.language import Language
from sayso.records.entity import RelationType

# What B is to A where A is this to B. Only kin stand to one another in both directions.
INVERSE = {
    RelationType.SPOUSE: RelationType.SPOUSE,
    RelationType.SIBLING: RelationType.SIBLING,
    RelationType.RELATIVE: RelationType.RELATIVE,
    RelationType.PARENT: RelationType.CHILD,
    RelationType.CHILD: RelationType.PARENT,
}
KIN = frozenset(INVERSE)


class Surnames:
    """Compares surnames that have a man's and a woman's form: Galimov, Galimova."""

    def __init__(self, language: Language) -> None:
        endings = language.values("coreference", "surname_ending")
        self._endings = [(end, str(endings[end])) for end in sorted(endings, key=len, reverse=True)]

    def are_one(self, one: str, other: str) -> bool:
        """Whether two surnames are forms of one, or the same form."""
        return self._stem(one) == self._stem(other)

    def _stem(self, surname: str) -> str:
        plain = surname.lower().replace("’", "'")
        for ending, left in self._endings:
            if plain.endswith(ending):
                return plain.removesuffix(ending) + left
        return plain
