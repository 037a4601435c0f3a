"""Who tells something of a case besides its steps, and what kind of source he is."""

from dataclasses import replace

import pytest
from voices import SUBJECT, index, make_case, report, says, voice

from sayso.reconcile.origins.tracing import trace_origins
from sayso.records.casefile import Origin, Ref
from sayso.records.claim import SourceKind
from sayso.records.entity import Gender
from sayso.records.reading import Reading
from sayso.records.selector import Span

LAWYER = voice("lawyer", "lawyer")


def trace(*readings: Reading) -> dict[str, Origin]:
    found = trace_origins(make_case(readings), index(readings), ())
    return {it.name: it for it in found}


def name_subject(reading: Reading) -> Reading:
    """Let the report name the subject wherever its text does."""
    text, name = reading.report.text, SUBJECT
    begins = [at for at in range(len(text)) if text.startswith(name, at)]
    mentions = tuple(Span(at, at + len(name)) for at in begins)
    return replace(
        reading,
        entities=tuple(
            replace(it, mentions=mentions) if it.name == SUBJECT else it for it in reading.entities
        ),
        cases=tuple(replace(it, claims=("c1",)) for it in reading.cases),
    )


def test_a_neighbor_who_is_cited_where_the_report_names_the_man_is_a_source() -> None:
    neighbor = voice("eyewitness", "Nina Prokhorova")
    words = f"They came in a van, said a neighbor of {SUBJECT}."
    told = report(
        "Ledger",
        "2024-03-01",
        says("detention", by=[LAWYER]),
        says(by=[neighbor], words=words),
    )

    assert set(trace(name_subject(told))) == {"lawyer", "Nina Prokhorova"}


def test_who_speaks_of_what_is_so_in_general_is_no_source_of_the_case() -> None:
    monitor = voice("organization", "Conscience Watch")
    told = report(
        "Ledger",
        "2024-03-01",
        says("detention", by=[LAWYER]),
        says(by=[monitor], words="Nine objectors have been convicted."),
    )

    assert set(trace(name_subject(told))) == {"lawyer"}


def test_a_court_that_publishes_its_own_word_is_one_source_with_itself() -> None:
    court = voice("court", "Kirov Garrison Military Court")
    own = report("Kirov Garrison Military Court", "2024-03-01", says("sentence"))
    cites = report("Ledger", "2024-03-02", says("sentence", by=[court]))

    (origin,) = trace(own, cites).values()

    assert (origin.name, origin.kind) == ("Kirov Garrison Military Court", SourceKind.COURT)
    assert len(origin.reports) == 2


def test_a_court_gazette_is_not_the_court() -> None:
    court = voice("court", "Kirov Garrison Military Court")
    own = report("Gazette of the Military Courts", "2024-03-01", says("sentence"))
    cites = report("Ledger", "2024-03-02", says("sentence", by=[court]))

    assert len(trace(own, cites)) == 2


def test_a_bureau_of_investigation_is_not_the_recruitment_office() -> None:
    bureau = voice("official", "State Bureau of Investigation")
    office = voice("official", "the commissariat")
    one = report("Ledger", "2024-03-01", says("detention", by=[bureau]))
    other = report("Times", "2024-03-02", says("detention", by=[office]))

    assert len(trace(one, other)) == 2


def test_a_court_that_is_cited_by_its_press_service_is_shown_by_its_name() -> None:
    press = voice("court", "the court's press service")
    told = report("Ledger", "2024-03-01", says("sentence", by=[press]))
    court = voice("court", "Kirov Garrison Military Court")
    named = report("Times", "2024-03-02", says("sentence", by=[press]), says(by=[court]))
    entities = {it.name: it for it in named.entities}

    (origin,) = trace(told, named).values()

    assert "Kirov Garrison Military Court" in entities
    assert origin.name == "Kirov Garrison Military Court"
    assert "the court's press service" in origin.spellings


def test_a_named_service_is_no_other_body_that_may_be_it() -> None:
    court = voice("court", "Kirov Garrison Military Court")
    press = voice("official", "press service")
    prisons = voice("official", "prison service")
    one = report("Ledger", "2024-03-01", says("sentence", by=[court]))
    other = report("Ledger", "2024-03-02", says("ill_treatment", by=[prisons]))

    assert set(trace(one, other)) == {"Kirov Garrison Military Court", "prison service"}
    assert len(trace(one, report("Ledger", "2024-03-02", says("sentence", by=[press])))) == 1


