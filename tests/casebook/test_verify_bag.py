"""An outsider with sha256sum and Python alone comes to the verdict that sayso comes to."""

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import bagit
import pytest
from deeds import DUDIN, LISIN, add, create, decide_claim, decide_same, list_faults
from orlov import ORLOV
from tampering import CHECKS, check_as_outsider, flip_file, list_objects, open_database

from sayso.errors import StoreError
from sayso.records.entries import Removal, make_removal_draft
from sayso.records.log import Draft, EntryKind, Head, make_entry
from sayso.store.bag import TAG_FILES
from sayso.store.bag_check import check_bag
from sayso.store.folder import CasebookFolder
from sayso.store.sql.packing import pack_text
from sayso.workbench.casebook import Casebook

pytestmark = pytest.mark.skipif(
    shutil.which("sha256sum") is None, reason="sha256sum, the outsider's tool, is not installed"
)

PASSPHRASE = "seven grey herons stood"


def fill(casebook: Casebook) -> None:
    orlov = add(casebook, ORLOV, title="Orlov is detained")
    dudin = add(casebook, DUDIN)
    add(casebook, LISIN)
    decide_claim(casebook, orlov, reason="Her sister confirmed it.")
    decide_same(casebook, orlov, dudin)


def make_plain(path: Path) -> None:
    with create(path) as casebook:
        fill(casebook)


def make_encrypted(path: Path) -> None:
    with create(path, passphrase=PASSPHRASE) as casebook:
        fill(casebook)


def make_merged(path: Path) -> None:
    with create(path, DUDIN) as casebook, create(path.with_name("other"), analyst="Oleg") as other:
        fill(other)
        casebook.merge(other)


def make_removed(path: Path) -> None:
    with create(path) as casebook:
        fill(casebook)
        casebook.remove(add(casebook, "Mark Zhilin said nothing.").id, because="A court asked.")


