"""Casebooks as older versions of sayso wrote them, and how they were made.

``python tests/store/contract/kept.py N`` makes the one of this version, N: run it once, when
its tables are first released, and never again. What was kept must stay readable for ever.
"""

import gzip
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from invented_store import (
    add,
    append,
    at,
    decide,
    extract,
    keep,
    make_capture,
    make_first,
    make_report,
    read,
    remove,
)

from sayso.records.casebook import Filters
from sayso.records.decision import Value
from sayso.records.entries import make_capture_draft, make_merge_draft
from sayso.records.plain import make_plain
from sayso.records.subjects import make_report_subject
from sayso.store.folder import CasebookFolder
from sayso.store.opening import DATABASE, create_store
from sayso.store.store import Store

KEPT = Path(__file__).parent.parent / "kept"
ID, OTHER_ID = "5a" * 16, "c3" * 16


def fill(store: Store, other: Store) -> None:
    """Do with a casebook all that can be done, on a small scale."""
    first = make_report(id="first")
    again = make_capture(first, time=at(1), note="sent again")
    second = make_report("Second page. Oskar Maier said nobody was detained.", id="second")
    unread = make_report("UNREADABLE", id="unread", title=None, url=None, published=None)
    gone = make_report("Ada Noll said it must go.", id="gone", url=None)
    for report in (first, gone):
        keep(store, report)
    with store.writing() as writer:
        writer.append(make_capture_draft(again, None, actor="mira"))
        add(writer, second, time=at(2), previous=first.sha256)
        add(writer, unread, time=at(2))
        writer.put_failure(unread.sha256, "It is in no language that is read.")
        better = replace(second, text=second.text + " Vera Lindt said so, too.")
        extract(writer, better, previous=first.sha256)
        writer.put_reading(read(better))
    dated = Value(of=make_report_subject(second), field="published")
    append(store, decide(dated, minute=3, judgement=None, value="2031-03-01"))
    append(store, decide(gone, minute=4), decide(first, minute=5, undoes="ab" * 16))
    keep(other, make_report("Eli Brandt said he was called up.", id="theirs", url=None))
    append(other, decide(first, minute=4, reason="They decided too."))
    merge = make_merge_draft(other.get_head(), time=at(6), actor="jonas", name="Theirs")
    with store.writing() as writer:
        writer.set_published(second.sha256, "2031-03-01")
        remove(writer, gone, [(store.chain, 3), (store.chain, 9)])
        writer.append(merge)
        for entry in list(other.list_entries()):
            writer.copy_entry(entry)
        theirs = make_report("Eli Brandt said he was called up.", id="theirs", url=None)
        writer.add_report(theirs)
        writer.put_reading(read(theirs))
        writer.set_setting("analyst", "mira")


def describe(store: Store) -> dict[str, Any]:
    """Return all that a casebook shows, as plain values."""
    reports = list(store.list_reports())
    shown = {
        "heads": store.list_heads(),
        "entries": [
            entry for head in store.list_heads() for entry in store.list_entries(head.chain)
        ],
        "reports": reports,
        "texts": [store.get_report(report.id).report for report in reports],
        "readings": [store.get_reading(report.id) for report in reports],
        "captures": list(store.list_captures()),
        "objects": list(store.list_objects()),
        "decisions": list(store.list_decisions()),
        "counts": store.count(),
        "setting": store.get_setting("analyst"),
        "found": [hit.report.id for hit in store.search("detained").hits],
        "claims": store.list_claims(Filters(person="Maier")),
        "faults": list(store.check()),
    }
    plain: dict[str, Any] = json.loads(json.dumps(make_plain(shown)))
    return plain


def unpack(version: int, path: Path) -> dict[str, Any]:
    """Write a kept casebook's database to a file, and return what it showed when it was made."""
    path.write_bytes(gzip.decompress((KEPT / f"version-{version}.sqlite.gz").read_bytes()))
    shown: dict[str, Any] = json.loads((KEPT / f"version-{version}.json").read_text("utf-8"))
    for decision in shown["decisions"]:
        if decision["question"] is None:
            decision["keys"] = []  # shown once, until names were guessed from them
    # What records have gained since is not known of older ones.
    for capture in shown["captures"]:
        capture.setdefault("details", None)
    for summary in shown["reports"]:
        summary.setdefault("begins", None)
        summary.setdefault("file_name", None)
    for reading in filter(None, shown["readings"]):
        reading.setdefault("languages", [])
    reports = [*shown["texts"], *(reading and reading["report"] for reading in shown["readings"])]
    for report in filter(None, reports):
        report.setdefault("author", None)
        report.setdefault("forwarded_from", None)
    return shown


def main(version: str) -> None:
    """Make the casebook of this version."""
    with tempfile.TemporaryDirectory() as place:
        folders = [
            CasebookFolder.create(Path(place) / name, id=name, name="Kept")
            for name in (ID, OTHER_ID)
        ]
        store, other = (create_store(folder, make_first()) for folder in folders)
        fill(store, other)
        shown = describe(store)
        store.close()
        other.close()
        data = (folders[0].path / DATABASE).read_bytes()
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"version-{version}.sqlite.gz").write_bytes(gzip.compress(data, mtime=0))
    text = json.dumps(shown, ensure_ascii=False, indent=1, sort_keys=True)
    (KEPT / f"version-{version}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
