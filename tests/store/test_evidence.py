"""Evidence: bytes are kept as they are, and whatever kills a process leaves nothing half done."""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from evidence_case import Case, copy, flip, get_path
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import EvidenceError, StoreError

PASSPHRASE = "seven invented herons walk"


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"], scope="module")
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("empty"), request.param)


@pytest.fixture
def case(empty: Case, tmp_path: Path) -> Case:
    """Give an empty casebook: a copy, since to stretch a passphrase takes its time."""
    return copy(empty, tmp_path / "case")


def test_bytes_come_back_as_they_went_in(case: Case) -> None:
    data = [b"", b"one", "Дело № 7\r\n".encode(), bytes(range(256)) * 400]

    sha256s = case.put(*data)

    assert [case.evidence.get(each) for each in sha256s] == data
    assert sha256s == [hashlib.sha256(each).hexdigest() for each in data]
    case.require_whole()


def test_many_objects_at_once_are_kept_as_one_by_one(case: Case) -> None:
    data = [b"object %d" % (number % 90) for number in range(150)]
    with case.evidence.changing(case.kept) as change:
        sha256s = change.put_all(iter(data))
        case.kept.commit(add=sha256s)

    assert [case.evidence.get(each) for each in sha256s] == data
    case.require_whole()


def test_what_is_put_after_the_database_spoke_of_it_is_named_once(case: Case) -> None:
    """A caller's own transaction shows it what is not committed yet."""
    sha256 = hashlib.sha256(b"one").hexdigest()
    with case.evidence.changing(case.kept) as change:
        case.kept.commit(add=[sha256])
        change.put(b"one")
    case.put(b"one")

    case.require_whole()


def test_an_empty_casebook_is_whole(case: Case) -> None:
    case.require_whole()


def test_the_same_bytes_are_kept_once(case: Case) -> None:
    first = case.put(b"one", b"one")
    before = list_bytes(case.folder.path / "evidence")
    second = case.put(b"one")

    assert first[0] == first[1] == second[0]
    assert list_bytes(case.folder.path / "evidence") == before
    case.require_whole()


def test_what_the_database_did_not_take_is_taken_back(case: Case) -> None:
    case.put(b"one")
    before = list_bytes(case.folder.path / "evidence")

    do(case, "fail", b"two")
    with case.evidence.changing(case.kept) as change:
        change.put(b"three")

    assert list_bytes(case.folder.path / "evidence") == before
    case.require_whole()


def test_what_the_database_took_stays_though_the_change_failed_later(case: Case) -> None:
    do(case, "late", b"one")

    assert len(case.kept.list()) == 1
    case.require_whole()


def test_removed_bytes_are_gone_from_folder_and_manifest(case: Case) -> None:
    one, two = case.put(b"one", b"two")
    name = case.folder.make_object_name(one)

    case.remove(one)

    assert not [path for path in case.folder.path.rglob("*") if path.name == name]
    assert name.encode() not in (case.folder.path / "evidence/manifest-sha256.txt").read_bytes()
    with pytest.raises(EvidenceError, match="missing"):
        case.evidence.get(one)
    assert case.evidence.get(two) == b"two"
    case.require_whole()


def test_bytes_whose_removal_was_not_committed_stay(case: Case) -> None:
    (one,) = case.put(b"one")

    do(case, "fail removal", b"one")

    assert case.evidence.get(one) == b"one"
    case.require_whole()


def test_bytes_can_come_back_after_their_removal(case: Case) -> None:
    (one,) = case.put(b"one")
    case.remove(one)
    case.put(b"one")

    assert case.evidence.get(one) == b"one"
    case.require_whole()


def test_put_and_removed_in_one_change_the_database_decides(case: Case) -> None:
    (old,) = case.put(b"old")
    with case.evidence.changing(case.kept) as change:
        gone, kept = change.put(b"gone"), change.put(b"kept")
        for sha256 in (gone, kept, old):
            change.remove(sha256)
        change.put(b"old")
        case.kept.commit(add=[kept])

    assert sorted(case.kept.list()) == sorted([old, kept])
    case.require_whole()


def test_a_file_that_got_lost_is_made_good_by_adding_it_again(case: Case) -> None:
    (one, _) = case.put(b"one", b"two")
    get_path(case, one).unlink()
    assert case.find_faults()

    case.put(b"one")

    case.require_whole()