def test_a_verdict_that_a_court_announced_is_not_its_word() -> None:
    court = voice("court", "Kirov Garrison Military Court")
    told = report("Ledger", "2024-03-01", says("sentence", by=[court], cue="ann", words="verdict"))

    (origin,) = trace(told).values()

    assert origin.name == "Ledger"


def test_the_agency_is_the_body_that_the_report_named_before() -> None:
    bureau = voice("official", "State Bureau of Investigation")
    agency = voice("official", "agency")
    told = report(
        "Ledger", "2024-03-01", says("detention", by=[bureau]), says("charge", by=[agency])
    )
    spans = {"State Bureau of Investigation": Span(0, 4), "agency": Span(30, 36)}
    entities = tuple(
        replace(it, mentions=(spans[it.name],)) if it.name in spans else it for it in told.entities
    )
    claims = tuple(
        replace(it, chain=tuple(replace(link, span=spans[link.name]) for link in it.chain))
        for it in told.claims
    )

    (origin,) = trace(replace(told, entities=entities, claims=claims)).values()

    assert origin.name == "State Bureau of Investigation"
    assert len(origin.claims) == 2


def test_what_investigators_say_in_a_courts_report_is_the_courts_word() -> None:
    court = voice("court", "court")
    inquiry = voice("official", "the investigation")
    told = report(
        "Ledger", "2024-03-01", says("sentence", by=[court]), says("refusal", by=[inquiry])
    )

    assert len(trace(told)) == 1


def test_a_cellmate_to_whom_the_same_befell_is_not_the_man() -> None:
    man = voice("subject", "Timur Salakhov")
    cellmate = voice("subject", "cellmate")
    one = report("Ledger", "2024-03-01", says("ill_treatment", by=[man]))
    other = report("Times", "2024-03-09", says("ill_treatment", by=[cellmate]))

    found = trace(one, other)

    assert found["cellmate"].kind is SourceKind.EYEWITNESS
    assert len(found) == 2


@pytest.mark.parametrize(("words", "sources"), [("woman", 1), ("a woman", 2), ("man", 2)])
def test_the_woman_is_the_wife_whom_the_report_cited_before(words: str, sources: int) -> None:
    wife = voice("relative", "wife")
    somebody = voice("person", words)
    told = report(
        "Ledger",
        "2024-03-01",
        says("detention", by=[wife]),
        says("ill_treatment", by=[somebody]),
    )
    gender = Gender.MALE if words == "man" else Gender.FEMALE
    entities = tuple(replace(it, gender=gender) if it.name == words else it for it in told.entities)

    assert len(trace(replace(told, entities=entities))) == sources


def test_an_agency_that_is_cited_by_its_initials_is_that_agency() -> None:
    first = report("Caspian News Agency", "2024-03-01", says("detention", by=[LAWYER]))
    cites = report("Ledger", "2024-03-02", says("detention", by=[voice("outlet", "CNA")]))
    other = report("Times", "2024-03-02", says("detention", by=[voice("outlet", "CNB")]))

    assert set(trace(first, cites)) == {"lawyer"}
    assert set(trace(first, other)) == {"lawyer", "CNB"}


def test_a_cellmate_who_was_taken_for_the_man_is_another() -> None:
    cellmate = voice("subject", "cellmate")
    man = voice("subject", "Timur Salakhov")
    readings = [
        report("Ledger", "2024-03-01", says("detention", by=[man])),
        report("Times", "2024-03-09", says("ill_treatment", by=[cellmate])),
    ]
    case = make_case(readings)
    (subject,) = case.subjects
    taken = Ref(report=readings[1].report.sha256, id="e2")
    joined = replace(subject, members=(*subject.members, taken))

    found = trace_origins(replace(case, subjects=(joined,)), index(readings), ())

    assert {it.name for it in found} == {"Timur Salakhov", "cellmate"}


def test_a_statement_is_the_word_of_the_body_that_gave_it_out() -> None:
    press = voice("court", "the court's press service")
    told = report(
        "Ledger",
        "2024-03-01",
        says("sentence", by=[press]),
        says("refusal", by=[voice("document", "statement")]),
    )

    assert set(trace(told)) == {"the court's press service"}
