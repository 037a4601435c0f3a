"""Archives of the web (WARC 1.0 and 1.1, WACZ): each page that was answered is one report.

What a reader got is what is kept: the encodings of the transfer are undone. What is no page
is counted, and an archive that was cut off gives the records before that.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from sayso.capture.address import clean_address
from sayso.capture.bundle import Zip, explain_damage
from sayso.capture.http_answer import Answer, read_answer, split_type
from sayso.capture.many import Holder, Many, Piece, Selection
from sayso.capture.options import CaptureOptions, find_day_or_moment
from sayso.capture.survey import hash_stream
from sayso.capture.warc_records import DamagedArchiveError, Record, list_records
from sayso.errors import CaptureError

_MOST_HEADERS = 1_000_000
_OVERHEAD = 25  # markup and pictures, as for a single page
_READ = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
_OK = 200
_DIGESTS = {"sha1": (hashlib.sha1, 20), "sha256": (hashlib.sha256, 32), "md5": (hashlib.md5, 16)}
_NOT_READ = {
    "revisit": "revisits of pages that are kept elsewhere",
    "request": "requests",
    "metadata": "notes of the archiving program",
    "warcinfo": "notes of the archiving program",
    "conversion": "conversions",
    "continuation": "parts of records",
}
_NO_PAGE, _TOO_LONG = "files that are no text, HTML or PDF", "pages that are too long"
_NO_SUCCESS, _ENCODED = "answers other than success", "pages in an encoding that is not read"
_DAMAGED = "damaged records"
_CUT = "It was cut off or is damaged; only the records before that were taken."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One page of an archive."""

    url: str | None
    date: str | None
    record: str | None
    mime: str
    charset: str | None
    status: int | None
    headers: tuple[tuple[str, str], ...] | None
    body: bytes
    digest: str | None


def open_warc(
    name: str,
    opener: Callable[[], BinaryIO],
    options: CaptureOptions,
    selection: Selection,
    *,
    mime: str = "application/warc",
) -> Many:
    """Look through an archive; raises `CaptureError` where nothing in it is a page."""
    seen = _Seen()
    with explain_damage(name), opener() as stream:
        sha256, size = hash_stream(stream, lambda hashed: seen.count([hashed], options, selection))
    holder = Holder(name=name, sha256=sha256, size=size, open=opener, mime=mime)
    return _make_many(holder, lambda: [opener()], seen, options, selection, close=lambda: None)


def open_wacz(archive: Zip, options: CaptureOptions, selection: Selection) -> Many:
    """Look through a WACZ: a zip with such archives in its folder ``archive``."""

    def list_streams() -> Iterator[BinaryIO]:
        for name in names:
            opener = archive.find(name)
            if opener is not None:
                yield opener()

    names = sorted(it for it in archive.names() if it.startswith("archive/") and ".warc" in it)
    seen = _Seen()
    try:
        with explain_damage(archive.name):
            seen.count(_close_each(list_streams()), options, selection)
            with archive.open_again() as stream:
                sha256, size = hash_stream(stream)
    except CaptureError:
        archive.close()
        raise
    holder = Holder(
        name=archive.name,
        sha256=sha256,
        size=size,
        open=archive.open_again,
        mime="application/wacz",
    )
    return _make_many(holder, list_streams, seen, options, selection, close=archive.close)


def _close_each(streams: Iterable[BinaryIO]) -> Iterator[BinaryIO]:
    for stream in streams:
        with stream:
            yield stream


class _Seen:
    """What a first look through the records found."""

    def __init__(self) -> None:
        self.pages = 0
        self.passed_over: Counter[str] = Counter()
        self.misfits = 0
        self.problem: str | None = None

    def count(
        self, streams: Iterable[BinaryIO], options: CaptureOptions, selection: Selection
    ) -> None:
        walk = _Walk(options, selection)
        for page in walk.list_pages(streams):
            self.pages += 1
            self.misfits += page.digest == "does not fit"
        self.passed_over, self.problem = walk.passed_over, walk.problem


def _make_many(
    holder: Holder,
    list_streams: Callable[[], Iterable[BinaryIO]],
    seen: _Seen,
    options: CaptureOptions,
    selection: Selection,
    *,
    close: Callable[[], None],
) -> Many:
    if not seen.pages and not seen.passed_over and seen.problem is not None:
        close()
        raise CaptureError(
            "It is a damaged archive: no record in it is whole.", remedy="Copy it anew."
        )

    def list_pieces() -> Iterator[Piece]:
        walk = _Walk(options, selection)
        with explain_damage(holder.name):
            for page in walk.list_pages(_close_each(list_streams())):
                yield _make_piece(page, holder, options)

    warnings = [] if seen.problem is None else [seen.problem]
    if seen.misfits:
        warnings.append(
            f"Of {seen.misfits} of {seen.pages} pages the digests do not fit the bytes: they were "
            "altered after the archive was made, or it was made wrongly."
        )
    return Many(
        what="archive of the web",
        holder=holder,
        count=seen.pages,
        passed_over=dict(sorted(seen.passed_over.items())),
        pieces=list_pieces,
        close=close,
        warnings=tuple(warnings),
    )


