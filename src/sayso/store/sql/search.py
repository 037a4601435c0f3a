"""Full text of reports: kept in an index, and searched."""

from sqlalchemy import Connection

from sayso.records.casebook import Filters, HitPage
from sayso.records.report import Report


def make_index(connection: Connection) -> None:
    """Make what the tables cannot declare (full-text tables), where it is not there yet.

    It runs when a database is made and after every migration, so it must not mind being
    run again.
    """


def index_text(connection: Connection, report_n: int, day: str | None, report: Report) -> None:
    """Index a report's title and text, which were not indexed, or were dropped."""


def drop_text(connection: Connection, report_n: int) -> None:
    """Forget a report's title and text, which are still kept while this is called."""


def set_day(connection: Connection, report_n: int, day: str | None) -> None:
    """Take another day of publication, as it is in force now."""


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
