"""Timestamps of the log by an authority (RFC 3161), with the optional `rfc3161-client`.

An authority signs the hash of a short statement: which log, how many entries, the hash of the
last one and the Merkle root of them all. The statement and the authority's answer are enough to
verify it with ``openssl ts -verify`` alone.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from sayso.errors import StoreError
from sayso.records.canonical import make_canonical
from sayso.records.entries import LogTimestamp
from sayso.records.fault import Fault, FaultKind

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_SEQUENCE, _INTEGER = 0x30, b"\x02"  # tags of DER
_GRANTED = (0, 1)  # PKIStatus: granted, granted with modifications
_LONGEST, _SECONDS = 1_000_000, 30


class TimestampError(StoreError):
    """A timestamp could not be requested, or an answer is not one that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an authority answered.

    Attributes:
        time: When it saw the statement, ISO 8601 in UTC; ``None`` where ``problem`` is given.
        nonce: The number that was sent to it, or ``None``.
        problem: Why it cannot be read here, or ``None``.
        parsed: What `rfc3161_client` made of it, or ``None``.
    """

    time: str | None
    nonce: int | None
    problem: str | None
    parsed: Any = None


def make_statement(chain: str, n: int, entry_hash: str, root: str) -> bytes:
    """Return what an authority's hash is of: canonical JSON of `chain`, `hash`, `n`, `root`."""
    return make_canonical({"chain": chain, "n": n, "hash": entry_hash, "root": root})


def make_request(statement: bytes) -> tuple[bytes, int]:
    """Return a request (RFC 3161, DER; only a hash is in it) and the random number in it.

    Raises:
        TimestampError: `rfc3161-client` is not installed.
    """
    client = _load_client()
    algorithm = client.HashAlgorithm.SHA256
    request = client.TimestampRequestBuilder().data(statement).hash_algorithm(algorithm).build()
    return request.as_bytes(), request.nonce


def is_about(token: bytes, statement: bytes) -> bool:
    """Return whether an answer names the hash of this statement, however else it is made."""
    return hashlib.sha256(statement).digest() in token


def is_request(data: bytes) -> bool:
    """Return whether this is a request: it begins with a number, where an answer has a status."""
    if len(data) < 3 or data[0] != _SEQUENCE:
        return False
    length = data[1]
    content = 2 + (length & 0x7F if length & 0x80 else 0)
    return data[content : content + 1] == _INTEGER


def read_answer(token: bytes) -> Answer:
    """Return what an authority answered; what cannot be read here says so.

    Raises:
        TimestampError: The authority refused.
    """
    try:
        client = _load_client()
    except TimestampError as exc:
        return Answer(time=None, nonce=None, problem=exc.problem)
    try:
        parsed = client.decode_timestamp_response(token)
        status = parsed.status
        if status in _GRANTED:
            info = parsed.tst_info
            time = info.gen_time.isoformat().replace("+00:00", "Z")
            return Answer(time=time, nonce=info.nonce, problem=None, parsed=parsed)
    except ValueError as exc:
        problem = f"rfc3161-client cannot read the authority's answer: {exc}."
        return Answer(time=None, nonce=None, problem=problem)
    told = " ".join(parsed.status_string) or f"status {status}"
    raise TimestampError(
        f"The authority gave no timestamp: {told}.", remedy="Ask again, or ask another authority."
    )


