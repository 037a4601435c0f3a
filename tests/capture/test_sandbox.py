"""A hostile document costs a sentence, never the machine."""

import json
import os
import signal
import subprocess
from typing import Any

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


def _pretend(monkeypatch: pytest.MonkeyPatch, answer: bytes = b"", *, code: int = 0) -> None:
    """Let the child answer so, whatever it is asked."""

    def run(command: list[str], *, stdout: Any, **_: Any) -> subprocess.CompletedProcess[bytes]:
        stdout.write(answer)
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr("subprocess.run", run)


def _extract() -> Extracted:
    return extract_apart(b"", Format.HTML, max_bytes=1000)


FOUND: dict[str, Any] = {
    "text": "He refused.",
    "title": "Refusals",
    "publisher": None,
    "author": None,
    "forwarded_from": None,
    "url": "https://a.example/1",
    "published": "2022-11-21T14:30:00+03:00",
    "language": "en",
}


def test_a_sound_answer_of_the_child_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, json.dumps(FOUND).encode())

    assert _extract() == Extracted(**FOUND)


@pytest.mark.parametrize(
    "wrong",
    [
        {"published": "soon"},
        {"published": "9999-12-31"},
        {"published": "2022/11/21"},
        {"url": "javascript:alert(1)"},
        {"url": "https://a.example/\u202e"},
        {"language": "../en"},
        {"language": "EN"},
        {"text": None},
        {"title": ["Refusals"]},
        {"more": "Refusals"},
    ],
)
def test_an_answer_that_our_own_code_would_not_give_is_refused(
    wrong: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend(monkeypatch, json.dumps(FOUND | wrong).encode())

    with pytest.raises(CaptureError, match="damaged"):
        _extract()


@pytest.mark.parametrize("answer", [b"[" * 200_000, b"", b"{", b"[]", b"\xff", b"1" * 5000])
def test_an_answer_that_is_no_object_is_refused(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend(monkeypatch, answer)

    with pytest.raises(CaptureError, match="damaged"):
        _extract()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SIGXCPU", "not read within 30 seconds"),
        ("SIGKILL", "stopped by the system: too long or too large"),
        ("SIGSEGV", "damaged"),
    ],
)
def test_who_stopped_the_child_is_said_as_far_as_it_is_known(
    name: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend(monkeypatch, code=-getattr(signal, name))

    with pytest.raises(CaptureError, match=words):
        _extract()
