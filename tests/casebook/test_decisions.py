"""What people decide holds, whatever a newer reader or another extraction finds."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from deeds import add
from plain_reader import PlainReader

from sayso.errors import SaysoError
from sayso.records.decision import Decision, Judgement, SubjectKind, Value
from sayso.records.entries import make_decision_draft, make_extraction_draft
from sayso.records.report import Report
from sayso.review.effective import EffectiveReading, Standing
from sayso.review.question_text import QuestionError
from sayso.review.worklist import ItemKind
from sayso.workbench import deciding
from sayso.workbench.casebook import Casebook

TEXT = """\
Mira Tessaly said that her brother was detained at night.
Ilan Orsk said that perhaps nobody had been told. Pavel Dalen said that the cellar was full.
The cellar holds two hundred men, as Mira Tessaly knows.
"""


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    made = Casebook.create(tmp_path / "book", analyst="Vera", reader=PlainReader())
    with made:
        add(made, TEXT, id="harbor", published="2031-03-12")
        yield made


def read_with(casebook: Casebook, version: int) -> None:
    newer = Casebook(casebook.holdings, PlainReader(version=version))
    list(newer.reread())


def as_other(casebook: Casebook, analyst: str) -> Casebook:
    return Casebook(replace(casebook.holdings, analyst=analyst), PlainReader())


def get_effective(casebook: Casebook, name: str = "harbor") -> EffectiveReading:
    effective = deciding.make_effective(casebook.holdings, name)
    assert effective is not None
    return effective


def decide(casebook: Casebook, question: str, **answer: object) -> Decision:
    return casebook.decide(question, because="As the court's list has it.", **answer)  # type: ignore[arg-type]


def test_a_decision_on_a_claim_is_shown_with_it(casebook: Casebook) -> None:
    made = decide(casebook, "claim:harbor/c1", judgement=Judgement.NO)

    claim = get_effective(casebook).find("c1")

    assert claim is not None
    assert claim.standing is Standing.REJECTED
    assert claim.decided == {"standing": made.id}
    others = [it.standing for it in get_effective(casebook).claims if it.id != "c1"]
    assert set(others) == {Standing.UNDECIDED}


def test_a_rejected_claim_is_in_no_page_of_what_holds(casebook: Casebook) -> None:
    decide(casebook, "claim:harbor/c1", judgement=Judgement.NO)

    reading = get_effective(casebook).reading

    assert reading is not None
    assert [it.id for it in reading.claims] == ["c2", "c3"]
    assert all("c1" not in case.claims for case in reading.cases)


def test_a_claim_that_a_newer_reader_cuts_otherwise_stays_as_it_was_decided(
    casebook: Casebook,
) -> None:
    decide(casebook, "claim:harbor/c1", judgement=Judgement.YES)
    before = get_effective(casebook).find("c1")

    read_with(casebook, 2)

    kept = next(it for it in get_effective(casebook).findings if it.kept)
    assert before is not None
    assert kept.standing is Standing.STANDS
    assert kept.values["content"] == before.values["content"]
    assert kept.values["chain"] == before.values["chain"]
    orphans = casebook.orphans()
    assert [it.question for it in orphans] == ["claim:harbor/c1"]
    assert "near it is now c1" in orphans[0].why


def test_what_a_newer_reader_no_longer_finds_stays_with_its_decided_value(
    casebook: Casebook,
) -> None:
    decide(casebook, "value:harbor/c2.certainty", value="possible")

    read_with(casebook, 3)

    (kept,) = [it for it in get_effective(casebook).findings if it.kept]
    assert kept.values["certainty"] == "possible"
    assert kept.values["content"]["text"] == "perhaps nobody had been told."
    assert casebook.orphans()[0].question == f"value:harbor/{kept.id}.certainty"


def test_what_is_kept_can_be_decided_again(casebook: Casebook) -> None:
    decide(casebook, "claim:harbor/c2", judgement=Judgement.YES)
    read_with(casebook, 3)
    (kept,) = [it for it in get_effective(casebook).findings if it.kept]

    decide(casebook, f"claim:harbor/{kept.id}", judgement=Judgement.NO)

    (again,) = [it for it in get_effective(casebook).findings if it.kept]
    assert again.standing is Standing.REJECTED
    assert again.values == kept.values


def test_an_undone_decision_is_out_of_force_until_the_undo_is_undone(casebook: Casebook) -> None:
    made = decide(casebook, "claim:harbor/c1", judgement=Judgement.NO)

    back = casebook.undo(made.id[:8], because="The wrong claim.")
    without = get_effective(casebook).find("c1")
    casebook.undo(back.id, because="It was the right one.")

    again = get_effective(casebook).find("c1")
    assert without is not None
    assert again is not None
    assert without.standing is Standing.UNDECIDED
    assert again.standing is Standing.REJECTED
    with pytest.raises(QuestionError, match="undone already"):
        casebook.undo(back.id, because="Again.")


def test_people_who_disagree_are_shown_and_the_latest_holds(casebook: Casebook) -> None:
    decide(casebook, "claim:harbor/c1", judgement=Judgement.YES)
    decide(as_other(casebook, "Oleg"), "claim:harbor/c1", judgement=Judgement.NO)

    effective = get_effective(casebook)
    item = casebook.worklist()[0]

    assert effective.claims[0].standing is Standing.REJECTED
    assert len(effective.disputes) == 1
    assert item.kind is ItemKind.DISPUTED
    assert item.question == "claim:harbor/c1"
    assert "Vera: yes" in item.why


def test_a_corrected_date_is_in_force_everywhere(casebook: Casebook) -> None:
    made = casebook.correct("harbor", "published", "2031-03-10", because="The archive's copy.")

    (summary,) = casebook.reports()
    effective = get_effective(casebook)
    reading = casebook.get_reading("harbor")
    assert reading is not None
    assert summary.published == "2031-03-10"
    assert reading.report.published == "2031-03-10"
    assert effective.report["published"] == "2031-03-10"
    assert effective.decided == {"published": made.id}

    casebook.undo(made.id, because="A misprint.")

    (summary,) = casebook.reports()
    assert summary.published == "2031-03-12"


def test_an_unknown_date_is_an_answer(casebook: Casebook) -> None:
    casebook.correct("harbor", "published", None, because="It is the day of a later change.")

    (summary,) = casebook.reports()
    assert summary.published is None


def test_an_unfit_date_is_refused(casebook: Casebook) -> None:
    with pytest.raises(QuestionError, match="not fit for 'published'"):
        casebook.correct("harbor", "published", "12 March", because="So.")


def test_a_missed_claim_is_added_with_what_the_analyst_knows(casebook: Casebook) -> None:
    made = decide(
        casebook,
        "missed:harbor",
        quote="The cellar holds\ntwo hundred men",
        value={
            "source": "Mira Tessaly",
            "cue": "knows",
            "chain": [{"name": "Mira Tessaly", "kind": "person", "entity": "e1"}],
        },
    )

    claim = get_effective(casebook).find("m1")

    assert claim is not None
    assert claim.standing is Standing.STANDS
    assert claim.values["content"]["text"] == "The cellar holds two hundred men"
    assert claim.values["source"]["text"] == "Mira Tessaly"
    assert claim.values["chain"][0]["entity"] == "e1"
    assert claim.values["certainty"] is None
    assert claim.decided["standing"] == made.id
    reading = get_effective(casebook).reading
    assert reading is not None
    assert "m1" not in [it.id for it in reading.claims]


def test_a_missed_claim_of_which_all_is_known_is_in_the_reading(casebook: Casebook) -> None:
    decide(
        casebook,
        "missed:harbor",
        quote="The cellar holds two hundred men",
        value={"style": "own", "certainty": "stated", "polarity": "positive"},
    )

    reading = get_effective(casebook).reading

    assert reading is not None
    claim = next(it for it in reading.claims if it.id == "m1")
    assert (claim.chain, claim.source, claim.confidence) == ((), None, 1.0)


def test_a_missed_claim_can_be_judged_and_noted_like_others(casebook: Casebook) -> None:
    decide(
        casebook, "missed:harbor", quote="The cellar holds two hundred men", judgement=Judgement.YES
    )
    decide(casebook, "claim:harbor/m1", judgement=Judgement.UNSURE)
    casebook.decide("note:harbor/m1", because="Ask her.")

    claim = get_effective(casebook).find("m1")

    assert claim is not None
    assert claim.standing is Standing.UNSURE
    assert [it.reason for it in claim.notes] == ["Ask her."]


def test_words_of_a_claim_are_decided_by_quoting_them(casebook: Casebook) -> None:
    decide(casebook, "span:harbor/c3.source", quote="Pavel")
    decide(casebook, "span:harbor/c3.cue", value=None)

    claim = get_effective(casebook).find("c3")

    assert claim is not None
    assert claim.values["source"]["text"] == "Pavel"
    assert claim.values["cue"] is None


def test_words_that_stand_in_two_places_are_not_guessed(casebook: Casebook) -> None:
    with pytest.raises(QuestionError, match="stands 2 times"):
        decide(casebook, "redact:harbor", quote="Mira Tessaly", judgement=Judgement.YES)


def test_people_and_cases_are_linked(casebook: Casebook) -> None:
    add(casebook, "Mira Tessaly said that she waits.", id="bay")
    same = decide(casebook, "same-person:harbor/e1=bay/e1", judgement=Judgement.YES)
    decide(casebook, "case:harbor/c2=harbor/k1", judgement=Judgement.NO)

    links = get_effective(casebook).links
    there = get_effective(casebook, "bay").links

    assert [(it.type, it.judgement) for it in links] == [
        ("same_person", Judgement.YES),
        ("belongs_to_case", Judgement.NO),
    ]
    assert [(it.one.name, it.one.id, it.other.name, it.other.id) for it in there] == [
        ("harbor", "e1", "bay", "e1")
    ]
    turned = decide(casebook, "same-person:bay/e1=harbor/e1", judgement=Judgement.UNSURE)
    assert [it.decision for it in get_effective(casebook, "bay").links] == [turned.id]
    assert turned.id != same.id


def test_a_value_that_names_a_finding_follows_it_through_a_newer_reading(
    casebook: Casebook,
) -> None:
    decide(casebook, "value:harbor/v1.participants", value=[{"role": "subject", "entity": "e2"}])
    decide(casebook, "value:harbor/v1.claims", value=["c2"])

    before = get_effective(casebook).find("v1")
    read_with(casebook, 3)

    after = get_effective(casebook).find("v1")
    assert before is not None
    assert after is not None
    assert before.values["claims"] == ["c2"]
    (name,) = after.values["claims"]
    kept = get_effective(casebook).find(name)
    assert kept is not None
    assert kept.kept
    assert kept.values["content"]["text"] == "perhaps nobody had been told."
    assert after.values["participants"] == [{"role": "subject", "entity": "e2"}]


@pytest.mark.parametrize(
    ("question", "answer", "problem"),
    [
        ("claim:harbor/c9", {"judgement": Judgement.YES}, "no claim 'c9'"),
        ("claim:nowhere/c1", {"judgement": Judgement.YES}, "no report 'nowhere'"),
        ("claim:harbor/e1", {"judgement": Judgement.YES}, "no claim 'e1'"),
        ("claim:harbor/c1", {}, "asks for a judgement"),
        ("claim:harbor/c1", {"judgement": Judgement.YES, "value": 3}, "asks for a judgement"),
        ("claim:harbor/c1", {"judgement": Judgement.YES, "quote": "men"}, "not about a passage"),
        ("same-person:harbor/e1=harbor/e1", {"judgement": Judgement.YES}, "one thing twice"),
        ("value:harbor/c1.certainty", {"value": "surely"}, "does not fit"),
        ("value:harbor/c1.certainty", {"value": None}, "does not fit"),
        ("value:harbor/c1.certainty", {"judgement": Judgement.YES}, "asks for a value"),
        ("value:harbor/c1.id", {"value": "c2"}, "no field 'id'"),
        ("value:harbor/e1.age", {"value": -3}, "not fit for 'age'"),
        ("value:harbor/e1.age", {"value": 3.5}, "does not fit"),
        ("value:harbor/e1.age", {"value": float("nan")}, "does not fit"),
        ("value:harbor/v1.time", {"value": "t7"}, "no time 't7'"),
        ("value:harbor.text", {"value": "Other words"}, "no field 'text'"),
        ("span:harbor/c1.chain", {"quote": "Mira"}, "no part 'chain'"),
        ("span:harbor/c1.content", {"value": None}, "without content"),
        ("span:harbor/c1.source", {"value": {"spans": [[9, 2]]}}, "is no passage"),
        ("missed:harbor", {"judgement": Judgement.YES}, "not said which words"),
        ("missed:harbor", {"quote": "two hundred", "value": {"who": "she"}}, "not understood"),
        ("missed:harbor", {"quote": "three hundred", "judgement": Judgement.YES}, "nowhere"),
        ("origin:harbor/c1", {"value": 7}, "is no name"),
        ("note:harbor", {"judgement": Judgement.YES}, "asks for nothing"),
        ("claim harbor c1", {"judgement": Judgement.YES}, "is no question"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    casebook: Casebook, question: str, answer: dict[str, object], problem: str
) -> None:
    head = casebook.holdings.store.get_head()

    with pytest.raises(SaysoError, match=problem) as caught:
        decide(casebook, question, **answer)

    assert isinstance(caught.value, QuestionError)
    assert caught.value.remedy
    assert casebook.holdings.store.get_head() == head


def test_a_decision_without_a_reason_is_refused(casebook: Casebook) -> None:
    with pytest.raises(QuestionError, match="has a reason"):
        casebook.decide("claim:harbor/c1", judgement=Judgement.YES, because=" ")


def test_a_text_extracted_anew_keeps_its_decisions(casebook: Casebook) -> None:
    decide(casebook, "claim:harbor/c1", judgement=Judgement.YES)
    decide(casebook, "value:harbor/c2.certainty", value="possible")
    decide(casebook, "span:harbor/c3.source", quote="Pavel")
    decide(casebook, "redact:harbor", quote="two hundred men", judgement=Judgement.YES)

    extract_anew(casebook, "Harbor News\n\n" + TEXT.replace(" was detained", "  was\u00a0detained"))

    effective = get_effective(casebook)
    assert casebook.orphans() == ()
    assert effective.claims[0].standing is Standing.STANDS
    assert effective.claims[1].values["certainty"] == "possible"
    assert effective.claims[2].values["source"]["text"] == "Pavel"
    (passage,) = effective.passages
    assert (passage.lost, passage.subject.text) == (False, "two hundred men")
    decide(casebook, "claim:harbor/c1", judgement=Judgement.NO)
    assert get_effective(casebook).claims[0].standing is Standing.REJECTED


def test_words_that_are_gone_from_a_new_text_leave_their_decision_an_orphan(
    casebook: Casebook,
) -> None:
    decide(casebook, "claim:harbor/c1", judgement=Judgement.YES)

    extract_anew(casebook, TEXT.partition("\n")[2])

    (orphan,) = casebook.orphans()
    (kept,) = [it for it in get_effective(casebook).findings if it.kept]
    assert "words are gone" in orphan.why
    assert kept.standing is Standing.STANDS
    assert kept.values["content"] == {"spans": [], "text": "her brother was detained at night."}


def test_decisions_about_reports_that_are_not_here_stay_and_are_no_orphans(
    casebook: Casebook,
) -> None:
    from deeds import decide as decide_raw

    from sayso.records.decision import ClaimStands, Subject

    gone = Subject(kind=SubjectKind.CLAIM, report="ab" * 32, text_sha256="cd" * 32, text="No.")
    made = decide_raw(casebook, ClaimStands(claim=gone))

    assert made.id in [it.id for it in casebook.holdings.store.list_decisions()]
    assert casebook.orphans() == ()
    assert all(it.kind is ItemKind.DOUBTFUL for it in casebook.worklist())


def test_a_replay_of_the_log_gives_what_was_there(casebook: Casebook) -> None:
    made = decide(casebook, "claim:harbor/c1", judgement=Judgement.YES)
    casebook.decide("note:harbor", because="Ask the paper.")
    casebook.undo(made.id, because="So.")

    assert deciding.replay(casebook.holdings) == ()


def test_the_worklist_asks_what_can_be_answered(casebook: Casebook) -> None:
    items = casebook.worklist()

    assert [it.kind for it in items] == [ItemKind.DOUBTFUL] * 3
    for item in items:
        assert item.question is not None
        casebook.decide(item.question, judgement=Judgement.YES, because="It says so.")
    assert casebook.worklist() == ()


def extract_anew(casebook: Casebook, text: str) -> None:
    """What reading the bytes with a better extractor does."""
    store = casebook.holdings.store
    old = store.get_report("harbor").report
    assert old is not None
    new: Report = replace(old, text=text.strip(), origin=((0, 0),))
    draft = make_extraction_draft(new, time=casebook.holdings.now(), actor="Vera")
    with store.writing() as writer:
        writer.append(draft)
        writer.replace_text(new)
    list(casebook.reread())


def test_a_report_whose_name_ends_like_a_findings_is_found(casebook: Casebook) -> None:
    add(casebook, "Nina Belova said that it was so.", id="a/b1")

    made = decide(casebook, "value:a/b1.title", value="So it was")

    assert isinstance(made.question, Value)
    assert get_effective(casebook, "a/b1").report["title"] == "So it was"


def test_what_is_decided_after_a_merge_holds_though_the_others_clock_was_ahead(
    casebook: Casebook, tmp_path: Path
) -> None:
    with Casebook.create(tmp_path / "other", analyst="Oleg", reader=PlainReader()) as other:
        add(other, TEXT, id="harbor", published="2031-03-12")
        made = decide(other, "claim:harbor/c1", judgement=Judgement.NO)
        later = replace(made, id="e" * 32, time="2099-01-01T00:00:00.000000Z")
        with other.holdings.store.writing() as writer:
            writer.append(make_decision_draft(later))
        casebook.merge(other)
    before = get_effective(casebook).claims[0]

    decide(casebook, "claim:harbor/c1", judgement=Judgement.YES)

    after = get_effective(casebook).claims[0]
    assert before.decided["standing"] == later.id
    assert after.standing is Standing.STANDS
    assert [it.message for it in casebook.verify() if it.fails] == []
    assert deciding.replay(casebook.holdings) == ()


def test_a_dispute_over_a_value_is_told_in_words(casebook: Casebook) -> None:
    decide(casebook, "span:harbor/c3.source", quote="Pavel")
    decide(as_other(casebook, "Oleg"), "span:harbor/c3.source", value=None)
    decide(casebook, "value:harbor/v1.claims", value=["c2"])
    decide(as_other(casebook, "Oleg"), "value:harbor/v1.claims", value=[])

    span, claims = casebook.worklist()[:2]

    assert (span.question, claims.question) == ("span:harbor/c3.source", "value:harbor/v1.claims")
    assert "Oleg: not known" in span.why
    assert "Vera: “Pavel”" in span.why
    assert "Oleg: none" in claims.why
    assert "Vera: “perhaps nobody had been told.”" in claims.why
