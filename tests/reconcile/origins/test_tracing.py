"""On whose word a case rests: every independent source once, fewer when it is unsure."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from voices import (
    SUBJECT,
    Voice,
    add_event,
    index,
    make_case,
    report,
    retell,
    says,
    voice,
)

from sayso.reconcile.origins.tracing import trace_origins
from sayso.records.casefile import Copying, Origin, Ref
from sayso.records.claim import Polarity, SourceKind
from sayso.records.event import EventStatus
from sayso.records.reading import Reading
from sayso.records.ruling import NO_RULINGS, Rulings
from sayso.records.selector import Span
from sayso.records.value import Penalty, PenaltyKind

RELATIVES = voice("relative", "relatives")
WIFE = voice("relative", "wife")
IRINA = voice("relative", "Irina Salakhova", "wife")
MOTHER = voice("relative", "Vera Salakhova", "mother")
LAWYER = voice("lawyer", "lawyer")
BELOVA = voice("lawyer", "Marina Belova")
SHORE = voice("channel", "Coastal Post")
LEDGER = voice("outlet", "Northern Ledger")
COURT = voice("court", "court")
KIROV_COURT = voice("court", "Kirov Garrison Military Court")
KIROVSKY = voice("court", "Кировский гарнизонный военный суд")
OMSK_COURT = voice("court", "Omsk District Military Court")
SOURCE = voice("person", "source")


def trace(
    *readings: Reading,
    copies: Sequence[Copying] = (),
    rulings: Rulings = NO_RULINGS,
    status: dict[str, EventStatus] | None = None,
) -> dict[str, Origin]:
    found = trace_origins(make_case(readings, status=status), index(readings), copies, rulings)
    assert len({it.name for it in found}) == len(found)
    return {it.name: it for it in found}


def list_publishers(origin: Origin, *readings: Reading) -> set[str | None]:
    by_sha256 = index(readings)
    return {by_sha256[it].report.publisher for it in origin.reports}


def test_ten_outlets_that_cite_one_channel_are_one_origin() -> None:
    first = report("Coastal Post", "2024-03-01", says("detention", by=[RELATIVES]))
    others = [
        report(f"Outlet {letter}", "2024-03-02", says("detention", by=[SHORE, RELATIVES]))
        for letter in "ABCDEFGHIJ"
    ]

    (origin,) = trace(first, *others).values()

    assert (origin.name, origin.kind) == ("relatives", SourceKind.RELATIVE)
    assert len(origin.reports) == 11
    assert origin.via == ("Coastal Post",)
    assert origin.sure


def test_who_cites_an_outlet_rests_on_whom_that_one_cites() -> None:
    first = report("Northern Ledger", "2024-03-01", says("detention", by=[IRINA]))
    second = report("Volga Times", "2024-03-02", says("detention", by=[LEDGER]))

    (origin,) = trace(first, second).values()

    assert origin.name == "Irina Salakhova"
    assert list_publishers(origin, first, second) == {"Northern Ledger", "Volga Times"}
    assert any("Northern Ledger, whose own report is there" in it for it in origin.because)


def test_an_outlet_whose_report_is_not_there_is_the_origin_as_far_as_one_knows() -> None:
    (origin,) = trace(report("Volga Times", "2024-03-02", says("detention", by=[LEDGER]))).values()

    assert (origin.name, origin.kind) == ("Northern Ledger", SourceKind.OUTLET)
    assert "whom it has it from is not known" in " ".join(origin.because)


def test_nobody_cites_what_an_outlet_publishes_weeks_later() -> None:
    cites = report("Volga Times", "2024-03-02", says("detention", by=[LEDGER]))
    later = report("Northern Ledger", "2024-04-20", says("detention", by=[LAWYER]))
    found = trace(cites, later)
    assert found["Northern Ledger"].reports == (cites.report.sha256,)
    assert found["lawyer"].reports == (later.report.sha256,)


def test_media_that_a_report_does_not_name_have_it_from_who_told_it_first() -> None:
    first = report("Northern Ledger", "2024-03-01", says("detention", by=[WIFE]))
    later = report("Volga Times", "2024-03-09", says("detention", by=[voice("public", "media")]))
    origins = trace(first, later)
    assert list(origins) == ["wife"]
    assert "does not name" in " ".join(origins["wife"].because)


def test_an_outlet_is_found_across_scripts_and_with_its_noun() -> None:
    first = report("Береговой вестник", "2024-03-01", says("detention", by=[IRINA]))
    second = report(
        "Volga Times",
        "2024-03-02",
        says("detention", by=[voice("channel", "the Telegram channel Beregovoy Vestnik")]),
    )

    assert list(trace(first, second)) == ["Irina Salakhova"]


def test_what_a_medium_tells_itself_rests_on_whom_others_name_behind_it() -> None:
    first = report("Coastal Post", "2024-03-01", says("detention"))
    second = report("Volga Times", "2024-03-02", says("detention", by=[SHORE, RELATIVES]))

    (origin,) = trace(first, second).values()

    assert (origin.name, len(origin.reports)) == ("relatives", 2)
    assert any("who cites it names relatives" in it for it in origin.because)


def test_a_medium_is_believed_on_whom_it_cites_itself() -> None:
    first = report("Coastal Post", "2024-03-01", says("detention", by=[KIROV_COURT]))
    second = report("Volga Times", "2024-03-02", says("detention", by=[SHORE, MOTHER]))

    assert list(trace(first, second)) == ["Kirov Garrison Military Court"]


def test_outlets_that_only_cite_one_another_are_one_origin_and_it_is_said() -> None:
    first = report("Coastal Post", "2024-03-01", says("detention", by=[LEDGER]))
    second = report("Northern Ledger", "2024-03-02", says("detention", by=[SHORE]))
    third = report("Volga Times", "2024-03-03", says("detention", by=[LEDGER]))

    (origin,) = trace(first, second, third).values()

    assert origin.name == "Coastal Post"
    assert len(origin.reports) == 3
    assert "cite one another" in origin.because[0]


def test_a_loop_that_leads_out_rests_on_whom_it_leads_to() -> None:
    first = report("Coastal Post", "2024-03-01", says("detention", by=[IRINA]))
    second = report("Northern Ledger", "2024-03-02", says("detention", by=[SHORE]))
    third = report("Coastal Post", "2024-03-03", says("detention", by=[LEDGER]))

    assert list(trace(first, second, third)) == ["Irina Salakhova"]


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (RELATIVES, voice("relative", "родственники"), "relatives"),
        (WIFE, IRINA, "Irina Salakhova"),
        (RELATIVES, IRINA, "Irina Salakhova"),
        (LAWYER, BELOVA, "Marina Belova"),
        (BELOVA, voice("lawyer", "Марина Белова"), "Marina Belova"),
        (BELOVA, voice("person", "Marina Belova"), "Marina Belova"),
        (COURT, KIROV_COURT, "Kirov Garrison Military Court"),
        (voice("official", "the court's press service"), KIROV_COURT, None),
        (KIROV_COURT, KIROVSKY, "Kirov Garrison Military Court"),
    ],
)
def test_sources_that_may_be_one_count_once(one: Voice, other: Voice, name: str | None) -> None:
    readings = (
        report("Coastal Post", "2024-03-01", says("detention", by=[one])),
        report("Northern Ledger", "2024-03-02", says("detention", by=[other])),
    )

    (origin,) = trace(*readings).values()

    assert name in {None, origin.name}
    assert len(origin.reports) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (IRINA, MOTHER),
        (WIFE, MOTHER),
        (WIFE, LAWYER),
        (BELOVA, voice("lawyer", "Oleg Tarasov")),
        (KIROV_COURT, OMSK_COURT),
        (LEDGER, SHORE),
    ],
)
def test_sources_that_are_clearly_two_count_twice(one: Voice, other: Voice) -> None:
    readings = (
        report("Volga Times", "2024-03-01", says("detention", by=[one])),
        report("Steppe Herald", "2024-03-02", says("detention", by=[other])),
    )

    assert len(trace(*readings)) == 2


def test_a_lawyers_own_channel_is_the_lawyer() -> None:
    readings = (
        report("Lawyer Belova", "2024-03-01", says("detention"), url="https://t.me/belova/1"),
        report("Steppe Herald", "2024-03-02", says("detention", by=[BELOVA])),
        report("Volga Times", "2024-03-03", says("detention", by=[LAWYER])),
    )

    (origin,) = trace(*readings).values()

    assert (origin.name, origin.kind) == ("Marina Belova", SourceKind.LAWYER)
    assert len(origin.reports) == 3


def test_relatives_never_make_a_wife_and_a_mother_one() -> None:
    readings = (
        report("Volga Times", "2024-03-01", says("detention", by=[RELATIVES])),
        report("Steppe Herald", "2024-03-02", says("detention", by=[IRINA])),
        report("Coastal Post", "2024-03-03", says("detention", by=[MOTHER])),
    )

    assert set(trace(*readings)) == {"Irina Salakhova", "Vera Salakhova"}


def test_the_outlet_is_the_one_that_the_report_named_before() -> None:
    first = report("Coastal Post", "2024-03-01", says("detention", "charge", by=[WIFE]))
    later = report(
        "Inland Post",
        "2024-03-02",
        says("detention", by=[voice("outlet", "Coastal Post")]),
        says("charge", by=[voice("outlet", "the outlet")]),
    )
    assert list(trace(first, later)) == ["wife"]


@pytest.mark.parametrize("words", ["not guilty", "свою вину полностью", "провини"])
def test_a_plea_is_no_account_of_the_case(words: str) -> None:
    himself = voice("subject", SUBJECT)
    origins = trace(
        report(
            "Coastal Post",
            "2024-03-01",
            says("sentence", by=[COURT]),
            says(by=[himself], words=words),
        )
    )
    assert list(origins) == ["court"]


def test_one_name_is_not_said_to_be_perhaps_the_same() -> None:
    readings = [
        report(it, "2024-03-01", says("detention", by=[voice(kind, "Marina Belova")]))
        for it, kind in (("Coastal Post", "lawyer"), ("Inland Post", "person"))
    ]
    assert trace(*readings)["Marina Belova"].because == ()


def test_the_doubt_that_made_fewer_origins_is_told() -> None:
    readings = (
        report("Volga Times", "2024-03-01", says("detention", by=[RELATIVES])),
        report("Steppe Herald", "2024-03-02", says("detention", by=[IRINA])),
    )

    (origin,) = trace(*readings).values()

    assert any("which no report tells: counted once" in it for it in origin.because)


def test_a_source_that_may_be_anybody_is_shown_and_not_counted() -> None:
    found = trace(
        report("Volga Times", "2024-03-01", says("detention", by=[IRINA])),
        report("Steppe Herald", "2024-03-02", says("detention", by=[SOURCE])),
    )

    assert found["Irina Salakhova"].sure
    assert not found["source"].sure


def test_what_a_report_attributes_it_does_not_also_say_itself() -> None:
    (origin,) = trace(
        report("Volga Times", "2024-03-01", says("detention"), says("detention", by=[IRINA]))
    ).values()

    assert origin.name == "Irina Salakhova"
    assert len(origin.claims) == 2


def test_an_event_outside_of_any_statement_is_of_whom_its_paragraph_cites() -> None:
    first = report("Coastal Post", "2024-03-01", says("detention", by=[WIFE]), says("trial"))
    assert list(trace(add_event(first, "charge", at=2))) == ["wife", "Coastal Post"]
    assert trace(add_event(first, "charge", at=2))["wife"].steps == ("s1", "s3")


def test_what_nobody_is_cited_for_rests_on_the_publisher() -> None:
    found = trace(
        report("Volga Times", "2024-03-01", says("detention"), says("appeal", by=[LAWYER]))
    )

    assert found["Volga Times"].steps == ("s1",)
    assert found["Volga Times"].kind is SourceKind.OUTLET
    assert found["lawyer"].steps == ("s2",)


def test_a_publisher_is_a_channel_by_its_address_or_where_others_call_it_one() -> None:
    own = says("detention")
    by_address = report("Shore", "2024-03-01", own, url="https://t.me/shore/12")
    called_so = report("Volga Times", "2024-03-02", says("appeal", by=[SHORE]))
    itself = report("Coastal Post", "2024-03-02", own)

    assert trace(by_address)["Shore"].kind is SourceKind.CHANNEL
    assert trace(itself, called_so)["Coastal Post"].kind is SourceKind.CHANNEL


def test_a_claim_of_two_steps_rests_for_each_on_its_own_source() -> None:
    first = report(
        "Northern Ledger",
        "2024-03-01",
        says("detention", by=[IRINA]),
        says("sentence", by=[KIROV_COURT]),
    )
    second = report("Volga Times", "2024-03-02", says("detention", "sentence", by=[LEDGER]))

    found = trace(first, second)

    assert found["Irina Salakhova"].steps == ("s1",)
    assert found["Kirov Garrison Military Court"].steps == ("s2",)


@pytest.mark.parametrize("way", ["words", "translation", "forward"])
def test_a_report_that_wholly_repeats_another_adds_no_origin(way: str) -> None:
    first = report("Northern Ledger", "2024-03-01", says("detention"), says("appeal", by=[LAWYER]))
    second = retell(first, "Volga Times", "2024-03-02")
    whole = len(first.report.text)
    copying = Copying(
        of=first.report.sha256,
        report=second.report.sha256,
        share=1.0,
        way=way,
        pairs=((0, whole, 0, whole),),
    )

    found = trace(first, second, copies=[copying])

    assert set(found) == {"Northern Ledger", "lawyer"}
    assert all(len(it.reports) == 2 for it in found.values())
    assert any("100 % of its sentences" in it for it in found["Northern Ledger"].because)


def test_a_repeated_report_adds_no_origin_for_what_is_read_in_the_repetition_alone() -> None:
    first = report("Northern Ledger", "2024-03-01", says("detention", by=[LAWYER]), says("appeal"))
    second = retell(first, "Volga Times", "2024-03-02")
    second = add_event(replace(second, events=second.events[:1]), "confinement", 40)
    second = replace(second, events=(*second.events[:1], replace(second.events[1], claims=("c2",))))
    first = replace(first, events=first.events[:1], claims=first.claims[:1])
    first = replace(first, cases=(replace(first.cases[0], events=("v1",), claims=("c1",)),))
    text = first.report.text
    (one, other) = (0, text.index("\n")), (text.index("\n") + 1, len(text))
    copying = Copying(
        of=first.report.sha256,
        report=second.report.sha256,
        share=1.0,
        way="translation",
        pairs=((*one, *one), (*other, *other)),
    )

    assert set(trace(first, second, copies=[copying])) == {"lawyer"}


def test_what_an_outlet_told_before_it_does_not_count_for_again() -> None:
    first = report("Northern Ledger", "2024-03-01", says("sentence", by=[LAWYER]))
    second = report("Northern Ledger", "2024-03-05", says("sentence"))

    found = trace(first, second)

    assert list_publishers(found["lawyer"], first, second) == {"Northern Ledger"}
    assert found["lawyer"].reports == (first.report.sha256,)
    assert [it.name for it in found.values() if it.sure] == ["lawyer"]


def test_who_others_name_behind_an_outlet_is_not_behind_what_it_recalls() -> None:
    first = report("Northern Ledger", "2024-03-01", says("sentence", by=[LAWYER]))
    wire = report("Volga Times", "2024-03-02", says("sentence", by=[LEDGER, LAWYER]))
    later = report("Northern Ledger", "2024-04-01", says("sentence"), says("appeal", by=[WIFE]))
    assert trace(first, wire, later)["lawyer"].reports == (
        first.report.sha256,
        wire.report.sha256,
    )


def test_who_was_cited_behind_an_earlier_report_is_not_behind_a_later_one() -> None:
    wire = report("Volga Times", "2024-03-02", says("sentence", by=[LEDGER, LAWYER]))
    later = report("Northern Ledger", "2024-04-01", says("sentence"), says("appeal", by=[WIFE]))
    assert trace(wire, later)["lawyer"].reports == (wire.report.sha256,)


def test_what_a_report_only_recalls_after_others_is_not_counted() -> None:
    first = report("Northern Ledger", "2024-03-01", says("detention", by=[IRINA]))
    second = report("Volga Times", "2024-04-01", says("detention"), says("sentence", by=[COURT]))

    found = trace(first, second)

    assert not found["Volga Times"].sure
    assert [it.name for it in found.values() if it.sure and "s1" in it.steps] == ["Irina Salakhova"]


def test_what_a_man_told_his_lawyer_and_the_lawyer_tells_is_the_lawyers_word() -> None:
    himself = voice("subject", "Timur Salakhov")
    told = report(
        "Volga Times",
        "2024-03-01",
        says("refusal", by=[BELOVA]),
        says("refusal", by=[BELOVA, himself]),
    )

    assert list(trace(told)) == ["Marina Belova"]


def test_two_who_give_each_others_words_are_not_both_left_out() -> None:
    readings = (
        report("Volga Times", "2024-03-01", says("detention", by=[RELATIVES, COURT])),
        report("Steppe Herald", "2024-03-01", says("detention", by=[COURT, RELATIVES])),
    )

    (origin,) = trace(*readings).values()

    assert len(origin.reports) == 2


def test_what_a_court_found_is_what_it_did_not_its_word() -> None:
    told = report("Volga Times", "2024-03-01", says("conviction", by=[COURT], cue="found"))

    assert list(trace(told)) == ["Volga Times"]


def test_an_intention_is_the_word_of_whom_the_report_cites() -> None:
    told = report("Volga Times", "2024-03-01", says("sentence", by=[LAWYER]), says("appeal"))

    assert list(trace(told, status={"appeal": EventStatus.EXPECTED})) == ["lawyer"]


def test_each_report_without_publisher_is_an_unknown_origin_that_counts_as_no_second_one() -> None:
    one = report(None, None, says("detention"))
    other = report(None, "2024-03-01", says("detention"))
    named = report("Volga Times", "2024-03-01", says("detention", by=[LAWYER]))

    found = trace(one, other, named)

    unknown = [f"publisher not known ({it.report.sha256[:16]})" for it in (one, other)]
    assert [(found[it].kind, found[it].sure, len(found[it].reports)) for it in unknown] == [
        (SourceKind.PUBLIC, False, 1)
    ] * 2
    assert "Who published the report is not known" in " ".join(found[unknown[0]].because)
    assert found["lawyer"].sure


def test_what_repeats_a_report_without_publisher_names_that_report() -> None:
    one = report(None, "2024-03-01", says("detention"))
    other = retell(one, None, "2024-03-02")
    whole = len(one.report.text)
    copying = Copying(
        of=one.report.sha256,
        report=other.report.sha256,
        share=1.0,
        way="words",
        pairs=((0, whole, 0, whole),),
    )

    (origin,) = trace(one, other, copies=[copying]).values()

    first, second = (it.report.sha256[:16] for it in (one, other))
    assert f"({second}) of 2024-03-02 repeats publisher not known ({first})" in " ".join(
        origin.because
    )


def test_a_decision_on_whose_word_a_claim_rests_is_never_overridden() -> None:
    first = report("Volga Times", "2024-03-01", says("detention", by=[RELATIVES]))
    second = report("Steppe Herald", "2024-03-02", says("detention", by=[RELATIVES]))
    rulings = Rulings(origins={Ref(report=second.report.sha256, id="c1"): ("Oleg Tarasov", "d7")})

    found = trace(first, second, rulings=rulings)

    assert set(found) == {"relatives", "Oleg Tarasov"}
    assert "Decision d7" in found["Oleg Tarasov"].because[0]


def test_claims_decided_to_rest_on_one_name_are_one_origin() -> None:
    first = report("Volga Times", "2024-03-01", says("detention", by=[IRINA]))
    second = report("Steppe Herald", "2024-03-02", says("detention", by=[MOTHER]))
    rulings = Rulings(
        origins={
            Ref(report=it.report.sha256, id="c1"): ("Vera Salakhova", "d1")
            for it in (first, second)
        }
    )

    (origin,) = trace(first, second, rulings=rulings).values()

    assert (origin.name, origin.kind) == ("Vera Salakhova", SourceKind.RELATIVE)


def test_what_is_decided_of_a_report_holds_for_those_that_cite_it() -> None:
    first = report("Northern Ledger", "2024-03-01", says("detention"))
    second = report("Volga Times", "2024-03-02", says("detention", by=[LEDGER]))
    rulings = Rulings(origins={Ref(report=first.report.sha256, id="c1"): (None, "d2")})

    (origin,) = trace(first, second, rulings=rulings).values()

    assert (origin.name, len(origin.reports)) == ("unknown", 2)


_VOICES = [
    RELATIVES,
    WIFE,
    IRINA,
    MOTHER,
    LAWYER,
    BELOVA,
    SHORE,
    LEDGER,
    COURT,
    KIROV_COURT,
    SOURCE,
]
_SAYINGS = st.builds(
    lambda steps, by: says(*steps, by=by),
    st.lists(st.sampled_from(["detention", "sentence", "appeal"]), min_size=1, unique=True),
    st.lists(st.sampled_from(_VOICES), max_size=2, unique=True),
)
_REPORTS = st.lists(
    st.builds(
        lambda publisher, day, sayings: report(publisher, day, *sayings),
        st.sampled_from(["Coastal Post", "Northern Ledger", "Volga Times", None]),
        st.sampled_from(["2024-03-01", "2024-03-02", None]),
        st.lists(_SAYINGS, min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda it: it.report.sha256,
)


@given(_REPORTS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_reports_changes_nothing(readings: list[Reading], random: Random) -> None:
    case = make_case(readings)
    shuffled = list(readings)
    random.shuffle(shuffled)

    assert trace_origins(case, index(readings), ()) == trace_origins(case, index(shuffled), ())


@given(_REPORTS)
@settings(max_examples=60, deadline=None)
def test_every_claim_of_a_step_rests_on_somebody_and_no_origin_on_nothing(
    readings: list[Reading],
) -> None:
    case = make_case(readings)

    found = trace_origins(case, index(readings), ())

    wanted = {ref for step in case.history for ref in step.claims}
    assert {ref for it in found for ref in it.claims} >= wanted
    assert all(it.claims and it.reports and it.name for it in found)
    assert all(any(step.id in it.steps for it in found) for step in case.history)


def test_who_denies_something_is_no_second_word_for_what_he_takes_for_granted() -> None:
    told = report("Coastal Post", "2024-03-01", says("confinement", by=[BELOVA]))
    unknown = report("Volga Times", "2024-03-02", says("confinement"), says("search", by=[WIFE]))
    unknown = replace(
        unknown,
        claims=(replace(unknown.claims[0], polarity=Polarity.NEGATIVE), unknown.claims[1]),
    )

    found = trace(told, unknown)

    assert found["Marina Belova"].steps == ("s1",)
    assert "s1" not in found["Volga Times"].steps
    assert trace(unknown)["Volga Times"].steps == ("s1",)


@pytest.mark.parametrize(("years", "sure"), [((2,), True), ((3,), False), ((2, 3), False)])
def test_another_term_is_what_an_outlet_tells_itself_unless_it_corrects_its_own(
    years: tuple[int, ...], *, sure: bool
) -> None:
    def impose(reading: Reading, *terms: int) -> Reading:
        found = tuple(
            Penalty(
                id=f"p{number}",
                span=Span(number, number + 1),
                text=str(term),
                kind=PenaltyKind.IMPRISONMENT,
                min=term,
                max=term,
                unit="year",
            )
            for number, term in enumerate(terms)
        )
        return replace(reading, penalties=found)

    first = impose(report("Northern Ledger", "2024-03-01", says("sentence", by=[LAWYER])), 3)
    second = impose(report("Northern Ledger", "2024-03-05", says("sentence")), *years)

    found = trace(first, second)["Northern Ledger"]

    assert found.reports == (second.report.sha256,)
    assert found.sure is sure


@pytest.mark.parametrize(("one", "other"), [(None, None), ("2024-03-01", None)])
def test_without_both_days_nothing_was_told_before(one: str | None, other: str | None) -> None:
    first = report("Northern Ledger", one, says("sentence", by=[LAWYER]))
    second = report("Northern Ledger", other, says("sentence"))

    assert all(it.sure for it in trace(first, second).values())
