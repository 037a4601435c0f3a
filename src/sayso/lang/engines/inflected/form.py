"""What a word's form shows, and what every analyser of words gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.records.parse import Name
from sayso.records.reading import Maker


@dataclass(frozen=True, slots=True)
class Form:
    """One word as it stands in its sentence.

    Attributes:
        lemma, pos, tag: As in `sayso.records.parse.Token`.
        others: Other tags that the form can have, likeliest first.
    """

    lemma: str
    pos: str
    tag: str = ""
    others: tuple[str, ...] = ()


class Analyser(Protocol):
    """Tells what the words of sentences are."""

    @property
    def makers(self) -> tuple[Maker, ...]:
        """The models and dictionaries it uses."""
        ...

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Form]]:
        """Return a form for each word of each sentence."""
        ...


class NameFinder(Protocol):
    """Finds names in sentences whose words were analysed."""

    @property
    def makers(self) -> tuple[Maker, ...]:
        """The models it uses."""
        ...

    def find(
        self, sentences: Sequence[Sequence[str]], forms: Sequence[Sequence[Form]]
    ) -> tuple[Name, ...]:
        """Return the names, their words numbered over all sentences, never overlapping."""
        ...
