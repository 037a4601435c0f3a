"""Archives of the web are taken apart into pages, each record once and none silently lost."""

import gzip
import zipfile
import zlib
from pathlib import Path
from typing import Any

import brotli
import pytest

from exports import answer, chunk, pack, page, record, sha1
from sayso.capture.file import capture_file
from sayso.capture.holders import open_many
from sayso.capture.http_answer import read_answer, split_type
from sayso.capture.many import Many, Piece, Selection
from sayso.capture.options import CaptureOptions
from sayso.capture.piece import capture_piece
from sayso.errors import CaptureError

HELD = "Anna Petrova said that two soldiers were held in Kamyshin on Tuesday."
URL = "https://courier.example/1"


def open_archive(data: bytes, options: CaptureOptions | None = None, **wanted: Any) -> Many:
    many = open_many(data, options or CaptureOptions(), Selection(**wanted))
    assert many is not None
    return many


def list_pieces(data: bytes) -> list[Piece]:
    return list(open_archive(data).pieces())


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_is_a_report_with_the_address_and_the_time_of_the_archive(packed: bool) -> None:
    one = record("response", URL, answer(page(HELD)))
    (piece,) = list_pieces(pack(one) if packed else one)

    report = capture_piece(piece)

    assert report.text == HELD
    assert (report.url, report.captured) == (URL, "2022-11-22T09:15:00+00:00")
    assert piece.data == page(HELD)
    facts = piece.facts
    assert (facts["http_status"], facts["mime"], facts["fetched"]) == (
        200, "text/html", "2022-11-22T09:15:00Z",
    )  # fmt: skip
    assert facts["headers"] == (("Content-Type", "text/html"),)
    assert facts["warc_record"].startswith("<urn:test:")


ENCODED = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "identity": bytes,
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_encodings_are_undone_and_no_later_record_is_lost(encoding: str) -> None:
    body = ENCODED[encoding](page(HELD))
    data = pack(
        record(
            "response",
            URL,
            answer(chunk(body), Content_Encoding=encoding, Transfer_Encoding="chunked"),
        ),
        record("response", "https://courier.example/2", answer(page("Two."))),
    )

    first, second = list_pieces(data)

    assert first.data == page(HELD)
    assert second.data == page("Two.")


def test_what_is_no_page_is_passed_over_and_counted() -> None:
    data = pack(
        record("warcinfo", URL, b"software: x", http=False),
        record("request", URL, b"GET / HTTP/1.1\r\n\r\n"),
        record("response", URL, answer(page("Gone."), status=404)),
        record("response", URL, answer(b"", status=301, Location="https://courier.example/")),
        record("response", URL, answer(b"\x89PNG", mime="image/png")),
        record("response", URL, answer(b"x", mime="text/css")),
        record("revisit", URL, b"HTTP/1.1 200 OK\r\n\r\n"),
        record("response", URL, b"nothing of the kind"),
        record("response", URL, answer(b"xx", Content_Encoding="zstd")),
        record("response", URL, answer(page(HELD))),
        record("resource", "file:///a.txt", HELD.encode(), http=False),
    )
    many = open_archive(data)

    assert many.count == 2
    assert many.passed_over == {
        "answers other than success": 2,
        "damaged records": 1,
        "files that are no text, HTML or PDF": 2,
        "notes of the archiving program": 1,
        "pages in an encoding that is not read": 1,
        "requests": 1,
        "revisits of pages that are kept elsewhere": 1,
    }
    assert [capture_piece(piece).url for piece in many.pieces()] == [URL, None]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("lost", [1, 30, 100])
def test_an_archive_that_was_cut_off_gives_the_whole_records_and_says_so(
    packed: bool, lost: int
) -> None:
    records = [
        record("response", f"{URL}/{n}", answer(page(HELD + str(n) + "x" * 200))) for n in range(3)
    ]
    data = pack(*records) if packed else b"".join(records)
    many = open_archive(data[:-lost])

    pieces = list(many.pieces())

    # Of the last record only the end of its frame may be missing.
    assert len(pieces) in ({2, 3} if lost == 1 else {2})
    assert all(piece.data == page(HELD + str(n) + "x" * 200) for n, piece in enumerate(pieces))
    assert many.count == len(pieces)
    if len(pieces) == 2:
        assert "cut off" in many.warnings[0]