def test_bytes_that_lie_there_altered_are_never_taken_for_kept(case: Case) -> None:
    (one,) = case.put(b"one")
    flip(get_path(case, one), 1)

    with pytest.raises(EvidenceError, match="altered"):
        case.evidence.get(one)
    with pytest.raises(EvidenceError, match="altered"):
        case.put(b"one")


@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_a_change_never_writes_over_an_altered_manifest(case: Case, name: str) -> None:
    case.put(b"one")
    path = case.folder.path / "evidence" / name
    flip(path, 70)
    before = list_bytes(case.folder.path / "evidence")

    with pytest.raises(EvidenceError):
        case.put(b"two")

    assert list_bytes(case.folder.path / "evidence") == before


def test_an_altered_manifest_is_noticed_by_a_process_that_knew_it(case: Case) -> None:
    case.put(b"one")
    path = case.folder.path / "evidence/manifest-sha256.txt"
    times = path.stat()
    flip(path, 70)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # as a forger would
    case.put(b"two")

    assert any("manifest-sha256.txt" in fault for fault in case.find_faults())


def test_two_processes_take_turns(case: Case) -> None:
    other = Case(case.kept.path.parent, case.passphrase)
    for number in range(3):
        case.put(b"one %d" % number)
        other.put(b"two %d" % number)

    assert len(case.kept.list()) == 6
    case.require_whole()
    other.require_whole()


def test_a_link_among_the_objects_leads_nowhere(case: Case, tmp_path: Path) -> None:
    (one,) = case.put(b"one")
    place = get_path(case, one).parent
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(EvidenceError, match="link"):
        case.evidence.get(one)
    with pytest.raises(EvidenceError, match="link"):
        case.put(b"one")
    assert any(place.name in fault for fault in case.find_faults())


def test_a_folder_that_cannot_be_written_to_is_told_in_words(case: Case) -> None:
    objects = case.folder.path / "evidence/data/objects"
    objects.rmdir()
    objects.write_bytes(b"")

    with pytest.raises(StoreError, match="cannot be written"):
        case.put(b"one")


# --- A process is killed


def add_and_remove(case: Case) -> None:
    """Do what puts, restores and removes objects, in two changes."""
    with case.evidence.changing(case.kept) as change:
        case.kept.commit(add=change.put_all([b"three", b"four"]))
    case.remove(hashlib.sha256(b"one").hexdigest())


def change_nothing(case: Case) -> None:
    """Put what the database does not take."""
    with case.evidence.changing(case.kept) as change:
        change.put(b"five")


def tidy(case: Case) -> None:
    assert case.evidence.tidy(case.kept)


@pytest.fixture
def filled(case: Case) -> Case:
    case.put(b"one", b"two")
    return case


