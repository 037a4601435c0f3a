"""Where passphrases come from, and which are refused or warned about."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import PassphraseError
from sayso.store.passphrase import find_passphrase, read_passphrase, weigh_passphrase

GOOD = "seven invented herons walk"


def answer(*answers: str) -> Callable[[str], str]:
    left = list(answers)
    return lambda prompt: left.pop(0)


def test_a_file_comes_before_the_environment_and_that_before_the_prompt(tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text("from file\nsecond line\n")
    environment = {"SAYSO_PASSPHRASE": "from environment"}
    ask = answer("typed")

    assert find_passphrase(file=file, environment=environment, ask=ask) == "from file"
    assert find_passphrase(file=None, environment=environment, ask=ask) == "from environment"
    assert find_passphrase(file=None, environment={}, ask=ask) == "typed"
    assert find_passphrase(file=None, environment={}) is None


def test_a_new_passphrase_is_asked_for_twice() -> None:
    assert find_passphrase(file=None, environment={}, ask=answer(GOOD, GOOD), again=True) == GOOD
    with pytest.raises(PassphraseError, match="differ"):
        find_passphrase(file=None, environment={}, ask=answer(GOOD, "other"), again=True)


@pytest.mark.parametrize(
    ("data", "passphrase"),
    [
        (b"a b\n", "a b"),
        (b"a b\r\n", "a b"),
        (b" a b", " a b"),
        (b"\xef\xbb\xbfa b", "a b"),
        ("е\u0308ж".encode(), "ёж"),
    ],
)
def test_the_first_line_of_a_file_is_the_passphrase(
    tmp_path: Path, data: bytes, passphrase: str
) -> None:
    (tmp_path / "p").write_bytes(data)

    assert read_passphrase(tmp_path / "p") == passphrase


@pytest.mark.parametrize("data", [b"", b"\n", b"  \nx", b"\xff\xfe\x00", b"a" * 5000, b"a\x00b"])
def test_a_file_without_a_passphrase_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "p").write_bytes(data)

    with pytest.raises(PassphraseError):
        read_passphrase(tmp_path / "p")


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(PassphraseError, match="No such file"):
        read_passphrase(tmp_path / "p")


@pytest.mark.parametrize("passphrase", ["secret", "a" * 40, "abababababababab", "15 characters.."])
def test_a_short_or_dull_passphrase_is_warned_about(passphrase: str) -> None:
    assert weigh_passphrase(passphrase) is not None


def test_a_long_passphrase_is_not_warned_about() -> None:
    assert weigh_passphrase(GOOD) is None
