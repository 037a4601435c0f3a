"""Bodies with where they are, and words that only look like names."""

import pytest
from resolved import find, list_mentions, resolve

from sayso.capture.options import CaptureOptions
from sayso.workbench.reading import Workbench


@pytest.mark.parametrize(
    ("text", "name", "place", "source"),
    [
        ("В МВД Дагестана заявили, что жалоб не было.", "МВД Дагестана", "Дагестан", "МВД"),
        (
            "В ГУФСИН по Красноярскому краю заявили, что жалоб не было.",
            "ГУФСИН по Красноярскому краю",
            "Красноярский край",
            "ГУФСИН",
        ),
        (
            "В оперштабе Белгородской области заявили, что жалоб не было.",
            "оперштаб Белгородской области",
            "Белгородская область",
            "оперштабе",
        ),
        (
            "У поліції Херсонської області повідомили, що чоловіка шукають.",
            "поліція Херсонської області",
            "Херсонська область",
            "поліції",
        ),
    ],
)
def test_a_body_named_with_its_region_speaks_and_the_region_is_a_place(
    text: str, name: str, place: str, source: str
) -> None:
    bench = Workbench()
    reading = bench.read(bench.capture_text(text, CaptureOptions(published="2023-03-10")))

    names = {entity.name: entity for entity in reading.entities}
    claim = next(one for one in reading.claims if one.chain)
    assert names[place].type == "place"
    assert [link.entity for link in claim.chain] == [names[name].id]
    assert claim.source is not None
    assert claim.source.text.endswith(source)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Полиция Томской области молчит. Позже в полиции ответили."),
        ("uk", "Поліція Херсонської області мовчить. У поліції відповіли."),
    ],
)
def test_a_body_named_shorter_later_is_the_same(code: str, text: str) -> None:
    found = [one for one in resolve(code, text).entities if one.type == "organization"]

    assert [len(one.mentions) for one in found] == [2]


def test_bodies_of_two_regions_stay_two() -> None:
    text = "Полиция Тульской области молчит. Полиция Томской области ответила."

    found = [one.name for one in resolve("ru", text).entities if one.type == "organization"]

    assert sorted(found) == ["полиция Томской области", "полиция Тульской области"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Движ не понравился соседям."),
        ("ru", "Икорным грабителям грозит 5 лет."),
        ("ru", "Сальмонеллез обнаружен у 30 человек."),
        ("uk", "Троянда впала. Рух не сподобався сусідам."),
    ],
)
def test_a_word_that_opens_a_sentence_is_nobody_because_of_its_capital(
    code: str, text: str
) -> None:
    assert not [one for one in resolve(code, text).entities if one.type == "person"]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("ru", "Кузнецов молчал.", "Кузнецов"),
        ("ru", "Баир Цыренов пропал. Цыренов отказался воевать.", "Баир Цыренов"),
        ("uk", "Шевченко мовчав.", "Шевченко"),
    ],
)
def test_a_name_that_opens_a_sentence_is_somebody(code: str, text: str, name: str) -> None:
    found = resolve(code, text)

    assert find(found, name).type == "person"
    assert len([one for one in found.entities if one.type == "person"]) == 1


def test_a_verb_before_a_description_is_no_part_of_it() -> None:
    text = "Унаслідок обстрілу загинула вчителька Олена Гнатюк."

    found = find(resolve("uk", text), "Олена Гнатюк")

    assert found.roles == ("вчителька",)
    assert list_mentions(text, found) == ["вчителька", "Олена Гнатюк"]


def test_a_participle_beside_another_verb_describes() -> None:
    text = "Зникла вчителька повернулася додому."

    assert find(resolve("uk", text), "зникла вчителька").type == "person"