KINDS: dict[str, Callable[[Path], None]] = {
    "plain": make_plain,
    "encrypted": make_encrypted,
    "merged": make_merged,
    "removed": make_removed,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a casebook of each kind once; tests harm copies."""
    known: dict[str, Path] = {}

    def make(kind: str) -> Path:
        if kind not in known:
            known[kind] = tmp_path_factory.mktemp(kind) / "refusals.casebook"
            KINDS[kind](known[kind])
            unlock(known[kind]).close()  # what tests log themselves is in the head file too
        return known[kind]

    return make


@pytest.fixture
def copy(made: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    def make(kind: str) -> Path:
        return Path(shutil.copytree(made(kind), tmp_path / "refusals.casebook"))

    return make


def get_passphrase(path: Path) -> str | None:
    return PASSPHRASE if CasebookFolder.is_encrypted(path) else None


def unlock(path: Path) -> Casebook:
    return Casebook.open(path, passphrase=get_passphrase(path), analyst="Vera")


def list_bag_faults(bag: Path) -> list[str]:
    return [f"{it.kind} {it.where}: {it.message}" for it in check_bag(bag) if it.fails]


@pytest.mark.parametrize("kind", KINDS)
def test_a_casebook_that_nobody_touched_is_sound_for_all(
    kind: str, copy: Callable[[str], Path]
) -> None:
    with unlock(copy(kind)) as casebook:
        bag = casebook.export_bag(casebook.path.with_name("bag"))

        assert check_as_outsider(bag) == ""
        assert list_bag_faults(bag) == []
        assert bagit.Bag(str(bag)).is_valid()
        assert list_faults(casebook) == []


def flip_object(path: Path) -> None:
    flip_file(list_objects(path)[1], 3)


def swap_objects(path: Path) -> None:
    one, other = list_objects(path)[:2]
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def delete_object(path: Path) -> None:
    list_objects(path)[0].unlink()


def change_log(query: str, *values: Any) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with open_database(path, get_passphrase(path)) as database:
            assert database.execute(query, values).rowcount

    return change


def change_reason(path: Path) -> None:
    change_log(
        "UPDATE log SET sealed = replace(sealed, 'sister', 'enemy') WHERE kind = 'decision'"
    )(path)


def change_text(path: Path) -> None:
    change_log(
        "UPDATE report_text SET text = ? WHERE report = 1", pack_text("Anna Orlova said nothing.")
    )(path)


def insert_entry(path: Path) -> None:
    """Put in an entry that fits its own hash, behind the second, and renumber the others."""
    with open_database(path, get_passphrase(path)) as database:
        database.execute("UPDATE log SET n = n + 1000 WHERE chain = 1 AND n > 2")
        database.execute("UPDATE log SET n = n - 999 WHERE chain = 1 AND n > 1000")
        (chain,) = database.execute("SELECT id FROM chain WHERE number = 1").fetchone()
        (before,) = database.execute("SELECT hash FROM log WHERE chain = 1 AND n = 2").fetchone()
        draft = Draft(time="2031-03-14T09:26:53Z", actor="x", kind=EntryKind.CUSTODY, body={})
        entry = make_entry(draft, Head(chain=chain, n=2, hash=before))
        database.execute(
            "INSERT INTO log (chain, n, time, actor, kind, body, previous, hash)"
            " VALUES (1, 3, ?, 'x', 'custody', '{}', ?, ?)",
            (entry.time, entry.previous, entry.hash),
        )


LAST = "(SELECT max(n) FROM log WHERE chain = 1)"

HARM: dict[str, Callable[[Path], None]] = {
    "a byte of an object": flip_object,
    "two objects": swap_objects,
    "a missing object": delete_object,
    "an actor": change_log("UPDATE log SET actor = 'Oleg' WHERE chain = 1 AND n = 2"),
    "a time": change_log("UPDATE log SET time = '2020' || substr(time, 5) WHERE n = 2"),
    "a hash": change_log(f"UPDATE log SET hash = '{'0' * 64}' WHERE chain = 1 AND n = 2"),
    "a body": change_log(
        "UPDATE log SET body = replace(body, '\"size\":', '\"size\":1') WHERE kind = 'capture'"
    ),
    "a body that is no JSON": change_log("UPDATE log SET body = '{' WHERE chain = 1 AND n = 2"),
    "a removed entry": change_log("DELETE FROM log WHERE chain = 1 AND n = 2"),
    "removed words": change_log("UPDATE log SET sealed = NULL WHERE chain = 1 AND n = 2"),
    "a cut log": change_log(f"DELETE FROM log WHERE chain = 1 AND n = {LAST}"),
    "an entry put in": insert_entry,
    "a decision's reason": change_reason,
    "a report's text": change_text,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("harm", HARM)
def test_harm_to_a_casebook_is_found_by_sayso_and_by_an_outsider(
    kind: str, harm: str, copy: Callable[[str], Path]
) -> None:
    path = copy(kind)
    HARM[harm](path)

    with unlock(path) as casebook:
        assert list_faults(casebook), "before it was exported"
        bag = casebook.export_bag(path.with_name("bag"))

        assert check_as_outsider(bag) != ""
        assert list_bag_faults(bag) != []
        assert list_faults(casebook), "an export hides nothing"


@pytest.fixture(scope="module")
def bag(made: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export a merged casebook once; tests harm copies."""
    path = Path(shutil.copytree(made("merged"), tmp_path_factory.mktemp("bag") / "casebook"))
    with unlock(path) as casebook:
        return casebook.export_bag(path.with_name("bag"))


def list_files(bag: Path) -> list[Path]:
    return sorted(path.relative_to(bag) for path in bag.rglob("*") if path.is_file())


def test_a_byte_changed_anywhere_in_a_bag_is_found_by_sayso_and_by_an_outsider(
    bag: Path, tmp_path: Path
) -> None:
    harmed = Path(shutil.copytree(bag, tmp_path / "bag"))
    chance = random.Random(20310314)

    for name in list_files(bag):
        data = (bag / name).read_bytes()
        at, bit = chance.randrange(len(data)), chance.randrange(8)
        if name.name == "verify_log.py":
            at = data.index(b"Check the log")  # in what it says of itself: it must still run
        flip_file(harmed / name, at, bit)

        assert any(name.as_posix() in it for it in list_bag_faults(harmed)), (name, at, bit)
        assert check_as_outsider(harmed) != "", (name, at, bit)
        (harmed / name).write_bytes(data)
    assert list_bag_faults(harmed) == []


def test_the_small_files_must_be_what_they_were_to_the_letter(bag: Path, tmp_path: Path) -> None:
    harmed = Path(shutil.copytree(bag, tmp_path / "bag"))

    for name in ("bagit.txt", "tagmanifest-sha256.txt", "data/log-head.json"):
        data = (bag / name).read_bytes()
        for at in range(0, len(data), 3):
            flip_file(harmed / name, at, bit=5)  # that makes a small letter a capital one
            assert list_bag_faults(harmed), (name, at)
            (harmed / name).write_bytes(data)


def put_in_file(bag: Path) -> None:
    (bag / "data/objects/aa").mkdir(exist_ok=True)
    (bag / "data/objects/aa/note.txt").write_text("put in")


def put_in_beside(bag: Path) -> None:
    (bag / "manifest-md5.txt").write_text("")


def put_in_listed_file(bag: Path) -> None:
    """Add a text, and make both manifests anew, as bagit does it."""
    text = "Nobody ever said so."
    (bag / "data/texts" / f"{sha256(text.encode()).hexdigest()}.txt").write_text(text)
    make_manifests(bag)


def remove_listed_file(bag: Path) -> None:
    next((bag / "data/objects").glob("*/*/*")).unlink()
    make_manifests(bag)


def change_object(bag: Path) -> None:
    next((bag / "data/objects").glob("*/*/*")).write_text("She said nothing.")
    make_manifests(bag)


def change_decisions(bag: Path) -> None:
    path = bag / "data/decisions.jsonl"
    path.write_text(path.read_text().replace("sister", "enemy"))
    make_manifests(bag)


def cut_log(bag: Path) -> None:
    for path in (bag / "data/log").iterdir():
        path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    make_manifests(bag)


def swap_lines(bag: Path) -> None:
    for path in (bag / "data/log").iterdir():
        first, second, *rest = path.read_text().splitlines(keepends=True)
        path.write_text("".join([second, first, *rest]))
    make_manifests(bag)


def drop_log(bag: Path) -> None:
    own = json.loads((bag / "data/log-head.json").read_text())["chain"]
    for path in (bag / "data/log").iterdir():
        if path.stem != own:
            path.unlink()
    make_manifests(bag)


def drop_head(bag: Path) -> None:
    (bag / "data/log-head.json").unlink()
    make_manifests(bag)


def make_manifests(bag: Path) -> None:
    """Write both manifests anew over what is there, as a forger would."""

    def line(path: Path) -> str:
        return f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bag).as_posix()}\n"

    payload = [bag / name for name in list_files(bag) if name.parts[0] == "data"]
    (bag / "manifest-sha256.txt").write_text("".join(map(line, payload)))
    tags = [bag / name for name in TAG_FILES]
    (bag / "tagmanifest-sha256.txt").write_text("".join(map(line, tags)))