def test_damage_in_the_middle_is_said() -> None:
    first = pack(record("response", URL, answer(page(HELD))))
    data = first + b"\x1f\x8bdamaged" + first

    many = open_archive(data)

    assert many.count == 1
    assert many.warnings
    with pytest.raises(CaptureError):
        open_archive(b"WARC/1.1\r\nnothing")


def test_digests_are_checked_where_they_are_given() -> None:
    body = page(HELD)
    good = record("response", URL, answer(body), headers={"WARC-Payload-Digest": sha1(body)})
    bad = record(
        "response", URL + "/2", answer(body + b" "), headers={"WARC-Payload-Digest": sha1(body)}
    )
    many = open_archive(pack(good, bad))

    assert [piece.facts["details"].get("digest") for piece in many.pieces()] == [
        "fits", "does not fit",
    ]  # fmt: skip
    assert "Of 1 of 2 pages the digests do not fit" in many.warnings[0]


def test_the_encoding_that_the_server_named_goes_first() -> None:
    text = "Жена мобилизованного сообщила, что его держат в подвале."
    body = page(text).decode().encode("cp1251")
    one = record("response", URL, answer(body, mime="text/html; charset=windows-1251"))

    (piece,) = list_pieces(pack(one))

    assert capture_piece(piece).text == text


def test_a_page_that_grows_without_end_is_passed_over() -> None:
    bomb = gzip.compress(b"a" * 30_000_000)
    one = record("response", URL, answer(bomb, Content_Encoding="gzip"))
    many = open_archive(pack(one), CaptureOptions(max_bytes=10_000))

    assert (many.count, many.passed_over) == (0, {"pages in an encoding that is not read": 1})


def test_a_wacz_is_read_as_the_archives_in_it(tmp_path: Path) -> None:
    path = tmp_path / "site.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", '{"profile": "wacz"}')
        for n in (1, 2):
            data = pack(record("response", f"{URL}/{n}", answer(page(f"{HELD} {n}"))))
            archive.writestr(f"archive/{n}.warc.gz", data)
    many = open_many(path, CaptureOptions())

    assert many is not None
    assert [capture_piece(piece).url for piece in many.pieces()] == [f"{URL}/1", f"{URL}/2"]
    many.close()


def test_pages_can_be_chosen() -> None:
    data = pack(*(record("response", f"{URL}/{n}", answer(page(HELD))) for n in range(3)))

    many = open_archive(data, items=(f"{URL}/1",))

    assert [piece.name for piece in many.pieces()] == [f"{URL}/1"]
    assert open_archive(data, limit=2).count == 2


def test_an_archive_is_never_read_as_one_text(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record("response", URL, answer(page(HELD))))

    with pytest.raises(CaptureError, match="many reports"):
        capture_file(path)


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"HTTP/1.1",
        b"HTTP/1.1 OK\r\n\r\n",
        b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x00" * 50,
    ],
)
def test_what_is_no_answer_is_none(block: bytes) -> None:
    assert read_answer(block, most=100) is None


@pytest.mark.parametrize("body", [b"5\r\nab", b"zz\r\n", b"-1\r\n", b"0x5\r\nhello\r\n", b""])
def test_chunks_that_are_none_are_left_as_they_are(body: bytes) -> None:
    found = read_answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body, most=100)

    assert found is not None
    assert found.body == body


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, (None, None)),
        ("Text/HTML; Charset=UTF-8", ("text/html", "utf-8")),
        ('text/html; charset="windows-1251"', ("text/html", "windows-1251")),
        (";;;", (None, None)),
        ("text/html; charset*=x''%ff\x00", ("text/html", None)),
    ],
)
def test_media_types_are_told_from_their_charset(
    value: str | None, found: tuple[str | None, str | None]
) -> None:
    mime, charset = split_type(value)

    assert mime == found[0]
    assert found[1] is None or charset == found[1]
