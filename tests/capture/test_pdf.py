"""PDFs: text in reading order, and no date that they do not state."""

import pytest
from pdfs import make_pdf, make_prose_pdf

from sayso.capture.file import capture_bytes
from sayso.capture.pdf import extract_pdf
from sayso.errors import CaptureError

LINES = [
    "The first criminal case against conscripted soldiers who refused to fight has opened",
    "in the country, according to footage that circulated in the days of the mobili-",
    "zation (see below). A draft-dodging case against a man was closed by the court.",
    "",
    "Tatyana D. confirmed on Sunday that her husband, “Yuri”, who was seen in the video, had",
    "refused to be deployed. Another case against a man of military age who was accused of draft-",
    "dodging was opened.",
]


def test_lines_are_joined_words_mended_and_paragraphs_kept() -> None:
    report = capture_bytes(make_prose_pdf(LINES))

    first, second = report.text.split("\n")
    assert "days of the mobilization (see below). A draft-dodging case" in first
    assert first.startswith("The first criminal case")
    assert first.endswith("closed by the court.")
    assert "“Yuri”" in second
    assert second.endswith("accused of draft-dodging was opened.")


def test_its_date_of_creation_is_no_date_of_publication() -> None:
    data = make_prose_pdf(
        LINES,
        info=b"/Title (Held for refusal) /CreationDate (D:20230101000000Z)",
        catalog=b"/Lang (en-GB)",
    )

    found = extract_pdf(data, 10**6)

    assert found.published is None
    assert found.title == "Held for refusal"
    assert found.language == "en"


@pytest.mark.parametrize("title", [b"report_final.docx", b"Microsoft Word - x", b"untitled", b""])
def test_a_file_name_is_no_title(title: bytes) -> None:
    assert extract_pdf(make_prose_pdf(LINES, info=b"/Title (%s)" % title), 10**6).title is None


def test_heads_and_page_numbers_do_not_cut_a_sentence() -> None:
    top, foot = (60.0, 800.0, "Example Monitor - Report 12"), (290.0, 30.0, "7")
    pages = [
        [top, (60.0, 770.0, "The men refused to return to the front and were all held in a"), foot],
        [top, (60.0, 770.0, "basement for two weeks, as relatives told the paper, while"), foot],
        [top, (60.0, 770.0, "the ministry denied it."), foot],
    ]  # fmt: skip

    text = capture_bytes(make_pdf(pages)).text

    assert "held in a basement for two weeks" in text
    assert "Monitor" not in text
    assert "7" not in text


def test_a_pdf_of_pictures_needs_text_recognition() -> None:
    with pytest.raises(CaptureError, match="no text layer") as caught:
        extract_pdf(make_pdf([[], []]), 10**6)

    assert "OCR" in caught.value.remedy


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", make_prose_pdf(LINES)[:200], b"%PDF-"])
def test_a_damaged_pdf_is_a_sentence(data: bytes) -> None:
    with pytest.raises(CaptureError, match="damaged"):
        extract_pdf(data, 10**6)


def test_a_pdf_with_too_much_text_is_refused() -> None:
    with pytest.raises(CaptureError, match="more than 100 bytes") as caught:
        extract_pdf(make_prose_pdf(LINES), 100)

    assert "--max-bytes" in caught.value.remedy
