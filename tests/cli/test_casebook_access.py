"""Which casebook a command works on, who works, and how a passphrase comes in."""

import sys
from pathlib import Path

import pytest
from kept import ID, unpack

from sayso.cli import access
from sayso.cli.access import find_casebook, find_passphrase, tidy_name
from sayso.cli.main import main
from sayso.errors import PassphraseError, StoreError
from sayso.store.folder import CasebookFolder
from sayso.store.opening import DATABASE


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SAYSO_CASEBOOK", "SAYSO_PASSPHRASE", "SAYSO_ANALYST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def _make(folder: Path) -> Path:
    folder.mkdir()
    (folder / "casebook.toml").write_text("format = 1\n")
    return folder


def test_a_named_casebook_goes_before_the_environment_and_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, around, inside = (_make(tmp_path / name) for name in ("named", "around", "inside"))
    deep = inside / "evidence" / "data"
    deep.mkdir(parents=True)

    with pytest.raises(StoreError, match="stand in no casebook"):
        find_casebook(None)
    monkeypatch.chdir(deep)
    assert find_casebook(None) == inside
    monkeypatch.setenv("SAYSO_CASEBOOK", str(around))
    assert find_casebook(None) == around
    assert find_casebook(named) == named


def test_a_folder_that_is_no_casebook_is_said_in_one_sentence_with_a_remedy(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["reports"]) == 2
    said = capsys.readouterr().err
    assert said == (
        "sayso: You stand in no casebook. Name one with --casebook DIR, or make one with: "
        "sayso new DIR\n"
    )

    assert main(["--casebook", str(tmp_path), "reports"]) == 2
    assert "--casebook" in capsys.readouterr().err

    monkeypatch.setenv("SAYSO_CASEBOOK", str(tmp_path))
    assert main(["reports"]) == 2
    assert "SAYSO_CASEBOOK" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--casebook", "a", "read", "x"], "uses no casebook"),
        (["--casebook", "a", "new", "x"], "uses no casebook"),
        (["--casebook", "a", "reports", "--casebook", "b"], "once"),
        (["reports", "--since", "yesterday"], "no date"),
        (["reports", "--until", "2022-02-30"], "no date"),
        (["add"], "Give one FILE"),
        (["add", "a", "--manifest", "b"], "Give one FILE"),
        (["add", "a", "b", "--title", "T"], "--title is for a single FILE"),
        (["add", "a", "b", "--version-of", "x"], "--version-of is for a single FILE"),
        (["add", "-", "-"], "once"),
        (["add", "a", "--fetched", "noon"], "no moment"),
        (["add", "a", "--fetched", "2024-03-11T14:30"], "time zone"),
        (["add", "a", "--header", "nothing"], "Content-Type"),
        (["add", "a", "--published", "soon"], "no date"),
        (["add", "a", "--pack", "none-such"], "There is no pack"),
        (["correct", "a", "--because", "b"], "Say what to correct"),
        (["correct", "a", "--title", "T", "--unknown", "title", "--because", "b"], "not both"),
        (["correct", "a", "--title", "T"], "--because"),
        (["decide", "a", "maybe", "--because", "b"], "maybe"),
        (["export"], "Give one of"),
        (["export", "--csv", "a", "--bag", "b"], "Give one of"),
        (["search"], "WORDS"),
        (["new", "a", "--passphrase-file", "b"], "--encrypt"),
    ],
)
def test_wrong_use_is_one_line_that_says_what_is_wrong(
    args: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(args) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert words in said.err


def test_a_passphrase_comes_from_a_file_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes("три слова  \r\nnot this\n".encode())

    assert find_passphrase(None) is None
    monkeypatch.setenv("SAYSO_PASSPHRASE", "from outside")
    assert find_passphrase(None) == "from outside"
    assert find_passphrase(file) == "три слова  "


def test_a_passphrase_file_stands_before_or_behind_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "passphrase"
    file.write_text("seven grey herons stood\n")
    given = ["--passphrase-file", str(file)]

    assert main([*given, "new", "one", "--encrypt"]) == 0
    assert main([*given, "--casebook", "one", "stats"]) == 0
    assert main(["--casebook", "one", "stats", *given]) == 0
    assert main([*given, "new", "two"]) == 2
    assert not Path("two").exists()
    capsys.readouterr()

    assert main([*given, "--casebook", "one", "stats", *given]) == 2
    assert "Give --passphrase-file once" in capsys.readouterr().err
    assert main([*given, "read", "report.txt"]) == 2
    assert "uses no casebook" in capsys.readouterr().err


def test_a_file_without_a_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PassphraseError):
        find_passphrase(tmp_path / "none")


def test_no_passphrase_is_ever_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports", "--passphrase", "secret"]) == 2
    assert "--passphrase-file" in capsys.readouterr().err


def test_whoever_sits_there_is_asked_again_after_a_wrong_passphrase(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["wrong", "right"])
    monkeypatch.setattr(access, "can_ask", lambda: True)
    monkeypatch.setattr(access, "ask_passphrase", lambda prompt: next(answers))
    way = access.Access(casebook=None, analyst=None, passphrase_file=None)

    def open_with(given: str | None) -> str:
        if given != "right":
            raise PassphraseError("It is wrong.", remedy="Try again.")
        return given

    assert way.unlock(open_with, "refusals") == "right"
    assert capsys.readouterr().err == "It is wrong.\n"


def test_nobody_is_asked_where_nobody_sits() -> None:
    assert not sys.stdin.isatty()
    way = access.Access(casebook=None, analyst=None, passphrase_file=None)

    def open_with(given: str | None) -> str:
        raise PassphraseError("It is encrypted.", remedy="Give its passphrase.")

    with pytest.raises(PassphraseError):
        way.unlock(open_with, "refusals")


def test_a_name_is_one_line() -> None:
    assert tidy_name("  Lena\n K. ") == "Lena K."
    assert tidy_name(" ") is None


def test_a_casebook_of_an_older_version_is_brought_forward_by_whoever_looks_into_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = CasebookFolder.create(tmp_path / "kept", id=ID, name="Kept")
    unpack(1, folder.path / DATABASE)

    assert main(["reports", "--casebook", "kept"]) == 0
    assert capsys.readouterr().out.startswith("first  ")
    assert main(["stats", "--casebook", "kept"]) == 0
