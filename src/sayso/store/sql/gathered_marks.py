"""Marking the places and sources whose figures are to be made again, with what changed them."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, insert

from sayso.store.sql.across_marks import cut
from sayso.store.sql.gathered_tables import called, stale
from sayso.store.words import list_words

PLACE, SOURCE, RULING = "place", "source", "ruling"

_LONGEST = 60  # characters of a word by which something is looked for


def mark(connection: Connection, kind: str, ids: Collection[str]) -> None:
    """Mark places, sources or rulings."""
    for some in cut(sorted(set(ids))):
        connection.execute(delete(stale).where(stale.c.kind == kind, stale.c.id.in_(some)))
        connection.execute(insert(stale), [{"kind": kind, "id": it} for it in some])


def unmark(connection: Connection, kind: str, ids: Collection[str]) -> None:
    """Take marks away."""
    for some in cut(sorted(set(ids))):
        connection.execute(delete(stale).where(stale.c.kind == kind, stale.c.id.in_(some)))


def put_words(connection: Connection, kind: str, name: str, names: Iterable[str]) -> None:
    """Keep the words of names, by which something is looked for."""
    drop_words(connection, kind, [name])
    words = {word[:_LONGEST] for it in names for word in list_words(it)}
    if words:
        rows = [{"kind": kind, "word": word, "id": name} for word in sorted(words)]
        connection.execute(insert(called), rows)


def drop_words(connection: Connection, kind: str, ids: Collection[str]) -> None:
    """Forget the words of names."""
    for some in cut(sorted(ids)):
        connection.execute(delete(called).where(called.c.kind == kind, called.c.id.in_(some)))
