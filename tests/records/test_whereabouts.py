"""A village is nowhere in particular as long as its report does not say which of its name."""

from dataclasses import replace
from hashlib import sha256

from sayso.records.entity import Entity, EntityType, Place, PlaceCandidate
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.whereabouts import list_guessed, list_place_keys

REGIONS = {"Rivne": 687652, "Donetsk": 705808}


def _make_place(entity: str, name: str, within: str | None = None) -> Place:
    known = [
        PlaceCandidate(
            name=name,
            feature="settlement",
            country="UA",
            admin1=admin1,
            lat=None,
            lon=None,
            geonames=code,
            katottg=None,
        )
        for admin1, code in REGIONS.items()
    ]
    return Place(
        entity=entity,
        feature="settlement",
        lat=None,
        lon=None,
        approx=None,
        country="UA",
        admin1="Rivne",
        geonames=known[0].geonames,
        katottg=None,
        candidates=tuple(known),
        within=within,
    )


def _read(*places: Place) -> Reading:
    names = ("Zarichne", "Donetsk region")
    return Reading(
        made_by=MadeBy(reader=Maker(name="sayso", version="0"), models=(), languages=(), packs=()),
        report=Report(
            id="r",
            title=None,
            publisher=None,
            url=None,
            published=None,
            captured=None,
            language="en",
            sha256=sha256(b"r").hexdigest(),
            text="x",
        ),
        entities=tuple(
            Entity(id=it.entity, type=EntityType.PLACE, name=name, mentions=())
            for it, name in zip(places, names, strict=False)
        ),
        times=(),
        places=places,
        quantities=(),
        claims=(),
        provisions=(),
        penalties=(),
        events=(),
        cases=(),
        checks=(),
    )


def test_a_village_of_a_common_name_has_the_codes_of_all_that_it_can_be_and_no_region() -> None:
    reading = _read(_make_place("e1", "Zarichne"))

    assert list_guessed(reading) == {"e1"}
    assert list_place_keys(reading, "e1") == (
        "geonames:687652",
        "geonames:705808",
        "name:zarichne",
        "country:UA",
    )


def test_a_village_is_known_where_its_report_names_the_region() -> None:
    region = replace(
        _make_place("e2", "Donetsk region"), feature="region", admin1="Donetsk", geonames=709716
    )
    village = replace(
        _make_place("e1", "Zarichne", within="e2"), admin1="Donetsk", geonames=REGIONS["Donetsk"]
    )
    reading = _read(village, region)

    assert not list_guessed(reading)
    assert "admin1:UA/Donetsk" in list_place_keys(reading, "e1")
    assert "geonames:687652" not in list_place_keys(reading, "e1")


def test_the_capital_of_a_region_is_meant_rather_than_villages_of_its_name() -> None:
    assert not list_guessed(_read(_make_place("e1", "Rivne")))
