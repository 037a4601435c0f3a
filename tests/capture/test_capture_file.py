"""A file or stream becomes a report, or one sentence that says why not."""

import hashlib
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.capture.file import capture_bytes, capture_file, capture_stream
from sayso.capture.options import CaptureOptions
from sayso.errors import CaptureError, LanguageError, SaysoError

TEXT = b"Two soldiers who refused to fight were detained last week, their relatives said on Monday."


def test_a_report_carries_the_hash_of_its_bytes_and_an_id_made_from_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT)

    report = capture_file(file)

    assert report.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert report.id == report.sha256[:16]
    assert report.text == TEXT.decode()
    assert report.language == "en"


def test_what_is_not_known_is_none() -> None:
    report = capture_bytes(TEXT)

    assert (report.title, report.publisher, report.url) == (None, None, None)
    assert (report.published, report.captured) == (None, None)


def test_what_the_user_says_goes_before_what_the_page_says() -> None:
    page = (
        b"<html lang='en'><head><meta property='og:site_name' content='Page'>"
        b"<meta property='article:published_time' content='2020-01-01'></head>"
        b"<body><article><p>%s</p></article></body></html>" % TEXT
    )

    options = CaptureOptions(id="x", publisher="Known", published="2022-11-21", language="ru")

    told, own = capture_bytes(page, options), capture_bytes(page)
    assert (told.id, told.publisher, told.published, told.language) == (
        "x", "Known", "2022-11-21", "ru",
    )  # fmt: skip
    assert (own.publisher, own.published, own.language) == ("Page", "2020-01-01", "en")


def test_a_stream_gives_the_same_report_as_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT)

    assert capture_stream(io.BytesIO(TEXT)) == capture_file(file)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        ("\u200b\ufeff\u202e".encode(), "holds no text"),
        (b"<html><body></body></html>", "no text of its own"),
        (b"\x89PNG\r\n", "an image"),
        (b"%PDF-1.4", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(CaptureError, match=words) as caught:
        capture_bytes(data)

    assert caught.value.problem.endswith((".", "pictures."))
    assert caught.value.remedy


@pytest.mark.parametrize(("name", "words"), [("none.txt", "no such file"), (".", "folder")])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(CaptureError, match=words):
        capture_file(tmp_path / name)


def test_a_name_with_a_nul_is_refused() -> None:
    with pytest.raises(CaptureError, match="cannot be opened"):
        capture_file(Path("a\x00b"))


def test_a_text_over_the_limit_is_refused_and_the_option_named() -> None:
    long = TEXT * 30

    with pytest.raises(CaptureError, match="--max-bytes"):
        capture_bytes(long, CaptureOptions(max_bytes=len(long) - 1))

    assert capture_bytes(long, CaptureOptions(max_bytes=len(long))).text


def test_ten_megabytes_in_one_line_are_refused_or_read_as_asked() -> None:
    line = b"word " * 2_000_000

    with pytest.raises(CaptureError, match="too long"):
        capture_bytes(line)

    report = capture_bytes(line, CaptureOptions(max_bytes=len(line), language="en"))
    assert len(report.text) == len(line) - 1


@pytest.mark.parametrize("text", ["ok", "He refused.", "Короткий текст", "123 456", "да", "🙂"])
def test_too_little_text_is_english_only_where_its_letters_are(text: str) -> None:
    if text.isascii() and any(map(str.isalpha, text)):
        assert capture_bytes(text.encode()).language == "en"
    else:
        with pytest.raises(LanguageError, match="--language"):
            capture_bytes(text.encode())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Двое солдат отказались воевать и были задержаны на прошлой неделе, сообщили родные.",
         "ru"),
        ("Двоє солдатів відмовилися воювати й були затримані минулого тижня, сказали їхні рідні.",
         "uk"),
        ("Dos soldados que se negaron a combatir fueron detenidos, dijeron sus familiares ayer.",
         "es"),
        (TEXT.decode().upper(), "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_told(text: str, language: str) -> None:
    assert capture_bytes(text.encode()).language == language


def test_a_page_in_other_letters_is_not_english_whatever_its_template_says() -> None:
    russian = "Двое солдат отказались воевать и были задержаны на прошлой неделе, сообщили родные."
    page = f"<html lang='en'><body><article><p>{russian}</p></article></body></html>"

    assert capture_bytes(page.encode()).language == "ru"


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_a_report_or_a_sentence(data: bytes) -> None:
    with suppress(SaysoError):
        report = capture_bytes(data, CaptureOptions(language="en"))
        report.text.encode("utf-8")
        assert report.text == report.text.strip()
