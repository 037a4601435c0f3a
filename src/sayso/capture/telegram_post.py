"""One post of a Telegram export: the bytes that are its own, and the text in them.

An export tells of a post also what differs from one export to the next: times as the
exporting machine's clock shows them, reactions, paths of files, the present name of the
channel. The post's own bytes leave that out, so that the same post is the same bytes in every
export and only an edited one is not; it goes into the record of the capture instead.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sayso.capture.extracted import Extracted
from sayso.capture.options import find_day_or_moment
from sayso.errors import CaptureError

SCHEMA = "sayso/telegram-post/1"
NO_TEXT = "It holds no text"
"""How the problem of a post begins that has only pictures, a poll, a place."""

_BEGINNING, _END = b'{"chat":', f'"schema":"{SCHEMA}"}}'.encode()
_NOT_OWN = frozenset(
    {
        *("date", "edited", "reactions", "photo", "file", "thumbnail", "contact_vcard"),
        *("photo_file_size", "file_size", "thumbnail_file_size", "contact_vcard_file_size"),
        *("text", "text_entities", "poll"),
    }
)
_ENTITY = ("type", "text", "href", "user_id", "language", "collapsed")
_BLOCKS = frozenset({"blockquote", "pre"})
_MEDIA = ("photo", "file", "contact_vcard")
_DELETED = "Deleted Account"  # what Telegram shows for an account that is gone
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHAT = {
    "photo": "a photo",
    "poll": "a poll",
    "location_information": "a place",
    "contact_information": "a contact",
    "file": "a file",
}


def make_post(
    message: Mapping[str, Any],
    chat_id: int | None,
    chat_kind: str | None,
    chat_name: str | None = None,
) -> bytes:
    """Return the bytes that are a post's own; equal posts have equal ones.

    Args:
        message: As the export has it.
        chat_id: Of its chat.
        chat_kind: What its chat is, without "public_" and "private_", which may change.
        chat_name: Its name, which may change too: it counts only where there is no id, so that
            posts of two channels stay two.

    Raises:
        CaptureError: It holds a number that no JSON can have.
    """
    own = {key: value for key, value in message.items() if key not in _NOT_OWN}
    if chat_kind == "channel":
        own.pop("from", None)  # the channel's present name
    for moment in ("date", "edited"):
        if f"{moment}_unixtime" not in own and moment in message:
            own[moment] = message[moment]
    parts = list(list_parts(message))
    own["text_entities"] = [dict(_list_own(part)) for part in parts]
    plain = "".join(part["text"] for part in _list_stated(message.get("text")))
    if plain.strip() and plain != "".join(part["text"] for part in parts):
        own["text"] = plain  # the export contradicts itself: both are kept
    if isinstance(message.get("poll"), dict):
        own["poll"] = _strip_poll(message["poll"])
    chat: dict[str, Any] = {"id": chat_id, "type": chat_kind}
    if chat_id is None and chat_name is not None:
        chat["name"] = chat_name
    post = {
        "chat": chat,
        "media": [key for key in _MEDIA if key in message],
        "message": own,
        "schema": SCHEMA,
    }
    try:
        text = json.dumps(
            post, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
    except (ValueError, RecursionError) as exc:
        raise CaptureError(
            "It holds a value that no JSON can keep.", remedy="Look at it in the export."
        ) from exc
    return _SURROGATE.sub("\ufffd", text).encode()


def is_post(data: bytes) -> bool:
    """Return whether bytes are a post's own, as `make_post` makes them."""
    return data.startswith(_BEGINNING) and data.endswith(_END)


def extract_post(data: bytes) -> Extracted:
    """Return the text of a post, and what it says of itself; raises `CaptureError`."""
    try:
        post = json.loads(data)
        chat, message = post["chat"], post["message"]
        if not isinstance(chat, dict) or not isinstance(message, dict):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError) as exc:
        raise CaptureError("It is a damaged post.", remedy="Take it from its export.") from exc
    text = make_text(list_parts(message))
    if not text.strip():
        raise CaptureError(
            f"{NO_TEXT}, only {_say_what(message, post.get('media'))}.",
            remedy="Look at it in the export; it is kept as evidence.",
        )
    return Extracted(
        text=text,
        author=_find_author(message, chat.get("type")),
        forwarded_from=find_forward(message),
        url=make_address(chat.get("id"), chat.get("type"), message.get("id")),
        published=find_moment(message, "date"),
    )


