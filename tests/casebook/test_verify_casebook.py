"""`sayso verify` computes everything anew, also where it may only read, and while others write."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from deeds import DUDIN, add, create, list_faults
from tampering import list_objects, open_database

from sayso.errors import StoreError
from sayso.records.fault import FaultKind
from sayso.records.log import make_root
from sayso.workbench.casebook import Casebook
from sayso.workbench.verifying import verify_bag

WRITER = """
import sys
from pathlib import Path
from deeds import add, create, decide_claim
from plain_reader import PlainReader
from sayso.workbench.casebook import Casebook

path, rounds = Path(sys.argv[1]), int(sys.argv[2])
with Casebook.open(path, analyst="Oleg", reader=PlainReader()) as casebook:
    for n in range(rounds):
        report = add(casebook, f"Anna Orlova said that {n} were taken.")
        decide_claim(casebook, report)
        if n % 3 == 0:
            casebook.remove(report.id, because="A court asked.")
    with create(path.with_name("other"), "Lev Lisin said no.", "Ivan Petrov said yes.") as other:
        casebook.merge(other)
    for n in range(3):
        add(casebook, f"Nina Belova said that {n} came back.")
"""


def find_kinds(casebook: Casebook) -> set[tuple[FaultKind, str]]:
    return {(fault.kind, fault.where) for fault in list_faults(casebook)}


def test_verifying_writes_nothing(tmp_path: Path) -> None:
    create(tmp_path / "c", DUDIN).close()

    def list_state() -> list[tuple[str, int]]:
        return sorted(
            (str(path), path.stat().st_mtime_ns)
            for path in (tmp_path / "c").rglob("*")
            if path.is_file() and "sqlite-" not in path.name and path.parent.name != "pending"
        )

    before = list_state()

    with Casebook.open(tmp_path / "c", analyst="Vera", read_only=True) as casebook:
        assert list_faults(casebook) == []

    assert list_state() == before


def make_reader() -> list[str]:
    """Return a command before which folders that may only be read are so for it, too."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and setpriv is not installed")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


def test_a_folder_that_may_only_be_read_is_verified(tmp_path: Path) -> None:
    path = tmp_path / "c"
    create(path, DUDIN).close()
    folders = [path, *(it for it in path.rglob("*") if it.is_dir())]
    for it in path.rglob("*"):
        it.chmod(0o500 if it.is_dir() else 0o400)
    path.chmod(0o500)

    done = subprocess.run(
        [*make_reader(), sys.executable, "-m", "sayso", "verify", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    for it in folders:
        it.chmod(0o700)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "c is sound." in done.stdout


def test_what_others_write_meanwhile_raises_no_alarm(tmp_path: Path) -> None:
    path = tmp_path / "c"
    create(path, DUDIN).close()
    places = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])

    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), "12"], env=os.environ | {"PYTHONPATH": places}
    ) as writer:
        verdicts = []
        with Casebook.open(path, analyst="Vera") as casebook:
            while writer.poll() is None:
                verdicts.append(list_faults(casebook))
                bag = casebook.export_bag(tmp_path / f"bag-{len(verdicts)}")
                verdicts.append([fault for fault in verify_bag(bag) if fault.fails])
            verdicts.append(list_faults(casebook))

    assert writer.returncode == 0
    assert len(verdicts) > 1
    assert [faults for faults in verdicts if faults] == []


def test_a_head_file_that_is_gone_or_altered_is_named(casebook: Casebook) -> None:
    add(casebook)
    path = casebook.path / "log-head.json"
    whole = path.read_text()
    other = json.loads(whole) | {"chain": "ab" * 16}

    path.unlink()
    assert find_kinds(casebook) == {(FaultKind.MISSING, "log-head.json")}
    path.write_text(whole.replace("n", "m", 1))
    assert find_kinds(casebook) == {(FaultKind.ALTERED, "log-head.json")}
    path.write_text(json.dumps(other, indent=2) + "\n")
    assert {where for _, where in find_kinds(casebook)} == {"log-head.json"}


def test_every_fault_is_told_not_only_the_first(tmp_path: Path) -> None:
    path = tmp_path / "c"
    create(path, DUDIN, "Lev Lisin said no.", "Ivan Petrov said yes.").close()
    one, other, _ = list_objects(path)
    one.write_text("altered")
    other.unlink()
    with open_database(path) as database:
        database.execute("UPDATE log SET actor = 'Oleg' WHERE n = 2")
        database.execute("DELETE FROM log WHERE n = 3")

    with Casebook.open(path, analyst="Vera", read_only=True) as casebook:
        found = find_kinds(casebook)

    assert {
        (FaultKind.ALTERED, one.relative_to(path).as_posix()),
        (FaultKind.MISSING, other.relative_to(path).as_posix()),
        (FaultKind.ALTERED, "log 2"),
        (FaultKind.REMOVED, "log 3"),
    } <= found


def test_a_date_that_nobody_decided_is_named(tmp_path: Path) -> None:
    path = tmp_path / "c"
    with create(path) as casebook:
        report = add(casebook, DUDIN)
        casebook.correct(report.id, "published", "2031-05-01", because="The page says so.")
        assert list_faults(casebook) == []
    with open_database(path) as database:
        database.execute("UPDATE report SET day = '1999-01-01'")

    with Casebook.open(path, analyst="Vera", read_only=True) as casebook:
        (fault,) = list_faults(casebook)

    assert (fault.kind, fault.where) == (FaultKind.BROKEN, "database")
    assert "1999-01-01; 2031-05-01 is in force" in fault.message
    assert report.id in fault.message


def test_a_lawful_removal_is_no_fault(casebook: Casebook) -> None:
    add(casebook, DUDIN)
    casebook.remove(add(casebook).id, because="A court asked.")

    assert list_faults(casebook) == []


def test_a_root_that_was_published_is_found_again(casebook: Casebook, tmp_path: Path) -> None:
    add(casebook)
    hashes = [entry.hash for entry in casebook.log()]
    root, strange = make_root(hashes), "ab" * 32
    add(casebook, DUDIN)
    bag = casebook.export_bag(tmp_path / "bag")

    for found in (
        list(casebook.verify(published=[root, hashes[0].upper(), strange])),
        list(verify_bag(bag, published=[root, hashes[0].upper(), strange])),
    ):
        assert [(it.kind, it.where) for it in found] == [
            (FaultKind.NOTE, "log 1"),
            (FaultKind.NOTE, "log 2"),
            (FaultKind.BROKEN, "log"),
        ]
        assert strange in found[-1].message


def test_a_folder_that_is_no_bag_is_not_called_sound(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="neither a casebook nor a bag"):
        verify_bag(tmp_path)


@pytest.mark.parametrize(("harm", "code"), [(False, 0), (True, 1)])
def test_the_command_tells_the_verdict_of_a_bag_by_its_exit_code(
    harm: bool, code: int, casebook: Casebook, tmp_path: Path
) -> None:
    add(casebook)
    bag = casebook.export_bag(tmp_path / "bag")
    if harm:
        (bag / "data/decisions.jsonl").write_text("{}\n")

    done = subprocess.run(
        [sys.executable, "-m", "sayso", "verify", str(bag)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == code, done.stdout + done.stderr
    assert ("data/decisions.jsonl" in done.stdout) == harm
