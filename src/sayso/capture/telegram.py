"""Exports of Telegram Desktop in JSON: each message of a channel or group is one report.

The fields are those of the writer in tdesktop (export_output_json.cpp). A file may hold one
chat, or a whole account with ``chats.list``.
"""

import mimetypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from sayso.capture.address import clean_address
from sayso.capture.bundle import Bundle, explain_damage
from sayso.capture.json_stream import JsonStream
from sayso.capture.many import Holder, Many, Medium, Piece, Selection
from sayso.capture.options import CaptureOptions
from sayso.capture.survey import hash_stream
from sayso.capture.telegram_post import (
    extract_post,
    find_forward,
    find_moment,
    list_parts,
    make_address,
    make_post,
)
from sayso.errors import CaptureError

_FOR_READERS = frozenset({"channel", "supergroup", "group"})
_ACCOUNT = ("chats", "left_chats")
_MEDIA = ("photo", "file", "contact_vcard")
# Where Telegram Desktop puts what came with posts; in an account's export, of each chat apart.
_FOLDERS = frozenset(
    {
        *("photos", "files", "video_files", "voice_messages", "round_video_messages"),
        *("stickers", "animations", "contacts"),
    }
)
_ACCOUNT_FOLDERS = frozenset({"chats", "left_chats"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHOWN = 8  # chats in a message
_DETAILS = {  # of a message, and what it is called in the record of its capture
    "id": "post",
    "reply_to_message_id": "reply_to",
    "reply_to_peer_id": "reply_to_chat",
    "media_type": "media_type",
    "via_bot": "via_bot",
    "date": "local_time",
}


@dataclass(slots=True)
class _Chat:
    """One chat of an export, as far as it was read."""

    name: str | None = None
    type: str | None = None
    id: int | None = None
    posts: Counter[str] = field(default_factory=Counter)

    @property
    def kind(self) -> str | None:
        """What it is, without what may change."""
        return self.type and self.type.removeprefix("public_").removeprefix("private_")

    @property
    def called(self) -> str:
        return self.name or (f"chat {self.id}" if self.id is not None else "a chat without a name")


def open_telegram(
    name: str,
    open_json: Callable[[], BinaryIO],
    bundle: Bundle | None,
    options: CaptureOptions,
    selection: Selection,
) -> Many:
    """Look through an export from end to end; nothing is taken of one that is damaged.

    Args:
        name: The file's own name.
        open_json: Opens it.
        bundle: Where its media lie; ``None`` where it was given alone.
        options: What the user says of all posts; ``url`` is that of the channel.
        selection: Which chats and posts are wanted.

    Raises:
        CaptureError: It is damaged, no export, or it is not known which chats are meant.
    """
    chats: list[_Chat] = []
    with explain_damage(name), open_json() as stream:
        sha256, size = hash_stream(stream, lambda hashed: chats.extend(_survey(hashed)))
    wanted = _choose(chats, selection)
    url = _clean_channel(options.url)
    if url is not None and len(wanted) > 1:
        raise CaptureError(
            "One address cannot be that of several chats.", remedy="Take one: --chat NAME."
        )
    holder = Holder(
        name=name,
        sha256=sha256,
        size=size,
        open=open_json,
        mime="application/json",
        facts={"note": f"It lay in {bundle.name}."} if bundle is not None else {},
    )
    reading = _Export(holder, bundle, replace(options, url=url), selection, chats, wanted)
    passed_over = {
        "service messages": sum(chats[n].posts["service"] for n in wanted),
        "damaged messages": sum(chats[n].posts["damaged"] for n in wanted),
        "chats": sum(bool(chat.posts) for chat in chats) - len(wanted),
    }
    held = sum(chats[n].posts["posts"] for n in wanted)
    asked = [len(selection.items)] if selection.items else []
    limits = [selection.limit] if selection.limit is not None else []
    return Many(
        what="Telegram export of " + ", ".join(chats[n].called for n in wanted),
        holder=holder,
        count=min([held, *asked, *limits]),
        passed_over={words: number for words, number in passed_over.items() if number},
        pieces=reading.list_pieces,
        close=(lambda: None) if bundle is None else bundle.close,
        warnings=tuple(_warn(chats, wanted)),
    )


class _Export:
    """Yields the posts of the chats that are wanted."""

    def __init__(
        self,
        holder: Holder,
        bundle: Bundle | None,
        options: CaptureOptions,
        selection: Selection,
        chats: list[_Chat],
        wanted: list[int],
    ) -> None:
        self._holder, self._bundle, self._options = holder, bundle, options
        self._selection, self._chats, self._wanted = selection, chats, frozenset(wanted)

    def list_pieces(self) -> Iterator[Piece]:
        left = self._selection.limit
        with explain_damage(self._holder.name), self._holder.open() as stream:
            for number, key, message in _walk(JsonStream(stream)):
                if key != "message" or number not in self._wanted or _sort(message) != "posts":
                    continue
                if self._selection.items and str(message["id"]) not in self._selection.items:
                    continue
                if left is not None and left <= 0:
                    return
                left = None if left is None else left - 1
                yield self._make_piece(message, self._chats[number])

    def _make_piece(self, message: Mapping[str, Any], chat: _Chat) -> Piece:
        number = message["id"]
        data = make_post(message, chat.id, chat.kind, chat.name)
        address = make_address(chat.id, chat.kind, number)
        given = self._options
        problem = None
        try:
            found = extract_post(data)
        except CaptureError as exc:
            found, problem = None, exc.problem
        media = tuple(self._list_media(message))
        return Piece(
            name=f"post {number}",
            data=data,
            options=replace(
                given,
                publisher=given.publisher or chat.name,
                url=f"{given.url}/{number}" if given.url else address,
                published=find_moment(message, "date"),
                forwarded_from=find_forward(message),
            ),
            facts={
                "method": "telegram",
                "mime": "application/json",
                "file_name": self._holder.name,
                "details": self._describe(message, chat),
            },
            media=media,
            address=address,
            found=found,
            problem=problem,
        )

    def _describe(self, message: Mapping[str, Any], chat: _Chat) -> dict[str, Any]:
        """Return what the export tells of a post beside its text, for the record of its capture."""
        told = {name: message[key] for key, name in _DETAILS.items() if _is_plain(message.get(key))}
        links = [part["href"] for part in list_parts(message) if isinstance(part.get("href"), str)]
        more = {
            "held_in": {"sha256": self._holder.sha256, "file_name": self._holder.name},
            "chat": {"id": chat.id, "name": chat.name, "type": chat.type},
            "edited": find_moment(message, "edited"),
            "links": links or None,
        }
        plain: dict[str, Any] = _clean(told | {k: v for k, v in more.items() if v is not None})
        return plain

    def _list_media(self, message: Mapping[str, Any]) -> Iterator[Medium]:
        for key in _MEDIA:
            path = message.get(key)
            if not isinstance(path, str) or not path.strip():
                continue
            mime = message.get("mime_type") if key == "file" else None
            mime = mime if isinstance(mime, str) else mimetypes.guess_type(path)[0]
            yield self._find_medium(path, mime)

    def _find_medium(self, path: str, mime: str | None) -> Medium:
        if self._bundle is None:
            return Medium(path=path, mime=mime, missing="The export's folder was not given.")
        if path.startswith("("):  # what Telegram writes in place of a path, a sentence in brackets
            return Medium(path=path, mime=mime, missing=path.strip("() "))
        problem = _find_fault(path)
        if problem is not None:
            return Medium(path=path, mime=mime, missing=problem)
        try:
            found = self._bundle.find(path)
        except CaptureError as exc:
            return Medium(path=path, mime=mime, missing=exc.problem)
        missing = None if found is not None else "It is not in the export."
        return Medium(path=path, mime=mime, open=found, missing=missing)


def _find_fault(path: str) -> str | None:
    """Say why a path is none of Telegram's own; an export is a stranger's word.

    Of the files beside an export, which may be one's own, only those count that Telegram
    put into its folders: nothing else of the machine gets into evidence.
    """
    parts = path.replace("\\", "/").split("/")
    if any(part.startswith(".") for part in parts):
        return "Its path leads outside the export, or to a hidden file."
    if parts[0] in _ACCOUNT_FOLDERS:
        parts = parts[2:]
    if len(parts) < 2 or parts[0] not in _FOLDERS:
        return "It lies in no folder of Telegram's for media, so it was not taken."
    return None


def _survey(stream: BinaryIO) -> list[_Chat]:
    """Read an export to its end, and return its chats with what they hold."""
    chats: dict[int, _Chat] = {}
    try:
        for number, key, value in _walk(JsonStream(stream)):
            chat = chats.setdefault(number, _Chat())
            if key == "message":
                chat.posts[_sort(value)] += 1
            elif key == "id":
                chat.id = value if isinstance(value, int) and not isinstance(value, bool) else None
            else:
                value = value if isinstance(value, str) and value.strip() else None
                setattr(chat, key, value)
    except RecursionError as exc:
        raise CaptureError("Its JSON is nested too deeply.", remedy="Export it anew.") from exc
    found = [chats.get(number, _Chat()) for number in range(max(chats, default=-1) + 1)]
    if not any(chat.posts for chat in found):
        raise CaptureError(
            "It is JSON, but it holds no message of a Telegram export.",
            remedy="Export the channel in Telegram Desktop as machine-readable JSON.",
        )
    return found


def _walk(json: JsonStream) -> Iterator[tuple[int, str, Any]]:
    """Yield (number of the chat, "message" or a field of the chat, value), to the end."""
    met = 0
    for key in _members(json):
        if key not in _ACCOUNT or json.peek() != "{":
            yield from _walk_field(json, key, 0)
            continue
        for inner in json.members():
            if inner != "list" or json.peek() != "[":
                json.skip()
                continue
            for _ in json.elements():
                met += 1
                for chat_key in _members(json):
                    yield from _walk_field(json, chat_key, met)
    json.end()


def _walk_field(json: JsonStream, key: str, number: int) -> Iterator[tuple[int, str, Any]]:
    if key == "messages" and json.peek() == "[":
        for _ in json.elements():
            yield number, "message", json.value()
    elif key in ("name", "type", "id"):
        yield number, key, json.value()
    else:
        json.skip()


def _members(json: JsonStream) -> Iterator[str]:
    """Yield the names of an object; of what is none, nothing."""
    if json.peek() == "{":
        yield from json.members()
    else:
        json.skip()


def _sort(message: Any) -> str:
    """Return what a message is: one of the posts, "service" or "damaged"."""
    if not isinstance(message, dict):
        return "damaged"
    if message.get("type") == "service":
        return "service"
    number = message.get("id")
    return "posts" if isinstance(number, int) and not isinstance(number, bool) else "damaged"


def _choose(chats: list[_Chat], selection: Selection) -> list[int]:
    """Return the numbers of the chats that are wanted; raises `CaptureError`."""
    held = [number for number, chat in enumerate(chats) if chat.posts]
    if selection.chats:
        return _find_named(chats, held, selection.chats)
    account = any(number > 0 for number in held)
    readable = [number for number in held if chats[number].kind in _FOR_READERS]
    if account:
        names = [f"{chats[n].called!r}" for n in readable]
        told = ", ".join(names[:_SHOWN]) + (
            f" and {len(names) - _SHOWN} more" if names[_SHOWN:] else ""
        )
        raise CaptureError(
            f"It is the export of a whole account: {len(held)} chats, of which {len(readable)} are "
            f"channels or groups{': ' + told if told else ''}.",
            remedy="Name those you want with --chat, each with one option; private chats too.",
        )
    if not readable:
        raise CaptureError(
            f"It is no channel or group, but {_say_kind(chats[held[0]])}: what private persons "
            "wrote to one another.",
            remedy=f"If it must be kept, name it: --chat {chats[held[0]].called!r}.",
        )
    return readable


def _find_named(chats: list[_Chat], held: list[int], names: tuple[str, ...]) -> list[int]:
    found: list[int] = []
    for name in names:
        meant = [
            n
            for n in held
            if name.casefold() in ((chats[n].name or "").casefold(), str(chats[n].id))
        ]
        if len(meant) != 1:
            numbers = " or ".join(f"--chat {chats[n].id}" for n in meant)
            raise CaptureError(
                f"It holds {'several chats' if meant else 'no chat'} of the name {name!r}.",
                remedy=f"Give its number: {numbers}." if meant else "Check the name.",
            )
        found += [n for n in meant if n not in found]
    return sorted(found)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and abs(value) < 2**53)


def _clean(value: Any) -> Any:
    """Return what canonical JSON can hold: halves of surrogate pairs have no bytes."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return value if value is None or _is_plain(value) else str(value)


def _say_kind(chat: _Chat) -> str:
    kind = (chat.kind or "a chat of an unknown kind").replace("_", " ")
    return kind if chat.kind is None else f"a {kind}"


def _warn(chats: list[_Chat], wanted: list[int]) -> Iterator[str]:
    for n in wanted:
        if chats[n].kind != "channel":
            yield (
                f"{chats[n].called} is {_say_kind(chats[n])}: names of private persons are in it."
            )


def _clean_channel(url: str | None) -> str | None:
    """Return a channel's address, to which the numbers of its posts are added."""
    if url is None:
        return None
    found = clean_address(url if "://" in url else f"https://{url}")
    if found is None:
        raise CaptureError(
            f"{url!r} is no address of a channel.",
            remedy="Give it as https://t.me/NAME; each post's number is added.",
        )
    return found.rstrip("/")
