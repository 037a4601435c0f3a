"""The law of a pack: what it refuses, what is in force on a day, and that unknown is not none."""

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import DataError
from sayso.lang.wordforms import compile_forms
from sayso.packs.law import Article, make_law
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
        # Of what it knows no part of, a pack says so; nothing is compared with it.
        assert article.wordings or article.whole is False
        for wording in article.wordings:
            assert wording.threats
            assert all(wording.sources)


FINE = {
    "article": {"code": "'XX-CC'", "number": "'12'"},
    "part": {"number": "'1'", "offence": "'riding'", "sources": "['Article 12']"},
    "penalties": {"kind": "'arrest'", "max": "2", "unit": "'month'"},
}


def _write_pack(folder: Path, changes: dict[tuple[str, str], str], whole: str | None) -> Path:
    rows = {
        table: {**keys, **{key: it for (where, key), it in changes.items() if where == table}}
        for table, keys in FINE.items()
    }
    told = {table: [f"{key} = {it}" for key, it in keys.items()] for table, keys in rows.items()}
    threat = ", ".join(told["penalties"])
    part = [*told["part"], f"penalties = [{{ {threat} }}]"]
    law = ["[[article]]", *told["article"], "[[article.part]]", *part]
    pack = folder / "cycling"
    pack.mkdir()
    (pack / "pack.toml").write_text("[types.ride]\n", encoding="utf-8")
    (pack / "law.toml").write_text(whole or "\n".join(law), encoding="utf-8")
    return pack


def test_a_pack_whose_law_is_well_formed_is_taken(tmp_path: Path) -> None:
    assert get_pack(_write_pack(tmp_path, {}, None)).law.find_article("XX-CC", "12") is not None


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("article", "code", "5"),
        ("article", "number", "12"),
        ("article", "offence", "5"),
        ("article", "whole", "'no'"),
        ("part", "number", "1"),
        ("part", "paragraph", "1"),
        ("part", "offence", "5"),
        ("part", "offence", "' '"),
        ("part", "note", "5"),
        ("part", "introduced_by", "5"),
        ("part", "from", "5"),
        ("part", "until", "[1]"),
        ("part", "sources", "'a'"),
        ("part", "sources", "[1]"),
        ("penalties", "kind", "['fine']"),
        ("penalties", "unit", "['year']"),
        ("penalties", "unsettled", "'no'"),
        ("penalties", "currency", "5"),
        ("penalties", "max", "'5'"),
        ("penalties", "max", "nan"),
        ("penalties", "max", "inf"),
        ("penalties", "max", "-5"),
        ("penalties", "max", "true"),
        ("penalties", "min", "'1'"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_the_packs_file_and_place(
    table: str, key: str, value: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError) as refused:
        get_pack(_write_pack(tmp_path, {(table, key): value}, None))

    assert refused.value.problem.startswith("cycling/law.toml: ")
    assert "12" in refused.value.problem
    assert refused.value.problem.count("\n") == 0


@pytest.mark.parametrize(
    "law",
    [
        "article = [1]",
        "article = 5",
        "[article]\ncode = 'XX-CC'\nnumber = '12'",
        "[[article]]\ncode = 'XX-CC'\nnumber = '12'\npart = [1]",
        "[[article]]\ncode = 'XX-CC'\nnumber = '12'\n[article.part]\nnumber = '1'",
        "[[article]]\ncode = 'XX-CC'\nnumber = '12'\n[[article.part]]\noffence = 'x'\n"
        "sources = ['a']\npenalties = ['fine']",
        "[[law]]",
    ],
)
def test_a_table_of_the_wrong_shape_is_refused_with_the_packs_file(
    law: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=r"^cycling/law\.toml: "):
        get_pack(_write_pack(tmp_path, {}, law))


def test_an_article_is_named_in_the_language_of_the_report_and_called_by_one_name() -> None:
    law = get_pack("military-refusal").law
    article = law.find_article("RU-CC", "338")

    def find(country: str, words: str) -> tuple[Article, int] | None:
        def measure(names: tuple[str, ...]) -> int:
            found = compile_forms(names).match(words)
            return 0 if found is None else found.end()

        return law.find_spoken(country, "ru", measure)

    assert article is not None
    assert article.find_offence("3", None) == "desertion during mobilization, in wartime or combat"
    assert article.find_offence("3", None, "ru") == "дезертирство"
    assert find("RU", "дезертирстве и краже") == (article, len("дезертирстве"))
    # Two articles begin alike: the longest name counts.
    left = find("UA", "самовольном оставлении поля боя")
    assert left is not None
    assert left[0].number == "429"
    assert find("BY", "дезертирстве") is None
