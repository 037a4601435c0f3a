"""Files that hold many reports, on their way into a casebook.

The file itself is kept as one object beside its posts, after the last of them. It holds the
words of all, so it is not kept where only a part was asked for, nor where a post in it was
lawfully removed from the casebook; its SHA-256 is then in the records of its posts alone.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from sayso import __version__
from sayso.capture.bundle import explain_damage
from sayso.capture.holders import open_many
from sayso.capture.many import Many, Medium, Piece, Selection
from sayso.capture.piece import capture_piece
from sayso.capture.survey import hash_stream
from sayso.errors import CaptureError, LanguageError
from sayso.records.capture import Capture
from sayso.records.report import Report
from sayso.workbench.additions import Added, Addition, Opened, Outcome
from sayso.workbench.holdings import Holdings

UNKNOWN_LANGUAGE = "und"
"""BCP 47's subtag for a language that cannot be told."""

MOST_BYTES = 250_000_000
"""Of a file that is kept beside the posts; of a longer one its hash alone is."""


@dataclass(slots=True)
class Source:
    """A file that holds many reports, while these are added.

    Attributes:
        addition: As it was asked for.
        many: The file.
        removed: Whether a piece of it was lawfully removed from the casebook before.
    """

    addition: Addition
    many: Many
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMedium:
    """A file that came with a post and is to be kept.

    Attributes:
        medium: Where it is.
        sha256, size: Of its bytes when they were looked at.
    """

    medium: Medium
    sha256: str
    size: int


@dataclass(slots=True)
class Taken:
    """An addition, or a piece of one, whose bytes are in memory.

    Attributes:
        addition: What was asked for; of a piece, made of it.
        data: The bytes.
        report: What was made of them.
        problem: Why it cannot be read or kept, or ``None``.
        source: The file that it is a piece of, or ``None``.
        address: Where an older version may be found beside the report's own address.
        media: Files that came with it and are to be kept.
        missing: Sentences on those that did not.
        outcome: What becomes of it.
        unread: Whether a report that was there has a text to read now.
        bare: Whether it has no text, and is kept as evidence alone.
    """

    addition: Addition
    data: bytes
    report: Report
    problem: str | None = None
    source: Source | None = None
    address: str | None = None
    media: tuple[KeptMedium, ...] = ()
    missing: tuple[str, ...] = ()
    outcome: Outcome = Outcome.ADDED
    unread: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a file that holds many reports: now it can be kept itself."""

    source: Source


def open_source(addition: Addition, source: Any, name: str | None = None) -> Source | None:
    """Open a file that holds many reports; ``None`` where it holds one.

    Args:
        addition: What was asked for.
        source: The file, or its bytes.
        name: The file's name.

    Raises:
        CaptureError: It is damaged, or what is known of one report was said of many.
    """
    many = open_many(source, addition.options, addition.selection, name=name)
    if many is None:
        return None
    if addition.version_of is not None:
        many.close()
        raise CaptureError(
            "It holds many reports, which are no versions of one.",
            remedy="Leave --version-of out: edited posts are found by their addresses.",
        )
    return Source(addition, many)


def list_taken(source: Source) -> Iterator[Taken | Added | Closing]:
    """Yield what a file holds: first that it was opened, then each piece, then its end."""
    many, name = source.many, source.addition.name
    opened = Opened(
        what=many.what,
        sha256=many.holder.sha256,
        count=many.count,
        passed_over=many.passed_over,
        warnings=many.warnings,
    )
    yield Added(name=name, outcome=Outcome.OPENED, report=None, opened=opened)
    try:
        for piece in many.pieces():
            yield _take(source, piece)
        yield Closing(source)
    finally:
        many.close()


def _take(source: Source, piece: Piece) -> Taken | Added:
    given = source.addition
    kept: list[KeptMedium] = []
    notes: list[dict[str, Any]] = []
    missing: list[str] = []
    for medium in piece.media:
        found, note = look_at(medium)
        kept += [] if found is None else [found]
        notes.append(note)
        missing += [f"{note['path']}: {note['missing']}"] if "missing" in note else []
    facts = {**piece.facts, **{key: value for key, value in given.facts.items() if value}}
    if notes:
        facts["details"] = {**facts.get("details", {}), "media": notes}
    addition = Addition(
        name=f"{given.name}: {piece.name}",
        source=piece.data,
        options=piece.options,
        facts=facts,
        again=given.again,
    )
    report, problem = make_piece_report(piece)
    return Taken(
        addition=addition,
        data=piece.data,
        report=report,
        problem=problem,
        source=source,
        address=piece.address,
        media=tuple(kept),
        missing=tuple(missing),
        bare=piece.problem is not None,
    )


def make_piece_report(piece: Piece) -> tuple[Report, str | None]:
    """Return the report that a piece is, and why it cannot be read, if that is so."""
    try:
        return capture_piece(piece), None
    except LanguageError:
        options = replace(piece.options, language=UNKNOWN_LANGUAGE)
        return capture_piece(replace(piece, options=options)), None
    except CaptureError as exc:
        problem = piece.problem or str(exc)
        return make_empty_report(piece.data, piece.options), problem


def make_empty_report(data: bytes, options: Any) -> Report:
    """Return the report of bytes of which no text can be made: they are evidence all the same."""
    sha256 = hashlib.sha256(data).hexdigest()
    return Report(
        id=options.id or sha256[:16],
        title=options.title,
        publisher=options.publisher,
        author=options.author,
        forwarded_from=options.forwarded_from,
        url=options.url,
        published=options.published,
        captured=options.captured,
        language=options.language or UNKNOWN_LANGUAGE,
        sha256=sha256,
        text="",
    )


def look_at(medium: Medium) -> tuple[KeptMedium | None, dict[str, Any]]:
    """Return a medium if it can be kept, and what the record of the post's capture says of it."""
    note: dict[str, Any] = {"path": _make_encodable(medium.path)}
    if medium.mime is not None:
        note["mime"] = _make_encodable(medium.mime)
    if medium.open is None:
        return None, note | {"missing": medium.missing or "It is not there."}
    try:
        with explain_damage("The file"), medium.open() as stream:
            sha256, size = hash_stream(stream)
    except CaptureError as exc:
        return None, note | {"missing": exc.problem}
    note |= {"sha256": sha256, "size": size}
    if size > MOST_BYTES:
        why = f"It is not kept, since it is longer than {MOST_BYTES:,} bytes."
        return None, note | {"missing": why}
    return KeptMedium(medium=medium, sha256=sha256, size=size), note


