"""Answers reach a terminal or a folder; ids that anybody may have written name the files."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli import output
from sayso.cli.output import Folder, make_file_name, print_text
from sayso.errors import CaptureError

IDS = st.text(min_size=1) | st.sampled_from(["con", "NUL.txt", "...", "-rf", "A", "a", "../a"])


@given(st.lists(IDS, max_size=6))
def test_any_ids_give_safe_names_that_differ(ids: list[str]) -> None:
    taken: set[str] = set()

    names = [make_file_name(each, taken) for each in ids]

    assert len({name.casefold() for name in names}) == len(ids)
    for name in names:
        assert name.isascii()
        assert len(name) < 140
        assert Path("/folder", name).parent == Path("/folder")
        assert not name.startswith((".", "-"))
        assert name.split(".")[0].casefold() not in {"con", "nul", "com1"}


def test_a_plain_id_is_its_own_name() -> None:
    assert make_file_name("astra-2022_11.21", set()) == "astra-2022_11.21"


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("ascii", "?He refused,? she said."), ("utf-8", "“He refused,” she said.")],
)
def test_a_terminal_that_lacks_a_character_shows_a_question_mark(
    encoding: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", _Terminal(written, encoding, newline=""))

    print_text("“He refused,” she said.")

    assert written.getvalue().decode(encoding) == shown


def test_a_file_replaces_an_older_one_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")

    path = Folder(tmp_path, ".txt").write("a", "new")

    assert path.read_text() == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_draft_that_somebody_laid_out_is_neither_followed_nor_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "token_hex", lambda _: "foreseen")
    outside = tmp_path / "outside"
    outside.write_text("precious")
    folder = Folder(tmp_path / "out", ".txt")
    (tmp_path / "out" / ".a.foreseen.part").symlink_to(outside)

    with pytest.raises(CaptureError, match="cannot be written"):
        folder.write("a", "new")

    assert outside.read_text() == "precious"
    assert (tmp_path / "out" / ".a.foreseen.part").is_symlink()
    assert not (tmp_path / "out" / "a.txt").exists()


def test_a_link_in_the_place_of_the_file_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("precious")
    folder = Folder(tmp_path / "out", ".txt")
    (tmp_path / "out" / "a.txt").symlink_to(outside)

    path = folder.write("a", "new")

    assert (path.read_text(), outside.read_text()) == ("new", "precious")


def test_what_cannot_be_put_in_place_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()

    with pytest.raises(CaptureError, match="cannot be written"):
        Folder(tmp_path, ".txt").write("a", "new")

    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
