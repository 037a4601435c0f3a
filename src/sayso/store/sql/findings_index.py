"""Which reports hold which words and names: kept beside the reports, written in batches.

One full-text index serves every search and filter. Each report is one document in it, of the
words of its title and text and of marks that tell what was read in it, all sought in the
same way: "both words, this person, in these years" is one question to one index.

A document's number, its stamp, is the day of publication and the report's number in one
integer. So the order of the index is the order in which hits are shown, and a range of days
is a range of numbers; nothing need be sorted or counted.

Marks begin with "§", which no word holds:

==============  ==========================================================
``§a``          every report
``§c``, ``§k``  reports in which claims, in which cases were read
``§p`` + words  a word, or two, of the name of a person
``§x`` + words  the same of one whose case it is
``§s`` + words  the same of the publisher or of a source in a chain
``§l`` + name   the name of a place, its words joined by "·"
==============  ==========================================================

Forms of words (a lemma) can be further marks, beside the text's own words. That two words of
a name have a mark of their own tells "Ivan Petrov" from reports of Ivan Sidorov and Oleg
Petrov, without looking into them.
"""

import json
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, combinations
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select

from sayso.records.claim import Claim
from sayso.records.entity import Entity, EntityType
from sayso.records.event import Case
from sayso.records.plain import make_record
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.store.sql import fulltext
from sayso.store.sql.packing import unpack, unpack_text
from sayso.store.sql.tables import reading as reading_table
from sayso.store.sql.tables import report as report_table
from sayso.store.sql.tables import report_text
from sayso.store.words import list_words

SHIFT = 40
"""Bits of a stamp below the day."""

_MOST_WORDS = 12
"""Words of a name that are indexed, the first ones."""

_MOST_WAITING = 1000
"""Changed reports whose documents wait to be written together."""


_DOCUMENTS = (
    select(
        report_table.c.n,
        report_table.c.day,
        report_table.c.title,
        report_table.c.publisher,
        report_text.c.text,
        reading_table.c.findings,
    )
    .join(report_text, report_text.c.report == report_table.c.n)
    .outerjoin(reading_table, reading_table.c.report == report_table.c.n)
)
_DOCUMENT = _DOCUMENTS.where(report_table.c.n == bindparam("n"))
_PAGE = 500


@dataclass(frozen=True, slots=True)
class _Document:
    """What the index holds, or is to hold, of one report."""

    stamp: int
    title: str | None
    text: str
    publisher: str | None
    marks: frozenset[str]
    was_read: bool


class Findings(NamedTuple):
    """What of a reading the index looks at."""

    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    cases: tuple[Case, ...]


class FindingsIndex:
    """Keeps the index in step with the reports that one transaction changes.

    A full-text index takes documents in the order of their numbers many times faster than
    in another, so what a transaction changes is collected, and written by `flush`, which
    must be called before the transaction ends.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changes: dict[int, tuple[_Document | None, _Document | None]] = {}

    def add_report(self, n: int, day: str | None, report: Report) -> None:
        """Index a report that was not; it waits to be read."""
        before = self._changes[n][0] if n in self._changes else None
        self._change(n, before, _make_document(n, day, report))

    def add_stored(self, n: int) -> None:
        """Index a report and its findings as the tables hold them; it was not indexed."""
        self._change(n, None, _load_document(self._connection, n))

    def drop_reading(self, n: int) -> None:
        """Forget a report's findings, if there are any; they are still in the tables."""
        before, now = self._get(n)
        if now is not None and now.was_read:
            marks = list_marks(now.publisher, now.text, None)
            self._change(n, before, replace(now, marks=marks, was_read=False))

    def put_reading(self, n: int, reading: Reading) -> None:
        """Index a report's findings, not in the tables yet; those of before were dropped."""
        before, now = self._get(n)
        if now is not None:
            findings = Findings(reading.entities, reading.claims, reading.cases)
            marks = list_marks(now.publisher, now.text, findings)
            self._change(n, before, replace(now, marks=marks, was_read=True))

    def set_day(self, n: int, day: str | None) -> None:
        """Take another day of publication; the one of before is still in the tables."""
        before, now = self._get(n)
        if now is not None:
            self._change(n, before, replace(now, stamp=make_stamp(day, n)))

    def drop_report(self, n: int) -> None:
        """Forget a report whose findings were dropped; its text is still in the tables."""
        before, _ = self._get(n)
        self._change(n, before, None)

    def flush(self) -> None:
        """Write what was collected."""
        changes, self._changes = self._changes, {}
        gone: list[fulltext.Piece] = []
        come: list[fulltext.Piece] = []
        for before, after in changes.values():
            _compare(before, after, gone, come)
        fulltext.drop_pieces(self._connection, gone)
        fulltext.add_pieces(self._connection, come)

    def _change(self, n: int, before: _Document | None, after: _Document | None) -> None:
        self._changes[n] = (before, after)
        if len(self._changes) > _MOST_WAITING:
            self.flush()

    def _get(self, n: int) -> tuple[_Document | None, _Document | None]:
        """Return what the index holds of a report, and what it is to hold as things stand."""
        if n not in self._changes:
            document = _load_document(self._connection, n)
            self._change(n, document, document)
            return document, document
        return self._changes[n]


