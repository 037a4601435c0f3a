"""An attribution while it is being worked out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.records.parse import Parse, Token

VERBAL = frozenset({"VERB", "AUX"})
"""Coarse tags of words that can attribute as verbs."""
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "PART", "NUM"})
"""Coarse tags of the words of a noun phrase."""


@dataclass(slots=True)
class Cue:
    """What attributes, whose word it is and what is attributed; all members are word numbers.

    Attributes:
        verb: The governing word.
        words: The cue.
        source: The words that name the source.
        speaker: Their head, or ``None``.
        content: What is attributed.
        through: Media in between.
        behind: Sources cited.
        extra: Words that belong to the attribution but to none of its parts.
        lead: Words before it that only join it to what stands before (", ").
        beside: The governing word of the attribution that it continues ("adding that").
        according: Whether a preposition attributes ("according to"), not a verb or a noun.
        footage: Whether a recording is what "says" it.
        showing: Whether a recording or a paper is.
        confidence: How likely the attribution is right, where that was estimated.
    """

    verb: int
    words: set[int]
    source: set[int] = field(default_factory=set)
    speaker: int | None = None
    content: set[int] = field(default_factory=set)
    through: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)
    extra: set[int] = field(default_factory=set)
    lead: set[int] = field(default_factory=set)
    beside: int | None = None
    according: bool = False
    footage: bool = False
    showing: bool = False
    confidence: float | None = None

    @property
    def own(self) -> set[int]:
        """The words that attribute, without what is attributed."""
        return {*self.words, *self.source, *self.extra}


def get_below(parse: Parse, tokens: Iterable[Token]) -> set[int]:
    """Return the numbers of the words given and of all that depends on them."""
    return {below.i for token in tokens for below in parse.subtree(token.i)}
