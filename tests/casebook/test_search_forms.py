"""Russian and Ukrainian words are found in all their forms."""

import pytest

from sayso.capture.options import CaptureOptions
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

TEXTS = {
    "plural": ("ru", "Суд приговорил дезертиров к трём годам. Дело Дегтярёвой закрыто."),
    "single": ("ru", "Дезертира задержали. Дегтярёв ушёл."),
    "ukrainian": ("uk", "Дезертирам загрожує строк. Об'єднання «Слід» шукає людей."),
    "english": ("en", "The deserters were tried."),
}


@pytest.fixture
def filled(casebook: Casebook) -> Casebook:
    added = casebook.add(
        [
            Addition(
                name=name, source=text.encode(), options=CaptureOptions(id=name, language=code)
            )
            for name, (code, text) in TEXTS.items()
        ]
    )
    assert [one.problem for one in added] == [None] * len(TEXTS)
    return casebook


def find(casebook: Casebook, words: str) -> set[str]:
    return {hit.report.id for hit in casebook.search(words).hits}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("дезертир", {"plural", "single", "ukrainian"}),
        ("Дезертирами", {"plural", "single", "ukrainian"}),
        ("«дезертира»", {"single"}),  # as it is written
        ("задержать", {"single"}),
        ("приговорит дезертиру", {"plural"}),
        ("Дегтярёвой", {"plural"}),  # hers alone
        ("Дегтярева", {"plural", "single"}),  # hers, or his in another case
        ("об’єднанням", {"ukrainian"}),
        ("deserter", set()),
        ("дезертирство", set()),  # another word
    ],
)
def test_a_word_is_found_in_all_its_forms(filled: Casebook, words: str, found: set[str]) -> None:
    assert find(filled, words) == found


def test_a_hit_shows_the_form_that_stands_there(filled: Casebook) -> None:
    (hit,) = filled.search("задержать").hits

    assert [hit.snippet[begin:end] for begin, end in hit.marks] == ["задержали"]


def test_the_best_come_first_whatever_their_form(filled: Casebook) -> None:
    page = filled.search("дезертир", ranked=True)

    assert {hit.report.id for hit in page.hits} == {"plural", "single", "ukrainian"}
