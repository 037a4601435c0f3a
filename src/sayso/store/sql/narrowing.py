"""What filters mean: to the index, and about one report's findings.

The index knows which words of names a report holds; whether all words of "Ivan Petrov" are
of one name, and in which claims, is seen in the findings.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from sayso.errors import StoreError
from sayso.records.casebook import Filters, ReportSummary
from sayso.store.sql import fulltext
from sayso.store.sql.findings_index import (
    SHIFT,
    get_first_stamp,
    get_last_stamp,
    get_number,
    list_forms,
    make_name_marks,
    make_place_mark,
)
from sayso.store.sql.packing import unpack, unpack_text
from sayso.store.sql.rows import DAMAGED, make_summary, select_reports
from sayso.store.sql.tables import reading, report, report_text
from sayso.store.words import list_words

NOTHING = Filters()
_END = (1 << 63) - 1
_FIRST_BATCH, _LARGEST_BATCH = 16, 256

Groups = list[tuple[tuple[str, ...], ...]]
"""What a document must hold: of every group, one phrase."""


@dataclass(frozen=True)
class ReadReport:
    """One report as stored; what was read in it is unpacked when it is asked for."""

    stamp: int
    summary: ReportSummary
    text: str
    packed: bytes | None

    @cached_property
    def findings(self) -> Mapping[str, Any]:
        """Its findings as plain values; nothing where it was not read."""
        if self.packed is None:
            return {}
        try:
            found: Mapping[str, Any] = json.loads(unpack(self.packed))
        except ValueError as exc:
            name = self.summary.id
            raise StoreError(
                f"What was read in report {name} is damaged: {exc}.",
                remedy="Read it again: sayso reread --report " + name,
            ) from exc
        return found

    @cached_property
    def entities(self) -> Mapping[str, Mapping[str, Any]]:
        """Its entities by their ids."""
        return {entity["id"]: entity for entity in self.findings.get("entities", ())}

    @cached_property
    def forms(self) -> Mapping[str, list[list[str]]]:
        """The words of each of the names that it gives to each entity."""
        return {
            name: [
                list_words(form)
                for form in list_forms(
                    entity["name"],
                    (self.text[begin:end] for begin, end in entity["mentions"]),
                    anonymous=entity["anonymous"],
                )
            ]
            for name, entity in self.entities.items()
        }


class Names:
    """Filters by names, asked about findings."""

    def __init__(self, filters: Filters) -> None:
        """Take filters; raises `StoreError` where a name holds no word."""
        self._person = _read_name("person", filters.person)
        self._place = _read_name("place", filters.place)
        self._source = _read_name("source", filters.source)

    def make_groups(self, person: str = "§p") -> Groups:
        """Return what the index is asked; ``person`` is the kind of mark asked of a person."""
        marks = make_name_marks(person, self._person) if self._person else []
        marks += make_name_marks("§s", self._source) if self._source else []
        place = make_place_mark(" ".join(self._place))
        marks += [] if place is None else [place]
        return [((mark,),) for mark in marks]

    @property
    def are_sure(self) -> bool:
        """Whether a report that the index gives passes for certain."""
        return len(set(self._person)) < 3 and len(set(self._source)) < 3

    def are_in(self, read: ReadReport) -> bool:
        """Return whether a report passes."""
        return all(
            (
                not self._person or self._names_person(read),
                not self._place or bool(self._find_places(read)),
                not self._source or self._is_publisher(read) or self._is_source(read),
            )
        )

    def list_claims(self, read: ReadReport) -> Iterator[Mapping[str, Any]]:
        """Yield a report's claims that pass, in the order of the text."""
        persons, places = self._find_persons(read), self._find_places(read)
        any_source = not self._source or self._is_publisher(read)
        for claim in read.findings.get("claims", ()):
            if (
                (not self._person or self._has_person(read, claim, persons))
                and (not self._place or _is_named(read, claim, places))
                and (any_source or self._has_source(read, claim))
            ):
                yield claim

    def list_cases(self, read: ReadReport) -> Iterator[Mapping[str, Any]]:
        """Yield a report's cases that pass: a person is a subject, a place that of an event."""
        persons, places = self._find_persons(read), self._find_places(read)
        findings = read.findings
        if self._source and not (self._is_publisher(read) or self._is_source(read)):
            return
        where = {event["id"]: event["place"] for event in findings.get("events", ())}
        for case in findings.get("cases", ()):
            if self._person and persons.isdisjoint(case["subjects"]):
                continue
            if self._place and places.isdisjoint(where.get(name) for name in case["events"]):
                continue
            yield case

    def _find_persons(self, read: ReadReport) -> set[str | None]:
        return self._find(read, "person", self._person)

    def _find_places(self, read: ReadReport) -> set[str | None]:
        return {
            name
            for name, forms in read.forms.items()
            if self._place
            and read.entities[name]["type"] == "place"
            and any(form == self._place for form in forms)
        }

    def _find(self, read: ReadReport, kind: str, wanted: Sequence[str]) -> set[str | None]:
        return {
            name
            for name, forms in read.forms.items()
            if wanted
            and read.entities[name]["type"] == kind
            and any(_is_part(wanted, form) for form in forms)
        }

    def _names_person(self, read: ReadReport) -> bool:
        if self._find_persons(read):
            return True
        claims = read.findings.get("claims", ())
        return any(self._has_nameless_person(claim) for claim in claims)

    def _has_person(
        self, read: ReadReport, claim: Mapping[str, Any], persons: set[str | None]
    ) -> bool:
        return _is_named(read, claim, persons) or self._has_nameless_person(claim)

    def _has_nameless_person(self, claim: Mapping[str, Any]) -> bool:
        """Return whether the chain names the person by words that are no entity's."""
        return any(
            link["entity"] is None
            and link["name"][:1].isupper()
            and _is_part(self._person, list_words(link["name"]))
            for link in claim["chain"]
        )

    def _is_publisher(self, read: ReadReport) -> bool:
        publisher = read.summary.publisher
        return publisher is not None and _is_part(self._source, list_words(publisher))

    def _is_source(self, read: ReadReport) -> bool:
        claims = read.findings.get("claims", ())
        return any(self._has_source(read, claim) for claim in claims)

    def _has_source(self, read: ReadReport, claim: Mapping[str, Any]) -> bool:
        return any(
            _is_part(self._source, form)
            for link in claim["chain"]
            for form in (list_words(link["name"]), *read.forms.get(link["entity"], ()))
        )


