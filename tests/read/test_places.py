"""What the reading of places promises."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.engine import Engine
from sayso.lang.language import Language
from sayso.read.places import find_place_names, make_places
from sayso.records.entity import Entity, EntityType, Place
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.store.gazetteer import Gazetteer

Analyse = Callable[[str], Parse]

SEED = (
    "After being called up, he was sent to Luhansk in eastern Ukraine. His unit retreated in the "
    "Luhansk region, his wife said. He was detained at a military base in Russia’s Belgorod "
    "region. Soldiers were held in a basement in the village of Zaitseve in the Luhansk region."
)


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    with Gazetteer.packaged() as opened:
        yield opened


def names_in(text: str, parse: Analyse, english: Language, gazetteer: Gazetteer) -> list[str]:
    analysed = parse(text)
    found = find_place_names(analysed, english, gazetteer)
    return [analysed.words(first, last) for first, last in found]


def places_in(
    text: str, parse: Analyse, english: Language, gazetteer: Gazetteer, *sites: str
) -> dict[str, Place]:
    """Return the places of a text by name; an entity's id is its name."""
    analysed = parse(text)
    spans: dict[str, list[Span]] = {}
    for first, last in find_place_names(analysed, english, gazetteer):
        spans.setdefault(analysed.words(first, last), []).append(analysed.span(first, last))
    for site in sites:
        begin = text.index(site)
        spans.setdefault(site, []).append(Span(begin, begin + len(site)))
    entities = tuple(
        Entity(id=name, type=EntityType.PLACE, name=name, mentions=tuple(found))
        for name, found in sorted(spans.items(), key=lambda item: item[1][0])
    )
    places = make_places(entities, analysed, english, gazetteer)
    return {place.entity: place for place in places}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were held in the Luhansk region.", ["Luhansk region"]),
        ("Soldiers were sent to Luhansk in eastern Ukraine.", ["Luhansk", "eastern Ukraine"]),
        ("He is at a base in Russia's Belgorod region.", ["Russia", "Belgorod region"]),
        ("The protest was in Diyarbakir, in southeastern Turkey.",
         ["Diyarbakir", "southeastern Turkey"]),
        ("A court in Ufa, Bashkortostan, sentenced him.", ["Ufa", "Bashkortostan"]),
        ("She fled from Norte de Santander to Rostov-on-Don.",
         ["Norte de Santander", "Rostov-on-Don"]),
        ("Fighting went on in the Zaporizhzhia and Kherson regions.",
         ["Zaporizhzhia", "Kherson regions"]),
        ("Men were held by the Donetsk People's Republic.", ["Donetsk People's Republic"]),
        ("The Donetsk People's Republic denied it.", ["Donetsk People's Republic"]),
        ("Men of the Luhansk People's Republic (LPR) came; the LPR denied it.",
         ["Luhansk People's Republic", "LPR", "LPR"]),
        ("He was taken to Military Prison 10 near Netanya.", ["Military Prison 10", "Netanya"]),
        ("He was held at Penal Colony No. 6 in the Vladimir region.",
         ["Penal Colony No. 6", "Vladimir region"]),
        ("He lives in the village of Zaitseve.", ["Zaitseve"]),
        ("He left Vilnius at night, Ankara said.", ["Vilnius", "Ankara"]),
        ("A court in Kamloops, B.C., heard her.", ["Kamloops", "B.C."]),
        ("He comes from the Republic of Dagestan.", ["Republic of Dagestan"]),
        ("He was held in the Autonomous Republic of Crimea.", ["Autonomous Republic of Crimea"]),
        ("He fled the Democratic Republic of Congo.", ["Democratic Republic of Congo"]),
        ("It happened in north-western Ukraine.", ["north-western Ukraine"]),
        ("He was held in the Svatove district of the Luhansk region of Ukraine.",
         ["Svatove district", "Luhansk region", "Ukraine"]),
        # What the report calls a republic once is one wherever it is named.
        ("He is from the republic of Tuva, she said. Ondar of Tuva left.", ["Tuva", "Tuva"]),
        ("She moved from Trenton, NJ, to Ames, Iowa.", ["Trenton", "NJ", "Ames", "Iowa"]),
    ],
)  # fmt: skip
def test_a_name_is_found_whole(
    text: str, expected: list[str], parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    assert names_in(text, parse, english, gazetteer) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A Turkish court fined the Russian soldier.",
        "Dmitry Rostov said that he had refused.",
        "According to Dapamoha, he appealed.",
        "The case was reported on Telegram in March.",
        "The European Court of Human Rights ruled in his favor.",
        "Maxim Kharkiv told Reuters that he would not go.",
        "The Israel Defense Forces jailed him.",
        "The scroll was written about 500 B.C., a curator said.",
        "They threw Molotov cocktails. The Queen City was quiet.",
        "The LPR denied it.",
        "He has an MA and works for the PA, his brother said.",
    ],
)
def test_what_is_no_place_is_not_taken_for_one(
    text: str, parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    assert names_in(text, parse, english, gazetteer) == []


def test_the_village_of_a_region_is_the_one_in_that_region(
    parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    village = places_in(SEED, parse, english, gazetteer)["Zaitseve"]

    assert (village.country, village.admin1, village.feature) == ("UA", "Luhansk", "settlement")
    assert village.katottg == "UA44100130160071351"
    assert (village.lat, village.lon, village.geonames) == (None, None, None)
    assert village.within == "Luhansk region"
    first, *homonyms = village.candidates
    assert (first.admin1, first.katottg) == ("Luhansk", village.katottg)
    assert "Donetsk" in {candidate.admin1 for candidate in homonyms}


def test_unknown_coordinates_are_those_of_the_district(
    parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    village = places_in(SEED, parse, english, gazetteer)["Zaitseve"]

    (district,) = [
        unit for unit in gazetteer.find("Svatove", admin1="Luhansk") if unit.feature == "district"
    ]
    assert village.approx == gazetteer.find_extent(district)


@pytest.mark.parametrize(
    "text",
    [
        "He was held in Zaitseve in the Svatove district of the Luhansk region of Ukraine.",
        "He was held in Zaitseve, Svatove district, Luhansk region, Ukraine.",
        "He was held in Zaitseve in Ukraine's Luhansk region.",
        "He was held in Zaitseve (Luhansk region).",
    ],
)
def test_however_it_is_told_the_village_lies_about_its_district(
    text: str, parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    places = places_in(text, parse, english, gazetteer)

    (district,) = [
        unit for unit in gazetteer.find("Svatove", admin1="Luhansk") if unit.feature == "district"
    ]
    village = places["Zaitseve"]
    assert (village.katottg, village.lat) == ("UA44100130160071351", None)
    assert village.approx == gazetteer.find_extent(district)
    assert len(village.candidates) > 1
    assert places["Luhansk region"].katottg == "UA44000000000018893"
    if "Svatove district" in places:
        assert places["Svatove district"].katottg == district.katottg


def test_a_report_says_what_lies_in_what(
    parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    places = places_in(SEED, parse, english, gazetteer, "military base", "basement")

    assert {name: place.within for name, place in places.items()} == {
        "Luhansk": "eastern Ukraine",
        "eastern Ukraine": None,
        "Luhansk region": None,
        "military base": "Belgorod region",
        "Russia": None,
        "Belgorod region": "Russia",
        "basement": "Zaitseve",
        "Zaitseve": "Luhansk region",
    }
    assert (places["military base"].feature, places["military base"].country) == ("site", "RU")


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("He is from Ufa, Bashkortostan, he said.", "Ufa", "Bashkortostan"),
        ("He is from Haifa in Israel's north.", "Haifa", "Israel"),
        ("They met in Makhachkala, the capital of Dagestan.", "Makhachkala", "Dagestan"),
        ("He deserted in the Kursk region of Russia.", "Kursk region", "Russia"),
        (
            "He lives in Tibú, in the department of Norte de Santander.",
            "Tibú",
            "Norte de Santander",
        ),
        (
            "He lives in Puerto Berrio, in the department of Antioquia.",
            "Puerto Berrio",
            "Antioquia",
        ),
        ("They came to Izmir's Konak district.", "Konak district", "Izmir"),
        ("He is from Batman in south-eastern Turkey.", "Batman", "south-eastern Turkey"),
        ("He fled Idlib province in north-west Syria.", "Idlib province", "north-west Syria"),
        ("Gunmen raided Michoacán state, western Mexico.", "Michoacán state", "western Mexico"),
        ("He was held in Kars, a garrison town in eastern Turkey.", "Kars", "eastern Turkey"),
        ("They met in Kassala, a state capital in eastern Sudan.", "Kassala", "eastern Sudan"),
        ("She lives in Konak, a neighborhood of Izmir.", "Konak", "Izmir"),
        ("They met in the Democratic Republic of Congo's North Kivu province.",
         "North Kivu province", "Democratic Republic of Congo"),
        # Of small places a report may know more than the gazetteer.
        ("He fled a camp at Sawa in western Eritrea.", "Sawa", "western Eritrea"),
        # A state, a country and a town may have one name; what lies in it tells.
        ("They met in Macon, Georgia.", "Macon", "Georgia"),
        ("He served in Izium, in the east of Ukraine.", "Izium", "Ukraine"),
        ("He died in Wad Madani, capital of El Gezira state.", "Wad Madani", "El Gezira state"),
        ("She fled Jenin in the West Bank.", "Jenin", "West Bank"),
        ("They held Petrogradsky district of St. Petersburg.", "Petrogradsky district",
         "St. Petersburg"),
        ("They met in Sanandaj, the capital of Iran's Kurdistan province.", "Sanandaj",
         "Kurdistan province"),
        ("They met in Tbilisi, Georgia.", "Tbilisi", "Georgia"),
        ("He lives in Buffalo, New York, with her.", "Buffalo", "New York"),
    ],
)  # fmt: skip
def test_containment_is_read_from_the_words_between(
    text: str, inner: str, outer: str, parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    assert places_in(text, parse, english, gazetteer)[inner].within == outer


@pytest.mark.parametrize(
    "text",
    [
        "He was held near Luhansk, near Ukraine.",
        "He was sent from Minsk to Poland.",
        "He passed through Kyiv, Warsaw and Vilnius.",
        "Lithuania, Latvia and Estonia closed their borders.",
        "He met men from Vilnius in Poland.",
        "He met men from Sawa in Poland.",
        "He was held at Beit Lid, east of Netanya.",
        "Shells hit Kramatorsk, Donetsk and Luhansk.",
        "He flew to New York, Washington and Boston.",
    ],
)
def test_nearness_travel_and_lists_say_nothing_of_containment(
    text: str, parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    places = places_in(text, parse, english, gazetteer)

    assert len(places) >= 2
    assert {place.within for place in places.values()} == {None}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("He fled to Poland by way of Minsk.", "Minsk", "BY"),
        ("The Colombian army raided Bello and held him in Arauca.", "Arauca", "CO"),
        ("He crossed into Georgia.", "Georgia", "GE"),
        ("U.S. officials said so in Washington.", "Washington", "US"),
        ("Eritrean conscripts fled the Sawa camp.", "Sawa", None),
        ("An Israeli was held at Beit Lid. He is from Netanya in Israel.", "Beit Lid", None),
        ("He was held at Beit Lid, east of Netanya in Israel.", "Beit Lid", "IL"),
        ("He left the Alkino-2 camp near Ufa.", "Alkino-2", "RU"),
        ("He was born in the US.", "US", "US"),
        ("They met in the Odessa region.", "Odessa region", "UA"),
    ],
)
def test_a_country_is_the_likeliest_or_unknown(
    text: str,
    name: str,
    country: str | None,
    parse: Analyse,
    english: Language,
    gazetteer: Gazetteer,
) -> None:
    assert places_in(text, parse, english, gazetteer)[name].country == country


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # What it is said to lie in,
        ("He was jailed in London, Ky., on Friday.", "London", ("US", "Kentucky")),
        ("Police in Paris, Texas, held him.", "Paris", ("US", "Texas")),
        # the region that the report speaks of,
        ("Ontario banned it. A court in London sat late.", "London", ("CA", "Ontario")),
        # and its other places.
        (
            "He fled Ridgefield and Danbury by bus, then Waterbury. He was held in Bristol.",
            "Bristol",
            ("US", "Connecticut"),
        ),
        ("He was held in Bristol.", "Bristol", ("GB", "England")),
        # An abbreviation means the region of the country that the report plays in.
        ("Police in Perth, WA, held an Australian.", "WA", ("AU", "Western Australia")),
        ("Police in Tacoma, WA, held an American.", "WA", ("US", "Washington")),
        # A name that begins like a part of a country may be one of its own.
        ("She worked in Western Australia.", "Western Australia", ("AU", "Western Australia")),
        ("She worked in western Australia.", "western Australia", ("AU", None)),
    ],
)
def test_the_place_meant_is_the_one_that_the_report_speaks_for(
    text: str,
    name: str,
    expected: tuple[str, str | None],
    parse: Analyse,
    english: Language,
    gazetteer: Gazetteer,
) -> None:
    place = places_in(text, parse, english, gazetteer)[name]

    region = place.admin1 and place.admin1.removeprefix("Commonwealth of ")
    assert (place.country, region) == expected


def test_a_state_is_told_from_the_country_and_the_town_of_its_name(
    parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    for text, name, expected in (
        ("They met in Macon, Georgia.", "Georgia", ("US", "region")),
        ("They met in Tbilisi, Georgia.", "Georgia", ("GE", "country")),
        ("He lives in Spokane, Washington, with her.", "Washington", ("US", "region")),
        ("He lives in Washington.", "Washington", ("US", "settlement")),
    ):
        place = places_in(text, parse, english, gazetteer)[name]
        assert (place.country, place.feature) == expected


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A U.N. official in Geneva said so.", "Geneva", "CH"),
        ("A lawyer in Odessa said so.", "Odessa", "UA"),
    ],
)
@pytest.mark.parametrize(
    "more",
    [
        "A church in Austin, Texas, sent aid.",
        "A church in Springfield, Illinois, sent aid.",
        "American officers came.",
    ],
)
def test_a_place_that_the_world_knows_does_not_move_for_what_else_a_report_speaks_of(
    text: str,
    name: str,
    country: str,
    more: str,
    parse: Analyse,
    english: Language,
    gazetteer: Gazetteer,
) -> None:
    for told in (text, f"{text} {more}", f"{more} {text}"):
        assert places_in(told, parse, english, gazetteer)[name].country == country


