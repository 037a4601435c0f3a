"""Files that hold many reports: what they give, and what of it is wanted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from sayso.capture.extracted import Extracted
from sayso.capture.options import CaptureOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of a file that holds many reports is wanted; by default all that is for readers.

    Attributes:
        chats: Names or numbers of chats of a Telegram export.
        items: Numbers of posts, links or marks of a feed's items, addresses of an archive's
            pages; all by default.
        limit: So many reports at most.
    """

    chats: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A file beside a post.

    Attributes:
        path: Where the export has it, or what it says in place of a path.
        mime: Its media type, as the export or its name tells it.
        open: Opens it; ``None`` where it is not there.
        missing: Why it is not there, or ``None``.
    """

    path: str
    mime: str | None = None
    open: Callable[[], BinaryIO] | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One report of a file that holds many.

    Attributes:
        name: What messages call it, within its file.
        data: The bytes that are its own, which are evidence.
        options: What is known of it.
        facts: Fields of `Capture` that the file tells.
        media: The files that came with it.
        address: Where it stays findable, also when ``options.url`` is another; or ``None``.
        found: What was extracted from ``data`` already, or ``None``.
        problem: Why it has no text to read, or ``None``.
    """

    name: str
    data: bytes
    options: CaptureOptions
    facts: Mapping[str, Any] = field(default_factory=dict)
    media: tuple[Medium, ...] = ()
    address: str | None = None
    found: Extracted | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The file itself.

    Attributes:
        name: Its own name, without folders.
        sha256, size: Of its bytes.
        open: Opens it anew.
        mime: Its media type.
        facts: Further fields of `Capture` (the archive that it lay in).
    """

    name: str
    sha256: str
    size: int
    open: Callable[[], BinaryIO]
    mime: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A file that holds many reports, looked through once from end to end.

    Attributes:
        what: What it is, for people: "Telegram export of Oryol News".
        holder: The file.
        count: How many pieces are wanted.
        passed_over: What else it holds that is no report, or was not asked for: words in the
            plural, and how many.
        warnings: Sentences on what is not as it should be.
        pieces: Yields them, in the file's order; each call begins anew.
        close: Gives back what is held open.
    """

    what: str
    holder: Holder
    count: int
    passed_over: Mapping[str, int]
    pieces: Callable[[], Iterator[Piece]]
    close: Callable[[], None]
    warnings: tuple[str, ...] = ()
