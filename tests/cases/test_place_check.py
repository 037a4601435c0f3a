"""When a place does not lie where the report says."""

from collections.abc import Callable

import pytest

from sayso.capture.options import CaptureOptions
from sayso.records.event import Check, CheckKind
from sayso.workbench.reading import Workbench

Ask = Callable[[str], list[Check]]
OPTIONS = CaptureOptions(language="en", published="2022-11-25")


@pytest.fixture
def ask(workbench: Workbench) -> Ask:
    def ask(words: str) -> list[Check]:
        reading = workbench.read(workbench.capture_text(words, OPTIONS))
        return [check for check in reading.checks if check.kind is CheckKind.PLACE_MISMATCH]

    return ask


@pytest.mark.parametrize(
    ("words", "there"),
    [
        # a village, by the register of a country's settlements
        ("They were sent to the village of Zaitseve in the Kherson region.", "Donetsk (Ukraine)"),
        ("He was held in Perevalsk in the Donetsk region.", "Luhansk (Ukraine)"),
        # a town in a region, a region of another country, a district
        ("He was held in Bakhmut in the Luhansk region.", "Donetsk (Ukraine)"),
        ("He was held in Shebekino in the Kursk region.", "Belgorod (Russia)"),
        ("He lives in Slonim in the Brest region of Belarus.", "Grodno (Belarus)"),
        ("He was held in Kupiansk in the Svatove district.", "Kharkiv (Ukraine)"),
        # a district in a region
        ("He was held in the Bakhmut district of the Luhansk region.", "Donetsk (Ukraine)"),
        # a town, and a region, in a country
        ("He was held in the city of Kharkiv in Russia.", "Kharkiv (Ukraine)"),
        ("He fled to Tbilisi in Armenia.", "Tbilisi (Georgia)"),
        ("He was held in the Luhansk region in Poland.", "Ukraine"),
        # by a comma alone
        ("He was held in Lviv, Poland.", "Lviv (Ukraine)"),
        ("He was held in Kharkiv, Russia.", "Kharkiv (Ukraine)"),
        ("She was held in Nyala, North Darfur.", "South Darfur (Sudan)"),
    ],
)
def test_a_place_that_is_known_elsewhere_alone_is_asked_about(
    ask: Ask, words: str, there: str
) -> None:
    (check,) = ask(words)

    assert there in check.message
    assert len(check.about) == 2


def test_the_message_says_what_was_compared(ask: Ask) -> None:
    (check,) = ask("He was held in Bakhmut in the Luhansk region.")

    assert check.message == (
        "The report puts “Bakhmut” in “Luhansk region”; the gazetteer has no such place there, "
        "but has one in Donetsk (Ukraine)."
    )


@pytest.mark.parametrize(
    "words",
    [
        "They were sent to the village of Zaitseve in the Luhansk region.",
        "They were sent to Zaitsevo in the Luhansk region.",  # the Russian spelling
        "He was held in Troitskoye in the Luhansk region.",
        "He was held in Blagodatnoye in the Kherson region.",
        "He was held in the village of Zaitseve in the Svatove district of the Luhansk region.",
        "He was held in Bakhmut in the Donetsk region.",
        "He lives in Odessa in Texas.",
        "He was held in Donetsk in Russia.",  # there is one
        "He was held in Minsk in the Minsk region.",
        "He was held in Sevastopol in Crimea.",
        "He was held in Mykolaiv district in the Lviv region.",  # abolished in 2020
    ],
)
def test_a_place_that_lies_there_is_not(ask: Ask, words: str) -> None:
    assert ask(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "He was held in the village of Verkhnyaya Zhuravka in the Belgorod region.",
        "He fled to Adi Quala Tsilma in Eritrea.",
        "He fled to Smallham in Kenya.",
        "He was held at Military Base 44 in the Kursk region.",
    ],
)
def test_a_place_that_nobody_knows_is_not(ask: Ask, words: str) -> None:
    assert ask(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "He was held near Shebekino in the Kursk region.",
        "He was held outside the town of Shebekino in the Kursk region.",
        "Soldiers from Ufa in the Luhansk region refused to fight.",
        "Residents of Kharkiv in Russia were told to leave.",
        "A lawyer from Kharkiv in Russia took up the case.",
        "He spoke of Kharkiv in Russia's war on Ukraine.",
        "He went from Bakhmut to the Luhansk region.",
        "They were held in Bakhmut, the Luhansk region and Crimea.",
        "They were held in Bakhmut and in the Luhansk region.",
    ],
)
def test_words_that_do_not_put_it_there_are_not_held_against_a_report(ask: Ask, words: str) -> None:
    assert ask(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "He was held in Simferopol in Russia.",
        "He was held in Simferopol in Ukraine.",
        "He was held in Luhansk in Russia.",
        "He was held in the Kherson region in Russia.",
        "She lives in Pristina in Serbia.",
        "She lives in Pristina in Kosovo.",
        "She lives in Ramallah in Israel.",
        "She lives in Taipei in China.",
        "She lives in Sukhumi in Russia.",
        "She lives in Stepanakert in Armenia.",
        "She lives in Laayoune in Morocco.",
        "She lives in Srinagar in Pakistan.",
        "She lives in San Juan in the United States.",
    ],
)
def test_sayso_takes_no_side_where_states_do_not_agree(ask: Ask, words: str) -> None:
    assert ask(words) == []


def test_a_district_in_a_wrong_region_is_one_question_not_one_for_each_village(ask: Ask) -> None:
    found = ask(
        "They were held in the village of Soledar in the Bakhmut district of the Luhansk region."
    )

    assert len(found) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("They were moved from Donetsk in Russia to Donetsk in Ukraine.", ["RU", "UA"]),
        ("He was held in Donetsk in Ukraine. Donetsk in the Donetsk region was shelled.", ["UA"]),
        ("He was held in Donetsk in Ukraine. Donetsk was shelled.", ["UA"]),
    ],
)
def test_two_places_of_one_name_are_two_where_the_report_puts_them_apart(
    workbench: Workbench, words: str, expected: list[str]
) -> None:
    reading = workbench.read(workbench.capture_text(words, OPTIONS))

    ids = {entity.id for entity in reading.entities if entity.name == "Donetsk"}
    assert [place.country for place in reading.places if place.entity in ids] == expected
