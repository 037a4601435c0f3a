"""Texts in, cases across reports out: what repeats is one, what is only alike is not."""

import pytest

import sayso
from sayso.packs.pack import DEFAULT, get_pack
from sayso.records.casefile import CaseFile
from sayso.workbench.casefiles import make_case_files

POST = (
    "В колонии под Омском третьи сутки держат без еды солдата, который отказался возвращаться "
    "в часть. Об этом нам рассказал его сослуживец.\n\nПо его словам, солдата избили в первый же "
    "день, врача к нему не пустили. Родным ничего не говорят, телефон отобрали при поступлении."
)


def gather(*reports: tuple[str, str, str]) -> tuple[CaseFile, ...]:
    """Return the cases of reports: (text, day, publisher) each."""
    readings = [
        sayso.read(text, published=day, publisher=publisher) for text, day, publisher in reports
    ]
    return make_case_files(readings, get_pack(DEFAULT)).cases


def test_a_post_about_somebody_unnamed_that_another_repeats_is_one_case() -> None:
    again = POST + "\n\nПодписывайтесь на канал."
    (case,) = gather((POST, "2024-03-01", "Омский барак"), (again, "2024-03-02", "Сибирь сегодня"))

    assert len(case.reports) == 2
    assert len(case.copies) == 1
    assert [it.words for it in case.reasons] == ["one report repeats the other"]


@pytest.mark.parametrize(
    ("age", "publisher"), [(39, "Steppe Herald"), (39, "Volga Post"), (24, "Steppe Herald")]
)
def test_two_unnamed_men_of_one_formula_are_two_cases(age: int, publisher: str) -> None:
    formula = (
        "The garrison court has sentenced a contract soldier to five years in a colony for "
        "leaving his unit, the court's press service said. He is {age}, and was found guilty "
        "under Article 337 of the Criminal Code."
    )
    cases = gather(
        (formula.format(age=24), "2024-03-01", "Steppe Herald"),
        (formula.format(age=age) + " \n", "2024-03-04", publisher),
    )

    assert [len(it.reports) for it in cases] == [1, 1]
