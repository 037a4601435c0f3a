"""Where in a report something stands."""

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch ``[begin, end)`` of a report's text, in code points."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """A passage of a report, by position and by quotation, perhaps in several pieces.

    The offsets find the passage; the quotation proves that it is still the one
    that was meant (the two selectors of the W3C Web Annotation model in one).

    Attributes:
        spans: The pieces in text order; never empty, never overlapping.
        text: The pieces' characters, joined by one blank where there are several.
    """

    spans: tuple[Span, ...]
    text: str

    def __post_init__(self) -> None:
        if not self.spans or not self.text:
            raise ValueError("a selector needs at least one piece and its text")
        before = -1
        for begin, end in self.spans:
            if begin <= before or end <= begin:
                raise ValueError(f"the pieces {self.spans} are empty, overlap or stand in disorder")
            before = end - 1

    @property
    def begin(self) -> int:
        """Offset of the first character of the first piece."""
        return self.spans[0].begin
