"""Rows beside the readings by which claims, cases, persons and places are found."""

from sqlalchemy import ColumnElement, Connection

from sayso.records.casebook import ClaimRow, Filters
from sayso.records.event import Case
from sayso.records.reading import Reading
from sayso.store.sql.tables import report


def put(connection: Connection, report_n: int, day: str | None, reading: Reading) -> None:
    """Index a report's findings; those of before were dropped."""


def drop(connection: Connection, report_n: int) -> None:
    """Forget a report's findings."""


def set_day(connection: Connection, report_n: int, day: str | None) -> None:
    """Take another day of publication, as it is in force now."""


def narrow(filters: Filters) -> list[ColumnElement[bool]]:
    """Return conditions on the table ``report``, all of which a list's reports must meet."""
    conditions: list[ColumnElement[bool]] = []
    if filters.since is not None:
        conditions.append(report.c.day >= filters.since)
    if filters.until is not None:
        conditions.append(report.c.day <= filters.until + "~")  # a moment of that day, too
    if filters.source is not None:
        conditions.append(report.c.publisher == filters.source)
    return conditions


def list_claims(
    connection: Connection, filters: Filters | None, *, report: int | None, limit: int
) -> tuple[ClaimRow, ...]:
    """Do what `Store.list_claims` promises, of one report by its number or of all."""
    raise NotImplementedError


def list_cases(
    connection: Connection, filters: Filters | None, *, limit: int
) -> list[tuple[int, str]]:
    """Return (number of the report, id of the case) as `Store.list_cases` orders them."""
    raise NotImplementedError