class _Walk:
    """Goes through records once, and counts what is passed over."""

    def __init__(self, options: CaptureOptions, selection: Selection) -> None:
        self._most = _OVERHEAD * options.max_bytes
        self._selection = selection
        self.passed_over: Counter[str] = Counter()
        self.problem: str | None = None

    def list_pages(self, streams: Iterable[BinaryIO]) -> Iterator[_Page]:
        left = self._selection.limit
        for stream in streams:
            for page in self._list_pages(stream):
                if left is not None and left <= 0:
                    return
                left = None if left is None else left - 1
                yield page

    def _list_pages(self, stream: BinaryIO) -> Iterator[_Page]:
        try:
            for record in list_records(stream, most=self._most + _MOST_HEADERS):
                page = self._read(record)
                if page is not None and self._is_wanted(page):
                    yield page
        except DamagedArchiveError:
            self.problem = _CUT

    def _is_wanted(self, page: _Page) -> bool:
        return not self._selection.items or page.url in self._selection.items

    def _read(self, record: Record) -> _Page | None:
        """Return the page in a record; of others, count what they are."""
        headers, block = record.headers, record.block
        kind = headers.get("warc-type", "").lower()
        if kind not in ("response", "resource"):
            self.passed_over[_NOT_READ.get(kind, "other records")] += 1
            return None
        if block is None:
            self.passed_over[_TOO_LONG] += 1
            return None
        if kind == "resource" or not (headers.get("warc-target-uri") or "").lower().startswith(
            "http"
        ):
            answer, (mime, charset) = None, split_type(headers.get("content-type"))
        else:
            answer = read_answer(block, most=self._most)
            if answer is None:
                self.passed_over[_DAMAGED] += 1
                return None
            mime, charset = split_type(answer.get("content-type"))
        if answer is not None and answer.status != _OK:
            self.passed_over[_NO_SUCCESS] += 1
            return None
        if mime not in _READ:
            self.passed_over[_NO_PAGE] += 1
            return None
        body = block if answer is None else answer.body
        if body is None or not body.strip():
            self.passed_over[_ENCODED if body is None else "empty pages"] += 1
            return None
        return _Page(
            url=clean_address(headers.get("warc-target-uri") or ""),
            date=find_day_or_moment(headers.get("warc-date") or ""),
            record=headers.get("warc-record-id"),
            mime=mime,
            charset=charset,
            status=None if answer is None else answer.status,
            headers=None if answer is None else answer.headers,
            body=body,
            digest=_check_digests(headers, block, answer),
        )


def _check_digests(headers: Mapping[str, str], block: bytes, answer: Answer | None) -> str | None:
    """Return whether digests that a record gives fit, in words; ``None`` where it gives none."""
    payloads = [block] if answer is None else [answer.stored]
    if answer is not None and answer.body is not None:
        payloads.append(answer.body)  # programs differ in what they hash
    found = [
        _fits(headers.get("warc-block-digest"), [block]),
        _fits(headers.get("warc-payload-digest"), payloads),
    ]
    if False in found:
        return "does not fit"
    return "fits" if True in found else None


def _fits(stated: str | None, candidates: list[bytes]) -> bool | None:
    name, _, value = (stated or "").strip().partition(":")
    if name.lower() not in _DIGESTS:
        return None
    make, length = _DIGESTS[name.lower()]
    try:
        if len(value) == 2 * length:
            wanted = bytes.fromhex(value)
        else:
            wanted = base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    except ValueError:
        return None
    return any(make(data).digest() == wanted for data in candidates)


def _make_piece(page: _Page, holder: Holder, options: CaptureOptions) -> Piece:
    details = {
        "held_in": {"sha256": holder.sha256, "file_name": holder.name},
        "digest": page.digest,
    }
    return Piece(
        name=page.url or page.record or "a page without an address",
        data=page.body,
        options=replace(
            options,
            url=page.url,
            captured=options.captured or page.date,
            charset=page.charset,
        ),
        facts={
            "method": "warc",
            "url": page.url,
            "fetched": page.date and page.date.replace("+00:00", "Z"),
            "http_status": page.status,
            "headers": page.headers,
            "mime": page.mime,
            "warc_record": page.record,
            "details": {key: value for key, value in details.items() if value is not None},
        },
        address=page.url,
    )
