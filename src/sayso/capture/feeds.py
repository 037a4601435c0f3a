"""A feed's items become reports: what the child process read is checked, and offered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO

from sayso.capture.extracted import Extracted
from sayso.capture.many import Holder, Many, Piece, Selection
from sayso.capture.options import CaptureOptions
from sayso.capture.sandbox import is_sound, list_items_apart
from sayso.capture.survey import hash_stream
from sayso.errors import CaptureError

_MOST_BYTES = 30_000_000
_PARTS = ("summary", "headline")


def open_feed(
    name: str,
    opener: Callable[[], BinaryIO],
    options: CaptureOptions,
    selection: Selection,
) -> Many:
    """Look through a feed; raises `CaptureError` where it is none, or damaged."""
    with opener() as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise CaptureError(
            f"It is too long for a feed: more than {_MOST_BYTES:,} bytes.", remedy="Split it."
        )
    answer = list_items_apart(data)
    items = [_check(item) for item in answer["items"]]
    if not items and isinstance(answer["problem"], str):
        raise CaptureError(
            "It is a feed that was cut off or damaged before its first item ended.",
            remedy="Save it anew.",
        )
    if not items:
        raise CaptureError("It is a feed without items.", remedy="Save it when it has some.")
    sha256, size = hash_stream(BytesIO(data))
    holder = Holder(
        name=name, sha256=sha256, size=size, open=lambda: BytesIO(data), mime="application/xml"
    )
    wanted = [item for item in items if _is_wanted(item, selection)]
    wanted = wanted[: selection.limit]
    title = answer["title"] if isinstance(answer["title"], str) else None
    given = replace(options, publisher=options.publisher or title)
    return Many(
        what=f"feed of {title}" if title else "feed without a name",
        holder=holder,
        count=len(wanted),
        passed_over={},
        pieces=lambda: _list_pieces(wanted, given, holder),
        close=lambda: None,
        warnings=tuple(_warn(wanted, answer["problem"])),
    )


def _list_pieces(
    items: list[dict[str, Any]], options: CaptureOptions, holder: Holder
) -> Iterator[Piece]:
    for number, item in enumerate(items, start=1):
        found = item["found"]
        details = {
            "held_in": {"sha256": holder.sha256, "file_name": holder.name},
            "mark": item["mark"],
            "updated": item["updated"],
            "part": item["part"],
        }
        yield Piece(
            name=found.url or item["mark"] or f"item {number}",
            data=item["data"].encode(),
            options=replace(
                options,
                title=found.title,
                author=found.author,
                url=found.url,
                published=found.published,
            ),
            facts={
                "method": "feed",
                "mime": "application/xml",
                "file_name": holder.name,
                "details": {key: value for key, value in details.items() if value is not None},
            },
            address=found.url,
            found=found,
            problem=None if found.text.strip() else "It holds no text.",
        )


def _check(item: Mapping[str, Any]) -> dict[str, Any]:
    """Trust nothing that a process which read a hostile file says."""
    try:
        found = Extracted(**item["found"])
        texts = (item["data"], item["part"])
        if not all(isinstance(text, str) for text in texts) or not is_sound(found):
            raise TypeError
        item["data"].encode()
        rest = {key: _text_or_none(item[key]) for key in ("mark", "updated")}
        return {"data": item["data"], "part": item["part"], "found": found, **rest}
    except (KeyError, TypeError, UnicodeEncodeError) as exc:
        raise CaptureError("This feed is damaged.", remedy="Save it anew.") from exc


def _text_or_none(value: object) -> str | None:
    return value[:2000] if isinstance(value, str) else None


def _is_wanted(item: Mapping[str, Any], selection: Selection) -> bool:
    return not selection.items or bool({item["found"].url, item["mark"]} & {*selection.items})


def _warn(items: list[dict[str, Any]], problem: object) -> Iterator[str]:
    if isinstance(problem, str):
        yield f"Its XML is damaged ({problem[:200]}); what is whole was taken."
    for part in _PARTS:
        number = sum(item["part"] == part for item in items)
        if number:
            yield (
                f"Of {number} of {len(items)} items it gives no more than a {part}; "
                "add the pages themselves."
            )
