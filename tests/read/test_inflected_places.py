"""Places of Russian and Ukrainian reports: which words name them, and where they lie."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.capture.options import CaptureOptions
from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.read.inflected.places import find_place_names
from sayso.records.entity import Place
from sayso.store.gazetteer import Gazetteer
from sayso.workbench.reading import Workbench

GAZETTEER = Gazetteer.packaged()
WORKBENCH = Workbench()


def find(language: str, text: str) -> list[str]:
    parse = load_inflected(language).parse(text)
    runs = find_place_names(parse, get_language(language), GAZETTEER)
    return [parse.words(*run) for run in runs]


def locate(language: str, text: str) -> dict[str, tuple[Place, str | None]]:
    """Return each place by name, and the name of what it is said to lie in."""
    report = WORKBENCH.capture_text(text, CaptureOptions(language=language))
    reading = WORKBENCH.read(report)
    names = {entity.id: entity.name for entity in reading.entities}
    return {
        names[place.entity]: (place, None if place.within is None else names[place.within])
        for place in reading.places
    }


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ru", "Его держат в селе Зайцево Троицкой громады.", ["Зайцево", "Троицкой громады"]),
        ("ru", "Так было в Луганской и Донецкой областях.", ["Луганской", "Донецкой областях"]),
        ("ru", "Бои шли под Киевом и около Авдеевки.", ["Киевом", "Авдеевки"]),
        ("ru", "Он родом из г. Пермь, уехал из США в Грузию.", ["Пермь", "США", "Грузию"]),
        ("ru", "Гражданин РФ служил в ДНР.", ["РФ", "ДНР"]),
        ("ru", "НОВОСИБИРСК. Суд отпустил двоих.", ["НОВОСИБИРСК"]),
        ("ru", "В Республике Дагестан обыски.", ["Республике Дагестан"]),
        ("ru", "Суд в Ростове-на-Дону вынес приговор.", ["Ростове-на-Дону"]),
        ("uk", "Його тримають у селі Зайцеве Троїцької громади.", ["Зайцеве", "Троїцької громади"]),
        ("uk", "На Херсонщині обстріляли селище Нова Маячка.", ["Херсонщині", "Нова Маячка"]),
        ("uk", "У Луганській і Донецькій областях обшуки.", ["Луганській", "Донецькій областях"]),
        ("uk", "Він виїхав з Харкова до м. Полтава.", ["Харкова", "Полтава"]),
    ],
)
def test_names_of_places_are_found_in_every_case(
    language: str, text: str, wanted: list[str]
) -> None:
    assert find(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Адвокат Анна Москва не ответила."),
        ("ru", "Иван Донской и Пётр Ростов ушли."),
        ("ru", "Канал «Москва» пишет об этом."),
        ("uk", "Адвокатка Ганна Полтава не відповіла."),
    ],
)
def test_a_name_of_somebody_is_no_place(language: str, text: str) -> None:
    assert find(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "village", "region"),
    [
        (
            "ru",
            "Солдат держат в подвале в селе Зайцево Луганской области, сообщила жена одного.",
            "Зайцево",
            "Луганская область",
        ),
        (
            "uk",
            "Солдатів тримають у підвалі в селі Зайцеве Луганської області, каже дружина одного.",
            "Зайцеве",
            "Луганська область",
        ),
    ],
)
def test_the_village_is_that_of_the_region_though_only_the_register_has_it(
    language: str, text: str, village: str, region: str
) -> None:
    place, within = locate(language, text)[village]

    assert within == region
    assert (place.country, place.admin1) == ("UA", "Luhansk")
    assert place.katottg == "UA44100130160071351"
    assert (place.lat, place.lon) == (None, None)
    assert place.approx is not None
    assert {one.admin1 for one in place.candidates} >= {"Luhansk", "Donetsk"}


@pytest.mark.parametrize(
    ("language", "text", "inner", "outer"),
    [
        ("ru", "Его судили в Ростове-на-Дону (Россия).", "Ростов-на-Дону", "Россия"),
        ("ru", "Обстреляли село Козинка Грайворонского округа.", "Козинка", "Грайворонский округ"),
        ("ru", "Сватово, Луганская область. Обыски шли утром.", "Сватово", "Луганская область"),
        ("uk", "Зайцеве на Луганщині обстріляли.", "Зайцеве", "Луганщина"),
        ("uk", "Стріляли в Куп'янську Харківської області.", "Куп'янськ", "Харківська область"),
    ],
)
def test_the_report_says_what_lies_in_what(
    language: str, text: str, inner: str, outer: str
) -> None:
    assert locate(language, text)[inner][1] == outer


@pytest.mark.parametrize(
    ("language", "text", "name", "country", "admin1"),
    [
        ("ru", "В Подмосковье прошли обыски.", "Подмосковье", "RU", "Moscow"),
        ("ru", "Колонна ушла в Забайкалье.", "Забайкалье", "RU", "Zabaykalsky"),
        ("ru", "Он уехал в Чечню.", "Чечня", "RU", "Chechnya"),
        ("uk", "Він служив у Ростовській області.", "Ростовська область", "RU", "Rostov"),
        ("uk", "Обшуки пройшли в Бєлгороді.", "Бєлгород", "RU", "Belgorod"),
    ],
)
def test_regions_are_known_in_both_languages(
    language: str, text: str, name: str, country: str, admin1: str
) -> None:
    place, _ = locate(language, text)[name]

    assert (place.country, place.admin1) == (country, admin1)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.sampled_from(
            ["в", "селе", "Зайцево", "Луганской", "области", ",", "(", ")", "и", "г", ".", "Москва",
             "«", "»", "улица", "\n", "РФ", "Республика", "на", "Киеве", "обл"]
        ),
        max_size=30,
    ),
    st.sampled_from(["ru", "uk"]),
)  # fmt: skip
def test_any_words_can_be_looked_through(words: list[str], language: str) -> None:
    parse = load_inflected(language).parse(" ".join(words))

    runs = find_place_names(parse, get_language(language), GAZETTEER)

    assert all(first <= last for first, last in runs)
    assert list(runs) == sorted(runs)
