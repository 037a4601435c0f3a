"""The board of all cases, and the list of what conflicts in them, a page at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from sayso.packs.pack import Pack
from sayso.records.board import (
    BoardFilters,
    ConflictFilters,
    ListedCard,
    ListedConflict,
)
from sayso.records.casebook import ReportSummary
from sayso.records.casefile import CaseFile, Contradiction, Ref, Severity
from sayso.records.claim import Claim
from sayso.records.decision import Decision
from sayso.records.told import Waiting
from sayso.workbench.casework import find_people
from sayso.workbench.facts import name_summaries
from sayso.workbench.holdings import Holdings
from sayso.workbench.quoting import list_effective
from sayso.workbench.reconciling import is_settled

_MOST_QUOTED = 6  # statements of one side whose words a list gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the cases as they are kept do not hold yet.

    Attributes:
        settled: Whether all reports and decisions are in them.
        waiting: How much is to be put together still.
    """

    settled: bool
    waiting: Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardColumn:
    """The cases that stand at one stage.

    Attributes:
        stage: A type of the pack, or ``None`` where it is not known.
        step: Whether that is a step of the procedure.
        count: How many cases stand there.
        cards: Those of this page, the ones with the newest reports first.
    """

    stage: str | None
    step: bool
    count: int
    cards: tuple[ListedCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Cases by stage, in the order in which a matter usually runs.

    Attributes:
        columns: All steps of the procedure, and what else cases stand at; last, not known.
        total: How many cases there are, as they are narrowed.
        newest: Number of the report that came in last; 0 where there is none.
        left: What is not in it yet.
    """

    columns: tuple[BoardColumn, ...]
    total: int
    newest: int
    left: Left


@dataclass(frozen=True, slots=True, kw_only=True)
class CardList:
    """Cases one behind the other.

    Attributes:
        cards: Those of this page, the ones with the newest reports first.
        total: How many there are, as they are narrowed.
        stages: How many at each stage, in the board's order.
        next: The id after which to go on, or ``None``.
        newest, left: As in `Board`.
    """

    cards: tuple[ListedCard, ...]
    total: int
    stages: tuple[tuple[str | None, int], ...]
    next: str | None
    newest: int
    left: Left


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One contradiction and the case that it is of, with its number there."""

    case: CaseFile
    number: int

    @property
    def contradiction(self) -> Contradiction:
        """What conflicts."""
        return self.case.contradictions[self.number - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictList:
    """Contradictions of all cases.

    Attributes:
        conflicts: Those of this page, the gravest first, of these the newest.
        counts: How many there are by severity, field, and whether a source only corrected.
        next: After which to go on, or ``None``.
        reports: The reports that they name, by SHA-256.
        claims: The first statements that give their sides, as people decided them.
        notes: What people noted of these statements, oldest first.
        left: What is not in it yet.
    """

    conflicts: tuple[Conflict, ...]
    counts: Mapping[tuple[Severity, str, bool], int]
    next: ListedConflict | None
    reports: Mapping[str, ReportSummary]
    claims: Mapping[Ref, Claim]
    notes: Mapping[Ref, tuple[Decision, ...]]
    left: Left


def find_left(holdings: Holdings, pack: Pack) -> Left:
    """Return what the cases as they are kept do not hold yet."""
    return Left(settled=is_settled(holdings, pack), waiting=holdings.store.across.count_waiting())


def make_board(
    holdings: Holdings, pack: Pack, filters: BoardFilters, *, person: str | None, per_column: int
) -> Board:
    """Return the board, so many cards a column at most."""
    filters = _narrow_to_person(holdings, pack, filters, person)
    across = holdings.store.across
    counts = across.count_cards(filters)
    columns = tuple(
        BoardColumn(
            stage=stage,
            step=stage is not None and stage in pack.types and pack.types[stage].step,
            count=counts.get(stage, 0),
            cards=across.list_cards(filters, stage=stage or "", limit=per_column)
            if counts.get(stage)
            else (),
        )
        for stage in _order_stages(pack, counts)
    )
    return Board(
        columns=columns,
        total=sum(counts.values()),
        newest=_find_newest(holdings),
        left=find_left(holdings, pack),
    )


def list_cards(
    holdings: Holdings,
    pack: Pack,
    filters: BoardFilters,
    *,
    person: str | None,
    stage: str | None,
    after: str | None,
    limit: int,
) -> CardList:
    """Return cases one behind the other; ``stage`` is "" where it must not be known."""
    filters = _narrow_to_person(holdings, pack, filters, person)
    across = holdings.store.across
    counts = across.count_cards(filters)
    found = across.list_cards(filters, stage=stage, after=after, limit=limit + 1)
    return CardList(
        cards=found[:limit],
        total=sum(counts.values()) if stage is None else counts.get(stage or None, 0),
        stages=tuple((it, counts.get(it, 0)) for it in _order_stages(pack, counts)),
        next=found[limit - 1].card.id if len(found) > limit else None,
        newest=_find_newest(holdings),
        left=find_left(holdings, pack),
    )


def list_conflicts(
    holdings: Holdings,
    pack: Pack,
    filters: ConflictFilters,
    *,
    after: ListedConflict | None,
    limit: int,
) -> ConflictList:
    """Return contradictions of all cases, those alone that are asked for."""
    across = holdings.store.across
    listed = across.list_conflicts(filters, after=after, limit=limit + 1)
    shown = listed[:limit]
    files = {it.id: it for it in across.get_cases(tuple({it.case for it in shown}))}
    conflicts = tuple(
        Conflict(case=files[it.case], number=it.number)
        for it in shown
        if it.case in files and it.number <= len(files[it.case].contradictions)
    )
    told = {
        claim
        for it in conflicts
        for value in it.contradiction.values
        for claim in value.claims[:_MOST_QUOTED]
    }
    claims, notes = _quote(holdings, told)
    return ConflictList(
        conflicts=conflicts,
        counts=across.count_conflicts(),
        next=shown[-1] if len(listed) > limit else None,
        reports=find_reports(holdings, _list_reports(conflicts)),
        claims=claims,
        notes=notes,
        left=find_left(holdings, pack),
    )


def find_reports(holdings: Holdings, names: Iterable[str]) -> Mapping[str, ReportSummary]:
    """Return reports by SHA-256, as people decided what they are, as far as they are here."""
    found = (holdings.store.find_report(name) for name in sorted(set(names)))
    there = [it for it in found if it is not None]
    return {it.sha256: it for it in name_summaries(holdings.store, there)}


def _list_reports(conflicts: Iterable[Conflict]) -> set[str]:
    return {
        name
        for it in conflicts
        for value in it.contradiction.values
        for name in chain(value.reports, (claim.report for claim in value.claims))
    }


def _quote(
    holdings: Holdings, told: set[Ref]
) -> tuple[Mapping[Ref, Claim], Mapping[Ref, tuple[Decision, ...]]]:
    claims: dict[Ref, Claim] = {}
    notes: dict[Ref, tuple[Decision, ...]] = {}
    for found in list_effective(holdings, sorted({it.report for it in told})):
        for claim in () if found.reading is None else found.reading.claims:
            at = Ref(report=found.sha256, id=claim.id)
            if at in told:
                claims[at] = claim
                notes[at] = found.notes.get(claim.id, ())
    return claims, {at: it for at, it in notes.items() if it}


def _narrow_to_person(
    holdings: Holdings, pack: Pack, filters: BoardFilters, person: str | None
) -> BoardFilters:
    if person is None:
        return filters
    found = find_people(holdings, pack, person)
    return replace(filters, ids=tuple(it.id for it in found.cases))


def _order_stages(pack: Pack, counts: Mapping[str | None, int]) -> tuple[str | None, ...]:
    """Return the stages of a board: steps always, what else there is where a case stands at it."""
    known = [name for name, it in pack.types.items() if it.step or counts.get(name)]
    others = sorted(name for name in counts if name is not None and name not in pack.types)
    return (*known, *others, None)


def _find_newest(holdings: Holdings) -> int:
    return holdings.store.across.find_newest()
