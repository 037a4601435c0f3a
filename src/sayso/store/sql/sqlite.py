"""What only SQLite needs: its driver, its settings, its triggers."""

import importlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import ColumnElement, Connection, Engine, LargeBinary, cast, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from sayso.errors import StoreError
from sayso.store.sql.backend import WAIT_SECONDS

DRIVERS = ("sqlcipher3.dbapi2", "sqlite3")
"""The drivers by preference: the first brings a newer SQLite, and alone can encrypt."""

_PAGE = 8192
_CACHE = 64_000  # KiB
_WRITES = "sayso_writes"

# A replacement would delete without asking the triggers: an entry's number must be new.
_GUARDS = {
    "log_keeps_order": """BEFORE INSERT ON log
WHEN NEW.n <> coalesce((SELECT max(n) FROM log WHERE chain = NEW.chain), 0) + 1
BEGIN SELECT RAISE(ABORT, 'an entry of the log goes behind the last one'); END""",
    "log_keeps_entries": """BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'no entry of the log may go'); END""",
    "log_keeps_words": """BEFORE UPDATE ON log
WHEN NEW.sealed IS NOT NULL OR OLD.sealed IS NULL
  OR NEW.chain IS NOT OLD.chain OR NEW.n IS NOT OLD.n OR NEW.time IS NOT OLD.time
  OR NEW.actor IS NOT OLD.actor OR NEW.kind IS NOT OLD.kind OR NEW.body IS NOT OLD.body
  OR NEW.sealed_sha256 IS NOT OLD.sealed_sha256 OR NEW.previous IS NOT OLD.previous
  OR NEW.hash IS NOT OLD.hash
BEGIN SELECT RAISE(ABORT, 'no entry of the log may change'); END""",
}


