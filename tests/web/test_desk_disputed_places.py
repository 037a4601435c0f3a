"""A place in a disputed area is never shown as settled, whatever country a report puts it in."""

import pytest

from sayso.publish.disputes import PARTIES
from sayso.publish.map_shapes import load_shapes
from sayso.publish.place_words import make_spots, say_where
from sayso.records.entity import Approximation, Place
from sayso.records.places import Extent
from sayso.store.gazetteer import Gazetteer
from sayso.workbench.place_pages import locate

TOWN = "settlement"
TOWNS = (
    ("Simferopol", "Crimea", "UA", "RU", "Russia"),
    ("Yalta", "Crimea", "UA", "RU", "Russia"),
    ("Kerch", "Crimea", "UA", "RU", "Russia"),
    ("Sevastopol", "Crimea", "UA", "RU", "Russia"),
    ("Sokhumi", "Abkhazia", "GE", "RU", "Russia"),
    ("Pristina", "Kosovo", "XK", "RS", "Serbia"),
    ("Kyrenia", "Northern Cyprus", "CY", "TR", "Türkiye"),
    ("Hebron", "West Bank and Gaza Strip", "PS", "IL", "Israel"),
    ("Gaza", "West Bank and Gaza Strip", "PS", "IL", "Israel"),
    ("Laayoune", "Western Sahara", "EH", "MA", "Morocco"),
    ("Srinagar", "Kashmir", "IN", "PK", "Pakistan"),
    ("Itanagar", "Arunachal Pradesh", "IN", "CN", "China"),
    ("Yuzhno-Kurilsk", "Southern Kuril Islands", "RU", "JP", "Japan"),
    ("Tiraspol", "Transnistria", "MD", "RU", "Russia"),
    ("Tskhinvali", "South Ossetia", "GE", "RU", "Russia"),
    ("Katzrin", "Golan Heights", "IL", "SY", "Syria"),
)
"""Its name, the area, where the gazetteer has it, and another that a report may put it in."""


def make_told(name: str, country: str) -> Place:
    """Make what the reader does of "Kerch, Russia": a country, no place, all candidates."""
    return Place(
        entity="e1",
        feature=TOWN,
        lat=None,
        lon=None,
        approx=Approximation(lat=60.0, lon=100.0, radius_km=4557.0),
        country=country,
        admin1=None,
        geonames=None,
        katottg=None,
        candidates=tuple(Gazetteer.packaged().find(name)),
        within="e2",
    )


@pytest.mark.parametrize(("name", "area", "own", "other", "puts"), TOWNS)
def test_a_town_that_a_report_puts_elsewhere_is_shown_in_its_disputed_area(
    name: str, area: str, own: str, other: str, puts: str
) -> None:
    where = locate(make_told(name, other), open_=False)
    (it,) = where

    assert (it.country, it.extent) == (own, Extent.POINT)
    assert f"the report puts it in {puts}; " in say_where(where, open_=False)
    assert area in say_where(where, open_=False)
    assert "disputed" in say_where(where, open_=False)
    (spot,) = make_spots("1", name, where, open_=False)
    assert (spot.lat, spot.lon, spot.radius_km) == (it.lat, it.lon, None)
    assert spot.hollow


@pytest.mark.parametrize(("name", "area", "own", "other", "puts"), TOWNS)
def test_a_town_that_a_report_puts_where_it_is_known_is_said_to_be_disputed(
    name: str, area: str, own: str, other: str, puts: str
) -> None:
    found = next(
        it for it in Gazetteer.packaged().find(name) if (it.feature, it.country) == (TOWN, own)
    )
    place = Place(
        entity="e1",
        feature=TOWN,
        lat=found.lat,
        lon=found.lon,
        approx=None,
        country=own,
        admin1=found.admin1,
        geonames=found.geonames,
        katottg=found.katottg,
        candidates=(found,),
        within=None,
    )

    words = say_where(locate(place, open_=False), open_=False)

    assert area in words
    assert "disputed" in words
    assert puts not in words


def test_a_town_that_may_be_one_of_a_disputed_area_is_said_to() -> None:
    words = say_where(locate(make_told("Yalta", "UA"), open_=False), open_=False)

    assert "it may lie in Crimea, which is disputed" in words


@pytest.mark.parametrize("name", ["Yalta", "Mariupol"])
def test_a_country_that_has_no_part_in_a_dispute_settles_nothing(name: str) -> None:
    (it,) = locate(make_told(name, "FR"), open_=False)

    assert it.extent is Extent.CIRCLE
    assert "the report puts it in France, where no place of this name is known" in say_where(
        (it,), open_=False
    )


def test_every_dispute_of_the_map_has_parties() -> None:
    assert PARTIES.keys() == load_shapes().disputes.keys()
