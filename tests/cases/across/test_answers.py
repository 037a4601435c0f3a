"""A denial joins the case that it answers, and no other."""

from dataclasses import replace

import pytest
from several import PACK, assemble, identify, report, told

from sayso.cases.across.assembling import assemble_cases
from sayso.records.entity import Gender
from sayso.records.reading import Reading

CASE = report("2024-05-21", told("ill_treatment", "Daulet Iskakov", on="2024-05-20", at="Almaty"))
OTHER = report("2024-05-28", told("ill_treatment", "Askar Belov", on="2024-05-27", at="Shymkent"))


def _deny(
    who: str, *, day: str | None = None, at: str = "Almaty", on: str = "2024-05-22"
) -> Reading:
    said = told("ill_treatment", who, on=day, at=at, status="denied")
    return replace(report(on, said), cases=())


@pytest.mark.parametrize(
    "denial",
    [_deny("Iskakov"), _deny("men", day="2024-05-20"), _deny("Iskakov", on="2024-06-30")],
)
def test_a_denial_by_surname_or_day_at_one_place_is_of_the_case(denial: Reading) -> None:
    first, second = assemble(CASE, OTHER, denial)

    assert denial.report.sha256 in first.reports
    assert [it.status for it in first.history] == ["happened", "denied"]
    assert denial.report.sha256 not in second.reports


@pytest.mark.parametrize(
    "denial",
    [
        _deny("Sorokin"),
        _deny("Iskakov", at="Astana"),
        _deny("Iskakov", on="2024-12-22"),
        _deny("men", day="2024-05-19"),
        _deny("men"),
        _deny("Timur Iskakov"),
    ],
)
def test_a_denial_of_another_name_place_or_time_is_of_none(denial: Reading) -> None:
    assert all(denial.report.sha256 not in it.reports for it in assemble(CASE, OTHER, denial))


def test_a_denial_that_fits_two_cases_is_of_none() -> None:
    namesake = report("2024-05-21", told("ill_treatment", "Timur Iskakov", at="Almaty"))
    denial = _deny("Iskakov")

    cases = assemble(CASE, namesake, denial)

    assert all(denial.report.sha256 not in it.reports for it in cases)


def test_what_a_report_denies_beside_the_case_that_it_tells_of_is_of_that_case() -> None:
    answer = report(
        "2024-05-22",
        told("detention", "Daulet Iskakov", on="2024-05-20", at="Almaty"),
        told("ill_treatment", "men", status="denied"),
    )

    case, _ = assemble(CASE, OTHER, answer)

    assert {it.type: it.status for it in case.history if answer.report.sha256 in it.reports} == {
        "detention": "happened",
        "ill_treatment": "denied",
    }


def _office(
    name: str, *, at: str = "Almaty", on: str = "2024-05-23", day: str | None = None
) -> Reading:
    brought = told("detention", name, on=day, at=at)
    return report(on, brought, told("ill_treatment", name, status="denied"))


TAKEN = report(
    "2024-05-21",
    told("detention", "Daulet Iskakov", on="2024-05-20", at="Almaty"),
    told("ill_treatment", "Daulet Iskakov", at="Almaty"),
)


def test_whom_an_office_calls_by_an_initial_is_the_man_of_that_place() -> None:
    office = _office("I.")

    first, second = assemble(TAKEN, OTHER, office)

    assert sorted((it.type, it.status.value) for it in first.history) == [
        ("detention", "happened"),
        ("ill_treatment", "denied"),
        ("ill_treatment", "happened"),
    ]
    assert [it.name for it in first.subjects] == ["Daulet Iskakov"]
    assert office.report.sha256 not in second.reports


@pytest.mark.parametrize(
    "office",
    [
        _office("S."),
        _office("I.", at="Astana"),
        _office("I.", on="2024-12-23"),
        _office("I.", day="2024-05-02"),
    ],
)
def test_an_initial_that_fits_nobody_there_is_a_case_of_its_own(office: Reading) -> None:
    cases = assemble(TAKEN, OTHER, office)

    assert [it.reports for it in cases if office.report.sha256 in it.reports] == [
        (office.report.sha256,)
    ]


def test_an_initial_of_two_men_of_one_place_is_neither() -> None:
    another = report("2024-05-22", told("detention", "Timur Ivanov", on="2024-05-19", at="Almaty"))

    assert len(assemble(TAKEN, another, _office("I."))) == 3


@pytest.mark.parametrize(
    ("at", "day", "fits"),
    [("Almaty", "2024-05-20", True), ("Astana", None, False), (None, "2024-01-10", False)],
)
def test_a_denial_beside_a_case_is_of_another_day_or_place_no_denial_of_it(
    at: str | None, day: str | None, fits: bool
) -> None:
    answer = report(
        "2024-05-22",
        told("detention", "Daulet Iskakov", on="2024-05-20", at="Almaty"),
        told("ill_treatment", "men", on=day, at=at, status="denied"),
    )
    case, _ = assemble(CASE, OTHER, answer)

    statuses = {it.status for it in case.history if it.type == "ill_treatment"}
    assert ("denied" in statuses) is fits


def test_an_answer_by_the_surname_of_a_woman_is_of_no_mans_case() -> None:
    denial, (man, woman) = _deny("Pavlenko"), (Gender.MALE, Gender.FEMALE)
    case = report(
        "2024-05-21", told("ill_treatment", "Oleh Pavlenko", on="2024-05-20", at="Almaty")
    )

    def answered(gender: Gender | None) -> bool:
        who = tuple(replace(it, gender=gender) for it in denial.entities)
        readings = {it.report.sha256: it for it in (case, replace(denial, entities=who))}
        people = [replace(it, gender=man) for it in identify([case])]
        (file,) = assemble_cases(readings, people, PACK)
        return len(file.reports) == 2

    assert [answered(it) for it in (man, None, woman)] == [True, True, False]
