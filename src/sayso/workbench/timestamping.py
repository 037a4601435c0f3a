"""Timestamps: an authority confirms when the log was as it is; offline unless one asks for more."""

import base64
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from sayso.errors import EvidenceError
from sayso.records.entries import LogTimestamp, make_timestamp_draft
from sayso.records.log import Head, LogEntry
from sayso.store.timestamps import (
    TimestampError,
    check_answer,
    fetch_answer,
    is_about,
    is_request,
    make_request,
    make_statement,
    read_answer,
)
from sayso.store.verify import LogVerifier, StoreLogs
from sayso.workbench.holdings import Holdings

_SETTING = "timestamp_requests"
_MOST_REQUESTS = 32
_MOST_FAULTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """A timestamp that the log keeps.

    Attributes:
        entry: The log's entry.
        n: The last entry that it is of.
        time: When the authority saw it, by its own word; ``None`` where that cannot be read here.
        problem: Why the answer cannot be read here, though it is kept; or ``None``.
        verified: Whether its signature was checked against a certificate.
    """

    entry: LogEntry
    n: int
    time: str | None
    problem: str | None
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A request that was made: what of the log it is about, and its random number."""

    n: int
    hash: str
    root: str
    nonce: int

    def make_statement(self, chain: str) -> bytes:
        return make_statement(chain, self.n, self.hash, self.root)


def request_timestamp(holdings: Holdings) -> bytes:
    """Return a request (.tsq) for the log as it is now; whoever has it learns but a hash.

    It is remembered, so that the answer finds its place when the log has gone on.

    Raises:
        TimestampError: The log does not verify, or `rfc3161-client` is not installed.
    """
    head, root = _get_root(holdings)
    statement = make_statement(head.chain, head.n, head.hash, root)
    request, nonce = make_request(statement)
    asked = _Asked(n=head.n, hash=head.hash, root=root, nonce=nonce)
    _remember(holdings, [*_list_asked(holdings), asked])
    return request


def keep_timestamp(
    holdings: Holdings, answer: bytes, *, certificates: Path | None = None
) -> Stamped:
    """Keep an authority's answer (.tsr) to a request that was made here, in the log.

    An answer that names the hash that was sent but cannot be read here is kept too, since other
    programs may read it; with ``certificates`` only what verifies is kept.

    Raises:
        TimestampError: It answers no request of this casebook, it is a refusal, or it does not
            verify with the certificates (PEM) that were given.
    """
    if is_request(answer):
        raise TimestampError(
            "This is a request, not an authority's answer to one.",
            remedy="Send it to an authority, and give the answer (.tsr) that comes back.",
        )
    chain = holdings.store.chain
    asked, read = _find_asked(holdings, answer), read_answer(answer)
    if read.problem is None and read.nonce != asked.nonce:
        raise TimestampError(
            "This answers another request than the one that was made here: its number differs.",
            remedy="Have the newest request answered.",
        )
    if certificates is not None:
        check_answer(answer, asked.make_statement(chain), certificates)
    token = base64.b64encode(answer).decode()
    stamp = LogTimestamp(n=asked.n, hash=asked.hash, root=asked.root, token=token)
    draft = make_timestamp_draft(stamp, time=holdings.now(), actor=holdings.analyst)
    with holdings.store.writing() as writer:
        entry = writer.append(draft)
    _remember(holdings, [it for it in _list_asked(holdings) if it != asked])
    return Stamped(
        entry=entry,
        n=asked.n,
        time=read.time,
        problem=read.problem,
        verified=certificates is not None,
    )


def fetch_timestamp(holdings: Holdings, url: str, *, certificates: Path | None = None) -> Stamped:
    """Ask an authority over the network, and keep its answer; only a hash goes out.

    Raises:
        TimestampError: As `request_timestamp` and `keep_timestamp`, or it did not answer.
    """
    answer = fetch_answer(url, request_timestamp(holdings))
    return keep_timestamp(holdings, answer, certificates=certificates)


def _get_root(holdings: Holdings) -> tuple[Head, str]:
    """Return head and Merkle root of the own log, once it was verified."""
    try:
        written = holdings.folder.read_head()
    except EvidenceError as exc:
        raise TimestampError(exc.problem, remedy=exc.remedy) from exc
    chain = holdings.store.chain
    logs = LogVerifier(StoreLogs(holdings.store), chain, head=written)
    faults = list(islice((it for it in logs.verify() if it.fails), _MOST_FAULTS))
    if faults:
        told = " ".join(f"{it.where}: {it.message}" for it in faults)
        raise TimestampError(
            f"The log does not verify, so no timestamp of it would be worth anything. {told}",
            remedy="Look at all of it with sayso verify.",
        )
    return logs.heads[chain], logs.roots[chain]


def _list_asked(holdings: Holdings) -> list[_Asked]:
    """Return the requests that were not answered yet, the newest last."""
    written = holdings.store.get_setting(_SETTING)
    return [_Asked(**asked) for asked in json.loads(written or "[]")]


def _find_asked(holdings: Holdings, answer: bytes) -> _Asked:
    """Return the request that is answered; raises `TimestampError` where there is none."""
    for asked in _list_asked(holdings):
        if is_about(answer, asked.make_statement(holdings.store.chain)):
            return asked
    read_answer(answer)  # a refusal says why
    raise TimestampError(
        "This answers no request that was made for this casebook, or one that was answered.",
        remedy="Make a request with sayso timestamp --request FILE, and have that answered.",
    )


def _remember(holdings: Holdings, asked: Collection[_Asked]) -> None:
    kept = [asdict(it) for it in list(asked)[-_MOST_REQUESTS:]]
    with holdings.store.writing() as writer:
        writer.set_setting(_SETTING, json.dumps(kept))
