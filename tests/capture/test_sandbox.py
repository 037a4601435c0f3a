"""A hostile document costs a sentence, never the machine."""

import pytest
from pdfs import make_bomb, make_prose_pdf

from sayso.capture.extracted import Extracted
from sayso.capture.sandbox import MEMORY, extract_apart
from sayso.capture.sniff import Format
from sayso.errors import CaptureError


def test_a_stream_that_unpacks_to_gigabytes_is_stopped_by_the_memory_limit() -> None:
    with pytest.raises(CaptureError, match="memory"):
        extract_apart(make_bomb(), Format.PDF, max_bytes=10**6)


def test_a_document_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(CaptureError, match="not read within 0 seconds"):
        extract_apart(make_prose_pdf(["Hello."]), Format.PDF, max_bytes=10**6, seconds=0)


def test_a_parser_that_takes_too_long_is_killed_at_its_limit_of_processor_time() -> None:
    page = "<html><body>" + "<p>He refused to go, she said.</p>" * 200_000

    with pytest.raises(CaptureError, match="not read within 1 seconds"):
        extract_apart(page.encode(), Format.HTML, max_bytes=10**8, memory=2 * MEMORY, seconds=1)


def test_the_child_sees_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/nonexistent")
    monkeypatch.setenv("PYTHONHOME", "/nonexistent")  # would stop any Python that saw it

    found = extract_apart(make_prose_pdf(["Hello."]), Format.PDF, max_bytes=10**6)

    assert found == Extracted(text="Hello.")


def test_what_the_child_refuses_the_parent_refuses() -> None:
    with pytest.raises(CaptureError, match="damaged"):
        extract_apart(b"%PDF-1.4", Format.PDF, max_bytes=10**6)