class SqliteBackend:
    """A casebook's database in its folder."""

    def __init__(self, path: Path, *, key: bytes | None, read_only: bool) -> None:
        """Prepare to open a database; nothing is opened yet.

        Args:
            path: The file.
            key: 32 bytes with which SQLCipher encrypts it, or ``None``.
            read_only: Whether nothing may be written, also where the folder allows it.

        Raises:
            StoreError: It is encrypted, and no driver that decrypts is installed.
        """
        self._path, self._key = path, key
        self._driver = _load_driver(encrypted=key is not None)
        self._mode = "ro" if read_only else "rw"
        self._read_only = read_only
        self._engine = create_engine(
            "sqlite://", module=self._driver, creator=self._connect, poolclass=QueuePool
        )
        event.listen(self._engine, "begin", _begin)

    @property
    def engine(self) -> Engine:
        """Connections; each transaction but a writer's only reads."""
        return self._engine

    def prepare(self) -> None:
        """Make the file; raises `StoreError` where there is one."""
        try:
            _make_owned(self._path)
        except FileExistsError as exc:
            raise StoreError(
                f"There is a file {self._path.name} already.",
                remedy="Name a folder that holds no casebook yet.",
            ) from exc
        connection = self._connect("rw")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()

    def begin_writing(self, connection: Connection) -> None:
        """Begin as the only writer."""
        connection.execution_options(**{_WRITES: True}).begin()

    def begin_migrating(self, connection: Connection) -> None:
        """Begin on a connection of its own, that does not look after references."""
        connection.detach()
        # Within a transaction it would do nothing, so SQLAlchemy must not begin one for it.
        driver: Any = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        self.begin_writing(connection)

    def finish_migrating(self, connection: Connection) -> None:
        """See that all references still hold; raises `StoreError`."""
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            raise StoreError(
                f"The casebook cannot be brought forward: {_describe_broken(row)}",
                remedy="Run sayso verify with the version of sayso that wrote it.",
            )

    def begin_snapshot(self, connection: Connection) -> None:
        """Begin; from its first query on, a transaction sees one state."""
        connection.begin()

    def guard_log(self, connection: Connection) -> None:
        """Make the triggers anew."""
        for name, rest in _GUARDS.items():
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(f"CREATE TRIGGER {name} {rest}")

    def has_tables(self, connection: Connection) -> bool:
        """Return whether there is any table."""
        found = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema LIMIT 1").first()
        return found is not None

    def get_raw(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return the bytes of a text."""
        return cast(text, LargeBinary)

    def check(self) -> Iterator[str]:
        """Yield what SQLite finds wrong with its pages, tables, indices and references."""
        # FTS5 checks what a connection remembers of its index, which may be out of date by then
        # (seen with SQLite 3.53 beside a writer): this one is new.
        connection = self._connect()
        try:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            yield from (f"The database is damaged: {row[0]}." for row in found if row[0] != "ok")
            yield from map(_describe_broken, connection.execute("PRAGMA foreign_key_check"))
        except self._driver.Error as exc:
            yield f"The database is damaged: {exc}."
        finally:
            connection.close()

    def scrub(self) -> None:
        """Write the whole file anew, and empty the write-ahead log."""
        connection = self._connect()
        try:
            # The copy that is made on the way is as encrypted as the file, but in memory it
            # might not fit, and elsewhere it would lie outside the casebook.
            place = str(self._path.parent).replace("'", "''")
            connection.execute("PRAGMA temp_store = FILE")
            connection.execute(f"PRAGMA temp_store_directory = '{place}'")
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            connection.execute("PRAGMA temp_store_directory = ''")
        except self._driver.Error as exc:
            raise self._explain(exc) from exc
        finally:
            connection.close()
        if busy:
            raise StoreError(
                "What was removed is not overwritten yet: another program reads the casebook.",
                remedy="End it; what is left is overwritten with the next removal.",
            )

    def write_copy(self, path: Path) -> None:
        """Write all of it, as of one moment, to a new file under the same key.

        What was deleted is not in it; it is on disk when this returns.
        """
        _make_owned(path)  # empty, as both ways to fill it allow
        connection = self._connect()
        try:
            if self._key is None:
                connection.execute("PRAGMA query_only = OFF")  # it would forbid another file, too
                connection.execute("VACUUM INTO ?", (str(path),))
            copy = self._driver.connect(str(path), isolation_level=None)
            try:
                if self._key is not None:
                    # SQLCipher cannot read what its VACUUM INTO writes in pages of this size.
                    self._unlock(copy)
                    connection.backup(copy)
                copy.execute("PRAGMA journal_mode = WAL")
            finally:
                copy.close()
        except self._driver.Error as exc:
            raise self._explain(exc) from exc
        finally:
            connection.close()
        with path.open("rb+") as file:
            os.fsync(file.fileno())

    def explain(self, error: DBAPIError) -> StoreError:
        """Return what happened in words."""
        return self._explain(error.orig if error.orig is not None else error)

    def _explain(self, error: BaseException) -> StoreError:
        said = str(error)
        if "locked" in said or "busy" in said:
            return StoreError(
                f"Another program was writing to {self._path.name} for longer than a minute.",
                remedy="Wait until it has ended, then try again.",
            )
        if "full" in said:
            return StoreError(
                f"There is no space left to write {self._path.name}.",
                remedy="Make space on the disk; what was there before is kept.",
            )
        if "readonly" in said or "read-only" in said:
            return StoreError(
                f"{self._path.name} may not be written to.",
                remedy="Check the permissions of the casebook's folder.",
            )
        if "unable to open" in said:
            return StoreError(
                f"{self._path.name} cannot be opened.",
                remedy="Check that it is there, and the permissions of the casebook's folder.",
            )
        return StoreError(
            f"{self._path.name} is damaged, or is no casebook's database: {said}.",
            remedy="Restore a backup of it: sayso restore BACKUP NEW.",
        )

    def _connect(self, mode: str | None = None) -> Any:
        mode = self._mode if mode is None else mode
        if mode == "ro" and not os.access(self._path.parent, os.W_OK) and not self._has_wal():
            mode = "ro&immutable=1"  # from a medium that cannot be written: no lock, no log
        connection = self._driver.connect(
            f"file:{quote(str(self._path))}?mode={mode}",
            uri=True,
            timeout=WAIT_SECONDS,
            isolation_level=None,  # transactions begin where we say so
            check_same_thread=False,  # the pool gives a connection to one thread at a time
        )
        try:
            self._set_up(connection)
        except self._driver.Error as exc:
            connection.close()
            raise self._explain(exc) from exc
        return connection

    def _unlock(self, connection: Any) -> None:
        if self._key is not None:
            # Also for what SQLCipher attaches by itself: a VACUUM through a file of pages of
            # another size leaves a database that nobody can read.
            connection.execute(f"PRAGMA cipher_default_page_size = {_PAGE}")
            connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
            connection.execute(f"PRAGMA cipher_page_size = {_PAGE}")

    def _has_wal(self) -> bool:
        return self._path.with_name(self._path.name + "-wal").exists()

    def _set_up(self, connection: Any) -> None:
        self._unlock(connection)
        for pragma in (
            f"page_size = {_PAGE}",  # taken only when the file is made
            "synchronous = FULL",  # what was acknowledged outlives a loss of power
            "foreign_keys = ON",
            "secure_delete = ON",  # names must not stay behind in free space
            "temp_store = MEMORY",  # nor in temporary files
            "trusted_schema = OFF",  # the file may be another's
            f"cache_size = -{_CACHE}",
            "journal_size_limit = 67108864",
            f"query_only = {'ON' if self._read_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # a wrong key shows


def _make_owned(path: Path) -> None:
    """Make an empty file for its owner alone, as SQLite then makes those beside it, too."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _describe_broken(row: Any) -> str:
    return f"The row {row[1]} of {row[0]} belongs to no row of {row[2]}."


def _load_driver(*, encrypted: bool) -> Any:
    for name in DRIVERS:
        try:
            driver = importlib.import_module(name)
        except ImportError:
            continue
        if not encrypted or driver is not sqlite3:
            return driver
    raise StoreError(
        "This casebook is encrypted, and what decrypts it is not installed.",
        remedy="Install it with: pip install sqlcipher3",
    )
