"""Claims and cases of the newest reports, narrowed by names and days."""

from sqlalchemy import Connection

from sayso.records.casebook import ClaimRow, Filters
from sayso.records.event import Case


def list_claims(
    connection: Connection, filters: Filters | None, *, report: int | None, limit: int
) -> tuple[ClaimRow, ...]:
    """Do what `Store.list_claims` promises, of one report by its number or of all."""
    raise NotImplementedError


def list_cases(
    connection: Connection, filters: Filters | None, *, limit: int
) -> tuple[tuple[str, Case], ...]:
    """Do what `Store.list_cases` promises."""
    raise NotImplementedError


def get_case(
    connection: Connection, report: int, case: str
) -> tuple[Case, tuple[ClaimRow, ...]] | None:
    """Return a case of a report by its number, with its claims, or ``None``."""
    raise NotImplementedError
