"""What holds of a report as a `Reading`, for everything that is made of readings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sayso.records.claim import Claim
from sayso.records.decision import SubjectKind
from sayso.records.entity import Entity, Place
from sayso.records.event import Case, Check, Event
from sayso.records.plain import make_plain, make_record
from sayso.records.reading import Reading
from sayso.records.value import Penalty, Provision, Quantity, TimeExpression
from sayso.review.effective import EffectiveFinding, Standing
from sayso.review.fields import (
    RECORDS,
    REFERENCES,
    change_references,
    drop_unknown,
    get_handle,
)

T = TypeVar("T")


def make_records(
    reading: Reading, findings: Sequence[EffectiveFinding], facts: Mapping[str, Any]
) -> Reading:
    """Return a reading with what was decided in it.

    Rejected claims and what only they tell are not in it, and neither is what has no place in
    the records: a missed claim of which nobody said how certain it is, or something kept whose
    words are gone from the text. The ids of what is not there are left out wherever they are
    named; of a case whose stage was an event that is not there the stage is not known, and what
    was asked about such an event is asked no more.

    Args:
        reading: What the reader found.
        findings: What holds, as `EffectiveReading` has it.
        facts: The report's facts, as they hold.
    """
    read = _list_read(reading)
    records: dict[str, Any] = {}
    for finding in findings:
        handle = get_handle(finding.kind, finding.id)
        record = _make_record(finding, read.get(handle))
        if finding.standing is not Standing.REJECTED and record is not None:
            records[handle] = record
    there = frozenset(records)
    fallen = {
        it.id
        for it in findings
        if it.standing is Standing.REJECTED and it.kind is not SubjectKind.CLAIM
    }
    names = {handle.partition(":")[2] for handle in there}
    gone = {handle.partition(":")[0] for handle in read.keys() - there}

    def get(kind: SubjectKind, of: type[T]) -> tuple[T, ...]:
        handles = (get_handle(kind, it.id) for it in findings if it.kind is kind)
        found = ((handle, records.get(handle)) for handle in handles)
        # What was read names nothing but what was read: ids go only where some of that is gone.
        whole = not any(to in gone for at, (_, to) in REFERENCES.items() if at[0] is kind)
        made: list[T] = []
        for handle, it in found:
            if isinstance(it, of):
                is_read = whole and it is read.get(handle)
                made.append(it if is_read else _clean(kind, it, there))
        return tuple(made)

    return replace(
        reading,
        report=replace(reading.report, **facts),
        entities=get(SubjectKind.ENTITY, Entity),
        times=get(SubjectKind.TIME, TimeExpression),
        places=tuple(it for it in get(SubjectKind.PLACE, Place) if it.entity in names),
        quantities=get(SubjectKind.QUANTITY, Quantity),
        claims=tuple(sorted(get(SubjectKind.CLAIM, Claim), key=_get_begin)),
        provisions=get(SubjectKind.PROVISION, Provision),
        penalties=get(SubjectKind.PENALTY, Penalty),
        events=get(SubjectKind.EVENT, Event),
        cases=tuple(_leave_stage(it, read, records) for it in get(SubjectKind.CASE, Case)),
        checks=tuple(
            _clean_check(it, names) for it in reading.checks if fallen.isdisjoint(it.about)
        ),
    )


def _list_read(reading: Reading) -> dict[str, Any]:
    """Return what was read, by handle."""
    lists: tuple[tuple[SubjectKind, Sequence[Any]], ...] = (
        (SubjectKind.CLAIM, reading.claims),
        (SubjectKind.ENTITY, reading.entities),
        (SubjectKind.TIME, reading.times),
        (SubjectKind.QUANTITY, reading.quantities),
        (SubjectKind.PROVISION, reading.provisions),
        (SubjectKind.PENALTY, reading.penalties),
        (SubjectKind.EVENT, reading.events),
        (SubjectKind.CASE, reading.cases),
    )
    found = {get_handle(kind, it.id): it for kind, records in lists for it in records}
    return found | {get_handle(SubjectKind.PLACE, it.entity): it for it in reading.places}


def _make_record(finding: EffectiveFinding, read: Any) -> Any:
    if read is not None and finding.values == finding.read:
        return read
    values = dict(finding.values)
    if finding.read is None and values.get("confidence", 0) is None:
        values["confidence"] = 1.0  # an analyst read it in the report
    try:
        return make_record(RECORDS[finding.kind], values)
    except ValueError:
        return None


def _clean(kind: SubjectKind, record: T, there: frozenset[str]) -> T:
    """Return a record without the ids of what is not there."""

    def keep(name: Any, of: SubjectKind) -> Any:
        is_there = name == "published" or get_handle(of, str(name)) in there
        return name if is_there else None

    values = make_plain(record)
    cleaned = {
        field: drop_unknown(kind, field, change_references(kind, field, value, keep))
        for field, value in values.items()
        if (kind, field) in REFERENCES
    }
    if all(cleaned[field] == values[field] for field in cleaned):
        return record
    return make_record(type(record), {**values, **cleaned})


def _leave_stage(case: Case, read: Mapping[str, Any], records: Mapping[str, Any]) -> Case:
    """Return a case without the stage that only an event gave it that is not there any more."""
    before = read.get(get_handle(SubjectKind.CASE, case.id))
    if before is None or case.stage is None or case.events == before.events:
        return case
    if case.stage != before.stage or case.stage in _list_types(case, records):
        return case
    return case if case.stage not in _list_types(before, read) else replace(case, stage=None)


def _list_types(case: Case, records: Mapping[str, Any]) -> set[str]:
    found = (records.get(get_handle(SubjectKind.EVENT, it)) for it in case.events)
    return {it.type for it in found if it is not None}


def _clean_check(check: Check, names: set[str]) -> Check:
    return replace(check, about=tuple(name for name in check.about if name in names))


def _get_begin(claim: Claim) -> int:
    return claim.content.begin
