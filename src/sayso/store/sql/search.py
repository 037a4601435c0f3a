"""Finding reports by words and names."""

from collections.abc import Collection, Mapping
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
    forms: Mapping[str, Collection[str]],
) -> HitPage:
    """Do what `Store.search` promises."""
    sought = _Sought(read_query(words), forms)
    filters = filters or NOTHING
    names = Names(filters)
    groups: Groups = sought.make_groups() + names.make_groups()
    found = (
        read
        for read in islice(
            walk(connection, groups, filters, before=after, first=limit + 1), _MOST_TRIED
        )
        if sought.is_in(read) and (names.are_sure or names.are_in(read))
    )
    if ranked:
        return _rank(list(islice(found, _RANKED)), sought, limit)
    page = list(islice(found, limit + 1))
    more = len(page) > limit
    return HitPage(
        hits=tuple(_make_hit(read, sought) for read in page[:limit]),
        more=more,
        next=page[limit - 1].stamp if more else None,
    )


class _Sought:
    """The phrases of a search, each word alone with what counts as it."""

    def __init__(
        self, phrases: tuple[tuple[str, ...], ...], forms: Mapping[str, Collection[str]]
    ) -> None:
        alone = {phrase[0] for phrase in phrases if len(phrase) == 1}
        self.phrases = phrases
        self.forms_of = {word: forms[word] for word in alone if word in forms}
        taken = {word for phrase in phrases for word in phrase}
        self.forms = {
            form: word
            for word, others in self.forms_of.items()
            for form in others
            if form not in taken
        }

    def make_groups(self) -> Groups:
        """Return the groups that a full-text index is asked for: of each one must be there."""
        return [
            tuple(dict.fromkeys((phrase, *((form,) for form in self._list_forms(phrase)))))
            for phrase in self.phrases
        ]

    def _list_forms(self, phrase: tuple[str, ...]) -> list[str]:
        return sorted(self.forms_of.get(phrase[0], ())) if len(phrase) == 1 else []

    def is_in(self, read: ReadReport) -> bool:
        """Whether a report holds all that is sought, where an index may not know it."""
        if len(read.text) < _LONG:
            return True
        text = f"{read.summary.title or ''} § {read.text}"
        return holds_phrases(text, self.phrases, self.forms)


def _rank(reads: list[ReadReport], sought: _Sought, limit: int) -> HitPage:
    usual = sum(len(read.text) for read in reads) / max(len(reads), 1)
    reads.sort(
        key=lambda read: score(
            f"{read.summary.title or ''}\n{read.text}",
            sought.phrases,
            usual=usual,
            forms=sought.forms,
        ),
        reverse=True,
    )
    return HitPage(
        hits=tuple(_make_hit(read, sought) for read in reads[:limit]),
        more=len(reads) > limit,
        ranked=True,
    )


def _make_hit(read: ReadReport, sought: _Sought) -> Hit:
    snippet = make_snippet(read.text, sought.phrases, sought.forms)
    return Hit(
        report=read.summary,
        snippet=snippet.text,
        marks=snippet.marks,
        claims=_list_claims(read, sought),
    )


def _list_claims(read: ReadReport, sought: _Sought) -> tuple[str, ...]:
    words = {word for phrase in sought.phrases for word in phrase} | sought.forms.keys()
    holding = (
        claim["id"]
        for claim in read.findings.get("claims", ())
        if not words.isdisjoint(list_words(claim["content"]["text"]))
    )
    return tuple(islice(holding, _CLAIMS))
