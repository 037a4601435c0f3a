"""Where a passphrase comes from: a file, the environment, a prompt; never an argument.

Arguments of a process are seen by everybody on the machine, and stay in the shell's history.
"""

import getpass
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from sayso.errors import PassphraseError

VARIABLE = "SAYSO_PASSPHRASE"
"""The environment's variable that may hold a passphrase."""

_LONGEST = 4096  # bytes of a file that holds one
_ENOUGH = 16  # characters; below it, four or five random words do not fit
_VARIED = 6  # different ones


def find_passphrase(
    *,
    file: Path | None,
    environment: Mapping[str, str],
    ask: Callable[[str], str] | None = None,
    again: bool = False,
) -> str | None:
    """Return the passphrase from the first of: file, environment, prompt; or ``None``.

    Args:
        file: A file whose first line it is.
        environment: Where ``SAYSO_PASSPHRASE`` may be.
        ask: Asks for it, as `getpass.getpass` does; ``None`` where there is nobody to ask.
        again: Whether to ask twice, since a new one that was mistyped would lose everything.

    Raises:
        PassphraseError: The file cannot be read, the passphrase is empty, or the two that
            were typed differ.
    """
    if file is not None:
        return read_passphrase(file)
    if VARIABLE in environment:
        return normalize_passphrase(environment[VARIABLE])
    if ask is None:
        return None
    passphrase = normalize_passphrase(ask("Passphrase: "))
    if again and normalize_passphrase(ask("The same again: ")) != passphrase:
        raise PassphraseError("The two passphrases differ.", remedy="Type them again.")
    return passphrase


def ask_passphrase(prompt: str) -> str:
    """Ask at the terminal, where nothing of the answer shows."""
    return getpass.getpass(prompt)


def read_passphrase(path: Path) -> str:
    """Return a file's first line; raises `PassphraseError` where there is none to be read."""
    try:
        with path.open("rb") as file:
            line = file.readline(_LONGEST + 1)
        if len(line) > _LONGEST:
            raise ValueError("too long for a passphrase")
        return normalize_passphrase(line.decode("utf-8-sig").rstrip("\r\n"))
    except (OSError, ValueError) as exc:
        why = exc.strerror if isinstance(exc, OSError) else "its first line is no passphrase"
        raise PassphraseError(
            f"No passphrase can be read from the file {path.name}: {why}.",
            remedy="Name a text file in UTF-8 whose first line is the passphrase.",
        ) from exc


def normalize_passphrase(passphrase: str) -> str:
    """Return the passphrase in the one form that counts, however keyboards compose letters.

    Raises:
        PassphraseError: It is empty, or holds what no keyboard types.
    """
    normal = unicodedata.normalize("NFC", passphrase)
    if not normal.strip():
        raise PassphraseError(
            "An empty passphrase protects nothing.",
            remedy="Choose one of several words that nobody would guess.",
        )
    if not all(character.isprintable() for character in normal):
        raise PassphraseError(
            "The passphrase holds signs that cannot be typed.",
            remedy="Choose one of letters, digits, signs and spaces.",
        )
    return normal


def weigh_passphrase(passphrase: str) -> str | None:
    """Return a sentence that warns of a passphrase that is soon guessed, or ``None``."""
    if len(passphrase) >= _ENOUGH and len(set(passphrase)) >= _VARIED:
        return None
    return (
        "This passphrase is short: whoever takes the casebook away can try very many. "
        "Five words drawn at random are better."
    )
