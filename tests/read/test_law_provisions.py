"""Articles of law as reports of many countries name them."""

from collections.abc import Callable

import pytest

from sayso.lang.language import Language
from sayso.packs.pack import get_pack
from sayso.read.law import read_provisions
from sayso.records.parse import Parse
from sayso.records.selector import Span

Analyse = Callable[[str], Parse]
PACKS = (get_pack("military-refusal"),)
Named = tuple[str | None, str | None, str | None, str | None]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("charged under 18 U.S.C. § 111(a)(1)", [("US-USC-18", "111", "a", "1")]),
        ("a breach of 40 U.S.C. 5104(e)(2)(G)", [("US-USC-40", "5104", "e", "2")]),
        (
            "charged under 18 U.S.C. §§ 1752(a)(1) and 231(a)(3)",
            [("US-USC-18", "1752", "a", "1"), ("US-USC-18", "231", "a", "3")],
        ),
        ("under § 130 of the German Criminal Code", [("DE-CC", "130", None, None)]),
        ("under §130 StGB", [("DE-CC", "130", None, None)]),
        ("under Section 5(2) of the Noise Act 1996", [(None, "5", "2", None)]),
        (
            "under paragraph (a) of part 2 of Article 213 of Russia's Criminal Code",
            [("RU-CC", "213", "2", "a")],
        ),
        (
            "under Parts 1 and 2 of Article 328 of Russia's Criminal Code",
            [("RU-CC", "328", "1", None), ("RU-CC", "328", "2", None)],
        ),
        ("under the second part of Article 332", [(None, "332", "2", None)]),
        ("under Article 332.2.1 of Russia's Criminal Code", [("RU-CC", "332", "2.1", None)]),
        ("under Article 352.1 of Russia's Criminal Code", [("RU-CC", "352.1", None, None)]),
        ("under Article 134-bis of Peru's Penal Code", [("PE-CC", "134-bis", None, None)]),
        (
            "under Sections 505(a), 505(b) and 124 of Myanmar's Penal Code",
            [
                ("MM-CC", "505", "a", None),
                ("MM-CC", "505", "b", None),
                ("MM-CC", "124", None, None),
            ],
        ),
        ("under Articles 337 and 10 other rules", [(None, "337", None, None)]),
        ("under Section 295-A of the Indian Penal Code", [("IN-CC", "295-A", None, None)]),
        ("under Article 337 (part 3.1) of Russia's Criminal Code", [("RU-CC", "337", "3.1", None)]),
        (
            "under Articles 337–338 of Russia's Criminal Code",
            [("RU-CC", "337", None, None), ("RU-CC", "338", None, None)],
        ),
        (
            "under Article 337, parts 1, 2 and 5, of Russia's Criminal Code",
            [("RU-CC", "337", part, None) for part in ("1", "2", "5")],
        ),
        (
            "under parts 1, 2 and 5 of Article 337 of Russia's Criminal Code",
            [("RU-CC", "337", part, None) for part in ("1", "2", "5")],
        ),
        (
            "under Articles 205.2 and 280.3, part 1, of the Russian Criminal Code",
            [("RU-CC", "205.2", None, None), ("RU-CC", "280.3", "1", None)],
        ),
        (
            "under sections 18 U.S.C. 1512(c)(2) and 231(a)(3)",
            [("US-USC-18", "1512", "c", "2"), ("US-USC-18", "231", "a", "3")],
        ),
    ],
)
def test_a_provision_is_read_as_it_is_written(
    text: str, named: list[Named], parse: Analyse, english: Language
) -> None:
    found = read_provisions(parse(f"He was tried {text}."), english, PACKS)

    assert [(p.code, p.article, p.part, p.paragraph) for p in found] == named


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A Turkish court tried him under Article 63 of the Military Penal Code.", "TR"),
        ("The Belarusian teacher was charged under Article 356 of the Criminal Code.", "BY"),
        # He fought there; nobody says who tried him.
        ("He fought in Ukraine and was charged under Article 332 of the Criminal Code.", None),
        ("A Russian soldier in Ukraine was charged under Article 408 of the Criminal Code.", None),
        # Courts in land that another state holds apply the holder's law, or their own.
        (
            "A court in Donetsk, in Russian-occupied Ukraine, tried him under Article 275 of the "
            "Criminal Code.",
            None,
        ),
        ("A court in Simferopol tried him under Article 275 of the Criminal Code.", None),
        ("A court in Simferopol tried him under Article 275 of Russia's Criminal Code.", "RU"),
        ("A Russian-installed court in Mariupol, Ukraine, tried him under Article 275.", None),
        (
            "Russia's Criminal Code was changed. In Minsk, a court convicted Haretski under "
            "Article 338.",
            None,
        ),
        ("A British court found a breach of Article 10 of the Convention.", None),
        ("He was charged under Article 332 of the Criminal Code. A Polish court met.", None),
    ],
)
def test_whose_law_it_is_is_told_by_courts_and_people_and_else_unknown(
    text: str, country: str | None, parse: Analyse, english: Language
) -> None:
    parsed = parse(text)
    lie = {"Minsk": "BY", "Simferopol": "UA", "Donetsk": "UA", "Mariupol": "UA"}
    begins = {town: text.find(town) for town in lie if town in text}
    places = {Span(at, at + len(town)): lie[town] for town, at in begins.items()}
    [provision] = read_provisions(parsed, english, places=places)

    assert provision.jurisdiction == country


def test_a_part_of_the_article_is_one_of_the_article_named_last(
    parse: Analyse, english: Language
) -> None:
    text = (
        "He was tried under Article 338 of Russia's Criminal Code. Part 3 of the article is harsh."
    )
    _, part = read_provisions(parse(text), english, PACKS)

    assert (part.code, part.article, part.part) == ("RU-CC", "338", "3")


def test_a_pack_tells_the_offence_that_the_report_does_not(
    parse: Analyse, english: Language
) -> None:
    text = "He was tried under Article 338 of Russia's Criminal Code and its Article 400."

    known, *_ = read_provisions(parse(text), english, PACKS)
    assert known.offence == "desertion"


@pytest.mark.parametrize(
    ("text", "offence"),
    [
        ("He was charged with two counts of assault under Section 9.", "assault"),
        ("He was charged with two counts under Section 9.", None),
    ],
)
def test_how_often_is_no_part_of_an_offence(
    text: str, offence: str | None, parse: Analyse, english: Language
) -> None:
    [provision] = read_provisions(parse(text), english)

    assert provision.offence == offence


def test_a_law_is_not_carried_into_a_sentence_about_another_country(
    parse: Analyse, english: Language
) -> None:
    text = (
        "He was tried under Article 338 of the Belarusian Criminal Code. "
        "In Russia, Article 338 carries up to 15 years."
    )
    first, second = read_provisions(parse(text), english)

    assert (first.code, second.code, second.jurisdiction) == ("BY-CC", None, None)


@pytest.mark.parametrize(
    "text", ["Article 19 said the arrest was unlawful.", "Article 19, a rights group, was there."]
)
def test_a_body_that_is_called_like_an_article_is_none(
    text: str, parse: Analyse, english: Language
) -> None:
    assert read_provisions(parse(text), english) == ()


def test_a_long_list_of_articles_is_read_as_far_as_its_law(
    parse: Analyse, english: Language
) -> None:
    numbers = [str(number) for number in range(101, 400)]
    text = f"Articles {', '.join(numbers)} and 400 of Russia's Criminal Code were changed."

    found = read_provisions(parse(text), english)
    assert [it.article for it in found] == [*numbers, "400"]
    assert {it.code for it in found} == {"RU-CC"}