def find_stamps(
    connection: Connection,
    groups: Groups,
    filters: Filters,
    *,
    before: int | None = None,
    limit: int | None = None,
) -> list[int]:
    """Return the stamps of reports that hold what is sought, the newest first.

    ``before`` is a stamp from which older ones are wanted.
    """
    low, high = get_range(filters)
    if before is not None:
        high = min(high, before - 1)
    return fulltext.find_stamps(connection, groups, low=low, high=high, limit=limit)


def get_range(filters: Filters) -> tuple[int, int]:
    """Return the least and the greatest stamp that filters by day let pass."""
    low, high = 0, _END
    if filters.since is not None or filters.until is not None:
        low = max(1 << SHIFT, get_first_stamp(_check_day(filters.since or "0001-01-01")))
    if filters.until is not None:
        high = get_last_stamp(_check_day(filters.until))
    return low, high


def walk(
    connection: Connection,
    groups: Groups,
    filters: Filters,
    *,
    before: int | None = None,
    first: int = _FIRST_BATCH,
) -> Iterator[ReadReport]:
    """Yield reports that the index gives, the newest first, in batches that grow."""
    size = first
    while True:
        stamps = find_stamps(connection, groups, filters, before=before, limit=size)
        yield from load_reports(connection, stamps)
        if len(stamps) < size:
            return
        before, size = stamps[-1], min(size * 2, _LARGEST_BATCH)


def load_reports(connection: Connection, stamps: Sequence[int]) -> list[ReadReport]:
    """Return reports with text and findings, in the order given; removed ones not."""
    numbers = [get_number(stamp) for stamp in stamps]
    query = (
        select_reports(report_text.c.text, reading.c.findings)
        .join(report_text, report_text.c.report == report.c.n)
        .outerjoin(reading, reading.c.report == report.c.n)
        .where(report.c.n.in_(numbers))
    )
    rows = {row.n: row for row in connection.execute(query)} if numbers else {}
    return [
        _make_read_report(stamp, rows[get_number(stamp)])
        for stamp in stamps
        if get_number(stamp) in rows
    ]


def _make_read_report(stamp: int, row: Any) -> ReadReport:
    try:
        text = unpack_text(row.text)
    except ValueError as exc:
        raise StoreError(f"The text of report {row.id} is damaged: {exc}.", remedy=DAMAGED) from exc
    return ReadReport(stamp=stamp, summary=make_summary(row), text=text, packed=row.findings)


def _read_name(what: str, name: str | None) -> list[str]:
    if name is None:
        return []
    words = list_words(name)
    if not words:
        raise StoreError(
            f"There is no word in the {what} {name!r}.",
            remedy="Give the name as a report writes it.",
        )
    return words


def _check_day(day: str) -> str:
    if get_first_stamp(day) == 0:
        raise StoreError(
            f"{day!r} is no day.", remedy="Write days as year, month and day: 2024-03-11."
        )
    return day


def _is_part(wanted: Sequence[str], name: Sequence[str]) -> bool:
    return set(wanted).issubset(name)


def _is_named(read: ReadReport, claim: Mapping[str, Any], entities: set[str | None]) -> bool:
    """Return whether a claim's content or chain names one of these entities."""
    if any(link["entity"] in entities for link in claim["chain"] if link["entity"]):
        return True
    return any(
        first <= begin and end <= last
        for name in entities
        if name is not None
        for begin, end in read.entities[name]["mentions"]
        for first, last in claim["content"]["spans"]
    )
