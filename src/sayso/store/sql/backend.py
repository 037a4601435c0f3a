"""The seam between one code path and two databases: all that differs is behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from sayso.errors import StoreError

WAIT_SECONDS = 60
"""How long a writer waits for another one."""


class Backend(Protocol):
    """One kind of database, holding one casebook."""

    @property
    def engine(self) -> Engine:
        """Connections to it; a transaction of theirs only reads unless `begin_writing` was."""

    def prepare(self) -> None:
        """Make the place where tables can be made."""

    def begin_writing(self, connection: Connection) -> None:
        """Begin a transaction as the only writer, after at most `WAIT_SECONDS`."""

    def begin_migrating(self, connection: Connection) -> None:
        """Begin as the only writer, with leave to make tables anew that others refer to."""

    def finish_migrating(self, connection: Connection) -> None:
        """See that all references still hold, before the transaction ends."""

    def begin_snapshot(self, connection: Connection) -> None:
        """Begin a transaction that sees one state, whatever is written meanwhile."""

    def guard_log(self, connection: Connection) -> None:
        """Forbid, anew, all changes to the log but additions and lawful removals."""

    def has_tables(self, connection: Connection) -> bool:
        """Return whether a casebook was made here."""

    def get_raw(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return a text's column so that it is given however its bytes were damaged."""

    def check(self) -> Iterator[str]:
        """Yield what is wrong with the database's files, one sentence each."""

    def scrub(self) -> None:
        """Overwrite whatever was deleted."""

    def explain(self, error: DBAPIError) -> StoreError:
        """Return a failure of the database in the words of sayso."""


@contextmanager
def explaining(backend: Backend) -> Iterator[None]:
    """Give failures of the database as `StoreError`, in the words of sayso."""
    try:
        yield
    except DBAPIError as exc:
        if isinstance(exc, IntegrityError):
            raise  # the program's fault, not the world's
        raise backend.explain(exc) from exc
