"""What a casebook writes is its owner's alone, and nothing half-written stays behind for ever."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from deeds import DUDIN, add, create, decide_same
from orlov import ORLOV

from sayso.errors import StoreError
from sayso.workbench.casebook import Casebook
from sayso.workbench.tabulating import TableForm, export_rows

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")

PASSPHRASE = "seven grey herons stood"


@pytest.fixture(autouse=True)
def _usual_mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def casebook(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Casebook]:
    with create(tmp_path / "one", passphrase=request.param) as made:
        decide_same(made, add(made, ORLOV), add(made, DUDIN))
        yield made


def list_open_to_others(path: Path) -> list[str]:
    found = [path, *path.rglob("*")]
    assert len(found) > 1 or path.is_file()
    return [str(it.relative_to(path.parent)) for it in found if it.stat().st_mode & 0o077]


def export_csv(casebook: Casebook, out: Path) -> None:
    assert list(export_rows(casebook.holdings, out, form=TableForm.CSV))


def export_jsonl(casebook: Casebook, out: Path) -> None:
    assert list(export_rows(casebook.holdings, out, form=TableForm.JSONL))


EXPORTS = pytest.mark.parametrize("export", [export_csv, export_jsonl, Casebook.export_bag])


def test_nobody_else_reads_a_casebook(casebook: Casebook) -> None:
    names = {path.name for path in casebook.path.iterdir()}
    assert {"casebook.sqlite", "casebook.sqlite-wal", "casebook.sqlite-shm"} <= names
    assert list_open_to_others(casebook.path) == []

    casebook.remove(add(casebook, "Mark Zhilin said nothing.").id, because="A court asked.")

    assert list_open_to_others(casebook.path) == []


@pytest.mark.parametrize("out", ["copy", "copy.tar"])
def test_nobody_else_reads_a_backup_and_what_is_restored_of_it(
    casebook: Casebook, tmp_path: Path, out: str
) -> None:
    made = casebook.backup(tmp_path / out)
    passphrase = PASSPHRASE if casebook.holdings.folder.encrypted else None
    with Casebook.restore(made, tmp_path / "two", analyst="Oleg", passphrase=passphrase):
        assert list_open_to_others(made) == []
        assert list_open_to_others(tmp_path / "two") == []


@EXPORTS
def test_nobody_else_reads_what_is_exported(
    casebook: Casebook, tmp_path: Path, export: Callable[[Casebook, Path], None]
) -> None:
    export(casebook, tmp_path / "out")

    assert list_open_to_others(tmp_path / "out") == []


@EXPORTS
def test_nobody_else_reads_what_is_exported_into_a_folder_that_is_there(
    casebook: Casebook, tmp_path: Path, export: Callable[[Casebook, Path], None]
) -> None:
    out = tmp_path / "out"
    out.mkdir()  # which others may look into, as its owner had it

    export(casebook, out)

    assert set(list_open_to_others(out)) <= {"out"}


@EXPORTS
def test_what_a_killed_export_left_goes_with_the_next(
    casebook: Casebook, tmp_path: Path, export: Callable[[Casebook, Path], None]
) -> None:
    left = tmp_path / "out.unfinished"
    (left / "bag" / "data").mkdir(parents=True)
    (left / "bag" / "data" / "README.md").write_text("half")
    (left / "reports.csv").write_text("half")

    export(casebook, tmp_path / "out")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "out"]


@EXPORTS
def test_what_is_not_finished_lies_where_its_owner_finds_it(
    casebook: Casebook,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    export: Callable[[Casebook, Path], None],
) -> None:
    seen: list[str] = []

    def fail(*_: object) -> None:
        seen.extend(path.name for path in tmp_path.iterdir())
        seen.extend(list_open_to_others(tmp_path / "out.unfinished"))
        raise StoreError("The disk is gone.", remedy="Find it.")

    monkeypatch.setattr(casebook.holdings.store, "list_reports", fail)
    with pytest.raises(StoreError, match="disk is gone"):
        export(casebook, tmp_path / "out")

    assert sorted(seen) == ["one", "out.unfinished"]
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
