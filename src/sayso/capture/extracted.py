"""What a format gives before its text is laid out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of a capture, and what the capture says of itself.

    Attributes:
        text: The text as extracted; `Report.origin` points into it.
        title: Headline, or ``None``.
        publisher: Name of the site, or ``None``.
        author, forwarded_from: As in `Report`.
        url: Its canonical address, or ``None``.
        published: ISO 8601 day or moment of first publication, or ``None``.
        language: BCP 47 primary subtag that the document declares, or ``None``.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    forwarded_from: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
