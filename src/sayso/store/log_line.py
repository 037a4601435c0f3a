"""One line of a log, read without believing any of it."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sayso.records.canonical import encode_checked, make_canonical, make_digest

_HASHED = frozenset({"actor", "body", "chain", "kind", "n", "previous", "sealed_sha256", "time"})
_FIELDS = _HASHED | {"hash", "sealed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a line says, as far as it can be read.

    Attributes:
        problem: Why it cannot be what was written as an entry, or ``None``.
        fields: The fields that the hash is of; empty where nothing can be hashed.
        chain, n, kind, previous, hash: As in `LogEntry`; "" or 0 where there is no such thing.
        body: As in `LogEntry`; empty where it cannot be read.
        made: What the hash must be, or "".
        sealed: What is sealed, or ``None``.
        sealed_gone: Whether there was a sealed part, and it is not there.
        sealed_altered: Whether there is one that does not have the digest that is stored.
    """

    problem: str | None
    fields: dict[str, Any] = field(default_factory=dict)
    chain: str = ""
    n: int = 0
    kind: str = ""
    previous: str = ""
    hash: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    made: str = ""
    sealed: dict[str, Any] | None = None
    sealed_gone: bool = False
    sealed_altered: bool = False

    def is_sound(self, chain: str, n: int) -> bool:
        """Return whether it was written as the entry of this number in this log."""
        return self.problem is None and self.chain == chain and self.hash == self.hash_as(chain, n)

    def hash_as(self, chain: str, n: int) -> str:
        """Return what the hash would be under this number in this log, or ""."""
        if not self.fields or (chain, n) == (self.chain, self.n):
            return self.made
        return make_digest({**self.fields, "chain": chain, "n": n})


def read_line(text: str) -> Line:
    """Return what a line says; never raises for what stands in it."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Line(problem="it is no JSON")
    if not isinstance(value, dict) or value.keys() != _FIELDS:
        return Line(problem="it has not the fields that an entry has")
    try:
        canonical = make_canonical(value).decode("utf-8")
        made = _make_digest({name: value[name] for name in _HASHED})
        sealed_made = None if value["sealed"] is None else _make_digest(value["sealed"])
    except (ValueError, RecursionError):
        return _read_fields(value, "it holds what no entry can hold")
    return _read_fields(
        value,
        None if canonical == text else "it is not written in the one way that entries are",
        made=made,
        sealed_made=sealed_made,
    )


def _make_digest(checked: Any) -> str:
    return sha256(encode_checked(checked).encode()).hexdigest()


def _read_fields(
    value: dict[str, Any], problem: str | None, *, made: str = "", sealed_made: str | None = None
) -> Line:
    def text(name: str) -> str:
        return value[name] if isinstance(value[name], str) else ""

    n, body, sealed = value["n"], value["body"], value["sealed"]
    return Line(
        problem=problem,
        fields={name: value[name] for name in _HASHED} if made else {},
        chain=text("chain"),
        n=n if isinstance(n, int) and not isinstance(n, bool) else 0,
        kind=text("kind"),
        previous=text("previous"),
        hash=text("hash"),
        body=body if isinstance(body, dict) else {},
        made=made,
        sealed=sealed if isinstance(sealed, dict) else None,
        sealed_gone=sealed is None and value["sealed_sha256"] is not None,
        sealed_altered=sealed is not None and sealed_made != value["sealed_sha256"],
    )
