"""Finding reports by words and names."""

from sqlalchemy import Connection

from sayso.records.casebook import Filters, HitPage
from sayso.store.sql import fulltext


def make_index(connection: Connection) -> None:
    """Make what the tables cannot declare (full-text tables), where it is not there yet.

    It runs when a database is made and after every migration, so it must not mind being
    run again.
    """
    fulltext.make_index(connection)


def overwrite_dropped(connection: Connection) -> None:
    """Write the index anew, so that no word that was dropped is left in it."""
    fulltext.overwrite_dropped(connection)


def list_numbers(connection: Connection, filters: Filters) -> list[int]:
    """Return the numbers of all reports that pass the filters, rising."""
    raise NotImplementedError


def search(
    connection: Connection,
    words: str,
    filters: Filters | None,
    *,
    after: int | None,
    limit: int,
    ranked: bool,
) -> HitPage:
    """Do what `Store.search` promises."""
    raise NotImplementedError
