"""A PostgreSQL server for tests: started once, in a folder of its own, gone at the end."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

_USER = "postgres"  # whom Debian makes to run servers, since none runs as root
_PATIENCE = 30.0  # seconds


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a PostgreSQL database, where each casebook takes a schema of its own."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    try:
        if os.getuid() == 0:
            try:
                shutil.chown(folder, _USER, _USER)
            except LookupError:
                pytest.skip(f"PostgreSQL does not run as root, and there is no user {_USER}")
        server = start(programs, folder)
        try:
            yield f"postgresql://sayso@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)  # it waits for no client
            server.wait(_PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path | None:
    """Return the folder of the newest server's programs; Debian keeps them off the path."""
    known = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdecimal() else 0,
    )
    found = shutil.which("initdb") or (known[-1] if known else None)
    return None if found is None else Path(found).resolve().parent


def start(programs: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """Start a server whose socket and data are in this folder, which its user owns.

    Its texts are ordered as people order them, not byte by byte, so that a query that
    forgot to say so shows.
    """
    data = folder / "data"
    order = ["--locale-provider=icu", "--icu-locale=en", "--locale=C.UTF-8"]
    made = _run([programs / "initdb", *_INIT, *order, "-D", data])
    if made.returncode != 0:  # before version 15
        shutil.rmtree(data, ignore_errors=True)
        made = _run([programs / "initdb", *_INIT, "--locale=C.UTF-8", "-D", data])
    assert made.returncode == 0, made.stderr.decode()
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    command: list[str | Path] = [programs / "postgres", "-D", data, "-k", folder, *settings]
    server = subprocess.Popen(
        [*_as_user(), *command], cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    begun = monotonic()
    while _run([programs / "pg_isready", "-q", "-h", folder]).returncode != 0:
        if server.poll() is not None or monotonic() - begun > _PATIENCE:
            server.kill()
            pytest.fail("PostgreSQL did not start")
        sleep(0.05)
    return server


_INIT = ("-A", "trust", "-U", "sayso", "-E", "UTF8", "--no-sync", "--no-instructions")
_SETTINGS = (
    "listen_addresses=",
    "fsync=off",  # tests need not outlive a loss of power
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",  # thousands of small tables, each soon forgotten
    "max_connections=200",
    "logging_collector=off",
)


def _run(command: "list[str | Path]") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([*_as_user(), *command], cwd="/", capture_output=True, check=False)


def _as_user() -> list[str]:
    if os.getuid() != 0:
        return []
    return ["setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--clear-groups", "--"]
