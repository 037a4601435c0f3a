"""The map: what lies where, and that nothing is drawn more precisely than it is known."""

from dataclasses import replace

import pytest

from sayso.publish.map_drawing import DrawnMap, Spot, draw_map
from sayso.publish.map_frame import Level
from sayso.publish.map_shapes import find_areas, load_shapes
from sayso.publish.place_words import say_one
from sayso.records.places import Extent, Whereabouts

SIMFEROPOL, LUHANSK = (44.952, 34.102), (48.567, 39.317)
DONETSK, ZAITSEVE = (48.023, 37.802), (48.43, 37.98)
_LUHANSK_REGION = 702657


def find_countries(lat: float, lon: float) -> list[tuple[str, str | None]]:
    return [(it.country, it.disputed) for it in find_areas(lat, lon)]


def test_simferopol_lies_in_no_countrys_fill_but_in_a_disputed_area() -> None:
    assert find_countries(*SIMFEROPOL) == [("", "Crimea")]


@pytest.mark.parametrize("place", [LUHANSK, DONETSK, ZAITSEVE])
def test_luhansk_donetsk_and_zaitseve_lie_in_ukraine(place: tuple[float, float]) -> None:
    assert find_countries(*place) == [("UA", None)]


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Abkhazia", 43.0, 41.02),
        ("Kosovo", 42.66, 21.17),
        ("Northern Cyprus", 35.33, 33.3),
        ("Western Sahara", 27.15, -13.2),
        ("Western Sahara", 26.74, -11.67),
        ("Kashmir", 34.09, 74.8),
        ("Southern Kuril Islands", 44.1, 145.9),
    ],
)
def test_what_is_disputed_lies_in_no_countrys_fill(name: str, lat: float, lon: float) -> None:
    assert find_countries(lat, lon) == [("", name)]


@pytest.mark.parametrize(
    ("country", "lat", "lon"),
    [
        ("RU", 55.75, 37.62),
        ("RU", 47.24, 39.7),
        ("RU", 46.96, 142.73),
        ("RU", 66.3, -171.9),
        ("UA", 50.45, 30.52),
        ("BY", 53.9, 27.56),
        ("MA", 30.42, -9.6),
        ("US", 40.7, -74.5),
        ("AU", -25.0, 134.0),
    ],
)
def test_countries_lie_where_they_lie(country: str, lat: float, lon: float) -> None:
    assert find_countries(lat, lon) == [(country, None)]


@pytest.mark.parametrize(("lat", "lon"), [(30.0, -40.0), (43.5, 34.0), (5.0, 76.0), (0.0, 180.0)])
def test_nothing_is_filled_at_sea(lat: float, lon: float) -> None:
    """A ring wound the wrong way would hold every point outside of it."""
    assert find_areas(lat, lon) == ()


def test_no_two_areas_lie_over_one_another() -> None:
    points = [(lat / 2, lon) for lat in range(-110, 160, 7) for lon in range(-179, 180, 5)]

    assert [at for at in points if len(find_areas(*at)) > 1] == []


def test_every_ring_is_closed() -> None:
    opened = [ring for it in load_shapes().areas for ring in it.rings if ring[0] != ring[-1]]

    assert opened == []


def test_a_settlement_is_a_point_a_region_its_area_and_a_rough_place_a_circle() -> None:
    drawn = draw(
        Spot(label="1", title="Zaitseve", lat=ZAITSEVE[0], lon=ZAITSEVE[1]),
        Spot(label="2", title="Luhansk", lat=48.9, lon=39.0, region=_LUHANSK_REGION),
        Spot(label="3", title="about", lat=48.5, lon=39.1, radius_km=40.0),
    )

    kinds = {it.label: it.kind for it in drawn.spots}
    assert kinds == {"1": "point", "2": "area", "3": "circle"}
    (circle,) = (it for it in drawn.spots if it.kind == "circle")
    units, km = drawn.bar
    assert circle.radius == pytest.approx(40 * units / km, rel=0.01)


def test_a_country_is_drawn_as_its_area_and_never_as_a_point() -> None:
    drawn = draw(Spot(label="1", title="Ukraine", lat=49.0, lon=32.0, country="UA"))

    (spot,) = drawn.spots
    assert spot.kind == "area"
    assert spot.path.startswith("M")


def test_what_has_no_place_is_not_drawn() -> None:
    assert draw(Spot(label="1", title="nobody knows")).spots == ()


def test_several_candidates_are_hollow() -> None:
    drawn = draw(
        Spot(label="1a", title="one", lat=48.4, lon=38.0, hollow=True),
        Spot(label="1b", title="another", lat=49.4, lon=38.3, hollow=True),
    )

    assert [it.hollow for it in drawn.spots] == [True, True]


def test_a_map_says_what_of_it_is_disputed() -> None:
    drawn = draw(Spot(label="1", title="Simferopol", lat=SIMFEROPOL[0], lon=SIMFEROPOL[1]))

    assert any(it.startswith("Crimea: ") for it in drawn.disputes)
    assert next(it for it in drawn.lines if it.kind == "disputed").path


def test_what_is_disputed_elsewhere_is_not_said() -> None:
    drawn = draw(Spot(label="1", title="Lviv", lat=49.84, lon=24.03))

    assert drawn.disputes == ()


def test_where_there_is_no_shape_a_circle_without_border_stands_for_what_is_disputed() -> None:
    drawn = draw(Spot(label="1", title="Tiraspol", lat=46.84, lon=29.61))

    assert any(it.startswith("Transnistria: ") for it in drawn.disputes)
    assert len(drawn.circles) == 3


@pytest.mark.parametrize("level", list(Level))
def test_every_mark_stands_on_the_paper(level: Level) -> None:
    spots = [
        Spot(label="1", title="Suva", lat=-18.14, lon=178.44),
        Spot(label="2", title="Apia", lat=-13.83, lon=-171.77),
        Spot(label="3", title="Murmansk", lat=68.97, lon=33.08),
    ]

    drawn = draw_map(spots, level)

    assert all(0 <= it.x <= drawn.width and 0 <= it.y <= drawn.height for it in drawn.spots)


def test_a_closer_map_shows_a_smaller_part() -> None:
    spot = Spot(label="1", title="Zaitseve", lat=ZAITSEVE[0], lon=ZAITSEVE[1])
    scales = [draw_map([spot], level).bar for level in Level]

    assert scales[0][0] / scales[0][1] > scales[1][0] / scales[1][1] > scales[2][0] / scales[2][1]


def draw(*spots: Spot) -> DrawnMap:
    return draw_map(spots, Level.REGION)


def test_words_say_what_is_disputed() -> None:
    where = Whereabouts(
        extent=Extent.POINT,
        name="Simferopol",
        feature="settlement",
        country="UA",
        country_name="Ukraine",
        admin1="Crimea",
        lat=SIMFEROPOL[0],
        lon=SIMFEROPOL[1],
    )

    assert "Crimea, Ukraine (Crimea is disputed)" in say_one(where)
    assert "disputed" not in say_one(
        replace(where, admin1="Luhansk", lat=LUHANSK[0], lon=LUHANSK[1])
    )


def test_areas_do_not_widen_the_map_around_settlements_and_labels_do_not_overprint() -> None:
    near = [
        Spot(label=str(number), title="a village", lat=48.4 + number / 1000, lon=38.0)
        for number in range(1, 4)
    ]
    alone = draw_map(near, Level.REGION)
    drawn = draw_map([*near, Spot(label="4", title="Ukraine", country="UA")], Level.REGION)

    assert drawn.bar == alone.bar
    assert [it.label for it in alone.spots].count("") == 2
