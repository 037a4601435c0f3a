"""Who may sign in to the desk, and how many must agree, at the terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.cli.main import main

Sayso = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sayso(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Sayso:
    monkeypatch.delenv("SAYSO_PASSPHRASE", raising=False)
    monkeypatch.setenv("SAYSO_ANALYST", "lena")
    monkeypatch.chdir(tmp_path)
    Path("password").write_text("four blue herons\nanother line\n", encoding="utf-8")

    def run(*args: str) -> tuple[int, str, str]:
        code = main(list(args))
        said = capsys.readouterr()
        return code, said.out, said.err

    run("new", "refusals.casebook")
    monkeypatch.setenv("SAYSO_CASEBOOK", "refusals.casebook")
    return run


def test_an_account_is_added_listed_and_disabled(sayso: Sayso) -> None:
    assert sayso("account", "add", "Vera", "--password-file", "password")[0] == 0
    code, _, err = sayso("account", "add", " VERA", "--password-file", "password")
    assert (code, "already" in err) == (2, True)

    assert sayso("account", "password", "vera", "--password-file", "password")[0] == 0
    assert "Vera\tadded" in sayso("account", "list")[1]
    assert sayso("account", "disable", "vera")[0] == 0

    assert "Vera\tdisabled" in sayso("account", "list")[1]
    told = sayso("log")[1]
    assert [word in told for word in ("account-added Vera", "account-disabled Vera")] == [True] * 2
    assert "herons" not in told


def test_nobody_is_asked_for_a_password_where_nobody_sits(sayso: Sayso) -> None:
    code, _, err = sayso("account", "add", "Vera")

    assert (code, "--password-file" in err) == (2, True)
    assert "no account" in sayso("account", "list")[2]


def test_how_many_must_agree_is_shown_and_set(sayso: Sayso) -> None:
    assert sayso("reviewers") == (0, "1\n", "")
    assert sayso("reviewers", "2")[1] == "2\n"
    assert sayso("reviewers")[1] == "2\n"
    assert sayso("reviewers", "3")[0] == 2
    assert "reviewers 2 instead of 1" in sayso("log")[1]
