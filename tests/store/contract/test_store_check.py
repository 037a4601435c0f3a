"""Whatever is altered, lost or put into the database beside the program is named."""

import re
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from invented_store import add, append, decide, extract, keep, make_first, make_report, read, remove
from kinds import MakeFolder
from sqlalchemy import text

from sayso.records.decision import SamePerson, Subject
from sayso.records.report import Report
from sayso.records.subjects import list_findings
from sayso.store.folder import CasebookFolder
from sayso.store.opening import create_store
from sayso.store.sql.backend import Backend
from sayso.store.sql.packing import pack_reading
from sayso.store.store import Store

FIRST, SECOND, GONE = (
    make_report(id="first"),
    make_report("Vera Lindt said nobody came.", id="second"),
    make_report("Ada Noll said it must go.", id="gone"),
)
PLAIN = make_report("Ida Falk said it was so. Ida Falk said it was late.", id="plain")


@pytest.fixture(scope="module")
def filled_once() -> dict[str, CasebookFolder]:
    """Folders with everything in them by their kind, as far as they were made already."""
    return {}


@pytest.fixture
def folder(
    kind: str, make_folder: MakeFolder, filled_once: dict[str, CasebookFolder], tmp_path: Path
) -> CasebookFolder:
    """A folder with everything in its database; where that is a file, a copy of the first one."""
    made = filled_once.get(kind)
    if made is None:
        made = make_folder()
        fill(made, make_folder())
        if kind == "postgresql":
            return made
        filled_once[kind] = made
    path = tmp_path / "copy.casebook"
    shutil.copytree(made.path, path)
    copied = CasebookFolder.open(path)
    copied.keys = made.keys
    return copied


@pytest.fixture
def filled(store: Store) -> Store:
    return store


def fill(folder: CasebookFolder, other_folder: CasebookFolder) -> None:
    """Put everything in a store: two logs, a changed text, a removal, decisions."""
    with closing(create_store(folder, make_first())) as store:
        for report in (FIRST, GONE):
            keep(store, report)
        better = replace(SECOND, text=SECOND.text + " Nobody at all.")
        with store.writing() as writer:
            add(writer, SECOND, previous=FIRST.sha256)
            extract(writer, better, previous=FIRST.sha256)
            writer.put_reading(read(better))
            remove(writer, GONE, [(store.chain, 3)])
        one, another = (_get_person(report) for report in (FIRST, better))
        append(store, decide(SamePerson(one=one, other=another)), decide(FIRST, minute=1))
        with closing(create_store(other_folder, make_first())) as other:
            keep(other, make_report("Eli Brandt said he was called up.", url=None))
            entries = list(other.list_entries())
        with store.writing() as writer:
            for entry in entries:
                writer.copy_entry(entry)
            theirs = make_report("Eli Brandt said he was called up.", url=None)
            writer.add_report(theirs)
        keep(store, PLAIN)


def test_a_whole_store_has_no_fault(filled: Store) -> None:
    assert list(filled.check()) == []


