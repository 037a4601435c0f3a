"""How tests harm a casebook behind its back, and how an outsider verifies a bag."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from sayso.store.folder import CasebookFolder

CHECKS = (
    ["sha256sum", "--quiet", "--strict", "-c", "tagmanifest-sha256.txt"],
    ["sha256sum", "--quiet", "--strict", "-c", "manifest-sha256.txt"],
    [sys.executable, "-I", "data/verify_log.py"],
)


@contextmanager
def open_database(path: Path, passphrase: str | None = None) -> Iterator[Any]:
    """Open a closed casebook's database as who has the file can, without its triggers."""
    folder = CasebookFolder.open(path, passphrase=passphrase)
    with closing(dbapi2.connect(str(path / "casebook.sqlite"))) as database:
        if folder.keys is not None:
            database.execute(f"PRAGMA key = \"x'{folder.keys.database_key.hex()}'\"")
            database.execute("PRAGMA cipher_page_size = 8192")
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            database.execute(f'DROP TRIGGER "{name}"')
        yield database
        database.commit()


def flip(data: bytes, at: int, bit: int = 0) -> bytes:
    """Return the bytes with one bit changed."""
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]


def flip_file(path: Path, at: int = 0, bit: int = 0) -> None:
    path.chmod(0o600)
    path.write_bytes(flip(path.read_bytes(), at, bit))


def list_objects(path: Path) -> list[Path]:
    return sorted(it for it in (path / "evidence/data/objects").rglob("*") if it.is_file())


def check_as_outsider(bag: Path) -> str:
    """Return what an outsider's recipe complains about in a bag; "" if nothing."""
    told = ""
    for command in CHECKS:
        done = subprocess.run(command, cwd=bag, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        if done.returncode:
            told += done.stdout + done.stderr
    return told
