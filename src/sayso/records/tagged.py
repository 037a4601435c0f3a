"""What a trained tagger says of a text: statements, and how likely each word has which role."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.records.selector import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedStatement:
    """A statement as tagged; all spans are offsets into the text, in text order.

    Attributes:
        level: 0, or 1 for one within the content of another.
        source: Whose word it is; empty where nobody is named.
        cue: The attributing words.
        content: What is attributed.
        medium: Who passed it on ("told Z").
        behind: On whose word the source says so ("citing Y").
        confidence: How likely it is right: content at least half, and the source.
    """

    level: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    medium: tuple[Span, ...]
    behind: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedText:
    """A text as tagged.

    Attributes:
        statements: In the order of their cues.
        words: Offsets of the tagger's words, in text order.
        cues: How likely each word belongs to a cue, of whichever level.
        contents: How likely each word belongs to a content.
    """

    statements: tuple[TaggedStatement, ...]
    words: Sequence[Span]
    cues: Sequence[float]
    contents: Sequence[float]
