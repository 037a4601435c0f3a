"""Finding reports by words and names."""

from itertools import islice

from sqlalchemy import Connection

from sayso.records.casebook import Filters, Hit, HitPage
from sayso.store.snippets import holds_phrases, make_snippet, score
from sayso.store.sql import fulltext
from sayso.store.sql.findings_index import get_number
from sayso.store.sql.narrowing import (
    NOTHING,
    Groups,
    Names,
    ReadReport,
    find_stamps,
    walk,
)
from sayso.store.words import list_words, read_query

_RANKED = 200
"""The newest hits among which the best are sought."""

_MOST_TRIED = 5000
"""Hits of the index that are looked into for one page."""

_LONG = 50_000
"""Characters from which an index may not know all words of a text, nor where they stand."""

_CLAIMS = 3


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
    names = Names(filters)
    groups: Groups = names.make_groups() or [(("§a",),)]
    if names.are_sure:
        found = (get_number(stamp) for stamp in find_stamps(connection, groups, filters))
    else:
        found = (read.summary.n for read in walk(connection, groups, filters) if names.are_in(read))
    return sorted(found)


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
    phrases = read_query(words)
    filters = filters or NOTHING
    names = Names(filters)
    groups: Groups = [(phrase,) for phrase in phrases] + names.make_groups()
    found = (
        read
        for read in islice(
            walk(connection, groups, filters, before=after, first=limit + 1), _MOST_TRIED
        )
        if _is_hit(read, phrases) and (names.are_sure or names.are_in(read))
    )
    if ranked:
        return _rank(list(islice(found, _RANKED)), phrases, limit)
    page = list(islice(found, limit + 1))
    more = len(page) > limit
    return HitPage(
        hits=tuple(_make_hit(read, phrases) for read in page[:limit]),
        more=more,
        next=page[limit - 1].stamp if more else None,
    )


def _rank(reads: list[ReadReport], phrases: tuple[tuple[str, ...], ...], limit: int) -> HitPage:
    usual = sum(len(read.text) for read in reads) / max(len(reads), 1)
    reads.sort(
        key=lambda read: score(f"{read.summary.title or ''}\n{read.text}", phrases, usual=usual),
        reverse=True,
    )
    return HitPage(
        hits=tuple(_make_hit(read, phrases) for read in reads[:limit]),
        more=len(reads) > limit,
        ranked=True,
    )


def _is_hit(read: ReadReport, phrases: tuple[tuple[str, ...], ...]) -> bool:
    if len(read.text) < _LONG:
        return True
    return holds_phrases(f"{read.summary.title or ''} § {read.text}", phrases)


def _make_hit(read: ReadReport, phrases: tuple[tuple[str, ...], ...]) -> Hit:
    snippet = make_snippet(read.text, phrases)
    return Hit(
        report=read.summary,
        snippet=snippet.text,
        marks=snippet.marks,
        claims=_list_claims(read, phrases),
    )


def _list_claims(read: ReadReport, phrases: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    sought = {word for phrase in phrases for word in phrase}
    holding = (
        claim["id"]
        for claim in read.findings.get("claims", ())
        if not sought.isdisjoint(list_words(claim["content"]["text"]))
    )
    return tuple(islice(holding, _CLAIMS))
