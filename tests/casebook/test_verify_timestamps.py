"""What an authority signed is kept in the log, and verified with and without sayso."""

import json
import shutil
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from authority import Authority
from deeds import add, create, list_faults
from tampering import check_as_outsider

from sayso.records.entries import make_custody_draft
from sayso.records.fault import FaultKind
from sayso.records.log import EntryKind, make_root
from sayso.store.timestamps import TimestampError
from sayso.workbench.casebook import Casebook
from sayso.workbench.timestamping import fetch_timestamp, keep_timestamp, request_timestamp
from sayso.workbench.verifying import verify, verify_bag

pytest.importorskip("rfc3161_client", reason="rfc3161-client, an optional extra, is not installed")
pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl, the authority of these tests, is missing"
)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.create(tmp_path_factory.mktemp("time") / "authority")


@pytest.fixture(scope="module")
def other_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.create(tmp_path_factory.mktemp("time") / "other")


@pytest.fixture(scope="module")
def verbose_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """One whose answers hold its root too, in an order that strict DER does not allow."""
    return Authority.create(tmp_path_factory.mktemp("time") / "verbose", sends_root=True)


def list_notes(casebook: Casebook, certificates: Path | None = None) -> list[str]:
    found = verify(casebook.holdings, certificates=certificates)
    return [fault.message for fault in found if not fault.fails]


def test_a_timestamp_is_asked_for_and_kept_without_a_network(
    casebook: Casebook, authority: Authority
) -> None:
    add(casebook)
    hashes = [entry.hash for entry in casebook.log()]
    answer = authority.answer(request_timestamp(casebook.holdings))
    add(casebook, "Lev Lisin said that it went on.")

    kept = keep_timestamp(casebook.holdings, answer, certificates=authority.certificate)

    assert (kept.n, kept.verified, kept.problem) == (2, True, None)
    assert kept.time is not None
    assert kept.entry.kind is EntryKind.TIMESTAMP
    assert (kept.entry.body["hash"], kept.entry.body["root"]) == (hashes[1], make_root(hashes))
    assert list_faults(casebook) == []
    (note,) = list_notes(casebook, authority.certificate)
    assert note == f"An authority saw entry 2 at {kept.time}: its signature is right."
    (note,) = list_notes(casebook)
    assert note.startswith(f"By its own word, an authority saw entry 2 at {kept.time};")


def test_openssl_verifies_the_same_answer_from_the_bag(
    casebook: Casebook, authority: Authority, other_authority: Authority, tmp_path: Path
) -> None:
    add(casebook)
    keep_timestamp(casebook.holdings, authority.answer(request_timestamp(casebook.holdings)))

    bag = casebook.export_bag(tmp_path / "bag")

    statement = bag / f"data/timestamps/{casebook.id}-3.json"
    answer = statement.with_suffix(".tsr")
    assert authority.verifies(statement, answer)
    assert not other_authority.verifies(statement, answer)
    assert json.loads(statement.read_text())["n"] == 2
    assert check_as_outsider(bag) == ""
    assert [it for it in verify_bag(bag, certificates=authority.certificate) if it.fails] == []
    (fault,) = (it for it in verify_bag(bag, certificates=other_authority.certificate) if it.fails)
    assert (fault.kind, fault.where) == (FaultKind.BROKEN, "log 3")


def test_an_answer_that_cannot_be_read_here_is_kept_and_openssl_verifies_it(
    casebook: Casebook, verbose_authority: Authority, tmp_path: Path
) -> None:
    answer = verbose_authority.answer(request_timestamp(casebook.holdings))

    kept = keep_timestamp(casebook.holdings, answer)

    assert kept.problem is not None
    assert "cannot read the authority's answer" in kept.problem
    assert (kept.time, kept.verified) == (None, False)
    assert list_faults(casebook) == []
    (note,) = list_notes(casebook, verbose_authority.certificate)
    assert "openssl ts -verify can check it" in note
    bag = casebook.export_bag(tmp_path / "bag")
    statement = bag / f"data/timestamps/{casebook.id}-{kept.entry.n}.json"
    assert verbose_authority.verifies(statement, statement.with_suffix(".tsr"))


def test_an_answer_to_nothing_that_was_asked_is_refused(
    casebook: Casebook, authority: Authority, tmp_path: Path
) -> None:
    with create(tmp_path / "other") as other:
        answer = authority.answer(request_timestamp(other.holdings))
    with pytest.raises(TimestampError, match="answers no request"):
        keep_timestamp(casebook.holdings, answer)

    answer = authority.answer(request_timestamp(casebook.holdings))
    keep_timestamp(casebook.holdings, answer)

    with pytest.raises(TimestampError, match="answers no request"):
        keep_timestamp(casebook.holdings, answer)
    assert [it.kind for it in casebook.log()].count(EntryKind.TIMESTAMP) == 1


def test_an_answer_under_other_certificates_is_refused(
    casebook: Casebook, authority: Authority, other_authority: Authority
) -> None:
    answer = authority.answer(request_timestamp(casebook.holdings))

    with pytest.raises(TimestampError, match="does not verify with the certificates"):
        keep_timestamp(casebook.holdings, answer, certificates=other_authority.certificate)

    assert [it.kind for it in casebook.log()] == [EntryKind.CASEBOOK]
    keep_timestamp(casebook.holdings, answer, certificates=authority.certificate)


def test_a_refusal_is_no_timestamp(casebook: Casebook, authority: Authority) -> None:
    request_timestamp(casebook.holdings)
    refusal = authority.answer(b"no request")

    with pytest.raises(TimestampError, match="gave no timestamp"):
        keep_timestamp(casebook.holdings, refusal)


def test_a_log_that_does_not_verify_is_not_timestamped(casebook: Casebook) -> None:
    add(casebook)
    draft = make_custody_draft("export", time=casebook.holdings.now(), actor="x", what="")
    with casebook.holdings.store.writing() as writer:
        entry = writer.append(draft)
    head = casebook.holdings.store.get_head()
    casebook.holdings.folder.write_head(type(head)(chain=head.chain, n=entry.n, hash="ab" * 32))

    with pytest.raises(TimestampError, match="does not verify"):
        request_timestamp(casebook.holdings)


def test_without_the_library_nothing_is_lost(
    casebook: Casebook, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = request_timestamp(casebook.holdings)
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)

    with pytest.raises(TimestampError, match="not installed"):
        request_timestamp(casebook.holdings)
    kept = keep_timestamp(casebook.holdings, authority.answer(request))

    assert kept.problem is not None
    assert "not installed" in kept.problem
    (note,) = list_notes(casebook)
    assert "not installed; it is kept" in note


@pytest.fixture
def address(authority: Authority) -> Iterator[str]:
    """Serve the authority on this machine alone."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.headers["Content-Type"] == "application/timestamp-query"
            request = self.rfile.read(int(self.headers["Content-Length"]))
            answer = authority.answer(request) if asked else b""
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_an_authority_can_be_asked_at_its_address(
    casebook: Casebook, authority: Authority, address: str
) -> None:
    kept = fetch_timestamp(casebook.holdings, address, certificates=authority.certificate)

    assert (kept.n, kept.verified) == (1, True)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "authority.example"])
def test_only_addresses_of_the_web_are_asked(casebook: Casebook, url: str) -> None:
    with pytest.raises(TimestampError, match="is no address of an authority"):
        fetch_timestamp(casebook.holdings, url)