def check_answer(token: bytes, statement: bytes, certificates: Path) -> None:
    """Check that an authority under one of these certificates signed this statement.

    Args:
        token: The authority's answer, DER.
        statement: As `make_statement` gave it.
        certificates: A file (PEM) of root certificates, and of those in between if any.

    Raises:
        TimestampError: It did not, or that cannot be found out; the message says which.
    """
    client = _load_client()
    answer = read_answer(token)
    if answer.problem is not None:
        raise TimestampError(answer.problem, remedy="Verify it with openssl ts -verify.")
    builder = client.VerifierBuilder()
    for certificate in load_certificates(certificates):
        if certificate.issuer == certificate.subject:
            builder = builder.add_root_certificate(certificate)
        else:
            builder = builder.add_intermediate_certificate(certificate)
    try:
        builder.build().verify(answer.parsed, hashlib.sha256(statement).digest())
    except (ValueError, client.VerificationError) as exc:
        raise TimestampError(
            f"The timestamp does not verify with the certificates in {certificates.name}: {exc}.",
            remedy="Take the authority's root certificate from the authority itself.",
        ) from exc


def load_certificates(path: Path) -> "list[Certificate]":
    """Return the certificates in a PEM file; raises `TimestampError` where there are none."""
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as exc:
        raise TimestampError(
            f"{path} holds no certificates that can be read.",
            remedy="Give the authority's root certificate as a PEM file.",
        ) from exc


def check_timestamp(
    where: str, chain: str, stamp: LogTimestamp, *, certificates: Path | None
) -> Iterator[Fault]:
    """Yield what is wrong with the answer in an entry of the log, and what is not known of it."""
    statement = make_statement(chain, stamp.n, stamp.hash, stamp.root)
    try:
        token = base64.b64decode(stamp.token, validate=True)
    except (ValueError, binascii.Error):
        yield _tell(FaultKind.BROKEN, where, "The timestamp is no base64")
        return
    if not is_about(token, statement):
        yield _tell(FaultKind.BROKEN, where, "The timestamp is of something else than the log")
        return
    try:
        answer = read_answer(token)
        if answer.problem is not None:
            problem = answer.problem.removesuffix(".")
            message = f"{problem}; it is kept, and openssl ts -verify can check it in a bag"
            yield _tell(FaultKind.NOTE, where, message)
        elif certificates is None:
            message = (
                f"By its own word, an authority saw entry {stamp.n} at {answer.time}; its "
                "signature is checked only where its certificate is given"
            )
            yield _tell(FaultKind.NOTE, where, message)
        else:
            check_answer(token, statement, certificates)
            message = f"An authority saw entry {stamp.n} at {answer.time}: its signature is right"
            yield _tell(FaultKind.NOTE, where, message)
    except TimestampError as exc:
        yield _tell(FaultKind.BROKEN, where, exc.problem.removesuffix("."))


def fetch_answer(url: str, request: bytes) -> bytes:
    """Send a request to an authority over HTTP, and return its answer (RFC 3161, 3.4).

    Raises:
        TimestampError: The address is none, or nothing that can be an answer came.
    """
    if urlsplit(url).scheme not in {"http", "https"}:
        raise TimestampError(
            f"{url!r} is no address of an authority.",
            remedy="Give one that begins with https:// or http://.",
        )
    posted = Request(  # noqa: S310 - the scheme was checked
        url, data=request, headers={"Content-Type": "application/timestamp-query"}
    )
    try:
        with urlopen(posted, timeout=_SECONDS) as answer:  # noqa: S310 - as above
            data: bytes = answer.read(_LONGEST + 1)
    except (URLError, OSError, ValueError) as exc:
        raise TimestampError(
            f"{url} did not answer: {exc}.",
            remedy="Try again later, or write the request to a file and carry it there: "
            "sayso timestamp --request FILE.",
        ) from exc
    if not data or len(data) > _LONGEST:
        raise TimestampError(
            f"What {url} answered is no timestamp.", remedy="Check the address of the authority."
        )
    return data


def _load_client() -> Any:
    try:
        import rfc3161_client
    except ImportError as exc:
        raise TimestampError(
            "Timestamps need rfc3161-client, which is not installed.",
            remedy="Install it: pip install 'sayso[timestamps]'.",
        ) from exc
    return rfc3161_client


def _tell(kind: FaultKind, where: str, message: str) -> Fault:
    return Fault(kind=kind, where=where, message=message + ".")
