"""Exports that outsiders can verify: a casebook as a bag."""

import json
from pathlib import Path

from sayso import __version__
from sayso.errors import EvidenceError
from sayso.publish.reading_json import to_json
from sayso.records.entries import make_custody_draft
from sayso.records.log import Head
from sayso.store.bag import BagOptions, refuse_filled, write_bag
from sayso.store.files import read_file
from sayso.store.folder import HEAD
from sayso.workbench.holdings import Holdings


def export_bag(holdings: Holdings, out: Path) -> Path:
    """Write all that a casebook holds as a bag (BagIt) that is verified without sayso.

    It lies open, also where the casebook is encrypted. What is missing or was altered
    in the casebook is so in the bag, and both are found to be so. That it was exported is
    in the log, and so in the bag. Who adds evidence or removes it waits until it is written.

    Raises:
        StoreError: ``out`` is not empty or cannot be written.
    """
    refuse_filled(out)
    with holdings.folder.locked(shared=True):
        now = holdings.now()
        draft = make_custody_draft(
            "export", time=now, actor=holdings.analyst, what=f"all as a bag: {out.name}"
        )
        with holdings.store.writing() as writer:
            entry = writer.append(draft)
        upto = Head(chain=entry.chain, n=entry.n, hash=entry.hash)
        options = BagOptions(
            upto=upto,
            head_file=_make_head_file(holdings, upto),
            date=now[:10],
            agent=f"sayso {__version__}",
            write_reading=to_json,
        )
        write_bag(holdings.folder, holdings.store, out, options)
    return out


def _make_head_file(holdings: Holdings, upto: Head) -> bytes:
    """Return the last entry's head; where the head beside the log does not fit it, that one."""
    try:
        told = holdings.folder.read_head()
    except EvidenceError:
        return read_file(holdings.folder.path, HEAD)
    if told is None:
        return b""
    entry = next(holdings.store.list_entries(after=told.n - 1), None)
    fits = told.chain == upto.chain and entry is not None and entry.n == told.n
    if not fits or entry is None or entry.hash != told.hash:
        upto = told
    return json.dumps({"chain": upto.chain, "n": upto.n, "hash": upto.hash}).encode() + b"\n"
