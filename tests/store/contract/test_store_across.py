"""What all reports together say is kept, marked anew when it changes, and goes with a report."""

from dataclasses import replace
from pathlib import Path

import pytest
from invented_store import append, decide, extract, keep, make_report, read, remove

from sayso.records.board import BoardFilters
from sayso.records.casefile import CaseFile, Identity, Level, Likeness, Profile, Ref
from sayso.records.decision import Judgement, SamePerson
from sayso.records.entity import EntityType
from sayso.records.event import CaseKind
from sayso.records.report import Report
from sayso.records.subjects import list_findings
from sayso.records.told import Grouped, Joined, Matter, Met, Told, ToldRuling
from sayso.store.folder import CasebookFolder
from sayso.store.opening import open_store
from sayso.store.store import Store

ONE, OTHER = make_report("Ada Noll was detained."), make_report("Ada Noll said it was so.")


def make_told(report: Report, *keys: str) -> Told:
    at = Ref(report=report.sha256, id="e1")
    profile = Profile(
        at=at, type=EntityType.PERSON, name="Ada Noll", spellings=("Ada Noll",), language="en"
    )
    return Told(
        report=report.sha256,
        profiles=(profile,),
        meets=(("name:nl",),),
        names=(("nl",),),
        matters=(Matter(id="k1", subjects=("e1",), offers=keys, seeks=keys),),
    )


def tell(store: Store, *told: Told) -> list[bool]:
    marks = dict(store.across.list_marked(10))
    with store.writing() as writer:
        return [writer.across.put_told(it, marks.get(it.report, 0)) for it in told]


def settle(store: Store, person: Ref, matter: Ref) -> tuple[Identity, CaseFile]:
    """Keep everybody who is tied to a person as one, and all that is tied to a matter."""
    cluster = store.across.find_cluster(person)
    members = tuple(sorted(cluster.members))
    tie = Likeness(one=ONE_AT, other=OTHER_AT, score=1.0, level=Level.SAME, reasons=())
    identity = Identity(
        id="p0123456789",
        type=EntityType.PERSON,
        name="Ada Noll",
        spellings=("Ada Noll",),
        members=members,
        joined=(tie,) if len(members) > 1 else (),
    )
    with store.writing() as writer:
        assert writer.across.put_identities(Joined(cluster=cluster, identities=(identity,)))
    group = store.across.find_group(matter)
    case = CaseFile(
        id="kabcdef0123",
        kind=CaseKind.INCIDENT,
        stage=None,
        subjects=(identity,),
        matters=tuple(sorted(group.members)),
        history=(),
        reports=tuple(sorted(it.report for it in group.members)),
    )
    aliases = (("kabcdef0123", case.id), ("k99999", case.id))
    with store.writing() as writer:
        assert writer.across.put_cases(Grouped(cluster=group, cases=(case,), aliases=aliases))
    return identity, case


ONE_AT, OTHER_AT = (Ref(report=it.sha256, id="e1") for it in (ONE, OTHER))
MATTER = Ref(report=ONE.sha256, id="k1")


def fill(store: Store) -> tuple[Identity, CaseFile]:
    keep(store, ONE)
    keep(store, OTHER)
    assert tell(store, make_told(ONE), make_told(OTHER)) == [True, True]
    with store.writing() as writer:
        writer.across.tie(ONE.sha256, [(ONE_AT, OTHER_AT)])
    return settle(store, ONE_AT, MATTER)


def test_what_was_kept_is_given_back(store: Store) -> None:
    identity, case = fill(store)

    across = store.across
    assert across.count_waiting().total == 0
    assert across.list_cases() == (case,)
    assert across.get_cases(["kabcdef0123", "knothere"]) == (case,)
    assert across.find_case_ids("k999") == across.find_case_ids("kabc") == (case.id,)
    assert across.list_cases_of_matter(MATTER) == (case,)
    assert across.find_people(["nl"]) == across.get_identities([OTHER_AT]) == (identity,)
    assert across.list_cases_of([identity]) == (case,)
    assert set(across.find_group(MATTER).members) == {MATTER, replace(MATTER, report=OTHER.sha256)}
    assert across.get_profiles([ONE_AT])[ONE_AT] == make_told(ONE).profiles[0]
    assert across.list_met(["name:nl"])["name:nl"][0] in [
        Met(at=it, name="Ada Noll", type=EntityType.PERSON, day=None) for it in (ONE_AT, OTHER_AT)
    ]
    assert list(store.check()) == []


def test_whatever_changes_a_report_marks_it(store: Store) -> None:
    keep(store, ONE)
    deeds = (
        lambda writer: writer.put_reading(read(ONE, 2)),
        lambda writer: writer.set_published(ONE.sha256, "2031-01-01"),
        lambda writer: extract(writer, replace(ONE, text="Ada Noll was held.")),
    )
    for deed in deeds:
        tell(store, make_told(ONE))
        assert store.across.list_marked(9) == ()
        with store.writing() as writer:
            deed(writer)
        assert [name for name, _ in store.across.list_marked(9)] == [ONE.sha256]


