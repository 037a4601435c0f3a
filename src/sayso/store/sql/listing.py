"""Claims and cases of the newest reports, narrowed by names and days."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from sayso.records.casebook import ClaimRow, Filters
from sayso.records.claim import Certainty, Polarity, Style
from sayso.records.decision import Subject, SubjectKind
from sayso.records.event import Case
from sayso.records.plain import make_record
from sayso.records.selector import Span
from sayso.store.sql.findings_index import make_stamp
from sayso.store.sql.narrowing import (
    NOTHING,
    Names,
    ReadReport,
    get_range,
    load_reports,
    walk,
)


def list_claims(
    connection: Connection, filters: Filters | None, *, report: int | None, limit: int
) -> tuple[ClaimRow, ...]:
    """Do what `Store.list_claims` promises, of one report by its number or of all."""
    filters = filters or NOTHING
    names = Names(filters)
    rows = (
        row
        for read in _walk(connection, filters, names, report)
        for row in make_claim_rows(read, names.list_claims(read))
    )
    return tuple(islice(rows, limit))


def list_cases(
    connection: Connection, filters: Filters | None, *, limit: int
) -> tuple[tuple[str, Case], ...]:
    """Do what `Store.list_cases` promises."""
    filters = filters or NOTHING
    names = Names(filters)
    cases = (
        (read.summary.id, make_record(Case, case))
        for read in walk(connection, [(("§k",),), *names.make_groups("§x")], filters)
        for case in names.list_cases(read)
    )
    return tuple(islice(cases, limit))


def get_case(
    connection: Connection, report: int, case: str
) -> tuple[Case, tuple[ClaimRow, ...]] | None:
    """Return a case of a report by its number, with its claims, or ``None``."""
    for read in load_reports(connection, [report]):
        for plain in read.findings.get("cases", ()):
            if plain["id"] == case:
                wanted = set(plain["claims"])
                claims = read.findings["claims"]
                rows = make_claim_rows(read, (one for one in claims if one["id"] in wanted))
                return make_record(Case, plain), tuple(rows)
    return None


def make_claim_rows(read: ReadReport, claims: Iterable[Mapping[str, Any]]) -> Iterator[ClaimRow]:
    """Yield some of a report's claims as lists show them."""
    ordinals = _count_ordinals(read)
    for claim in claims:
        content = claim["content"]
        subject = Subject(
            kind=SubjectKind.CLAIM,
            report=read.summary.sha256,
            spans=tuple(Span(begin, end) for begin, end in content["spans"]),
            text=content["text"],
            ordinal=ordinals[claim["id"]],
        )
        yield ClaimRow(
            report=read.summary.id,
            id=claim["id"],
            key=subject.key,
            style=Style(claim["style"]),
            certainty=Certainty(claim["certainty"]),
            polarity=Polarity(claim["polarity"]),
            sources=tuple(link["name"] for link in claim["chain"]),
            content=content["text"],
            published=read.summary.published,
        )


def _walk(
    connection: Connection, filters: Filters, names: Names, report: int | None
) -> Iterator[ReadReport]:
    if report is None:
        yield from walk(connection, [(("§c",),), *names.make_groups()], filters)
        return
    low, high = get_range(filters)
    for read in load_reports(connection, [report]):
        if low <= make_stamp(read.summary.published, report) <= high:
            yield read


def _count_ordinals(read: ReadReport) -> Mapping[str, int]:
    """Return which of several claims at one place each is, as `list_findings` counts them."""
    met: Counter[tuple[tuple[int, int], ...]] = Counter()
    ordinals = {}
    for claim in read.findings.get("claims", ()):
        spans = tuple((begin, end) for begin, end in claim["content"]["spans"])
        ordinals[claim["id"]] = met[spans]
        met[spans] += 1
    return ordinals
