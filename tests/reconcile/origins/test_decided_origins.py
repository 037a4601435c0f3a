"""A name that people decide is whoever bears it; another word only where it is surely new."""

from dataclasses import replace

import pytest
from voices import SUBJECT, Saying, index, make_case, report, says, voice

from sayso.reconcile.origins.tracing import trace_origins
from sayso.records.casefile import Origin, Ref
from sayso.records.claim import SourceKind
from sayso.records.entity import Entity, EntityType, Relation, RelationType
from sayso.records.reading import Reading
from sayso.records.ruling import Rulings
from sayso.records.selector import Span

IRINA = voice("relative", "Irina Salakhova", "wife")
WIFE = voice("relative", "wife")
LAWYER = voice("lawyer", "Marina Belova")
SOURCE = voice("person", "source")
SHORE = voice("channel", "Coastal Post")


def trace(*readings: Reading, **names: str | None) -> dict[str, Origin]:
    """Return the origins where the first statements of publishers were decided to be somebody's."""
    publishers = {(it.report.publisher or "").split()[0].casefold(): it for it in readings}
    origins = {
        Ref(report=publishers[publisher].report.sha256, id="c1"): (name, f"d{number}")
        for number, (publisher, name) in enumerate(names.items(), start=1)
    }
    found = trace_origins(make_case(readings), index(readings), (), Rulings(origins=origins))
    return {it.name: it for it in found}


def tell(publisher: str, day: int, *by: Saying) -> Reading:
    return report(publisher, f"2024-03-{day:02}", *(by or (says("detention"),)))


def name_somebody(reading: Reading, name: str) -> Reading:
    """Return a reading of a report that names somebody, whom it does not cite, as his wife."""
    wife = Relation(type=RelationType.SPOUSE, to="e1")
    made = Entity(
        id="e50", type=EntityType.PERSON, name=name, mentions=(Span(0, 4),), relations=(wife,)
    )
    return replace(reading, entities=(*reading.entities, made))


@pytest.mark.parametrize(
    "name",
    [
        "Irina Salakhova",
        "irina  salakhova",
        "Ирина Салахова",
        "Ирину Салахову",
        "Salakhova Irina",
    ],
)
def test_the_name_of_an_origin_is_that_origin_in_any_spelling(name: str) -> None:
    wife = tell("Volga Times", 1, says("detention", by=[IRINA]))
    herald = tell("Steppe Herald", 2)

    (origin,) = trace(wife, herald, steppe=name).values()

    assert (origin.name, origin.kind, origin.sure) == ("Irina Salakhova", SourceKind.RELATIVE, True)
    assert len(origin.reports) == 2
    assert any(it.startswith("Decision d1") for it in origin.because)


@pytest.mark.parametrize("name", ["wife", "Wife"])
def test_whom_no_report_names_can_be_decided_too(name: str) -> None:
    wife = tell("Volga Times", 1, says("detention", by=[WIFE]))
    other = tell("Baltic Post", 2, says("detention", by=[IRINA]))
    herald = tell("Steppe Herald", 3)

    assert len(trace(wife, other, herald, steppe=name)) == 1


@pytest.mark.parametrize("name", ["Northern Ledger", "The Northern Ledger", "Нортерн Леджер"])
def test_the_name_of_an_outlet_is_that_outlet(name: str) -> None:
    ledger, herald = tell("Northern Ledger", 1), tell("Steppe Herald", 2)

    (origin,) = trace(ledger, herald, steppe=name).values()

    assert (origin.name, origin.kind, len(origin.reports)) == (
        "Northern Ledger",
        SourceKind.OUTLET,
        2,
    )


def test_an_outlet_that_is_only_cited_is_that_outlet() -> None:
    citing = tell("Volga Times", 1, says("detention", by=[SHORE]))

    (origin,) = trace(citing, tell("Steppe Herald", 2), steppe="Coastal Post").values()

    assert (origin.name, origin.kind) == ("Coastal Post", SourceKind.CHANNEL)


def test_an_outlet_that_has_it_from_others_is_no_second_word() -> None:
    ledger = tell("Northern Ledger", 1, says("detention", by=[IRINA]))

    found = trace(ledger, tell("Steppe Herald", 2), steppe="Northern Ledger")

    assert found["Irina Salakhova"].steps == ("s1",)
    assert found["Northern Ledger"].steps == ()
    assert "rests on others" in found["Northern Ledger"].because[0]


def test_a_persons_name_that_reports_only_name_is_that_person() -> None:
    wife = tell("Volga Times", 1, says("detention", by=[WIFE]))
    naming = name_somebody(tell("Baltic Post", 2, says("detention", by=[WIFE])), "Irina Salakhova")

    (origin,) = trace(wife, naming, tell("Steppe Herald", 3), steppe="Ирина Салахова").values()

    assert (origin.kind, len(origin.reports)) == (SourceKind.RELATIVE, 3)


def test_the_mans_own_name_is_the_man() -> None:
    himself = tell("Volga Times", 1, says("detention", by=[voice("subject", SUBJECT)]))

    (origin,) = trace(himself, tell("Steppe Herald", 2), steppe="Тимур Салахов").values()

    assert origin.kind is SourceKind.SUBJECT


@pytest.mark.parametrize("name", ["Salakhova", "I. Salakhova", "his wife"])
def test_a_name_that_is_only_alike_is_not_counted_for_sure(name: str) -> None:
    wife = tell("Volga Times", 1, says("detention", by=[IRINA]))
    if name == "his wife":
        wife = tell("Volga Times", 1, says("detention", by=[WIFE]))

    found = trace(wife, tell("Steppe Herald", 2), steppe=name)

    assert sum(it.sure for it in found.values()) == 1
    if name in found:
        assert not found[name].sure
        assert "may be" in found[name].because[-1]


def test_a_part_of_an_outlets_name_is_not_counted_for_sure() -> None:
    found = trace(tell("Northern Ledger", 1), tell("Steppe Herald", 2), steppe="Ledger")

    assert {it.name: it.sure for it in found.values()} == {"Northern Ledger": True, "Ledger": False}


def test_a_new_name_is_a_new_origin_however_often_and_in_whatever_spelling() -> None:
    wife = tell("Volga Times", 1, says("detention", by=[IRINA]))
    readings = (wife, tell("Steppe Herald", 2), tell("Baltic Post", 3), tell("Ural Star", 4))

    found = trace(*readings, steppe="Oleg Tarasov", baltic="Олег Тарасов", ural="Vera Salakhova")

    assert set(found) == {"Irina Salakhova", "Oleg Tarasov", "Vera Salakhova"}
    assert all(it.sure for it in found.values())


def test_of_two_new_names_that_are_alike_one_is_counted_for_sure() -> None:
    readings = tell("Steppe Herald", 2), tell("Baltic Post", 3)

    found = trace(*readings, steppe="Oleg Tarasov", baltic="O. Tarasov")

    assert [it.sure for it in found.values()] == [True, False]


@pytest.mark.parametrize("name", [None, "source"])
def test_who_is_not_known_never_adds_to_the_count(name: str | None) -> None:
    told = says("detention", by=[SOURCE])
    readings = (
        tell("Volga Times", 1, says("detention", by=[LAWYER])),
        tell("Baltic Post", 2, told),
        tell("Steppe Herald", 3),
        tell("Ural Star", 4),
    )

    found = trace(*readings, steppe=name, ural=name)

    assert [it.name for it in found.values() if it.sure] == ["Marina Belova"]
    assert not trace(tell("Steppe Herald", 2), steppe=None)["unknown"].sure