@pytest.mark.parametrize(
    ("text", "inner", "outer", "country"),
    [
        ("He lives in Cuba, Missouri.", "Cuba", "Missouri", "US"),
        ("He lives in Lebanon, Tennessee, with her.", "Lebanon", "Tennessee", "US"),
        ("They met in Peru, Illinois, and in Ames, Iowa.", "Peru", "Illinois", "US"),
        ("They met in Ames, Iowa, and Peru, Illinois.", "Peru", "Illinois", "US"),
        # What the gazetteer does not know there is said to lie there all the same.
        ("He was held in Lviv, Poland.", "Lviv", "Poland", "PL"),
        ("He was held in Kharkiv, Russia, his wife said.", "Kharkiv", "Russia", "RU"),
        ("She fled from Nyala, North Darfur.", "Nyala", "North Darfur", "SD"),
        ("He lives in the Texas town of Paris.", "Paris", "Texas", "US"),
    ],
)
def test_a_name_after_a_comma_says_where_a_town_lies(
    text: str,
    inner: str,
    outer: str,
    country: str,
    parse: Analyse,
    english: Language,
    gazetteer: Gazetteer,
) -> None:
    place = places_in(text, parse, english, gazetteer)[inner]

    assert (place.within, place.country, place.feature) == (outer, country, "settlement")


