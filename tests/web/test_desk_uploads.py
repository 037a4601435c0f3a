"""What strangers' files may try, and what is refused: sent as any program can."""

import asyncio
import http.client
import io
import json
import os
import zipfile
from collections.abc import Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from browsing import serve
from orlov import ORLOV
from plain_reader import PlainReader

from sayso.web import intake
from sayso.web.access import Access
from sayso.web.app import make_app
from sayso.web.clerk_work import work
from sayso.web.desk import Desk
from sayso.workbench.casebook import Casebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """Sends what a browser would, or what an attacker would have it send."""

    access: Access
    cookie: str
    proof: str

    def post(
        self, path: str, body: Any, kind: str, *, proof: bool = True, **headers: str
    ) -> tuple[int, dict[str, Any]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.access.port, timeout=30)
        sent = {
            "cookie": self.cookie,
            "origin": f"http://127.0.0.1:{self.access.port}",
            "accept": "application/json",
            "content-type": kind,
            **({"x-sayso-proof": self.proof} if proof else {}),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        connection.request("POST", path, body=body, headers=sent)
        answer = connection.getresponse()
        told = json.loads(answer.read() or b"{}")
        connection.close()
        return answer.status, told

    def upload(self, *files: tuple[str, bytes], **fields: str) -> tuple[int, dict[str, Any]]:
        boundary = uuid4().hex
        body = io.BytesIO()
        for name, value in fields.items():
            body.write(_head(boundary, f'name="{name}"') + value.encode() + b"\r\n")
        for name, data in files:
            body.write(_head(boundary, f'name="file"; filename="{name}"') + data + b"\r\n")
        body.write(f"--{boundary}--\r\n".encode())
        return self.post(
            "/uploads",
            body.getvalue(),
            f"multipart/form-data; boundary={boundary}",
            proof="proof" not in fields,
        )


def _head(boundary: str, disposition: str) -> bytes:
    return f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode()


def enter(access: Access) -> Browser:
    """Let a browser in."""
    connection = http.client.HTTPConnection("127.0.0.1", access.port, timeout=30)
    connection.request("GET", f"/enter?token={access.token}")
    cookie = connection.getresponse().getheader("set-cookie", "").partition(";")[0]
    connection.close()
    session = access.find(dict([cookie.split("=", 1)]))
    assert session is not None
    return Browser(access=access, cookie=cookie, proof=session.proof)


@pytest.fixture
def sender(served: Access) -> Browser:
    return enter(served)


def list_problems(casebook: Casebook) -> list[str]:
    work(casebook, lambda _: None)
    handed = [it.problem or "" for it in casebook.spool.list_waiting()]
    return handed + [it.problem or "" for it in casebook.reports()]


NAMES = {
    "../../x.txt": "x.txt",
    r"..\\..\\y.txt": "y.txt",
    "/etc/passwd": "passwd",
    "<script>alert(1)<%2Fscript>.txt": "<script>alert(1)<%2Fscript>.txt",
    "report\x00.txt\x1b[2J": "report.txt[2J",
    "звіт\u202etxt.exe": "звітtxt.exe",
    "..": "..",
}
"""Names that strangers give to files, and what they are called here."""


def test_a_name_is_told_and_never_a_path(sender: Browser, casebook: Casebook) -> None:
    root = casebook.path.parent
    before = set(root.iterdir())

    files = [(name, f"Notice {n}. {ORLOV}".encode()) for n, name in enumerate(NAMES)]
    status, told = sender.upload(*files, language="en")
    work(casebook, lambda _: None)

    assert (status, told["values"]["problems"]) == (200, [])
    found = [it for report in casebook.reports() for it in casebook.show(report.id).captures]
    assert sorted(it.file_name or "" for it in found) == sorted(NAMES.values())
    assert set(root.iterdir()) == before
    assert [it for it in casebook.verify() if it.fails or "spool" in it.where] == []


def test_what_was_answered_for_is_on_disk(
    sender: Browser, casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    sync = os.fsync

    def note(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", note)

    status, _ = sender.upload(("one.txt", ORLOV.encode()))

    (item,) = casebook.spool.list_waiting()
    spool = casebook.path / "spool"
    assert status == 200
    assert (spool / f"{item.id}.data").read_bytes() == ORLOV.encode()
    assert {str(spool / f"{item.id}.data"), str(spool)} <= set(synced)


def test_a_great_length_is_refused_before_a_byte_is_read(sender: Browser) -> None:
    status, told = sender.post(
        "/uploads", b"", "multipart/form-data; boundary=x", content_length="2000000000"
    )

    assert (status, told["remedy"]) == (413, "Send less.")


def test_a_file_that_is_too_long_is_left_out_and_the_others_come_in(
    sender: Browser, casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_OF_ONE", 1_000)

    status, told = sender.upload(("long.txt", b"x" * 1_001), ("short.txt", ORLOV.encode()))

    assert status == 200
    assert told["values"]["names"] == ["short.txt"]
    assert "longer than 1,000 bytes" in told["values"]["problems"][0]
    assert len(list((casebook.path / "spool").iterdir())) == 2  # one file, and what it is


def test_files_without_proof_or_of_a_broken_form_leave_nothing(
    sender: Browser, casebook: Casebook
) -> None:
    status, _ = sender.upload(("one.txt", ORLOV.encode()), proof="guess")
    assert status == 403

    body = _head("x", 'name="file"; filename="one.txt"') + b"half of it"
    assert sender.post("/uploads", body, "multipart/form-data; boundary=x")[0] == 422
    assert sender.post("/uploads", body, "text/plain")[0] == 422
    assert sender.post("/uploads", b"no form", "multipart/form-data; boundary=x")[0] == 422

    assert casebook.spool.list_waiting() == ()
    assert list((casebook.path / "spool").glob("*")) == []


def test_what_came_before_a_fault_is_named_and_need_not_be_sent_again(
    sender: Browser, casebook: Casebook
) -> None:
    whole = _head("x", 'name="file"; filename="one.txt"') + b"Notice.\r\n"
    body = whole + _head("x", 'name="file"; filename="two.txt"') + b"half of it"

    status, told = sender.post("/uploads", body, "multipart/form-data; boundary=x")

    assert status == 422
    assert told["remedy"] == "Taken in before that: one.txt. Send the others again."
    assert [it.name for it in casebook.spool.list_waiting()] == ["one.txt"]


def test_an_upload_that_breaks_off_is_no_fault_and_keeps_what_came_whole(
    casebook: Casebook,
) -> None:
    woken: list[bool] = []
    complaints: list[str] = []
    desk, access = Desk(casebook), Access(port=1)
    desk.wake = lambda: woken.append(True)  # type: ignore[method-assign]
    session = access.enter(access.token)
    assert session is not None
    whole = _head("x", 'name="file"; filename="one.txt"') + b"Notice.\r\n"
    body = whole + _head("x", 'name="file"; filename="two.txt"') + b"half of it"
    headers = {
        "host": "127.0.0.1:1",
        "origin": "http://127.0.0.1:1",
        "cookie": f"{access.cookie}={session.id}",
        "x-sayso-proof": session.proof,
        "content-type": "multipart/form-data; boundary=x",
        "content-length": "1000",
    }
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/uploads",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    pieces: list[MutableMapping[str, Any]] = [
        {"type": "http.request", "body": body, "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> MutableMapping[str, Any]:
        return pieces.pop(0)

    async def send(_: MutableMapping[str, Any]) -> None:
        pass

    app = make_app(desk, access, complain=complaints.append)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(app(scope, receive, send))).result()

    assert (complaints, woken) == ([], [True])
    assert [it.name for it in casebook.spool.list_waiting()] == ["one.txt"]
    assert len(list((casebook.path / "spool").iterdir())) == 2


def test_fields_without_proof_before_them_or_without_end_are_refused(
    sender: Browser, casebook: Casebook
) -> None:
    many = {f"f{n}": "x" for n in range(30)}
    late = {"publisher": "Volga Courier", "proof": sender.proof}
    one = ("one.txt", b"Notice.")

    assert sender.upload(one, **many)[1]["problem"] == "This form has too many fields."
    assert sender.upload(one, **late)[0] == 403
    assert sender.upload((f"{'x' * 20_000}.txt", b"Notice."))[0] == 422

    assert casebook.spool.list_waiting() == ()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"published": "last week"}, "no date of publication"),
        ({"url": "javascript:alert(1)"}, "no address of the web"),
    ],
)
def test_what_is_said_wrongly_is_refused(sender: Browser, said: dict[str, str], why: str) -> None:
    status, told = sender.upload(("one.txt", ORLOV.encode()), **said)

    assert status == 422
    assert why in told["remedy"]


