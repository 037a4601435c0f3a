"""What a report about one man tells without saying again whom it befell is of his case."""

import pytest
from several import Told, assemble, report, told

TAKEN = told("detention", "Daulet Iskakov", on="2024-05-20", at="Almaty")
BEATEN = told("ill_treatment", "Daulet Iskakov", on="2024-05-20", at="Almaty")
FIRST = report("2024-05-21", TAKEN, BEATEN)


def _count_reports(step: str, *events: Told) -> int:
    found = [
        len(it.reports)
        for case in assemble(FIRST, report("2024-05-23", *events))
        for it in case.history
        if it.type == step
    ]
    return max(found, default=0)


def test_what_another_report_of_his_case_tells_too_befell_him() -> None:
    assert _count_reports("ill_treatment", TAKEN, told("ill_treatment")) == 2


def test_what_the_report_gives_a_day_for_befell_him() -> None:
    assert _count_reports("case_opened", TAKEN, told("case_opened", on="2024-05-22")) == 1
    assert _count_reports("case_opened", TAKEN, told("case_opened")) == 0


@pytest.mark.parametrize(
    "events",
    [
        (TAKEN, told("detention", "Askar Belov"), told("ill_treatment")),
        (TAKEN, told("detention", "12 soldiers"), told("ill_treatment")),
        (TAKEN, told("ill_treatment", status="denied")),
        (told("detention", "12 soldiers"), told("ill_treatment")),
    ],
)
def test_where_another_can_be_meant_it_is_left_open(events: tuple[Told, ...]) -> None:
    assert _count_reports("ill_treatment", *events) == 1
