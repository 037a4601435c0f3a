"""Whatever is done to an export, a feed or an archive: its whole reports, or one sentence.

SAYSO_FUZZ says how many files of each kind are tried; of feeds, which are read in a process of
their own, a tenth.
"""

import io
import json
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports import (
    ATOM,
    FORWARDED,
    HELD,
    RDF,
    RSS,
    account,
    answer,
    chat,
    chunk,
    pack,
    page,
    post,
    record,
    service,
    sha1,
)
from sayso.capture.bundle import Folder
from sayso.capture.holders import open_many
from sayso.capture.many import Selection
from sayso.capture.options import CaptureOptions
from sayso.capture.piece import capture_piece
from sayso.errors import SaysoError

COUNT = int(os.environ.get("SAYSO_FUZZ", "60"))

_POSTS = [
    service(1),
    post(2, photo="photos/one.jpg", reactions=[{"type": "emoji", "count": 3}]),
    post(
        3, FORWARDED, forwarded_from="Дозор", edited_unixtime="1669111800", poll={"question": "?"}
    ),
    post(4, [HELD, {"type": "text_link", "text": "link", "href": "https://x.example/"}]),
]
_CRAWL = (
    record("response", "https://a.example/1", answer(page(HELD)), headers={"X": sha1(b"x")}),
    record(
        "response", "https://a.example/2", answer(chunk(page(HELD)), Transfer_Encoding="chunked")
    ),
    record("revisit", "https://a.example/3", answer(b"")),
)


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/result.json", json.dumps(chat(*_POSTS)))
        archive.writestr("a/photos/one.jpg", b"photo")
    return out.getvalue()


WHOLE: dict[str, tuple[str, bytes]] = {
    "export": ("result.json", json.dumps(chat(*_POSTS), ensure_ascii=False).encode()),
    "account": ("result.json", json.dumps(account(chat(*_POSTS), chat(*_POSTS, id=5))).encode()),
    "zip": ("export.zip", _zip()),
    "archive": ("crawl.warc", b"".join(_CRAWL)),
    "packed archive": ("crawl.warc.gz", pack(*_CRAWL)),
    "rss": ("feed.xml", RSS.format(comments=1).encode()),
    "atom": ("feed.xml", ATOM.encode()),
    "rdf": ("feed.xml", RDF.encode()),
}
_FEEDS = frozenset({"rss", "atom", "rdf"})
_TOKENS = (
    *(b"null", b"[]", b"{}", b'"', b"\\", b"\\ud800", b"1e999", b"-1", b"9" * 400, b'{"a":' * 60),
    *(b"\r\n", b"\r\n\r\n", b"\x00", b"\xff\xfe", b"Content-Length: 99999999999", b"WARC/1.0"),
    *(b"<item>", b"</item>", b"]]>", b"<![CDATA[", b"&#x0;", b"&nbsp;", b"../", b"\x1f\x8b\x08"),
)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with some of them flipped, lost, doubled, cut off or put in."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at, length = chance.randrange(len(made) + 1), chance.choice((1, 4, 50, 400))
        match chance.randrange(6):
            case 0 if at < len(made):
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length]
            case 3:
                del made[at:]
            case 4:
                made[at:at] = chance.choice(_TOKENS)
            case _:
                made[at : at + 4] = chance.choice(_TOKENS)
    return bytes(made)


def make_files() -> Iterator[tuple[str, int, str, bytes]]:
    for kind, (name, data) in WHOLE.items():
        for seed in range(max(COUNT // 10, 2) if kind in _FEEDS else COUNT):
            yield kind, seed, name, mutate(data, random.Random(f"{kind} {seed}"))


@pytest.mark.parametrize("kind", WHOLE)
def test_whatever_is_done_to_a_file_it_gives_reports_or_a_sentence(
    kind: str, tmp_path: Path
) -> None:
    selection = Selection(chats=("1234567", "5")) if kind == "account" else None
    for _, seed, name, data in (file for file in make_files() if file[0] == kind):
        path = tmp_path / name
        path.write_bytes(data)
        problems = list(take(path, selection))
        assert all(problem.endswith(".") for problem in problems), (seed, problems)


def take(path: Path, selection: Selection | None) -> Iterator[str]:
    """Take a file apart, and yield the sentences with which it or parts of it were refused."""
    try:
        yield from _take_apart(path, selection)
    except SaysoError as exc:
        yield exc.problem


def _take_apart(path: Path, selection: Selection | None) -> Iterator[str]:
    many = open_many(path, CaptureOptions(), selection)
    if many is None:
        return
    try:
        pieces = list(many.pieces())
        assert many.count >= len(pieces)
        for piece in pieces:
            assert piece.data
            for medium in piece.media:
                if medium.open is not None:
                    medium.open().close()
            # A page is read in a process of its own, which other tests try.
            if piece.problem is None and "http_status" not in piece.facts:
                try:
                    capture_piece(piece)
                except SaysoError as exc:
                    yield exc.problem
    finally:
        many.close()


@pytest.mark.parametrize("seed", range(COUNT))
def test_no_path_leads_out_of_a_folder(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    inside = tmp_path / "export"
    inside.mkdir()
    (inside / "a.txt").write_text("inside")
    (tmp_path / "secret.txt").write_text("secret")
    parts = (
        "..",
        ".",
        "",
        "/",
        "a.txt",
        "secret.txt",
        "\\",
        "C:",
        "\x00",
        "x" * 300,
        "..\\..",
        "~",
    )
    path = "/".join(chance.choice(parts) for _ in range(chance.randrange(1, 6)))

    try:
        found = Folder(inside).find(path)
    except SaysoError:
        return
    if found is not None:
        with found() as file:
            assert file.read() == b"inside"