def make_bomb() -> bytes:
    """Return a zip of an export that grows to 100 MB of blanks."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ChatExport/result.json", b" " * 100_000_000)
    return packed.getvalue()


def test_hostile_files_cost_a_sentence_each(sender: Browser, casebook: Casebook) -> None:
    """What hangs in a parser, or eats memory there, is ended by the parser's own limits."""
    nested = b"<html><body>" + b"<div>" * 500_000
    pdf = b"%PDF-1.4\n1 0 obj<</Length 2000000000>>stream\n" + b"x" * 1_000
    status, _ = sender.upload(("bomb.zip", make_bomb()), ("deep.html", nested), ("a.pdf", pdf))

    problems = list_problems(casebook)

    assert status == 200
    assert len(problems) == 3
    assert all(problems), problems
    assert any("It grows to more" in it for it in problems)


@pytest.fixture(params=[None, "four words that fit"])
def held(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    """A casebook, plain and encrypted."""
    with Casebook.create(
        tmp_path / "held.casebook", analyst="Vera", passphrase=request.param, reader=PlainReader()
    ) as casebook:
        yield casebook


def test_an_export_gives_all_its_posts_once(held: Casebook) -> None:
    posts = [
        {
            "id": n,
            "type": "message",
            "date": "2031-03-14T10:00:00",
            "date_unixtime": "1931250000",
            "from": "Volga Courier",
            "text": f"Notice {n}. {ORLOV}",
        }
        for n in range(3)
    ]
    chat = {"name": "Volga Courier", "type": "public_channel", "id": 7, "messages": posts}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ChatExport/result.json", json.dumps(chat))

    with serve(held) as access:
        sender = enter(access)
        for _ in range(2):
            assert sender.upload(("export.zip", packed.getvalue()))[0] == 200
            work(held, lambda _: None)

    assert [it.problem for it in held.spool.list_waiting()] == []
    assert [it.state.value for it in held.reports()] == ["read"] * 3
    assert held.stats().captures == 4  # the posts, and the file that they came in
    assert held.spool.list_waiting() == ()


def test_a_casebook_that_is_only_read_takes_nothing_in(casebook: Casebook) -> None:
    with (
        Casebook.open(casebook.path, analyst="Vera", read_only=True) as closed,
        serve(closed) as access,
    ):
        sender = enter(access)
        pasted = sender.post("/pasted", "text=Notice.", "application/x-www-form-urlencoded")
        sent = sender.upload(("one.txt", ORLOV.encode()))

    assert (pasted[0], pasted[1]["problem"].partition(":")[0]) == (
        422,
        "This casebook is open for reading only",
    )
    assert sent[0] == 422
    assert casebook.spool.list_waiting() == ()