def rebuild_index(connection: Connection) -> None:
    """Make the whole index anew, as a change of what words or marks are needs it."""
    fulltext.drop_index(connection)
    fulltext.make_index(connection)
    after = 0
    query = _DOCUMENTS.order_by(report_table.c.n).limit(_PAGE)
    while rows := connection.execute(query.where(report_table.c.n > after)).all():
        fulltext.add_pieces(connection, [_make_piece(_read_document(row)) for row in rows])
        after = rows[-1].n


def make_stamp(day: str | None, n: int) -> int:
    """Return the number of a report's document: newer days first when read backwards."""
    return (_count_days(day) << SHIFT) | n


def get_number(stamp: int) -> int:
    """Return the number of the report that a document is of."""
    return stamp & ((1 << SHIFT) - 1)


def get_first_stamp(day: str) -> int:
    """Return the least stamp of a day, or of the first that an ISO prefix ("2024-03") means."""
    return _count_days(day) << SHIFT


def get_last_stamp(day: str) -> int:
    """Return the greatest stamp of a day, or of the last that an ISO prefix ("2024-02") means."""
    last = _count_days(day)
    if len(day) in (4, 7) and last:
        first = date.fromordinal(last)
        months = 12 if len(day) == 4 else first.month
        last += sum(monthrange(first.year, month)[1] for month in range(first.month, months + 1))
        last -= 1
    return ((last + 1) << SHIFT) - 1


def list_marks(publisher: str | None, text: str, findings: "Findings | None") -> frozenset[str]:
    """Return the marks by which a report is found, beside its words."""
    marks = {"§a"}
    if publisher is not None:
        marks.update(_list_name_marks("§s", publisher))
    if findings is not None:
        marks.update(_list_read_marks(text, findings))
    return frozenset(marks)


def make_place_mark(name: str) -> str | None:
    """Return the mark of a place's name, or ``None`` where there is no word in it."""
    words = list_words(name)
    return "§l" + "·".join(words)[:200] if words else None


def make_name_marks(kind: str, words: Iterable[str]) -> list[str]:
    """Return the marks of some words of one name: that of one word, or of each two of them."""
    ordered = sorted(set(words))
    if len(ordered) == 1:
        return [kind + ordered[0]]
    return [f"{kind}{one}·{other}" for one, other in combinations(ordered, 2)]


def list_forms(name: str, mentions: Iterable[str], *, anonymous: bool) -> list[str]:
    """Return the names that a report gives to one entity, each once.

    Of its mentions those count that begin with a capital letter and a letter of the
    name's words: neither "his wife" nor "He" is a name, and "Дегтярева" is one of "Дегтярев".
    """
    if anonymous:
        return []
    begins = {word[:1] for word in list_words(name)}
    return list(
        dict.fromkeys(
            (
                name,
                *(
                    mention
                    for mention in mentions
                    if mention[:1].isupper() and mention[:1].casefold() in begins
                ),
            )
        )
    )


