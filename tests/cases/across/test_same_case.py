"""Which matters of reports are one case, whatever the order in which the reports come."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from several import PACK, Told, assemble, identify, list_history, refer, report, told

import sayso
from sayso.cases.across.assembling import assemble_cases
from sayso.cases.across.meeting import ANSWERS, list_event_keys
from sayso.records.decision import Judgement
from sayso.records.event import CaseKind, Participant, ParticipantRole
from sayso.records.reading import Reading
from sayso.records.ruling import Ruling, Rulings


def test_what_reports_tell_of_one_man_is_one_case() -> None:
    first = report("2024-03-06", told("detention", "Orlov", on="2024-03-02"))
    later = report("2024-05-16", told("sentence", "Orlov", on="2024-05-15"))

    (case,) = assemble(later, first)

    assert case.kind is CaseKind.PROSECUTION
    assert case.stage == "sentence"
    assert case.reports == (first.report.sha256, later.report.sha256)
    assert [it.type for it in case.history] == ["detention", "sentence"]


def test_two_men_are_two_cases_whatever_place_they_have_in_the_list() -> None:
    both = report("2024-03-06", told("sentence", "Orlov"), told("acquittal", "Belov"))
    one = report("2024-03-07", told("acquittal", "Belov"))

    cases = assemble(both, one)

    assert [[it.name for it in case.subjects] for case in cases] == [["Orlov"], ["Belov"]]
    assert [len(case.reports) for case in cases] == [1, 2]


def test_two_men_who_share_their_steps_stay_in_one_case() -> None:
    first = report("2024-03-06", told("detention", "Orlov", "Belov", at="Rivne"))
    later = report("2024-05-16", told("sentence", "Orlov", "Belov"))

    (case,) = assemble(first, later)

    assert [it.name for it in case.subjects] == ["Orlov", "Belov"]


def test_two_men_who_go_own_ways_later_are_two_cases_that_share_a_report() -> None:
    first = report("2024-03-06", told("detention", "Orlov", "Belov", at="Rivne"))
    later = report("2024-05-16", told("sentence", "Orlov"), told("acquittal", "Belov"))

    cases = assemble(first, later)

    assert [[it.name for it in case.subjects] for case in cases] == [["Orlov"], ["Belov"]]
    assert [[it.type for it in case.history] for case in cases] == [
        ["detention", "sentence"],
        ["detention", "acquittal"],
    ]
    assert all(len(case.reports) == 2 for case in cases)
    assert len({case.id for case in cases}) == 2


def test_who_is_told_of_as_some_of_a_group_stays_with_it_until_two_go_own_ways() -> None:
    held = told("confinement", "Orlov", "Belov", "12 soldiers", at="Makiivka")
    first = report("2024-03-06", held)
    later = report("2024-05-16", told("case_opened", "Orlov"))
    last = report("2024-06-16", told("case_opened", "Belov", on="2024-06-15"))

    (together,) = assemble(first, later)
    apart = assemble(first, later, last)

    assert [it.name for it in together.subjects] == ["Orlov", "Belov"]
    assert ["Orlov"] in [[it.name for it in case.subjects] for case in apart]


def test_what_is_done_to_who_did_it_is_a_step_in_the_case_of_him_whom_he_did_it_to() -> None:
    reading = report(
        "2024-03-06", told("ill_treatment", "Orlov", on="2024-03-02"), told("charge", "2 officers")
    )
    officers = next(it.id for it in reading.entities if it.name == "officers")
    beaten, charged = reading.events
    doer = Participant(role=ParticipantRole.ACTOR, entity=officers)
    beaten = replace(beaten, participants=(*beaten.participants, doer))

    (case,) = assemble(replace(reading, events=(beaten, charged)))

    assert [it.name for it in case.subjects] == ["Orlov"]
    assert [it.type for it in case.history] == ["ill_treatment", "charge"]


def test_a_verdict_on_nobody_is_on_the_one_man_of_whom_a_report_tells() -> None:
    fled = told("desertion", "Orlov", on="2024-03-02")
    verdict, opened = told("sentence", on="2024-05-15"), told("case_opened")
    other = told("desertion", "Belov")

    (case,) = report("2024-05-16", fled, verdict, opened).cases

    assert (case.stage, case.events) == ("sentence", ("v1", "v2"))
    assert not report("2024-05-16", fled, other, verdict).cases


def test_whom_a_report_names_as_sent_away_the_same_day_is_of_the_group_that_was_taken() -> None:
    taken = told("transfer", "30 men", on="2024-05-27", at="Shymkent")
    same = report("2024-05-28", taken, told("deployment", "Nurlan", on="2024-05-27"))
    later = report("2024-06-28", taken, told("deployment", "Nurlan", on="2024-06-20"))

    assert [len(it.cases[0].subjects) for it in (same, later)] == [2, 1]


def test_men_without_names_are_of_the_case_of_him_who_is_named_at_their_place_and_day() -> None:
    first = report("2024-03-06", told("detention", "2 soldiers", on="2024-03-02", at="Rivne"))
    later = report("2024-03-08", told("detention", "Orlov", on="2024-03-02", at="Rivne"))
    other = report("2024-03-08", told("detention", "Belov", on="2024-03-02", at="Lutsk"))

    cases = assemble(first, later, other)

    assert [len(case.reports) for case in cases] == [2, 1]
    assert [it.name for it in cases[0].subjects] == ["Orlov", "soldiers"]


def test_men_without_names_are_of_nobody_where_two_fit() -> None:
    first = report("2024-03-06", told("detention", "a man", on="2024-03-02", at="Rivne"))
    later = report("2024-03-08", told("detention", "Orlov", on="2024-03-02", at="Rivne"))
    other = report("2024-03-09", told("detention", "Belov", on="2024-03-02", at="Rivne"))

    assert len(assemble(first, later, other)) == 3


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        (told("confinement", "300 soldiers", at="Rivne"), True),
        (told("confinement", "250 soldiers", at="Rivne"), True),
        (told("confinement", "soldiers", at="Rivne"), True),
        (told("confinement", "40 soldiers", at="Rivne"), False),
        (told("confinement", "300 soldiers", at="Lutsk"), False),
        (told("confinement", "300 soldiers", on="2024-01-02", at="Rivne"), False),
        (told("detention", "soldiers", at="Rivne"), False),
    ],
)
def test_groups_without_names_are_one_where_all_that_is_told_agrees(
    other: Told, joined: bool
) -> None:
    first = report("2024-03-06", told("confinement", "300 soldiers", on="2024-03-02", at="Rivne"))

    assert (len(assemble(first, report("2024-03-08", other))) == 1) is joined


def test_two_prosecutions_of_one_man_are_two_cases_only_where_the_first_had_ended() -> None:
    first = report("2020-05-16", told("sentence", "Orlov", on="2020-05-15", article="337"))
    again = report("2024-03-06", told("case_opened", "Orlov", on="2024-03-02", article="332"))
    same = report("2024-03-06", told("appeal", "Orlov", on="2024-03-02", article="337"))
    begun = report("2020-05-16", told("case_opened", "Orlov", on="2020-05-15", article="337"))

    assert len(assemble(first, again)) == 2
    assert len(assemble(first, same)) == 1
    assert len(assemble(begun, again)) == 1


def test_a_report_that_only_tells_a_step_is_one_of_the_cases_reports() -> None:
    first = report("2024-03-06", told("detention", "Orlov", on="2024-03-02", at="Rivne"))
    denied = report("2024-03-07", told("detention", "Orlov", status="denied"))
    assert not denied.cases

    (case,) = assemble(first, denied)

    assert len(case.reports) == 2
    assert list_history(case) == [
        ("detention", "happened", "2024-03-02", 1),
        ("detention", "denied", None, 1),
    ]


@pytest.mark.parametrize("judgement", [Judgement.YES, Judgement.NO])
def test_what_a_person_decided_of_cases_stands(judgement: Judgement) -> None:
    first = report("2024-03-06", told("detention", "Orlov"))
    later = report("2024-05-16", told("sentence", "Orlov"))
    other = report("2024-05-16", told("sentence", "Belov"))
    ruling = Ruling(judgement=judgement, decision="d1")
    ends = later if judgement is Judgement.NO else other
    pair = (refer(ends, "k1"), refer(first, "k1"))

    cases = assemble(first, later, other, rulings=Rulings(cases={pair: ruling}))

    assert len(cases) == (3 if judgement is Judgement.NO else 1)


def test_an_event_that_a_person_took_out_is_not_in_the_case() -> None:
    first = report("2024-03-06", told("detention", "Orlov"), told("sentence", "Orlov"))
    ruling = Ruling(judgement=Judgement.NO, decision="d1")
    pair = (refer(first, "v2"), refer(first, "k1"))

    (case,) = assemble(first, rulings=Rulings(cases={pair: ruling}))

    assert [it.type for it in case.history] == ["detention"]


def test_an_event_that_a_person_took_out_of_a_case_is_not_in_it_by_another_report() -> None:
    first = report("2024-03-06", told("detention", "Orlov"))
    later = report("2024-05-06", told("detention", "Orlov"), told("sentence", "Orlov"))
    ruling = Ruling(judgement=Judgement.NO, decision="d1")
    pair = (refer(later, "v1"), refer(first, "k1"))

    (case,) = assemble(first, later, rulings=Rulings(cases={pair: ruling}))

    assert [(it.type, len(it.events)) for it in case.history] == [("detention", 1), ("sentence", 1)]


_EVENTS = st.builds(
    told,
    st.sampled_from(["detention", "trial", "sentence", "appeal", "confinement", "refusal"]),
    st.sampled_from(["Orlov", "Belov", "2 soldiers", "soldiers"]),
    on=st.sampled_from([None, "2024-03-02", "2024-03-03", "2024-05-15", "2025-01-01"]),
    at=st.sampled_from([None, "Rivne", "Lutsk"]),
    status=st.sampled_from(["happened", "alleged", "expected", "denied"]),
    article=st.sampled_from([None, "337", "332"]),
)
_REPORTS = st.lists(
    st.builds(
        lambda day, events: report(day, *events),
        st.sampled_from([None, "2024-03-06", "2024-05-16", "2025-02-01"]),
        st.lists(_EVENTS, max_size=4),
    ),
    max_size=6,
    unique_by=lambda it: it.report.sha256,
)


@settings(deadline=None, max_examples=60)
@given(_REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(reports: list[Reading], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    people = identify(reports)

    one = assemble_cases({it.report.sha256: it for it in reports}, people, PACK)
    other = assemble_cases({it.report.sha256: it for it in shuffled}, people[::-1], PACK)

    assert one == other


@settings(deadline=None, max_examples=60)
@given(_REPORTS)
def test_every_matter_and_every_event_of_it_is_in_a_case(reports: list[Reading]) -> None:
    cases = assemble(*reports)

    held = {at for case in cases for at in case.matters}
    told_of = {at for case in cases for step in case.history for at in step.events}
    for reading in reports:
        for case in reading.cases:
            assert refer(reading, case.id) in held
            assert {refer(reading, it) for it in case.events} <= told_of


def test_a_group_whose_men_are_all_named_is_those_men() -> None:
    first = sayso.read(
        "Two soldiers, Gleb Rumin and Timur Azin, were detained in Engels on September 1.",
        published="2023-09-04",
        language="en",
    )
    later = sayso.read(
        "Gleb Rumin was sentenced to two years in prison. Timur Azin was acquitted.",
        published="2023-10-18",
        language="en",
    )

    cases = assemble(first, later)

    assert [[it.name for it in case.subjects] for case in cases] == [["Gleb Rumin"], ["Timur Azin"]]
    assert all(len(case.reports) == 2 for case in cases)


def test_what_befell_people_without_names_later_at_one_place_is_told_of_their_case() -> None:
    place = "Makiivka in the Luhansk region"
    first = sayso.read(
        f"About 70 soldiers who refused to fight are held in the village of {place}.",
        published="2022-11-21",
        language="en",
    )
    later = sayso.read(
        f"The soldiers in the village of {place} were released on November 24.",
        published="2022-11-25",
        language="en",
    )
    elsewhere = sayso.read(
        "The soldiers in the city of Makiivka in the Donetsk region were released.",
        published="2022-11-25",
        language="en",
    )
    assert not later.cases
    assert not elsewhere.cases

    (case,) = assemble(first, later, elsewhere)

    assert case.reports == (first.report.sha256, later.report.sha256)
    # A casebook that is told of one after the other lets the two meet as well.
    offered = {key for met in list_event_keys(first, PACK).values() for key in met.offers}
    assert offered & list_event_keys(later, PACK)[ANSWERS].seeks


def test_people_who_refused_on_the_day_of_a_man_from_their_town_are_of_his_case() -> None:
    nameless = report(
        "2024-02-09",
        told("refusal", "12 soldiers", on="2024-02-02"),
        told("confinement", "12 soldiers", at="Shadrinsk"),
    )
    named = report(
        "2024-03-05",
        told("refusal", "Nikita Yerokhin", on="2024-02-02"),
        told("detention", "Nikita Yerokhin", on="2024-02-24", at="Shadrinsk"),
        told("charge", "Nikita Yerokhin", on="2024-02-27"),
    )
    later = report(
        "2024-03-05",
        told("refusal", "Oleg Belov", on="2024-02-12"),
        told("charge", "Oleg Belov", on="2024-02-27", at="Shadrinsk"),
    )

    cases = assemble(nameless, named, later)

    assert [len(it.reports) for it in cases] == [2, 1]
    assert nameless.report.sha256 in cases[0].reports
    assert named.report.sha256 in cases[0].reports


def test_people_who_refused_on_one_day_in_two_towns_are_two_cases() -> None:
    nameless = report(
        "2024-02-09",
        told("refusal", "12 soldiers", on="2024-02-02"),
        told("confinement", "12 soldiers", at="Shadrinsk"),
    )
    named = report(
        "2024-03-05",
        told("refusal", "Nikita Yerokhin", on="2024-02-02"),
        told("charge", "Nikita Yerokhin", on="2024-02-27", at="Kamishin"),
    )

    assert len(assemble(nameless, named)) == 2


def _charge(published: str, victim: str, day: str) -> Reading:
    """Return a report of whom Sergeant Belov beat, and that Belov was charged."""
    reading = report(published, told("ill_treatment", victim, on=day), told("charge", "Oleg Belov"))
    belov = next(it.id for it in reading.entities if it.name == "Oleg Belov")
    beaten, charged = reading.events
    doer = Participant(role=ParticipantRole.ACTOR, entity=belov)
    beaten = replace(beaten, participants=(*beaten.participants, doer))
    return replace(reading, events=(beaten, charged))


def test_two_whom_one_sergeant_beat_are_two_cases_and_his_charge_is_told_in_both() -> None:
    first = _charge("2023-02-05", "Ivan Petrov", "2023-01-10")
    second = _charge("2023-06-06", "Dmitry Kos", "2023-05-10")
    cases = assemble(first, second)
    alone = assemble(first)

    assert assemble(second, first) == cases
    by_name = {tuple(who.name for who in it.subjects): it for it in cases}
    assert set(by_name) == {("Ivan Petrov",), ("Dmitry Kos",), ("Oleg Belov",)}
    for name, reading in (("Ivan Petrov", first), ("Dmitry Kos", second)):
        case = by_name[name,]
        assert [it.type for it in case.history] == ["ill_treatment", "charge"]
        assert case.reports == (reading.report.sha256,)
    assert [[it.type for it in case.history] for case in alone] == [["ill_treatment", "charge"]]