def test_a_decision_marks_the_reports_that_it_joins(store: Store) -> None:
    fill(store)
    subjects = [next(it for _, it in list_findings(read(report))) for report in (ONE, OTHER)]
    append(store, decide(SamePerson(one=subjects[0], other=subjects[1])))
    both = {ONE.sha256, OTHER.sha256}
    assert {name for name, _ in store.across.list_marked(9)} == both

    tell(store, make_told(ONE), make_told(OTHER))
    with store.writing() as writer:
        writer.put_reading(read(OTHER, 3))

    assert {name for name, _ in store.across.list_marked(9)} == both


def test_what_was_marked_anew_meanwhile_is_not_kept(store: Store) -> None:
    fill(store)
    cluster, group = store.across.find_cluster(ONE_AT), store.across.find_group(MATTER)
    (seen,) = [mark for name, mark in mark_again(store) if name == ONE.sha256]
    mark_again(store)

    with store.writing() as writer:
        assert not writer.across.put_told(make_told(ONE), seen)
    tell(store, make_told(ONE))

    with store.writing() as writer:
        assert not writer.across.put_identities(Joined(cluster=cluster, identities=()))
        assert not writer.across.put_cases(Grouped(cluster=group, cases=()))
    assert store.across.count_waiting().people == 2


def mark_again(store: Store) -> tuple[tuple[str, int], ...]:
    with store.writing() as writer:
        writer.put_reading(read(ONE, 2))
    return store.across.list_marked(9)


def test_matters_meet_where_one_seeks_what_the_other_offers(store: Store) -> None:
    keep(store, ONE)
    keep(store, OTHER)
    tell(store, make_told(ONE, "decision:1"), make_told(OTHER, "decision:1"))

    assert len(store.across.find_group(MATTER).members) == 2
    assert len(store.across.find_cluster(ONE_AT).members) == 1


def test_a_removed_report_leaves_no_word_in_what_all_say(store: Store) -> None:
    fill(store)
    ruling = ToldRuling(
        kind="people", one=ONE_AT, other=OTHER_AT, judgement=Judgement.YES, decision="d1"
    )
    tell(store, replace(make_told(ONE), rulings=(ruling,)))

    with store.writing() as writer:
        remove(writer, ONE, [(store.chain, 2)])

    across = store.across
    assert across.list_cases() == ()
    assert across.list_cards(BoardFilters(), limit=9) == ()
    assert across.find_people(["nl"]) == ()
    assert across.list_people([ONE.sha256]) == ()
    assert across.list_rulings([ONE.sha256]) == ()
    assert set(across.find_cluster(OTHER_AT).members) == {OTHER_AT}
    assert across.count_waiting().people == 1
    store.scrub()
    assert list(store.check()) == []


def test_whoever_is_in_a_crowd_is_tied_to_all_of_it(store: Store) -> None:
    third = make_report("Ada Noll was seen.")
    reports = (ONE, OTHER, third)
    people = [Ref(report=it.sha256, id="e1") for it in reports]
    for it in reports:
        keep(store, it)
    tell(store, *map(make_told, reports))
    with store.writing() as writer:
        writer.across.tie(ONE.sha256, [], {"Ada Noll": people[:2]})
        writer.across.tie(third.sha256, [], {"Ada Noll": people[1:], "Noll": people[2:]})
    clusters = [set(store.across.find_cluster(it).members) for it in people]
    settle(store, ONE_AT, MATTER)
    assert store.across.count_waiting().people == 0

    with store.writing() as writer:
        remove(writer, OTHER, [(store.chain, 3)])

    assert clusters == [set(people)] * 3
    assert store.across.count_waiting().people > 0
    assert set(store.across.find_cluster(ONE_AT).members) == {people[0], people[2]}
    assert list(store.check()) == []


def test_all_is_thrown_away_and_begun_anew(store: Store) -> None:
    fill(store)

    with store.writing() as writer:
        writer.across.begin_anew("another maker")

    assert store.across.get_maker() == "another maker"
    assert store.across.list_cases() == ()
    assert {name for name, _ in store.across.list_marked(9)} == {ONE.sha256, OTHER.sha256}


def test_a_copy_holds_it_or_makes_it_anew(store: Store, kind: str, tmp_path: Path) -> None:
    fill(store)
    folder = CasebookFolder.create(tmp_path / "copy", id=store.chain, name="Copy")
    if kind == "encrypted":
        pytest.skip("its copies have its keys; tests of backups make them")

    store.copy_to(folder)

    copy = open_store(folder)
    assert copy.count() == store.count()
    assert copy.across.get_maker() == store.across.get_maker()
    assert len(copy.across.list_cases()) == (0 if kind == "postgresql" else 1)
    assert list(copy.check()) == []
    copy.close()


def test_it_is_known_which_reports_were_read_anew_since_they_were_told(store: Store) -> None:
    fill(store)
    both = [ONE.sha256, OTHER.sha256]
    append(store, decide(ONE))
    assert {name for name, _ in store.across.list_marked(10)} == {ONE.sha256}
    assert store.across.list_anew(both) == frozenset()  # a decision changes no reading

    with store.writing() as writer:
        writer.put_reading(read(OTHER))
    append(store, decide(OTHER))

    assert store.across.list_anew(both) == {OTHER.sha256}
    assert tell(store, make_told(ONE), make_told(OTHER)) == [True, True]
    assert store.across.list_anew(both) == frozenset()
