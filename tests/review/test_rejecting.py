"""What is told only by statements that people rejected is no longer told by the report."""

from collections.abc import Sequence
from dataclasses import replace

from invented import make_reading
from test_effective import decide, hold
from test_fields import REPORT

from sayso.cases.across.assembling import assemble_cases
from sayso.packs.pack import get_pack
from sayso.records.casefile import CaseFile, Ref
from sayso.records.decision import Decision, Judgement, SubjectKind
from sayso.records.event import Case
from sayso.records.reading import Reading
from sayso.review.effective import EffectiveReading, Standing

READING = make_reading()
PACK = get_pack("military-refusal")


def reject(*claims: str, judgement: Judgement = Judgement.NO) -> list[Decision]:
    made: list[Decision] = []
    for claim in claims:
        made.append(decide(f"claim:r/{claim}", READING, judgement=judgement, before=made))
    return made


def get_reading(effective: EffectiveReading) -> Reading:
    assert effective.reading is not None
    return effective.reading


def get_case(reading: Reading, name: str) -> Case:
    return next(it for it in reading.cases if it.id == name)


def put_together(decisions: Sequence[Decision]) -> tuple[CaseFile, ...]:
    reading = get_reading(hold(READING, decisions))
    return assemble_cases({REPORT.sha256: reading}, (), PACK)


def test_what_only_rejected_statements_tell_is_no_step_and_nobodys_account() -> None:
    effective = hold(READING, reject("c2"))

    reading = get_reading(effective)
    assert [it.id for it in reading.events] == ["v1", "v3", "v4", "v5"]
    assert reading.events[0].claims == ("c1",)
    assert get_case(reading, "k1").events == ("v1",)
    assert get_case(reading, "k1").stage == "detention"
    refusal = effective.find("v2")
    assert refusal is not None
    assert refusal.standing is Standing.REJECTED
    steps = {step.type for case in put_together(reject("c2")) for step in case.history}
    assert "refusal" not in steps
    assert "detention" in steps


def test_who_is_unsure_leaves_it_and_who_undoes_it_has_all_back() -> None:
    unsure = hold(READING, reject("c1", "c2", judgement=Judgement.UNSURE))
    undone = hold(READING, [])

    assert get_reading(unsure).events == READING.events
    assert get_reading(undone) == READING
    assert {it.standing for it in unsure.list_kind(SubjectKind.EVENT)} == {Standing.UNDECIDED}


def test_a_case_of_which_every_event_is_rejected_is_none() -> None:
    effective = hold(READING, reject("c6"))

    reading = get_reading(effective)
    assert [it.id for it in reading.cases] == ["k1", "k3"]
    assert reading.quantities == ()
    reports = Ref(report=REPORT.sha256, id="k2")
    assert all(reports not in it.matters for it in put_together(reject("c6")))


def test_a_stage_that_only_a_rejected_statement_told_is_not_known() -> None:
    reading = get_reading(hold(READING, reject("c1", "c2", "c9")))

    assert [it.id for it in reading.cases] == ["k2", "k3"]
    assert (get_case(reading, "k3").events, get_case(reading, "k3").stage) == (("v5",), None)


def test_figures_articles_and_penalties_fall_with_the_only_statement_that_tells_them() -> None:
    reading = get_reading(hold(READING, reject("c5")))

    assert (reading.penalties, reading.provisions) == ((), ())
    assert get_case(reading, "k1").penalties == ()


def test_what_is_asked_about_a_rejected_event_is_asked_no_more() -> None:
    asked = replace(READING.checks[0], about=("k1", "v1", "v2"))
    decisions = reject("c2")

    reading = get_reading(hold(replace(READING, checks=(asked,)), decisions))

    assert reading.checks == ()


def test_an_event_whose_words_people_gave_to_another_source_is_still_told() -> None:
    (rejected,) = reject("c6")
    added = decide(
        "missed:r",
        READING,
        quote="200 conscripts are being held in a cellar in the village of Orsk",
        value={"source": "relatives", "style": "indirect", "certainty": "stated"}
        | {"polarity": "positive"},
        before=[rejected],
    )

    reading = get_reading(hold(READING, [rejected, added]))

    (event,) = [it for it in reading.events if it.id == "v3"]
    assert event.claims == ("m1",)
    assert get_case(reading, "k2").events == ("v3",)