@pytest.fixture(scope="module")
def states(empty: Case, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """Give what is left where a change that puts two objects is killed, step by step."""
    root = tmp_path_factory.mktemp("states")
    filled = copy(empty, root / "filled")
    filled.put(b"one", b"two")
    killed = kill_at_each_step(filled, root, lambda case: case.put(b"3", b"4"))
    return [case for _, case in killed]


@pytest.mark.parametrize("work", [add_and_remove, change_nothing])
def test_killed_before_any_step_the_next_opening_finds_all_whole(
    filled: Case, tmp_path: Path, work: Callable[[Case], None]
) -> None:
    for killed, case in kill_at_each_step(filled, tmp_path, work):
        kept = case.kept.list()
        case.require_whole(tidied=False)
        tidy(case)
        assert case.kept.list() == kept, killed
        case.require_whole()
        case.put(b"six")
        case.require_whole()


def test_killed_again_while_tidying_the_next_opening_finds_all_whole(
    filled: Case, tmp_path: Path
) -> None:
    for killed, case in kill_at_each_step(filled, tmp_path, add_and_remove):
        if killed % 20 or not is_interrupted(case):
            continue
        for _, again in kill_at_each_step(case, tmp_path / f"again{killed}", tidy):
            again.require_whole(tidied=False)
            tidy(again)
            again.require_whole()


def test_a_manifest_torn_at_any_byte_is_mended(
    filled: Case, states: list[Case], tmp_path: Path
) -> None:
    name = "evidence/manifest-sha256.txt"
    before = (filled.folder.path / name).stat().st_size
    case = next(
        case
        for case in states
        if (case.folder.path / name).stat().st_size > before and is_interrupted(case)
    )
    whole = (case.folder.path / name).read_bytes()
    assert len(case.kept.list()) == 4

    for size in range(before, len(whole), 7):
        torn = copy(case, tmp_path / f"torn{size}")
        (torn.folder.path / name).write_bytes(whole[:size])
        torn.require_whole(tidied=False)
        tidy(torn)
        torn.require_whole()


@pytest.mark.parametrize(
    "alter",
    [
        lambda path: flip(path / "evidence/manifest-sha256.txt", 5),
        lambda path: flip(path / "evidence/tagmanifest-sha256.txt", 150),
        lambda path: add_line(path / "evidence/manifest-sha256.txt"),
        lambda path: cut(path / "evidence/manifest-sha256.txt"),
    ],
    ids=["manifest", "tagmanifest", "line more", "line less"],
)
def test_tidying_never_hides_what_was_altered(
    states: list[Case], tmp_path: Path, alter: Callable[[Path], None]
) -> None:
    interrupted = [case for case in states if is_interrupted(case)]
    assert len(interrupted) > 10

    for number, left in enumerate(interrupted):
        case = copy(left, tmp_path / f"altered{number}")
        alter(case.folder.path)
        assert case.find_faults()
        case.evidence.tidy(case.kept)
        assert case.find_faults()


def test_an_object_altered_while_a_change_stood_interrupted_is_named(
    states: list[Case], tmp_path: Path
) -> None:
    for number, left in enumerate(states):
        case = copy(left, tmp_path / f"altered{number}")
        kept = [each for each in case.kept.list() if get_path(case, each).exists()]
        path = get_path(case, kept[-1])
        flip(path, 0)
        tidy(case)
        assert [each for each in case.find_faults() if path.name in each]


# --- Whatever is done, folder and database agree

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "fail", "late", "remove", "fail removal"]), st.integers(0, 4)
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_after_any_changes_folder_and_database_agree(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    case = Case(tmp_path_factory.mktemp("any"), None)

    for what, number in steps:
        do(case, what, b"object %d" % number)

    case.require_whole()


class PlannedError(Exception):
    """What goes wrong on purpose."""


def do(case: Case, what: str, data: bytes) -> None:
    """Put or remove bytes; it may fail, before or (late) after the transaction is committed."""
    sha256 = hashlib.sha256(data).hexdigest()
    with suppress(PlannedError), case.evidence.changing(case.kept) as change:
        if "remov" in what:
            change.remove(sha256)
        else:
            change.put(data)
        if "fail" in what:
            raise PlannedError
        case.kept.commit(**{"drop" if "remov" in what else "add": [sha256]})
        if what == "late":
            raise PlannedError


# --- Means


def is_interrupted(case: Case) -> bool:
    """Whether the journal of a change that never ended is there."""
    return any((case.folder.path / "pending").glob("*.jsonl"))


def kill_at_each_step(
    case: Case, root: Path, work: Callable[[Case], object]
) -> Iterator[tuple[int, Case]]:
    """Yield copies in each of which a process was killed before another call to the system."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork a process that is to be killed")
    for step in range(1, 1000):
        tried = copy(case, root / f"killed{step}")
        child = os.fork()
        if child == 0:
            outcome = 70
            try:
                die_at(step, tried.kept.path.parent)
                work(tried)
                outcome = 0
            finally:
                os._exit(outcome)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) in (0, 9)
        yield step, tried
        if os.waitstatus_to_exitcode(status) == 0:
            assert step > 3
            return


def die_at(step: int, root: Path) -> None:
    """End this process, as kill -9 does, before the so-manieth call that touches files below."""
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event not in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"):
            return
        below = isinstance(arguments[0], int) or str(arguments[0]).startswith(str(root))
        if below:
            count += 1
            if count == step:
                os._exit(9)

    sys.addaudithook(watch)


def add_line(path: Path) -> None:
    name = hashlib.sha256(b"forged").hexdigest()
    line = f"{name}  data/objects/{name[:2]}/{name[2:4]}/{name}\n".encode()
    path.write_bytes(path.read_bytes() + line)


def cut(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))


def list_bytes(path: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()
    }