@pytest.mark.parametrize(
    "harm",
    [
        put_in_file,
        put_in_beside,
        put_in_listed_file,
        remove_listed_file,
        change_object,
        change_decisions,
        cut_log,
        swap_lines,
        drop_log,
        drop_head,
    ],
)
def test_harm_to_a_bag_is_found_even_with_manifests_made_anew(
    harm: Callable[[Path], None], bag: Path, tmp_path: Path
) -> None:
    harmed = Path(shutil.copytree(bag, tmp_path / "bag"))
    make_manifests(harmed)
    assert list_bag_faults(harmed) == []
    assert check_as_outsider(harmed) == ""

    harm(harmed)

    assert list_bag_faults(harmed) != []
    assert check_as_outsider(harmed) != ""


def check_alone(bag: Path) -> tuple[int, str]:
    """Run the bag's program without sha256sum before it."""
    done = subprocess.run(CHECKS[2], cwd=bag, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("folder", ["objects", "texts"])
def test_the_program_alone_finds_altered_bytes_and_texts(
    folder: str, bag: Path, tmp_path: Path
) -> None:
    harmed = Path(shutil.copytree(bag, tmp_path / "bag"))
    path = next(name for name in list_files(harmed) if name.parts[:2] == ("data", folder))
    flip_file(harmed / path, 2)

    code, said = check_alone(harmed)

    assert code == 1
    assert f"{path.as_posix()} was altered" in said


def test_the_program_says_whether_decisions_are_missing_or_differ(
    bag: Path, tmp_path: Path
) -> None:
    harmed = Path(shutil.copytree(bag, tmp_path / "bag"))
    change_decisions(harmed)
    assert "data/decisions.jsonl does not fit the log" in check_alone(harmed)[1]
    (harmed / "data/decisions.jsonl").unlink()
    assert check_alone(harmed) == (
        1,
        "data/decisions.jsonl is missing\nThe log is not sound.\n",
    )


def test_words_that_are_not_those_that_were_written_are_called_that(
    bag: Path, tmp_path: Path
) -> None:
    harmed = Path(shutil.copytree(bag, tmp_path / "bag"))
    for path in (harmed / "data/log").iterdir():
        lines = path.read_text()
        path.write_text(lines.replace("Her sister confirmed it.", "Her sister refuted it."))

    assert "a sealed part that is not the one that was written" in check_alone(harmed)[1]


def test_a_removal_that_strips_another_reports_decision_is_found_by_both(
    copy: Callable[[str], Path],
) -> None:
    path = copy("plain")
    with unlock(path) as casebook:
        store = casebook.holdings.store
        decided = next(iter(store.list_entries(store.chain, kinds=(EntryKind.DECISION,))))
        other = next(it for it in casebook.reports() if it.sha256 not in decided.body["reports"])
        removal = Removal(
            sha256=other.sha256,
            text_sha256=other.text_sha256,
            reason="A court asked.",
            entries=((decided.chain, decided.n),),
        )
        with store.writing() as writer:
            told = writer.append(
                make_removal_draft(removal, time=casebook.holdings.now(), actor="Oleg")
            )
            writer.seal(removal.entries)
        bag = casebook.export_bag(path.with_name("bag"))

        (fault,) = [it for it in list_faults(casebook) if it.where == f"log {decided.n}"]
    assert f"log {told.n}" in fault.message
    assert [it for it in list_bag_faults(bag) if f"log {told.n}" in it]
    code, said = check_alone(bag)
    assert code == 1
    assert f"entry {decided.n} has lost its sealed part" in said
    assert f"entry {told.n} of log" in said


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_what_was_lawfully_removed_is_in_no_file_of_the_bag(copy: Callable[[str], Path]) -> None:
    with unlock(copy("removed")) as casebook:
        bag = casebook.export_bag(casebook.path.with_name("bag"))

    found = [path.name for path in list_files(bag) if b"Zhilin" in (bag / path).read_bytes()]
    assert found == []
    (log,) = (bag / "data/log").iterdir()
    assert "A court asked." in log.read_text()


def test_an_encrypted_casebook_lies_open_in_its_bag(copy: Callable[[str], Path]) -> None:
    with unlock(copy("encrypted")) as casebook:
        bag = casebook.export_bag(casebook.path.with_name("bag"))

    name = sha256(ORLOV.encode()).hexdigest()
    assert (bag / f"data/objects/{name[:2]}/{name[2:4]}/{name}").read_text() == ORLOV
    assert (bag / f"data/texts/{name}.txt").read_text() == ORLOV


def test_a_bag_tells_that_it_was_exported_and_what_was_decided(bag: Path) -> None:
    own = json.loads((bag / "data/log-head.json").read_text())
    *_, last = (bag / f"data/log/{own['chain']}.jsonl").read_text().splitlines()
    entry = json.loads(last)
    decisions = read_lines(bag / "data/decisions.jsonl")
    readings = read_lines(bag / "data/readings.jsonl")

    assert (entry["kind"], entry["body"]["action"]) == ("custody", "export")
    assert (entry["n"], entry["hash"]) == (own["n"], own["hash"])
    assert [it["reason"] for it in decisions][:1] == ["Her sister confirmed it."]
    assert {it["type"] for it in decisions} == {"claim_stands", "same_person"}
    assert {it["schema"] for it in readings} == {"sayso/reading/1"}
    assert len(readings) == 3


def test_the_readme_prints_the_program_that_the_bag_brings(bag: Path) -> None:
    readme, script = (bag / "data/README.md").read_text(), (bag / "data/verify_log.py").read_text()

    assert f"```python\n{script}```" in readme
    for command in CHECKS[:2]:
        assert " ".join(command) in readme


def test_nothing_is_written_over(casebook: Casebook, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")

    with pytest.raises(StoreError, match="is not empty"):
        casebook.export_bag(out)

    assert [path.name for path in out.iterdir()] == ["notes.txt"]
    assert [it.kind for it in casebook.log()] == [EntryKind.CASEBOOK]


def test_an_export_that_fails_leaves_nothing(
    casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(casebook)
    monkeypatch.setattr(casebook.holdings.store, "list_reports", lambda: 1 / 0)
    before = sorted(tmp_path.iterdir())

    with pytest.raises(ZeroDivisionError):
        casebook.export_bag(tmp_path / "out")

    assert sorted(tmp_path.iterdir()) == before