def make_address(chat_id: Any, chat_kind: Any, number: Any) -> str | None:
    """Return a post's address by numbers, which stays when a channel is renamed.

    Only channels and supergroups have one; elsewhere each account counts for itself.
    Source: core.telegram.org/api/links, "Message links".
    """
    if chat_kind not in ("channel", "supergroup") or not _is_number(chat_id):
        return None
    return f"tg://privatepost?channel={chat_id}&post={number}" if _is_number(number) else None


def find_moment(message: Mapping[str, Any], name: str) -> str | None:
    """Return when something was, "date" or "edited": ISO 8601 in UTC.

    Exports of before 2021 have only the clock of the machine that made them; what they
    say is given as it stands, without an offset.
    """
    stated = message.get(f"{name}_unixtime")
    if isinstance(stated, str) and stated.isdecimal() and len(stated) < 12:
        stated = int(stated)
    if isinstance(stated, int) and _is_number(stated):
        try:
            moment = datetime.fromtimestamp(stated, UTC)
        except (ValueError, OverflowError, OSError):
            return None
        return find_day_or_moment(moment.isoformat(timespec="seconds"))
    local = message.get(name)
    return find_day_or_moment(local) if isinstance(local, str) else None


def find_forward(message: Mapping[str, Any]) -> str | None:
    """Return whose post a message passes on; accounts that are gone have Telegram's name."""
    if "forwarded_from" not in message:
        return None
    name = message["forwarded_from"]
    return name if isinstance(name, str) and name.strip() else _DELETED


def list_parts(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the parts of a message's text, each with "type" and "text".

    ``text_entities`` has them all; where it has no words, ``text`` is a string or an array of
    strings and parts.
    """
    parts = list(_list_stated(message.get("text_entities")))
    if not any(part["text"].strip() for part in parts):
        plain = list(_list_stated(message.get("text")))
        parts = plain if any(part["text"].strip() for part in plain) else parts
    yield from parts


def _list_stated(stated: Any) -> Iterator[Mapping[str, Any]]:
    for part in stated if isinstance(stated, list) else [stated]:
        if isinstance(part, str):
            part = {"type": "plain", "text": part}
        if isinstance(part, dict) and isinstance(part.get("text"), str) and part["text"]:
            yield part


def make_text(parts: Iterator[Mapping[str, Any]]) -> str:
    """Return a message's text as Telegram shows it: quoted blocks stand on lines of their own."""
    pieces: list[str] = []
    block = False
    for part in parts:
        text, before, block = part["text"], block, part.get("type") in _BLOCKS
        apart = (block or before) and pieces
        if apart and not pieces[-1].endswith("\n") and not text.startswith("\n"):
            pieces.append("\n")
        pieces.append(text)
    return "".join(pieces)


def _list_own(part: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((key, part[key]) for key in _ENTITY if key in part)
    if "type" not in part:
        yield "type", "plain"


def _strip_poll(poll: Mapping[str, Any]) -> dict[str, Any]:
    """Return a poll without how it was voted so far."""
    answers = poll.get("answers")
    texts = [
        {"text": answer.get("text")}
        for answer in (answers if isinstance(answers, list) else [])
        if isinstance(answer, dict)
    ]
    return {"question": poll.get("question"), "answers": texts}


def _find_author(message: Mapping[str, Any], chat_kind: Any) -> str | None:
    """Return a post's signature, or the member of a group who wrote it."""
    names = ["author"] if chat_kind == "channel" else ["author", "from"]
    found = (message.get(name) for name in names)
    return next((name for name in found if isinstance(name, str) and name.strip()), None)


def _say_what(message: Mapping[str, Any], media: Any) -> str:
    kind = message.get("media_type")
    if isinstance(kind, str) and re.fullmatch(r"[a-z_]{1,40}", kind):
        return f"media ({kind.replace('_', ' ')})"
    held = {*message, *(media if isinstance(media, list) else [])}
    return next((words for key, words in _WHAT.items() if key in held), "what Telegram adds")


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