def _list_read_marks(text: str, findings: "Findings") -> Iterator[str]:
    names: dict[str | None, list[str]] = {}
    for entity in findings.entities:
        mentions = (text[begin:end] for begin, end in entity.mentions)
        names[entity.id] = forms = list_forms(entity.name, mentions, anonymous=entity.anonymous)
        if entity.type is EntityType.PERSON:
            yield from _list_marks_of("§p", forms)
        elif entity.type is EntityType.PLACE:
            yield from (mark for form in forms if (mark := make_place_mark(form)))
    if findings.claims:
        yield "§c"
    if findings.cases:
        yield "§k"
    for subject in {name for case in findings.cases for name in case.subjects}:
        yield from _list_marks_of("§x", names.get(subject, ()))
    for entity_id, name in {
        (one.entity, one.name) for claim in findings.claims for one in claim.chain
    }:
        yield from _list_marks_of("§s", [name, *names.get(entity_id, ())])
        if entity_id is None and name[:1].isupper():
            yield from _list_name_marks("§p", name)


def _list_marks_of(kind: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from _list_name_marks(kind, name)


def _list_name_marks(kind: str, name: str) -> Iterator[str]:
    return chain.from_iterable(
        make_name_marks(kind, words)
        for length in (1, 2)
        for words in combinations(list_words(name)[:_MOST_WORDS], length)
    )


def _count_days(day: str | None) -> int:
    """Return the days from the year 1 on of an ISO date; 0 where there is none."""
    if day is None:
        return 0
    parts = (day[:10] + "-01-01"[len(day[:10]) - 4 :]) if len(day) in (4, 7) else day[:10]
    try:
        return date.fromisoformat(parts).toordinal()
    except ValueError:
        return 0


def _make_document(n: int, day: str | None, report: Report) -> _Document:
    return _Document(
        stamp=make_stamp(day, n),
        title=report.title,
        text=report.text,
        publisher=report.publisher,
        marks=list_marks(report.publisher, report.text, None),
        was_read=False,
    )


def _load_document(connection: Connection, n: int) -> _Document | None:
    row = connection.execute(_DOCUMENT, {"n": n}).one_or_none()
    return None if row is None else _read_document(row)


def _read_document(row: Any) -> _Document:
    text = unpack_text(row.text)
    findings = None if row.findings is None else _unpack_findings(row.findings)
    return _Document(
        stamp=make_stamp(row.day, row.n),
        title=row.title,
        text=text,
        publisher=row.publisher,
        marks=list_marks(row.publisher, text, findings),
        was_read=findings is not None,
    )


def _unpack_findings(packed: bytes) -> Findings:
    plain = json.loads(unpack(packed))
    return Findings(
        tuple(make_record(Entity, entity) for entity in plain["entities"]),
        tuple(make_record(Claim, claim) for claim in plain["claims"]),
        tuple(make_record(Case, case) for case in plain["cases"]),
    )


def _compare(
    before: _Document | None,
    after: _Document | None,
    gone: list[fulltext.Piece],
    come: list[fulltext.Piece],
) -> None:
    """Note what must leave the index and what must come into it, and no more."""
    if (
        before is not None
        and after is not None
        and (before.stamp, before.title, before.text) == (after.stamp, after.title, after.text)
    ):
        old, new = before.marks - after.marks, after.marks - before.marks
        if old:
            gone.append(fulltext.Piece(before.stamp, None, sorted(old)))
        if new:
            come.append(fulltext.Piece(after.stamp, None, sorted(new)))
        return
    if before is not None:
        gone.append(_make_piece(before))
    if after is not None:
        come.append(_make_piece(after))


def _make_piece(document: _Document) -> fulltext.Piece:
    words = list(chain(list_words(document.title or ""), ("§",), list_words(document.text)))
    return fulltext.Piece(document.stamp, words, sorted(document.marks))
