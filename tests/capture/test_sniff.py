"""What a file is, is told by its content first."""

import pytest

from sayso.capture.sniff import Format, tell_format
from sayso.errors import CaptureError


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"Soldiers refused to fight.", "a.txt", Format.TEXT),
        (b"Soldiers refused to fight.", None, Format.TEXT),
        (b"Soldiers refused to fight.", "a.html", Format.TEXT),
        (b"  <!-- saved -->\n<!DOCTYPE html><p>Hello", "a.txt", Format.HTML),
        (b"\xef\xbb\xbf<html><body>Hello", None, Format.HTML),
        ("<html><body>Hello".encode("utf-16"), None, Format.HTML),
        (b'<?xml version="1.0"?><html xmlns="x">', None, Format.HTML),
        (b"Hello <b>there</b>", "a.htm", Format.HTML),
        (b"Hello <b>there</b>", "a.txt", Format.TEXT),
        (b"<Smith> said: nobody knows", "a.txt", Format.TEXT),
        (b"%PDF-1.7\n", "a.txt", Format.PDF),
        (b"\xef\xbb\xbf\r\n%PDF-1.7\n", None, Format.PDF),
        (b"\x00\x01junk\n%PDF-1.7\n", None, Format.PDF),
        (b"HTTP/1.1 200 OK\n\n%PDF-1.7\n1 0 obj endobj\n%%EOF\n", None, Format.PDF),
    ],
)
def test_content_goes_before_the_name(data: bytes, name: str | None, expected: Format) -> None:
    assert tell_format(data, name) is expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04word/document.xml", "office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old office document"),
        (b"{\\rtf1 Hello}", "RTF"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image"),
        (b"ID3\x04\x00\x00", "sound"),
        (b"BZh91AY&SY\x00", "bzip2"),
        (b"GIF89a\x01\x00", "image"),
        (b"a.txt".ljust(257, b"\x00") + b"ustar  \x00", "tar"),
        (b"<?xml version='1.0'?><rss>", "XML"),
    ],
)
def test_what_is_no_report_is_named(data: bytes, words: str) -> None:
    with pytest.raises(CaptureError, match=words) as caught:
        tell_format(data, "report.txt")

    assert "Save" in caught.value.remedy


def test_a_file_named_pdf_that_is_none_is_refused() -> None:
    with pytest.raises(CaptureError, match="named as a PDF but is none"):
        tell_format(b"Hello", "a.PDF")


@pytest.mark.parametrize(
    "data",
    [
        b"RIFFA, Bahrain (AP) - Two soldiers refused to fight.",
        b"ID3 cards were taken from the conscripts.",
        b"BZhZ, a channel, says that he was held.",
        b"GIF8 is the name of the unit.",
        b"The file began with %PDF-1.7, the lawyer said.",
        b"OggSound reported it.",
        b"Uniftyp, a channel, reported it.",
        b"He refused. ".ljust(257, b".") + b"ustard gas was used.",
    ],
)
def test_letters_that_begin_other_formats_may_begin_a_report(data: bytes) -> None:
    assert tell_format(data, "report.txt") is Format.TEXT


@pytest.mark.parametrize("piece", [b"<!---->", b"<!-- -->\n", b"<?xml?>", b" \n", b"<!--"])
def test_what_stands_before_a_page_is_skipped_however_often_it_comes(piece: bytes) -> None:
    # With a pattern that can divide the pieces in many ways this would never end.
    assert tell_format(piece * 40 + b"<html><p>Hello", None) is (
        Format.TEXT if piece == b"<!--" else Format.HTML
    )
    assert tell_format(b"<!---->" * 1000 + b"Hello" + piece * 40, "a.txt") is Format.TEXT
