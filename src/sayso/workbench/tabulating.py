"""A casebook as tables: CSV for spreadsheets, JSON Lines for programs."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from sayso.errors import StoreError
from sayso.publish.casebook_rows import TABLES, ExportedClaim, write_csv, write_lines
from sayso.publish.reading_json import to_json
from sayso.records.casebook import ClaimRow, ReportSummary
from sayso.records.decision import Judgement
from sayso.records.entries import make_custody_draft
from sayso.review.effective import EffectiveFinding, Standing
from sayso.store.files import open_owned
from sayso.store.unfinished import hold_unfinished
from sayso.workbench.facts import present_summaries
from sayso.workbench.holdings import Holdings

_ALL = 1_000_000  # claims of one report: more than any has


class TableForm(StrEnum):
    """How tables are written."""

    CSV = "csv"
    JSONL = "jsonl"


def export_rows(holdings: Holdings, out: Path, *, form: TableForm) -> Iterator[Path]:
    """Write what a casebook holds into a new folder, a file a kind of record; yield each.

    They lie there once all are whole, for their owner alone.

    Reports, claims with what people decided of them, captures and decisions; as JSON Lines
    also the readings in the reading format, and the log. It lies open, also where the
    casebook is encrypted, and holds what is to be withheld. That it was exported is logged.

    Raises:
        StoreError: ``out`` is not empty or cannot be written.
    """
    _refuse_filled(out)
    with hold_unfinished(out.resolve()) as place:
        with holdings.store.writing() as writer:
            writer.append(
                make_custody_draft(
                    "export",
                    time=holdings.now(),
                    actor=holdings.analyst,
                    what=f"tables ({form.value}): {out.name}",
                )
            )
        made = [_write(place / name, lines) for name, lines in _list_tables(holdings, form)]
        _put_in_place(made, out)
    yield from (out / path.name for path in made)


def _list_tables(holdings: Holdings, form: TableForm) -> Iterator[tuple[str, Iterable[str]]]:
    for name, list_records in _RECORDS.items():
        records = list_records(holdings)
        lines = write_csv(TABLES[name], records) if form is TableForm.CSV else write_lines(records)
        yield f"{name}.{form.value}", lines
    if form is TableForm.JSONL:
        yield "readings.jsonl", _list_readings(holdings)
        yield "log.jsonl", write_lines(_list_log(holdings))


def _refuse_filled(out: Path) -> None:
    try:
        filled = out.exists() and any(out.iterdir())
    except OSError as exc:
        raise StoreError(
            f"{out} cannot be made a folder: {exc.strerror}.", remedy="Name another place."
        ) from exc
    if filled:
        raise StoreError(f"{out.name} is not empty.", remedy="Name a folder that is not there yet.")


def _write(path: Path, lines: Iterable[str]) -> Path:
    try:
        with open(path, "x", encoding="utf-8", newline="", opener=open_owned) as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as exc:
        raise StoreError(
            f"{path.name} cannot be written: {exc.strerror}.",
            remedy="Check the disk and its folder.",
        ) from exc
    return path


def _put_in_place(made: Sequence[Path], out: Path) -> None:
    """Move files into a folder; it may be another disk's, where a rename does not reach."""
    try:
        _refuse_filled(out)
        out.mkdir(mode=0o700, exist_ok=True)
        for path in made:
            shutil.move(path, out / path.name)
    except OSError as exc:
        raise StoreError(
            f"{out} cannot be written to: {exc.strerror or exc}.",
            remedy="Check the disk and its folder.",
        ) from exc


def _list_claims(holdings: Holdings) -> Iterator[ExportedClaim]:
    from sayso.workbench.deciding import make_effective

    for summary in holdings.store.list_reports():
        if any(True for _ in holdings.store.list_decisions([summary.sha256])):
            effective = make_effective(holdings, summary.id)
            found = () if effective is None else effective.claims
            yield from (_tell_decided(summary, claim) for claim in found)
        elif summary.claims:
            rows = holdings.store.list_claims(report=summary.id, limit=_ALL)
            yield from (_tell(row) for row in rows)


def _tell(row: ClaimRow) -> ExportedClaim:
    return ExportedClaim(
        report=row.report,
        id=row.id,
        published=row.published,
        sources=row.sources,
        content=row.content,
        style=row.style.value,
        certainty=row.certainty.value,
        polarity=row.polarity.value,
        standing=Standing.UNDECIDED.value,
        withheld=False,
        key=row.key,
    )


def _tell_decided(summary: ReportSummary, claim: EffectiveFinding) -> ExportedClaim:
    values = claim.values
    content = values.get("content")
    return ExportedClaim(
        report=summary.id,
        id=claim.id,
        published=summary.published,
        sources=tuple(link["name"] for link in values.get("chain") or ()),
        content=None if content is None else content["text"],
        style=values.get("style"),
        certainty=values.get("certainty"),
        polarity=values.get("polarity"),
        standing=claim.standing.value,
        withheld=claim.redacted is Judgement.YES,
        key=None if claim.subject is None else claim.subject.key,
    )


def _list_readings(holdings: Holdings) -> Iterator[str]:
    for summary in holdings.store.list_reports():
        reading = holdings.store.get_reading(summary.id)
        if reading is not None:
            yield to_json(reading) + "\n"


def _list_log(holdings: Holdings) -> Iterator[object]:
    for head in holdings.store.list_heads():
        yield from holdings.store.list_entries(head.chain)


_RECORDS: Mapping[str, Callable[[Holdings], Iterable[object]]] = {
    "reports": lambda holdings: present_summaries(holdings.store, holdings.store.list_reports()),
    "claims": _list_claims,
    "captures": lambda holdings: holdings.store.list_captures(),
    "decisions": lambda holdings: holdings.store.list_decisions(),
}
