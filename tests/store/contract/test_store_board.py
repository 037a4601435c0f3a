"""Boards and lists of contradictions are narrowed, ordered and paged by the store."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from invented_cases import make_case
from invented_store import keep, make_report

from sayso.records.board import BoardFilters, ConflictFilters, ListedConflict, make_card
from sayso.records.casefile import CaseFile, Ref, Severity
from sayso.records.told import Grouped, Matter, Told
from sayso.store.store import Store

REPORTS = [
    replace(make_report("Ada Noll was detained."), published=None),
    replace(make_report("Ada Noll was sentenced."), published="2024-03-12"),
    replace(make_report("Bo Lind was sentenced."), published="2024-05-02"),
]


def make_cases() -> Mapping[str, CaseFile]:
    """Return three cases: one without stage and day, two at one stage, one in conflict."""
    case = make_case()
    (conflict,) = case.contradictions
    low = replace(conflict, severity=Severity.LOW, field="date")
    taken_back = replace(conflict, corrected=True)
    alone = [replace(case, contradictions=(), reports=(it.sha256,)) for it in REPORTS]
    return {
        "unknown": replace(alone[0], id="ka", stage=None, contradictions=(taken_back,)),
        "older": replace(alone[1], id="kb", contradictions=(low, conflict)),
        "newer": replace(alone[2], id="kc", contradictions=()),
    }


@pytest.fixture
def cases(store: Store) -> Mapping[str, CaseFile]:
    for report in REPORTS:
        keep(store, report)
    cases = make_cases()
    put(store, *cases.values())
    return cases


def put(store: Store, *cases: CaseFile) -> None:
    """Keep cases, as if one matter were told by each report."""
    marks = dict(store.across.list_marked(9))
    with store.writing() as writer:
        for name, mark in marks.items():
            writer.across.put_told(Told(report=name, matters=(Matter(id="k1", subjects=()),)), mark)
    matter = Ref(report=REPORTS[0].sha256, id="k1")
    with store.writing() as writer:
        cluster = store.across.find_group(matter)
        assert writer.across.put_cases(Grouped(cluster=cluster, cases=cases))


def list_ids(store: Store, filters: BoardFilters, **given: object) -> list[str]:
    found = store.across.list_cards(filters, limit=9, **given)  # type: ignore[arg-type]
    return [it.card.id for it in found]


def test_a_board_is_narrowed_by_stage_and_goes_on_where_it_ended(
    store: Store, cases: Mapping[str, CaseFile]
) -> None:
    across, every = store.across, BoardFilters()

    assert across.count_cards(every) == {None: 1, "sentence": 2}
    assert list_ids(store, every) == ["kc", "kb", "ka"]
    assert list_ids(store, every, stage="sentence") == ["kc", "kb"]
    assert list_ids(store, every, stage="") == ["ka"]
    assert list_ids(store, every, stage="sentence", after="kc") == ["kb"]
    assert list_ids(store, every, after="kb") == ["ka"]
    (first, *_) = across.list_cards(every, limit=1)
    assert first.card == make_card(cases["newer"])
    assert (first.day, first.arrived) == ("2024-05-02", (3,))
    assert across.find_newest() == 3


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (BoardFilters(words="petrov"), ["kc", "kb", "ka"]),
        (BoardFilters(words="Иван belova chi"), ["kc", "kb", "ka"]),
        (BoardFilters(words="petrov nobody"), []),
        (BoardFilters(words="%"), ["kc", "kb", "ka"]),
        (BoardFilters(words="kb"), ["kb"]),
        (BoardFilters(ids=("ka", "kb", "knone")), ["kb", "ka"]),
        (BoardFilters(ids=()), []),
        (BoardFilters(since="2024-03-13"), ["kc"]),
        (BoardFilters(until="2024-03-12"), ["kb"]),
        (BoardFilters(conflicting=True), ["kb"]),
    ],
)
def test_a_board_is_narrowed(
    store: Store, cases: Mapping[str, CaseFile], filters: BoardFilters, expected: list[str]
) -> None:
    assert list_ids(store, filters) == expected


def test_contradictions_are_listed_gravest_first_those_taken_back_apart(
    store: Store, cases: Mapping[str, CaseFile]
) -> None:
    low, high = ListedConflict(case="kb", number=1), ListedConflict(case="kb", number=2)
    across, every = store.across, ConflictFilters()

    assert across.list_conflicts(every, limit=9) == (high, low)
    assert across.list_conflicts(every, limit=1) == (high,)
    assert across.list_conflicts(every, limit=9, after=high) == (low,)
    assert across.list_conflicts(ConflictFilters(field="date"), limit=9) == (low,)
    assert across.list_conflicts(ConflictFilters(severity=Severity.HIGH), limit=9) == (high,)
    taken_back = across.list_conflicts(ConflictFilters(corrected=True), limit=9)
    assert taken_back == (ListedConflict(case="ka", number=1),)
    assert across.count_conflicts() == {
        (Severity.LOW, "date", False): 1,
        (Severity.HIGH, "term", False): 1,
        (Severity.HIGH, "term", True): 1,
    }


def test_a_case_that_is_put_together_anew_is_listed_as_it_is_now(
    store: Store, cases: Mapping[str, CaseFile]
) -> None:
    now = replace(cases["older"], stage=None, contradictions=(), subjects=())

    put(store, now)

    assert list_ids(store, BoardFilters()) == ["kb"]
    assert list_ids(store, BoardFilters(), stage="") == ["kb"]
    assert store.across.list_conflicts(ConflictFilters(corrected=False), limit=9) == ()
