"""A casebook as tables for a spreadsheet and as JSON Lines for programs.

Reports are written by strangers: a cell that a spreadsheet would take for a formula gets an
apostrophe in front (OWASP, "CSV Injection"). JSON Lines hold what was kept, unchanged.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from sayso.publish.casebook_words import say_answer, say_question
from sayso.records.capture import Capture
from sayso.records.casebook import ReportSummary
from sayso.records.decision import Decision
from sayso.records.plain import make_plain

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_MARK = "\ufeff"  # by which spreadsheets know UTF-8
# JSON escapes the controls below the blank itself; these a terminal obeys too.
_OBEYED = re.compile("[\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of an export.

    Attributes:
        columns: Its headings.
        make_row: Gives the cells of one record.
    """

    columns: tuple[str, ...]
    make_row: Callable[[Any], tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedClaim:
    """One claim with what people decided of it; the fields are the columns of its table.

    Attributes:
        report, id, published, sources, content, style, certainty, polarity, key: As in
            `ClaimRow`, with decided values where there are any; ``None`` where nobody knows.
        standing: "undecided", "stands", "rejected" or "unsure".
        withheld: Whether somebody decided that it must be withheld from what is published.
    """

    report: str
    id: str
    published: str | None
    sources: tuple[str, ...]
    content: str | None
    style: str | None
    certainty: str | None
    polarity: str | None
    standing: str
    withheld: bool
    key: str | None


def write_csv(table: Table, records: Iterable[object]) -> Iterator[str]:
    """Yield a table as CSV (RFC 4180, in UTF-8 with its mark), a row at a time."""
    yield _MARK + _write_row(table.columns)
    for record in records:
        yield _write_row(tuple(make_cell(value) for value in table.make_row(record)))


def write_lines(records: Iterable[object]) -> Iterator[str]:
    """Yield records as JSON Lines; fields have the names that they have in the library."""
    for record in records:
        yield to_line(record)


def to_line(record: object) -> str:
    """Return a record as one line of JSON, safe to look at: equal records give equal lines."""
    text = json.dumps(make_plain(record), ensure_ascii=False, allow_nan=False)
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def make_cell(value: object) -> str:
    """Return a value as a cell; text that would be run as a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = value if isinstance(value, str) else _to_text(value)
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
    return f"'{text}" if _FORMULA.match(text) else text


def _write_row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _to_text(value: object) -> str:
    plain = make_plain(value)
    return json.dumps(plain, ensure_ascii=False, allow_nan=False)


def _all_fields(kind: type) -> Table:
    names = tuple(field.name for field in fields(kind))
    return Table(
        columns=names,
        make_row=lambda record: tuple(make_plain(getattr(record, name)) for name in names),
    )


def _decision_row(decision: Decision) -> tuple[object, ...]:
    return (
        decision.id,
        decision.time,
        decision.analyst,
        decision.type,
        say_question(decision.question),
        say_answer(decision),
        decision.reason,
        decision.undoes,
        " ".join(decision.reports),
        " ".join(decision.keys),
    )


def _claim_row(claim: ExportedClaim) -> tuple[object, ...]:
    # The origin last, as in the records; the arrow says whom each one cites.
    return tuple(
        " ← ".join(claim.sources) if name == "sources" else getattr(claim, name)
        for name in _CLAIM_COLUMNS
    )


_CLAIM_COLUMNS = tuple(field.name for field in fields(ExportedClaim))

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "reports": _all_fields(ReportSummary),
        "claims": Table(columns=_CLAIM_COLUMNS, make_row=_claim_row),
        "captures": _all_fields(Capture),
        "decisions": Table(
            columns=(
                "id", "time", "analyst", "type", "question", "answer", "reason", "undoes",
                "reports", "keys",
            ),
            make_row=_decision_row,
        ),
    }
)  # fmt: skip
"""The tables of an export by the names of their files."""
