"""A casebook whose records are on PostgreSQL is verified as one in a folder is."""

import random
import string
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from deeds import DUDIN, add, create, decide_claim, list_faults
from orlov import ORLOV
from tampering import check_as_outsider

from sayso.records.fault import FaultKind
from sayso.workbench.casebook import Casebook
from sayso.workbench.verifying import verify_bag

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")

PLACES = 60
COLUMNS = ("time", "actor", "kind", "body", "sealed_sha256", "sealed", "previous", "hash")


@pytest.fixture
def kept(tmp_path: Path, postgresql: str) -> Iterator[Casebook]:
    with create(tmp_path / "c", ORLOV, database=postgresql) as made:
        decide_claim(made, add(made, DUDIN), reason="Видели её брата.")
        made.remove(add(made, "Mark Zhilin said nothing.").id, because="A court asked.")
        yield made


@contextmanager
def open_database(casebook: Casebook) -> Iterator[Any]:
    """Give a connection of who owns the database, without the log's guards."""
    address = casebook.holdings.folder.database
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"SET search_path TO casebook_{casebook.id}")
        connection.execute("ALTER TABLE log DISABLE TRIGGER ALL")
        yield connection
        connection.execute("ALTER TABLE log ENABLE TRIGGER ALL")


def test_a_casebook_on_postgresql_and_its_bag_are_sound(kept: Casebook, tmp_path: Path) -> None:
    bag = kept.export_bag(tmp_path / "bag")

    assert list_faults(kept) == []
    assert [fault for fault in verify_bag(bag) if fault.fails] == []
    assert check_as_outsider(bag) == ""


def test_an_altered_character_of_a_row_is_found_and_named(kept: Casebook) -> None:
    chance = random.Random(20310314)

    with open_database(kept) as database:
        rows = database.execute(f"SELECT n, {', '.join(COLUMNS)} FROM log ORDER BY n").fetchall()
        for _ in range(PLACES):
            n, *values = chance.choice(rows)
            column, value = chance.choice(list(zip(COLUMNS, values, strict=True)))
            if not value:
                continue
            at = chance.randrange(len(value))
            letter = chance.choice([it for it in string.printable if it != value[at]])
            changed = value[:at] + letter + value[at + 1 :]
            update = f"UPDATE log SET {column} = %s WHERE n = %s"
            database.execute(update, [changed, n])
            found = list_faults(kept)
            database.execute(update, [value, n])

            assert f"log {n}" in {fault.where for fault in found}, (n, column, at, letter)

    assert list_faults(kept) == []


def test_a_removed_row_is_named_and_an_outsider_finds_it(kept: Casebook, tmp_path: Path) -> None:
    with open_database(kept) as database:
        database.execute("DELETE FROM log WHERE n = 3")

    found = {(fault.kind, fault.where) for fault in list_faults(kept)}
    bag = kept.export_bag(tmp_path / "bag")

    assert (FaultKind.REMOVED, "log 3") in found
    assert check_as_outsider(bag) != ""
