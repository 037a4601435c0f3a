"""The law of a pack: what it refuses, what is in force on a day, and that unknown is not none."""

import copy
from datetime import date
from typing import Any

import pytest

from sayso.errors import DataError
from sayso.packs.law import make_law
from sayso.packs.pack import find_packs, get_pack

LAW: dict[str, Any] = {
    "article": [
        {
            "code": "XX-CC",
            "number": "12",
            "offence": "riding without a bell",
            "part": [
                {
                    "number": "1",
                    "offence": "riding without a bell",
                    "from": date(2001, 1, 1),
                    "until": date(2009, 12, 31),
                    "penalties": [{"kind": "arrest", "max": 2, "unit": "month"}],
                    "sources": ["Article 12"],
                },
                {
                    "number": "1",
                    "offence": "riding without a bell",
                    "from": date(2010, 1, 1),
                    "penalties": [{"kind": "arrest", "min": 1, "max": 3, "unit": "month"}],
                    "sources": ["Article 12"],
                },
                {
                    "number": "2",
                    "offence": "the same at night",
                    "penalties": [{"kind": "imprisonment", "max": 1, "unit": "year"}],
                    "sources": ["Article 12"],
                },
            ],
        }
    ]
}


def test_a_day_has_the_wording_that_was_in_force() -> None:
    article = make_law(LAW).find_article("XX-CC", "12")

    assert article is not None
    old, new, undated = article.wordings
    assert [old.is_in_force(day) for day in (date(2000, 1, 1), date(2009, 12, 31))] == [False, True]
    assert [new.is_in_force(day) for day in (date(2009, 12, 31), date(2020, 1, 1))] == [False, True]
    assert undated.is_in_force(date(2020, 1, 1)) is None


def test_what_a_pack_does_not_hold_is_not_found() -> None:
    law = make_law(LAW)
    article = law.find_article("XX-CC", "12")

    assert article is not None
    assert law.find_article("XX-CC", "13") is None
    assert law.find_article("YY-CC", "12") is None
    assert article.find_wordings("3", None) == ()


def test_an_article_with_a_gap_in_its_parts_is_not_whole() -> None:
    tables = copy.deepcopy(LAW)
    tables["article"][0]["part"][2]["number"] = "3"

    whole, gapped = (make_law(it).find_article("XX-CC", "12") for it in (LAW, tables))
    assert whole is not None
    assert gapped is not None
    assert (whole.is_whole, gapped.is_whole) == (True, False)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"penalties": [{"kind": "arrest", "min": 3, "max": 2, "unit": "month"}]}, "more than"),
        ({"penalties": [{"kind": "scolding"}]}, "no kind of penalty"),
        ({"penalties": [{"kind": "arrest", "max": 2}]}, "no unit"),
        ({"penalties": [{"kind": "fine", "max": 2, "unit": "money"}]}, "currency"),
        ({"until": date(2000, 1, 1)}, "before it begins"),
        ({"until": date(2015, 1, 1)}, "overlap"),
        ({"from": "2001"}, "no day"),
        ({"from": date(2001, 1, 1), "introduced_by": "7-FZ of 2002-01-01"}, "before the law"),
        ({"sources": []}, "no source"),
        ({"colour": "red"}, "unknown keys"),
    ],
)
def test_law_that_does_not_fit_is_refused_with_its_place(change: dict[str, Any], why: str) -> None:
    tables = copy.deepcopy(LAW)
    tables["article"][0]["part"][0] |= change

    with pytest.raises(DataError, match=f"XX-CC 12.*{why}"):
        make_law(tables)


@pytest.mark.parametrize("name", find_packs())
def test_every_part_of_a_shipped_pack_says_what_it_threatens_and_whence(name: str) -> None:
    for article in get_pack(name).law.articles.values():
        assert article.wordings
        for wording in article.wordings:
            assert wording.threats
            assert all(wording.sources)
