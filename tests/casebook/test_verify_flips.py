"""Whatever single byte of evidence, manifests or log rows is flipped: it is found and named."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from deeds import DUDIN, LISIN, add, create, decide_claim
from orlov import ORLOV
from tampering import flip, list_objects, open_database

from sayso.records.fault import Fault
from sayso.store.manifest import MANIFEST, TAG_MANIFEST
from sayso.workbench.casebook import Casebook

PLACES = 200
PASSPHRASE = "seven grey herons stood"
COLUMNS = ("time", "actor", "kind", "body", "sealed_sha256", "sealed", "previous", "hash")
TAGS = (MANIFEST, TAG_MANIFEST, "evidence/bagit.txt", "evidence/bag-info.txt", "log-head.json")


def fill(path: Path, passphrase: str | None) -> None:
    with (
        create(path, ORLOV, DUDIN, passphrase=passphrase) as casebook,
        create(path.with_name("other"), LISIN, analyst="Оксана") as other,
    ):
        report = add(casebook, "Nina Belova said that she saw him.", title="Seen again")
        decide_claim(casebook, report, reason="Видели её брата.")
        casebook.remove(add(casebook, "Mark Zhilin said nothing.").id, because="A court asked.")
        casebook.merge(other)


@dataclass(frozen=True)
class Place:
    """One byte: what it is in, what faults must call it, and how it is changed for a while."""

    where: str
    at: int
    change: Callable[[], Any]


@contextmanager
def changed_file(path: Path, at: int, bit: int) -> Iterator[None]:
    data = path.read_bytes()
    path.write_bytes(flip(data, at, bit))
    yield
    path.write_bytes(data)


@contextmanager
def changed_cell(database: Any, row: int, column: str, data: bytes) -> Iterator[None]:
    (before,) = database.execute(f"SELECT {column} FROM log WHERE rowid = ?", [row]).fetchone()
    update = f"UPDATE log SET {column} = CAST(? AS TEXT) WHERE rowid = ?"
    database.execute(update, [data, row])
    database.commit()
    yield
    database.execute(update, [before, row])
    database.commit()


def choose(root: Path, database: Any, chance: random.Random) -> Place:
    """Choose a byte: a third each of the objects, the files about them, and the log."""
    bit = chance.randrange(8)
    what = chance.choice(["object", "tag", "row"])
    if what == "row":
        rows = database.execute(
            "SELECT log.rowid, log.n, chain.id, chain.number FROM log"
            " JOIN chain ON chain.number = log.chain ORDER BY log.rowid"
        ).fetchall()
        row, n, chain, number = chance.choice(rows)
        column = chance.choice(COLUMNS)
        query = f"SELECT CAST({column} AS BLOB) FROM log WHERE rowid = ?"
        (data,) = database.execute(query, [row]).fetchone()
        if not data:
            return choose(root, database, chance)
        at = chance.randrange(len(data))
        where = f"log {n}" if number == 1 else f"log {n} of {chain}"
        return Place(where, at, lambda: changed_cell(database, row, column, flip(data, at, bit)))
    name = chance.choice(TAGS)
    path = chance.choice(list_objects(root)) if what == "object" else root / name
    at = chance.randrange(path.stat().st_size)
    where = path.relative_to(root).as_posix()
    return Place(where, at, lambda: changed_file(path, at, bit))


def list_faults(casebook: Casebook) -> list[Fault]:
    return [fault for fault in casebook.verify() if fault.fails]


@pytest.mark.parametrize(("passphrase", "places"), [(None, PLACES), (PASSPHRASE, PLACES // 4)])
def test_a_flipped_byte_is_found_and_named(
    passphrase: str | None, places: int, tmp_path: Path
) -> None:
    root = tmp_path / "refusals.casebook"
    fill(root, passphrase)
    Casebook.open(root, passphrase=passphrase, analyst="Vera").close()
    chance = random.Random(20310314)

    with (
        open_database(root, passphrase) as database,
        Casebook.open(root, passphrase=passphrase, analyst="Vera", read_only=True) as casebook,
    ):
        for _ in range(places):
            place = choose(root, database, chance)
            with place.change():
                found = list_faults(casebook)
            assert place.where in {fault.where for fault in found}, (place, found)
        assert list_faults(casebook) == []
