"""Long lists, read a page at a time: none keeps a transaction open while its reader thinks."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select

Reading: TypeAlias = Callable[[], AbstractContextManager[Connection]]
"""Gives a connection on which a transaction that only reads has begun."""

PAGE = 500


def list_rows(
    reading: Reading,
    query: Select[Any],
    key: ColumnElement[Any],
    *,
    after: Any = None,
    down: bool = False,
    limit: int | None = None,
) -> Iterator[Row[Any]]:
    """Yield the rows of a query, each page in a transaction of its own.

    Args:
        reading: Gives connections.
        query: The query, with neither order nor limit.
        key: What orders the rows; no two have the same, and it is among the query's columns.
        after: The key after which to begin, or ``None``.
        down: Whether the greatest comes first.
        limit: The most rows, or ``None``.
    """
    query = query.order_by(key.desc() if down else key)
    left = limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page = query.limit(size)
        if after is not None:
            page = page.where(key < after if down else key > after)
        with reading() as connection:
            rows = connection.execute(page).all()
        yield from rows
        if len(rows) < size:
            return
        after = getattr(rows[-1], key.key or "")
        left = None if left is None else left - size
