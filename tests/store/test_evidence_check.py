"""Every byte that was altered, every file that is missing or was put in, is named."""

import random
from pathlib import Path

import pytest
from evidence_case import Case, copy, flip, get_path

from sayso.records.casebook import EvidenceObject
from sayso.records.fault import Fault, FaultKind
from sayso.store.evidence_check import EvidenceCheck

PASSPHRASE = "seven invented herons walk"
DATA = (b"one", b"two", b"x" * 70_000, b"")


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"], scope="module")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    case = Case(tmp_path_factory.mktemp("made"), request.param)
    case.put(*DATA)
    return case


@pytest.fixture
def case(made: Case, tmp_path: Path) -> Case:
    return copy(made, tmp_path / "case")


def check(case: Case, *removed: str) -> list[Fault]:
    objects = [EvidenceObject(sha256=each, size=1, removed=False) for each in case.kept.list()]
    objects += [EvidenceObject(sha256=each, size=1, removed=True) for each in removed]
    return list(case.evidence.check(objects))


def test_a_casebook_as_it_was_left_has_no_fault(case: Case) -> None:
    assert check(case) == []


def test_any_altered_byte_of_any_file_is_named(made: Case, tmp_path: Path) -> None:
    case = copy(made, tmp_path / "case")
    chance = random.Random(6)
    for path in sorted(each for each in case.folder.path.rglob("*") if each.is_file()):
        name = path.relative_to(case.folder.path).as_posix()
        if name.startswith("pending/"):
            continue
        data = path.read_bytes()
        for at in chance.sample(range(len(data)), min(len(data), 50)):
            altered = bytearray(data)
            altered[at] ^= 1 << chance.randrange(8)
            path.write_bytes(altered)
            assert name in [fault.where for fault in check(case) if fault.fails], (name, at)
        path.write_bytes(data)
    assert check(case) == []


def test_an_altered_object_is_not_blamed_on_the_manifest_nor_the_other_way(case: Case) -> None:
    path = get_path(case, case.kept.list()[0])
    data = path.read_bytes()
    path.write_bytes(data + b"x")
    assert tell(check(case)) == [("altered", name_of(case, path))]

    path.write_bytes(data)
    flip(case.folder.path / "evidence/manifest-sha256.txt", 0)
    assert {fault.where for fault in check(case)} == {"evidence/manifest-sha256.txt"}


def test_a_missing_object_is_named(case: Case) -> None:
    path = get_path(case, case.kept.list()[1])
    path.unlink()

    assert tell(check(case)) == [("missing", name_of(case, path))]


@pytest.mark.parametrize(
    "name",
    ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"],
)
def test_a_missing_file_of_the_bag_is_named(case: Case, name: str) -> None:
    (case.folder.path / "evidence" / name).unlink()

    assert ("missing", f"evidence/{name}") in tell(check(case))


@pytest.mark.parametrize(
    "name",
    [
        "evidence/new.txt",
        "evidence/data/new.txt",
        "evidence/data/objects/new.txt",
        "evidence/data/objects/ab/new.txt",
        "evidence/data/objects/ab/cd/" + "0" * 64,
        "evidence/data/objects/ab/cd/abcd" + "0" * 60,
        "evidence/data/objects/ab/cd/.DS_Store",
    ],
)
def test_a_file_that_was_put_in_is_named(case: Case, name: str) -> None:
    path = case.folder.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"put in")

    assert tell(check(case)) == [("inserted", name)]


def test_a_link_that_was_put_in_is_named(case: Case, tmp_path: Path) -> None:
    (case.folder.path / "evidence/data/objects/zz").symlink_to(tmp_path)

    assert tell(check(case)) == [("inserted", "evidence/data/objects/zz")]


def test_a_file_put_in_with_a_line_of_its_own_is_named(case: Case) -> None:
    """A forger who knows the format writes the manifests anew; the database does not know him."""
    sha256 = case.put(b"forged")[0]
    case.kept.commit(drop=[sha256])

    name = name_of(case, get_path(case, sha256))
    assert tell(check(case)) == [
        ("inserted", "evidence/manifest-sha256.txt"),
        ("inserted", name),
    ]


def test_a_line_and_its_file_taken_out_are_named(case: Case) -> None:
    sha256 = case.kept.list()[0]
    case.remove(sha256)
    case.kept.commit(add=[sha256])

    assert tell(check(case)) == [
        ("missing", "evidence/manifest-sha256.txt"),
        ("missing", name_of(case, get_path(case, sha256))),
    ]


def test_a_line_that_stands_twice_is_named(case: Case) -> None:
    path = case.folder.path / "evidence/manifest-sha256.txt"
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[0])

    assert tell(check(case)) == [("inserted", "evidence/manifest-sha256.txt")]


def test_two_objects_that_changed_places_are_named(case: Case) -> None:
    first, second = (get_path(case, each) for each in case.kept.list()[:2])
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)

    assert sorted(where for _, where in tell(check(case))) == sorted(
        [name_of(case, first), name_of(case, second)]
    )


def test_removed_bytes_that_lie_there_all_the_same_are_named(case: Case) -> None:
    sha256 = case.kept.list()[0]
    path = get_path(case, sha256)
    data = path.read_bytes()
    case.remove(sha256)
    assert check(case, sha256) == []

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

    (fault,) = check(case, sha256)
    assert (fault.kind, fault.where) == (FaultKind.INSERTED, name_of(case, path))
    assert "removed" in fault.message


def test_lines_in_another_order_are_noticed(case: Case) -> None:
    path = case.folder.path / "evidence/manifest-sha256.txt"
    path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))

    assert tell(check(case)) == [("altered", "evidence/tagmanifest-sha256.txt")]


def test_a_file_of_the_user_s_own_is_noted_and_no_fault(case: Case) -> None:
    (case.folder.path / "my notes.txt").write_text("mine")

    (fault,) = check(case)
    assert (fault.kind, fault.where, fault.fails) == (FaultKind.NOTE, "my notes.txt", False)


def test_what_others_add_and_remove_during_the_check_is_no_fault(case: Case) -> None:
    objects = [EvidenceObject(sha256=each, size=1, removed=False) for each in case.kept.list()]
    check = EvidenceCheck(case.folder)
    assert list(check.read(objects)) == []

    case.put(b"new")
    case.remove(objects[0].sha256)
    suspects = [*check.walk(), *check.compare()]

    assert len(suspects) == 2
    assert list(check.confirm(suspects)) == []
    assert list(check.compare_tag_manifest()) == []


def test_what_was_altered_during_the_check_is_named_whatever_others_add(case: Case) -> None:
    objects = [EvidenceObject(sha256=each, size=1, removed=False) for each in case.kept.list()]
    check = EvidenceCheck(case.folder)
    assert list(check.read(objects)) == []

    path = get_path(case, objects[0].sha256)
    path.write_bytes(b"altered")
    case.put(b"new")

    faults = list(check.confirm([*check.walk(), *check.compare()]))
    assert tell(faults) == [("altered", name_of(case, path))]


def tell(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(fault.kind.value, fault.where) for fault in faults]


def name_of(case: Case, path: Path) -> str:
    return path.relative_to(case.folder.path).as_posix()
