"""Reports that wait to be read again, since what they are read with was decided otherwise.

Where nobody should wait for a reading, the decision is kept at once and the reading comes later;
that it must come is kept in the same transaction, so that no crash loses it.
"""

import json
from collections.abc import Iterable

from sayso.store.store import Store, Writer

_SETTING = "outdated"


def list_outdated(store: Store) -> tuple[str, ...]:
    """Return the SHA-256 of the reports that wait, those that wait longest first."""
    kept = store.get_setting(_SETTING)
    return () if kept is None else tuple(json.loads(kept))


def add_outdated(store: Store, writer: Writer, sha256s: Iterable[str]) -> None:
    """Keep that reports must be read again, in the transaction of the decision."""
    _put(writer, dict.fromkeys((*list_outdated(store), *sha256s)))


def drop_outdated(store: Store, sha256s: Iterable[str]) -> None:
    """Keep that reports were read again, whatever came of it."""
    done = frozenset(sha256s)
    with store.writing() as writer:
        _put(writer, [it for it in list_outdated(store) if it not in done])


def _put(writer: Writer, sha256s: Iterable[str]) -> None:
    writer.set_setting(_SETTING, json.dumps(list(sha256s)))
