"""Bytes of unknown encoding become characters, or a clear refusal."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.capture.decode import decode_page, decode_text
from sayso.errors import CaptureError

ENGLISH = "“They refused,” she said — the wife of a soldier who’d been held near the front."
RUSSIAN = "Солдаты отказались воевать, сообщили родственники задержанных в понедельник вечером."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((ENGLISH, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")),
        *((ENGLISH, name) for name in ("utf-16-le", "utf-16-be")),
        *((RUSSIAN, name) for name in ("utf-8", "utf-16", "cp1251", "koi8-r")),
        ("naïve café " * 5, "latin-1"),
    ],
)
def test_the_usual_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)) == text


@given(st.text(st.one_of(st.characters(exclude_categories=["Cc", "Cs"]), st.just("\n"))))
def test_utf_8_is_never_mistaken(text: str) -> None:
    assert decode_text(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    with suppress(CaptureError):
        assert isinstance(decode_text(data), str)


def test_damaged_utf_8_keeps_what_is_whole() -> None:
    data = ENGLISH.encode()

    assert decode_text(data[:-30] + b"\xe2\x80").startswith(ENGLISH[:30])


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 50, b"\x1b[31m\x07\x08" * 30]
)
def test_binary_data_are_refused(data: bytes) -> None:
    with pytest.raises(CaptureError, match="no text that sayso can decode"):
        decode_text(data)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ('<meta charset="no-such-thing">', "utf-8"),
        ('<meta charset="base64">', "utf-8"),
        ('<meta charset="punycode">', "utf-8"),
        ('<meta charset="utf-7">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="utf-8">', "cp1251"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names_where_that_fits(
    head: str, encoding: str
) -> None:
    page = f"<html><head>{head}</head><body><p>{RUSSIAN}</p></body></html>"

    assert RUSSIAN in decode_page(page.encode(encoding))


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        *((f"iso-8859-{n}", f"iso8859-{n}") for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *((f"windows-{n}", f"cp{n}") for n in range(1250, 1259)),
        *((name, name) for name in ("ibm866", "koi8-u", "macintosh", "gbk", "big5", "euc-kr")),
        *((name, name) for name in ("gb18030", "shift_jis", "euc-jp", "iso-2022-jp", "gb2312")),
    ],
)
def test_the_encodings_of_the_web_are_believed(label: str, encoding: str) -> None:
    letters = (RUSSIAN + "é ąęł ħ אבג ابت αβγ ไทย 漢字 かな 가나").encode(encoding, "ignore")
    page = f"<meta charset={label}><p>" + letters.decode(encoding)

    assert decode_page(page.encode(encoding)) == page


def test_the_curly_quotes_of_a_page_that_names_latin_1_are_kept() -> None:
    page = f'<meta charset="iso-8859-1"><p>{ENGLISH}</p>'

    assert decode_page(page.encode("cp1252")) == page


@pytest.mark.parametrize("label", ["punycode", "idna", "unicode_escape", "undefined"])
def test_a_page_cannot_choose_a_codec_that_is_no_encoding_of_the_web(label: str) -> None:
    # A codec that takes quadratic time would need hours for these.
    page = f"<meta charset={label}><p>" + "He refused \\u0041 to-go. " * 40_000

    assert decode_page(page.encode()) == page


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00bin\x00\x01", b"\xff\xfe" + bytes(range(1, 256, 2)) * 40]
)
def test_data_that_begin_as_utf_16_does_are_no_text(data: bytes) -> None:
    with pytest.raises(CaptureError, match="no text that sayso can decode"):
        decode_text(data)


def test_chinese_in_utf_16_stays_a_text() -> None:
    assert decode_text("最近开始需要退出".encode("utf-16")) == "最近开始需要退出"