def read_medium(kept: KeptMedium) -> bytes:
    """Return a medium's bytes; raises `CaptureError` where they changed meanwhile."""
    if kept.medium.open is None:
        raise ValueError("a medium without bytes cannot be kept")
    with explain_damage("The file"), kept.medium.open() as stream:
        data = stream.read(kept.size + 1)
    if hashlib.sha256(data).hexdigest() != kept.sha256:
        raise CaptureError(
            f"{kept.medium.path} changed while it was read.", remedy="Add the export again."
        )
    return data


def describe_medium(holdings: Holdings, kept: KeptMedium, post: Capture) -> Capture:
    """Return the collection record of a file that came with a post."""
    return Capture(
        id=uuid4().hex,
        sha256=kept.sha256,
        size=kept.size,
        added=holdings.now(),
        clock="system",
        method=post.method,
        tool="sayso",
        tool_version=__version__,
        operator=post.operator,
        file_name=_make_encodable(kept.medium.path.rpartition("/")[2]),
        mime=kept.medium.mime,
        parent=post.id,
        details={"path": _make_encodable(kept.medium.path)},
    )


def describe_holder(holdings: Holdings, source: Source) -> Capture:
    """Return the collection record of a file that holds many reports."""
    holder = source.many.holder
    given: Mapping[str, Any] = {
        key: value
        for key, value in source.addition.facts.items()
        if value and key not in ("mime", "headers", "http_status", "warc_record")
    }
    seen = {"method": "file", "operator": holdings.analyst, **holder.facts}
    return Capture(
        id=uuid4().hex,
        sha256=holder.sha256,
        size=holder.size,
        added=holdings.now(),
        clock="system",
        tool="sayso",
        tool_version=__version__,
        file_name=_make_encodable(holder.name),
        mime=holder.mime,
        **{**seen, **given},
    )


def is_whole(source: Source) -> bool:
    """Return whether all that a file holds was asked for, so that it may be kept itself."""
    return source.addition.selection == Selection() and "chats" not in source.many.passed_over


def came_with(capture: Capture, source: Source) -> bool:
    """Return whether a capture is of a piece of this very file."""
    held = (capture.details or {}).get("held_in")
    return isinstance(held, dict) and held.get("sha256") == source.many.holder.sha256


def _make_encodable(name: str) -> str:
    """Names of files may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode()
