"""Countries and regions go by their names in English, Russian and Ukrainian."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from sayso.store.gazetteer import Gazetteer, get_packaged_path

LANGUAGES = ("en", "ru", "uk")
# The countries that are no more: CLDR has no names for them.
GONE = {"AN", "CS"}
# Every one of these countries' regions has all three names; of all countries', as far as packaged
# data goes: 4,199 in all, with so many names at least.
COMPLETE = {"RU": 83, "UA": 27, "BY": 7}
LEAST = {"en": 4199, "ru": 3400, "uk": 3900}
DISTRICTS_OF_UKRAINE = 136

Labels = dict[int, dict[str, str]]


@pytest.fixture(scope="module")
def tables() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{get_packaged_path().as_uri()}?mode=ro", uri=True)) as opened:
        yield opened


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    with Gazetteer.packaged() as opened:
        yield opened


def _list_labels(tables: sqlite3.Connection, feature: int, country: str | None = None) -> Labels:
    """Return the names of each place of a kind, by its row."""
    query = """SELECT id, language, label.name FROM place LEFT JOIN label ON label.place = id
        WHERE feature = ? AND (? IS NULL OR country = ?)"""
    found: Labels = {}
    for place, language, name in tables.execute(query, (feature, country, country)):
        found.setdefault(place, {})[language] = name
    return found


def _find_lacking(gazetteer: Gazetteer, labels: Labels, kind: str) -> list[str]:
    """Return the names by which no place of the kind is found."""
    return [
        name
        for names in labels.values()
        for name in names.values()
        if kind not in {place.feature for place in gazetteer.find(name)}
    ]


def test_every_country_is_found_by_its_name_in_three_languages(
    tables: sqlite3.Connection, gazetteer: Gazetteer
) -> None:
    countries = _list_labels(tables, 0)
    gone = {id_ for (id_,) in tables.execute(
        "SELECT id FROM place WHERE feature = 0 AND country IN ('AN', 'CS')")}  # fmt: skip

    assert len(countries) >= 250
    assert {id_ for id_, names in countries.items() if set(names) != set(LANGUAGES)} == gone
    assert _find_lacking(gazetteer, countries, "country") == []


@pytest.mark.parametrize("country", COMPLETE)
def test_every_region_of_these_countries_is_found_by_its_name_in_three_languages(
    tables: sqlite3.Connection, gazetteer: Gazetteer, country: str
) -> None:
    regions = _list_labels(tables, 1, country)

    assert len(regions) == COMPLETE[country]
    assert [names for names in regions.values() if set(names) != set(LANGUAGES)] == []
    assert _find_lacking(gazetteer, regions, "region") == []


def test_most_regions_of_the_world_have_names_in_three_languages(
    tables: sqlite3.Connection,
) -> None:
    regions = _list_labels(tables, 1)
    known = {
        language: sum(language in names for names in regions.values()) for language in LANGUAGES
    }

    assert [language for language, least in LEAST.items() if known[language] < least] == []


def test_every_district_of_ukraine_has_its_code_and_is_found_by_its_ukrainian_name(
    tables: sqlite3.Connection, gazetteer: Gazetteer
) -> None:
    query = "SELECT id FROM place WHERE feature = 2 AND country = 'UA' AND katottg IS NOT NULL"
    coded = {id_ for (id_,) in tables.execute(query)}
    districts = {id_: names for id_, names in _list_labels(tables, 2, "UA").items() if id_ in coded}

    assert len(districts) == DISTRICTS_OF_UKRAINE
    assert [names for names in districts.values() if not {"en", "uk"} <= set(names)] == []
    assert _find_lacking(gazetteer, districts, "district") == []


@pytest.mark.parametrize(
    ("name", "country", "english"),
    [
        ("Алтайский край", "RU", "Altai Krai"),
        ("Республика Алтай", "RU", "Altai Republic"),
        ("Белгородская область", "RU", "Belgorod"),
        ("Красноярський край", "RU", "Krasnoyarsk"),
        ("Краснодарський край", "RU", "Krasnodar"),
        ("Луганская область", "UA", "Luhansk"),
        ("Київська область", "UA", "Kyiv"),
        ("АР Крым", "UA", "Crimea"),
        ("Минская область", "BY", "Minsk"),
        ("Каліфорнія", "US", "California"),
    ],
)
def test_a_region_is_no_other_of_a_like_name(
    gazetteer: Gazetteer, name: str, country: str, english: str
) -> None:
    regions = [place for place in gazetteer.find(name) if place.feature == "region"]

    assert [(place.name, place.country) for place in regions] == [(english, country)]


@pytest.mark.parametrize("name", ["the", "free", "golden", "sunshine", "White House"])
def test_a_nickname_is_no_name_of_a_state_or_a_city(gazetteer: Gazetteer, name: str) -> None:
    found = gazetteer.find(name)

    assert [
        place for place in found if place.country in {"US", "MA"} and place.feature == "region"
    ] == []
    assert "Casablanca" not in {place.name for place in found}
