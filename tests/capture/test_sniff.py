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
        (b"junk\n%PDF-1.7\n", None, Format.PDF),
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
