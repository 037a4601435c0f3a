"""A medium that takes back what it published is heard, in each language."""

import re
from dataclasses import replace

import pytest
from invented_accounts import Told, make_case, read, region

from sayso.reconcile.accounts.comparing import compare_accounts
from sayso.records.casefile import Contradiction
from sayso.records.entity import Entity, EntityType
from sayso.records.reading import Reading
from sayso.records.selector import Span
from sayso.records.value import TimeExpression, TimeType


def tell_terms(told: Told, terms: dict[str, str]) -> Reading:
    """Return a reading whose text names durations, words by TIMEX3 value."""
    reading = read(told)
    times = tuple(
        TimeExpression(
            id=f"t{number}",
            span=Span(begin=found.start(), end=found.end()),
            text=words,
            type=TimeType.DURATION,
            value=value,
        )
        for number, (words, value) in enumerate(terms.items(), start=1)
        if (found := re.search(words, told.text)) is not None
    )
    assert len(times) == len(terms)
    (imposed,) = reading.penalties
    stands = next(it for it in times if it.value == "P2Y")
    penalties = (replace(imposed, span=stands.span, text=stands.text),)
    return replace(reading, times=times, penalties=penalties)


def compare(*readings: Reading) -> tuple[Contradiction, ...]:
    by_report = {it.report.sha256: it for it in readings}
    return compare_accounts(make_case(readings), by_report).contradictions


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        pytest.param(
            "en",
            "Gorelov got two years, not three years, as we reported earlier.",
            {"two years": "P2Y", "three years": "P3Y"},
            id="as we reported",
        ),
        pytest.param(
            "en",
            "An earlier version of this article said that he got three years. He got two years.",
            {"three years": "P3Y", "two years": "P2Y"},
            id="an earlier version",
        ),
        pytest.param(
            "ru",
            "«Вестник» писал, что ему дали три года. Это неверно: суд назначил два года.",
            {"три года": "P3Y", "два года": "P2Y"},
            id="это неверно",
        ),
        pytest.param(
            "uk",
            "Раніше ми помилково повідомляли про три роки. Насправді суд призначив два роки.",
            {"три роки": "P3Y", "два роки": "P2Y"},
            id="помилково",
        ),
    ],
)
def test_a_correction_in_so_many_words_is_one(
    language: str, text: str, terms: dict[str, str]
) -> None:
    first = read(Told(number=1, publisher="Herald", published="2024-03-12", term=36))
    later = Told(
        number=2,
        publisher="Herald",
        published="2024-03-14",
        term=24,
        text=text,
        language=language,
    )

    found = compare(first, tell_terms(later, terms))

    assert [(it.field, it.corrected) for it in found] == [("term", True)]
    assert {it.value for it in found[0].values} == {"2 years", "3 years"}
    assert found[0].note == "Herald first gave 3 years, and on 2024-03-14 2 years."


def test_a_report_does_not_tell_what_it_takes_back() -> None:
    """Also where the correction names no more than what was wrong."""
    words = "He got two years. An earlier version of this article said three years."
    first = read(Told(number=1, publisher="Herald", published="2024-03-12", term=36))
    later = Told(number=2, publisher="Herald", published="2024-03-14", term=24, text=words)
    told = tell_terms(later, {"two years": "P2Y", "three years": "P3Y"})
    both = replace(
        told,
        penalties=(
            *told.penalties,
            replace(told.penalties[0], id="p2", min=36.0, max=36.0, span=told.times[1].span),
        ),
        cases=(replace(told.cases[0], penalties=("p1", "p2")),),
    )
    copy = read(Told(number=3, publisher="Gazette", published="2024-03-13", term=36))

    (found,) = compare(first, both, copy)

    assert {it.value: [name[-1] for name in it.reports] for it in found.values} == {
        "3 years": ["1", "3"],
        "2 years": ["2"],
    }


def test_a_medium_that_tells_of_others_takes_nothing_back() -> None:
    text = "The Gazette reported earlier that he got three years. His lawyer says two years."
    first = read(Told(number=1, publisher="Gazette", published="2024-03-12", term=36))
    later = Told(number=2, publisher="Herald", published="2024-03-14", term=24, text=text)

    found = compare(first, tell_terms(later, {"three years": "P3Y", "two years": "P2Y"}))

    assert [(it.field, it.corrected) for it in found] == [("term", False)]


def _name_places(told: Told, places: dict[str, tuple[str, str]]) -> Reading:
    """Return a reading that names places: their feature and region, by name."""
    reading = read(told)
    found = [
        (Entity(id=f"e{n}", type=EntityType.PLACE, name=name, mentions=(_find(told, name),)), it)
        for n, (name, it) in enumerate(places.items(), start=5)
    ]
    known = tuple(
        replace(region(admin1), entity=it.id, feature=feature, geonames=sum(map(ord, it.name)))
        for it, (feature, admin1) in found
    )
    return replace(reading, entities=(*reading.entities, *(it for it, _ in found)), places=known)


def _find(told: Told, name: str) -> Span:
    at = told.text.index(name)
    return Span(begin=at, end=at + len(name))


def test_a_region_into_which_a_medium_had_put_a_village_by_mistake_is_taken_back() -> None:
    text = "We mistakenly put Zaitseve into Luhansk region. The village is in Donetsk region."
    wrong = _name_places(
        Told(
            number=1, publisher="The Herald", type="confinement", text="Zaitseve, Luhansk region."
        ),
        {"Zaitseve": ("settlement", "Luhansk"), "Luhansk region": ("region", "Luhansk")},
    )
    (event,) = wrong.events
    village, area = wrong.places
    wrong = replace(
        wrong,
        events=(replace(event, place="e5"),),
        places=(replace(village, within=area.entity), area),
    )
    right = _name_places(
        Told(number=2, publisher="The Herald", type="confinement", text=text),
        {
            "Zaitseve": ("settlement", "Luhansk"),
            "Luhansk region": ("region", "Luhansk"),
            "Donetsk region": ("region", "Donetsk"),
        },
    )

    (found,) = compare(wrong, right)

    assert found.field == "place"
    assert {"Luhansk region", "Donetsk region"} <= {it.value for it in found.values}


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The Herald wrote of two years suspended. That is wrong.", "two years suspended"),
        ("ru", "«Вестник» писал о двух годах условно. Это не так.", "двух годах условно"),
        ("uk", "«Вісник» писав про два роки умовно. Це не так.", "два роки умовно"),
    ],
)
def test_who_calls_a_suspended_term_wrong_says_that_it_is_to_be_served(
    language: str, text: str, words: str
) -> None:
    told = Told(number=1, term=24, suspended=True, term_words="two years suspended")
    other = replace(told, number=2, text=text, language=language, term_words=words)
    reading = read(other)
    penalties = (replace(reading.penalties[0], span=_find(other, words)),)

    (found,) = compare(read(told), replace(reading, penalties=penalties))

    assert found.field == "kind"
