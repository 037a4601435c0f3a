"""Cases put together from the matters of many reports."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256

from sayso.packs.pack import Pack
from sayso.records.casefile import (
    NO_RULINGS,
    CaseFile,
    Identity,
    Ref,
    Rulings,
    SharedPenalty,
    SharedProvision,
    Step,
)
from sayso.records.event import CaseKind
from sayso.records.reading import Reading
from sayso.records.whereabouts import get_days


def assemble_cases(
    readings: Mapping[str, Reading],
    identities: Sequence[Identity],
    pack: Pack,
    rulings: Rulings = NO_RULINGS,
    *,
    matters: Sequence[Ref] | None = None,
) -> tuple[CaseFile, ...]:
    """Return the cases that the reports' matters make up, without origins and conflicts.

    Args:
        readings: By SHA-256 of the report.
        identities: Who is who among the subjects of the matters.
        pack: The field: its types of events and its procedure.
        rulings: What people decided.
        matters: The cases of single reports to put together; all of the readings' by default.
    """
    identity_of = {at: it for it in identities for at in it.members}
    if matters is None:
        matters = [Ref(report=key, id=c.id) for key, it in readings.items() for c in it.cases]
    groups: defaultdict[str, list[Ref]] = defaultdict(list)
    for matter in sorted(matters, key=lambda it: _order(readings, it)):
        case = next(it for it in readings[matter.report].cases if it.id == matter.id)
        subject = identity_of[Ref(report=matter.report, id=case.subjects[0])]
        groups[subject.id].append(matter)
    return tuple(_make_case(group, readings, identity_of, pack) for group in groups.values())


def _order(readings: Mapping[str, Reading], ref: Ref) -> tuple[str, Ref]:
    return (readings[ref.report].report.published or "9999", ref)


def _make_case(
    matters: list[Ref],
    readings: Mapping[str, Reading],
    identity_of: Mapping[Ref, Identity],
    pack: Pack,
) -> CaseFile:
    cases = [(it, next(c for c in readings[it.report].cases if c.id == it.id)) for it in matters]
    steps: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    for at, case in cases:
        for event in readings[at.report].events:
            if event.id in case.events:
                steps[event.type, event.status].append(Ref(report=at.report, id=event.id))
    order = list(pack.types)
    keys = sorted(steps, key=lambda it: (order.index(it[0]) if it[0] in order else 99, it[1]))
    history = tuple(
        _make_step(number, steps[key], readings) for number, key in enumerate(keys, start=1)
    )
    subjects = {
        identity_of[Ref(report=at.report, id=name)].id: identity_of[Ref(report=at.report, id=name)]
        for at, case in cases
        for name in case.subjects
    }
    kinds = {case.kind for _, case in cases}
    digest = sha256(f"{matters[0].report}/{matters[0].id}".encode()).hexdigest()
    return CaseFile(
        id=f"k{digest[:10]}",
        kind=CaseKind.PROSECUTION if CaseKind.PROSECUTION in kinds else CaseKind.INCIDENT,
        stage=cases[-1][1].stage,
        subjects=tuple(subjects.values()),
        matters=tuple(matters),
        history=history,
        reports=tuple(dict.fromkeys(it.report for it in matters)),
        penalties=tuple(
            SharedPenalty(
                penalty=penalty,
                reports=(at.report,),
                given=(Ref(report=at.report, id=penalty.id),),
            )
            for at, case in cases
            for penalty in readings[at.report].penalties
            if penalty.id in case.penalties
        ),
        provisions=tuple(
            SharedProvision(
                provision=provision,
                reports=(at.report,),
                given=(Ref(report=at.report, id=provision.id),),
            )
            for at, case in cases
            for provision in readings[at.report].provisions
            if provision.id in case.provisions
        ),
    )


def _make_step(number: int, events: list[Ref], readings: Mapping[str, Reading]) -> Step:
    first = events[0]
    reading = readings[first.report]
    event = next(it for it in reading.events if it.id == first.id)
    begin, end = get_days(reading, event.time)
    place = next((it.name for it in reading.entities if it.id == event.place), None)
    claims = [
        Ref(report=at.report, id=claim)
        for at in events
        for it in readings[at.report].events
        if it.id == at.id
        for claim in it.claims
    ]
    return Step(
        id=f"s{number}",
        type=event.type,
        status=event.status,
        begin=begin,
        end=end,
        place=place,
        events=tuple(events),
        claims=tuple(claims),
        reports=tuple(dict.fromkeys(it.report for it in events)),
    )
