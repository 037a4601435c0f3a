"""Evidence: what was captured, and the text that people read in it."""

from bisect import bisect_right
from dataclasses import dataclass, field

from sayso.records.selector import Selector, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published item as fixed text.

    Attributes:
        id: The manifest's id, else the first 16 hex digits of ``sha256``.
        title: Headline, or ``None``.
        publisher: Who published it ("The Moscow Times"; of a post, its channel), or ``None``.
        author: Who wrote it, as it says of itself (a byline, the signature of a post, a
            member of a group), or ``None``.
        forwarded_from: Whose post this is, where ``publisher`` only passed it on: the name
            that the messenger shows, which is no address; else ``None``. What such a report
            states in its own voice rests on them, not on the publisher.
        url: Where it was published, or ``None``.
        published: Day (or moment) of first publication, ISO 8601, or ``None``; never
            the day of a later change.
        captured: When it was captured, ISO 8601, or ``None`` unless it was given.
        language: BCP 47 primary subtag ("en").
        sha256: Hex digest of the bytes as captured.
        text: The text as a reader sees it: hard-wrapped lines joined, paragraphs
            separated by one newline, no blank at either end.
        origin: Map back to the captured text before lines were joined: pairs
            (offset in ``text``, offset in the captured text) where a run of equal
            characters begins, in rising order.
    """

    id: str
    title: str | None
    publisher: str | None
    author: str | None = None
    forwarded_from: str | None = None
    url: str | None
    published: str | None
    captured: str | None
    language: str
    sha256: str
    text: str
    origin: tuple[tuple[int, int], ...] = field(default=((0, 0),), repr=False)

    def select(self, *spans: tuple[int, int]) -> Selector:
        """Return a selector that quotes these pieces; raises ``ValueError`` outside the text."""
        if any(not 0 <= begin < end <= len(self.text) for begin, end in spans):
            raise ValueError(f"{spans} lies outside the report's {len(self.text)} characters")
        return Selector(
            spans=tuple(Span(begin, end) for begin, end in spans),
            text=" ".join(self.text[begin:end] for begin, end in spans),
        )

    def captured_offset(self, offset: int) -> int:
        """Return where the character at ``offset`` stood in the captured text."""
        here, there = self.origin[bisect_right(self.origin, (offset, float("inf"))) - 1]
        return there + offset - here