@pytest.mark.parametrize(
    "text",
    [
        "He flew to Cuba, Missouri and Ohio.",
        "He passed through Lviv, Poland and Germany.",
        "He has seen Lebanon, Tennessee, and Iowa.",
        "He lives in the Cincinnati suburb of West Chester.",
    ],
)
def test_a_list_and_a_suburb_say_nothing_of_containment(
    text: str, parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    places = places_in(text, parse, english, gazetteer)

    assert {place.within for place in places.values()} == {None}


def test_a_small_place_lies_in_the_only_region_that_the_report_speaks_of(
    parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    text = "He is in a basement in Zaitseve. His unit is in the Svatove area of the Luhansk region."
    village = places_in(text, parse, english, gazetteer)["Zaitseve"]

    assert (village.admin1, village.lat) == ("Luhansk", None)
    assert village.approx is not None
    assert [c.admin1 for c in village.candidates[:2]] == ["Luhansk", "Donetsk"]
    text = "It was found at six Iowa locations, including Polk County and Dallas County."
    assert places_in(text, parse, english, gazetteer)["Dallas County"].admin1 == "Iowa"


def test_a_noun_beside_a_name_is_no_other_place(
    parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    text = "He was held in Kars, a town in eastern Turkey, and north of the capital, Ankara."

    places = places_in(text, parse, english, gazetteer, "town", "capital")

    assert places["Kars"].within == "eastern Turkey"
    assert (places["town"].within, places["capital"].within) == (None, None)


def test_a_site_lies_about_the_place_that_it_is_called_after(
    parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    text = "Police from Ufa closed Ufa airport and Moscow Avenue. Moscow was silent."

    places = places_in(text, parse, english, gazetteer, "Ufa airport", "Moscow Avenue")

    airport = places["Ufa airport"]
    assert (airport.lat, airport.within) == (None, None)
    assert airport.approx is not None
    assert round(airport.approx.lat) == 55
    assert places["Moscow Avenue"].approx is None


def test_a_continent_is_known_and_an_ocean_is_nowhere(
    parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    places = places_in("He left Africa by the Pacific.", parse, english, gazetteer)

    assert (places["Africa"].feature, places["Africa"].country) == ("continent", None)
    assert (places["Pacific"].lat, places["Pacific"].candidates) == (None, ())


def test_an_adjective_that_is_given_as_a_place_is_its_country(
    parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    places = places_in(
        "A Syrian court and a Welsh one fined him.", parse, english, gazetteer, "Syrian", "Welsh"
    )

    assert (places["Syrian"].country, places["Syrian"].feature) == ("SY", "country")
    assert (places["Welsh"].country, places["Welsh"].admin1) == ("GB", "Wales")


def test_a_site_that_the_report_puts_nowhere_is_nowhere(
    parse: Analyse, english: Language, gazetteer: Gazetteer
) -> None:
    place = places_in("He fled a military base in May.", parse, english, gazetteer, "military base")

    base = place["military base"]
    assert base == Place(
        entity="military base", feature="site", lat=None, lon=None, approx=None, country=None,
        admin1=None, geonames=None, katottg=None, candidates=(), within=None,
    )  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(words=st.lists(st.sampled_from(
    ["Luhansk", "region", "Russia", "'s", "in", "the", ",", "village", "of", "Kyiv", "and", ".",
     "Zaitseve", "near", "eastern", "Ukraine", "He", "fled", "Petrov", "to", "(", "Sawa"]
), max_size=14))  # fmt: skip
def test_any_order_of_words_gives_names_in_order_and_no_circle(
    words: list[str], engine: Engine, english: Language, gazetteer: Gazetteer
) -> None:
    text = " ".join(words)

    places = places_in(text, engine.parse, english, gazetteer)

    ranges = find_place_names(engine.parse(text), english, gazetteer)
    assert list(ranges) == sorted(ranges)
    assert all(one[1] < other[0] for one, other in pairwise(ranges))
    for place in places.values():
        seen, at = set(), place.within
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = places[at].within
        assert place.entity not in seen
        assert place.lat is None or place.approx is None
