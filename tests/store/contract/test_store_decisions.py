"""Decisions: never lost, and in one order of force wherever they are merged."""

from invented_store import (
    append,
    at,
    decide,
    keep,
    make_first,
    make_report,
    read,
)

from sayso.records.decision import Decision, SamePerson, Value
from sayso.records.entries import make_custody_draft
from sayso.records.log import EntryKind
from sayso.records.subjects import list_findings, make_report_subject
from sayso.store.store import Store


def test_decisions_come_back_as_they_were_made(store: Store) -> None:
    report = make_report()
    question = Value(of=make_report_subject(report), field="published")
    dated = decide(question, judgement=None, value="2031-03-01", finding={"value": 0.5})
    unknown = decide(question, minute=1, judgement=None, value=None, reason="“?”")
    undone = decide(question, minute=2, undoes=dated.id)
    keep(store, report)

    append(store, dated, unknown, undone)

    assert list(store.list_decisions()) == [dated, unknown, undone]
    assert list(store.list_decisions([])) == []
    assert list(store.list_decisions([report.sha256, "ab" * 32])) == [dated, unknown, undone]
    assert list(store.list_decisions(["ab" * 32])) == []


def test_a_decision_about_two_reports_is_found_by_each(store: Store) -> None:
    reports = [make_report(f"Vera Lindt said it was no {n}.") for n in range(3)]
    people = [next(subject for _, subject in list_findings(read(report))) for report in reports]
    same = decide(SamePerson(one=people[0], other=people[1]))
    alone = decide(reports[1], minute=1)

    append(store, same, alone)

    assert list(store.list_decisions([reports[0].sha256])) == [same]
    assert list(store.list_decisions([reports[1].sha256])) == [same, alone]
    assert list(store.list_decisions([report.sha256 for report in reports])) == [same, alone]


def test_decisions_are_listed_in_the_order_of_force(store: Store, other: Store) -> None:
    report = make_report()
    append(store, decide(report, minute=1), decide(report, minute=5), decide(report, minute=9))
    # A clock that was set back puts no decision before one that its log had told of.
    append(other, decide(report, minute=6), decide(report, minute=2), decide(report, minute=8))

    with store.writing() as writer:
        for entry in list(other.list_entries()):
            writer.copy_entry(entry)
    with other.writing() as writer:
        for entry in list(store.list_entries(store.chain)):
            writer.copy_entry(entry)

    expected = [at(minute) for minute in (1, 5, 6, 2, 8, 9)]
    for one in (store, other):
        assert [it.time for it in one.list_decisions()] == expected
        assert [it.time for it in one.list_decisions([report.sha256])] == expected


def test_other_entries_move_the_time_that_a_log_has_told(store: Store, other: Store) -> None:
    report = make_report()
    with other.writing() as writer:
        writer.append(make_custody_draft("export", time=at(7), actor="mira", what="to a court"))
    append(other, decide(report, minute=2))
    append(store, decide(report, minute=5))

    with store.writing() as writer:
        for entry in list(other.list_entries()):
            writer.copy_entry(entry)

    assert [decision.time for decision in store.list_decisions()] == [at(5), at(2)]


def test_equal_times_are_ordered_by_log_and_number(store: Store, other: Store) -> None:
    report = make_report()
    append(store, decide(report), decide(report, reason="a"))
    append(other, decide(report, reason="b"), decide(report, reason="c"))

    with store.writing() as writer:
        for entry in list(other.list_entries()):
            writer.copy_entry(entry)

    reasons = {store.chain: ["It was checked at minute 0.", "a"], other.chain: ["b", "c"]}
    expected = [reason for chain in sorted(reasons) for reason in reasons[chain]]
    assert [decision.reason for decision in store.list_decisions()] == expected


def test_many_decisions_come_whole(store: Store) -> None:
    report = make_report()
    decisions = [decide(report, minute=n) for n in range(1100)]

    append(store, *decisions)

    assert [it.id for it in store.list_decisions()] == [it.id for it in decisions]
    assert [it.id for it in store.list_decisions([report.sha256])] == [it.id for it in decisions]


def test_what_is_kept_beside_the_log_is_made_anew_from_it(store: Store, other: Store) -> None:
    report = make_report()
    keep(store, report)
    append(store, decide(report), decide(report, minute=3))
    append(other, decide(report, minute=2))
    with store.writing() as writer:
        for entry in list(other.list_entries()):
            writer.copy_entry(entry)
    before = _get_state(store)

    with store.writing() as writer:
        writer.rebuild_decisions()

    assert _get_state(store) == before
    assert list(store.check()) == []
    with store.writing() as writer:
        assert writer.append(make_first(at(4))).kind is EntryKind.CASEBOOK


def _get_state(store: Store) -> list[object]:
    decisions: list[Decision] = list(store.list_decisions())
    return [decisions, list(store.list_captures()), list(store.list_objects()), store.count()]