# "{first}" is the report that is called so, "{gone}" the one that was removed.
FIRST_N = "(SELECT n FROM report WHERE id = 'first')"
PLAIN_N = "(SELECT n FROM report WHERE id = 'plain')"
COPY = "SELECT chain, 99, told, log FROM decision WHERE n = 6"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("DELETE FROM capture WHERE chain = 1 AND n = 2", "row in capture of entry 2 .* missing"),
        (
            "UPDATE capture SET id = 'x' WHERE chain = 1 AND n = 2",
            "row in capture of entry 2 .* altered",
        ),
        ("UPDATE capture SET kept = 1 WHERE n = 3", "row in capture of entry 3 .* altered"),
        (
            "UPDATE capture SET kept = 0 WHERE chain = 1 AND n = 2",
            "row in capture of entry 2 .* altered",
        ),
        (
            "UPDATE capture SET gives_text = 0 WHERE chain = 1 AND n = 2",
            "row in capture of entry 2 .* altered",
        ),
        ("UPDATE extraction SET sha256 = 'x'", "row in extraction of entry 5 .* altered"),
        ("DELETE FROM decision WHERE n = 6", "row in decision of entry 6 .* missing"),
        ("UPDATE decision SET told = '1999' WHERE n = 6", "row in decision of entry 6 .* altered"),
        (f"INSERT INTO decision {COPY}", "row in decision of entry 99 .* inserted"),
        (
            "DELETE FROM decision_report WHERE n = 6 AND sha256 = '{first}'",
            "row in decision_report of entry 6 .* missing",
        ),
        (
            "INSERT INTO decision_report VALUES ('ab', 1, 7)",
            "row in decision_report of entry 7 .* inserted",
        ),
        ("UPDATE chain SET told = '2999' WHERE number = 2", "time that log .* altered"),
        (
            "DELETE FROM evidence WHERE sha256 = '{first}'",
            "the bytes {first} is missing",
        ),
        ("UPDATE evidence SET size = 1 WHERE sha256 = '{first}'", "bytes {first} is altered"),
        ("INSERT INTO evidence VALUES ('ab', 1)", "evidence of the bytes ab was inserted"),
        ("UPDATE report SET title = 'x' WHERE id = 'first'", "title of report first .* not what"),
        ("UPDATE report SET publisher = NULL WHERE id = 'first'", "publisher of report first"),
        ("UPDATE report SET url = 'x' WHERE id = 'first'", "url of report first"),
        ("UPDATE report SET url_key = 'x' WHERE id = 'first'", "key of the address of report"),
        ("UPDATE report SET published = '1' WHERE id = 'first'", "published of report first"),
        ("UPDATE report SET captured = '1' WHERE id = 'first'", "captured of report first"),
        ("UPDATE report SET language = 'ru' WHERE id = 'first'", "language of report first"),
        ("UPDATE report SET id = 'x' WHERE id = 'first'", "id of report x"),
        ("UPDATE report SET sha256 = 'ab' WHERE id = 'first'", "{first} is missing"),
        ("UPDATE report SET text_sha256 = 'ab' WHERE id = 'first'", "hash of the text of report"),
        ("UPDATE report SET previous = n WHERE id = 'second'", "version before of report second"),
        ("UPDATE report SET previous = NULL WHERE id = 'second'", "version before of report"),
        ("UPDATE report SET claims = 9 WHERE id = 'first'", "number of claims of report first"),
        ("UPDATE report SET state = 'waiting' WHERE id = 'first'", "read in report .* inserted"),
        ("UPDATE report SET state = 'removed' WHERE id = 'first'", "shown as removed, which no"),
        ("UPDATE report SET state = 'x' WHERE id = 'first'", "state of report first .* altered"),
        ("UPDATE report SET title = 'x' WHERE state = 'removed'", "removed report .* still: title"),
        ("UPDATE report SET id = 'x' WHERE state = 'removed'", "removed report .* still: its id"),
        ("UPDATE report SET state = 'waiting' WHERE state = 'removed'", "no log tells of it"),
        (f"DELETE FROM report_text WHERE report = {FIRST_N}", "text of report first .* missing"),
        (f"DELETE FROM reading WHERE report = {FIRST_N}", "read in report first .* is missing"),
        (
            "UPDATE report_text SET text = (SELECT text FROM report_text WHERE report <> "
            f"{FIRST_N} LIMIT 1) WHERE report = {FIRST_N}",
            "text of report first .* is altered",
        ),
        (
            f"UPDATE report_text SET text = origin WHERE report = {FIRST_N}",
            "text of report first .* is altered",
        ),
        (
            f"UPDATE report_text SET origin = {{nothing}} WHERE report = {FIRST_N}",
            "text of report first is damaged",
        ),
        (
            f"UPDATE report_text SET text = {{nothing}} WHERE report = {FIRST_N}",
            "text of report first is damaged",
        ),
        ("UPDATE report SET day = '1999-01-01' WHERE id = 'plain'", "day of report plain"),
        ("UPDATE report SET day = NULL WHERE id = 'plain'", "day of report plain"),
        (
            "UPDATE reading SET findings = (SELECT findings FROM reading WHERE report = "
            f"{FIRST_N}) WHERE report = {PLAIN_N}",
            "read in report plain .* is altered: it was read in another report",
        ),
        (
            f"UPDATE reading SET findings = {{nothing}} WHERE report = {FIRST_N}",
            "read in report first .* damaged",
        ),
    ],
)
def test_a_change_beside_the_program_is_named(
    filled: Store, backend: Backend, change: str, expected: str
) -> None:
    nothing = "''::bytea" if backend.engine.dialect.name == "postgresql" else "x''"
    names = {"first": FIRST.sha256, "gone": GONE.sha256, "nothing": nothing}
    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        changed = connection.execute(text(change.format(**names))).rowcount
        connection.commit()

    faults = list(filled.check())

    assert changed == 1
    assert [fault for fault in faults if re.search(expected.format(**names), fault)], faults


def test_a_reading_that_quotes_what_the_report_does_not_say_is_named(
    filled: Store, backend: Backend
) -> None:
    put = read(PLAIN)
    first = put.claims[0]
    forged = replace(first.content, text=first.content.text.replace("so", "no"))
    reading = replace(put, claims=(replace(first, content=forged), *put.claims[1:]))
    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        query = text(f"UPDATE reading SET findings = :findings WHERE report = {PLAIN_N}")
        connection.execute(query, {"findings": pack_reading(reading)})
        connection.commit()

    (fault,) = filled.check()

    assert fault.startswith("What was read in report plain")
    assert "quotes words that are not there" in fault


def test_a_log_of_nobody_is_named(filled: Store, backend: Backend) -> None:
    if backend.engine.dialect.name == "postgresql":
        pytest.skip("the server keeps every reference")
    with backend.engine.connect() as connection:
        backend.begin_migrating(connection)
        connection.execute(text("DELETE FROM chain WHERE number = 2"))
        connection.commit()

    faults = list(filled.check())

    assert any("log number 2 was inserted" in fault for fault in faults)
    assert filled.list_chains() == ((filled.chain, 8), ("2", 2))
    assert [row.n for row in filled.list_stored_entries("2")] == [1, 2]


def _get_person(report: Report) -> Subject:
    return next(subject for name, subject in list_findings(read(report)) if name == "e1")
