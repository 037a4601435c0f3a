"""Whom a verb befalls that names nobody is who was told of right before."""

import pytest

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.packs.pack import get_pack
from sayso.read.inflected.events import read_events


def tell(text: str, language: str) -> list[tuple[str, str]]:
    """Return (type, whom) of each event."""
    parse = load_inflected(language).parse(text)
    told = read_events(parse, get_language(language), (get_pack("military-refusal"),))
    return [(one.type, " ".join(parse.tokens[i].text for i in one.subjects)) for one in told]


@pytest.mark.parametrize(
    ("text", "language", "whom"),
    [
        ("Девять солдат увезли в Заречное. Держат в подвале, бьют.", "ru", "солдат"),
        ("Солдата увезли ночью. Бьют каждый вечер, держат в подвале.", "ru", "Солдата"),
        ("Дев'ятьох солдатів вивезли до села. Тримають у підвалі, б'ють.", "uk", "солдатів"),
    ],
)
def test_what_goes_on_befalls_whom_it_befell_before(text: str, language: str, whom: str) -> None:
    told = tell(text, language)

    assert {kind for kind, _ in told} == {"detention", "confinement", "ill_treatment"}
    assert {subject for _, subject in told} == {whom}


@pytest.mark.parametrize(
    "text",
    [
        "Солдата увезли ночью.\nВ подвалах держат и бьют по всей стране.",
        "Солдата увезли ночью. Потом был вечер. Потом была ночь. Держат в подвале.",
        "Пришёл вечер. Держат в подвале, бьют.",
    ],
)
def test_what_is_told_of_nobody_or_far_away_befalls_nobody(text: str) -> None:
    assert {kind for kind, _ in tell(text, "ru")} <= {"detention"}


def test_those_who_said_no_are_those_who_sit_in_the_cellar() -> None:
    told = tell(
        "Девять человек сказали нет. Ночью приехали, забрали документы. "
        "Сидят в подвале школы, окно одно. Бьют каждый вечер.",
        "ru",
    )

    assert told == [
        ("refusal", "человек"),
        ("confinement", "человек"),
        ("ill_treatment", "человек"),
    ]


def test_a_plural_verb_behind_a_pronoun_is_of_others() -> None:
    told = tell("Солдаты отказались воевать, а 5-го их увезли.", "ru")

    assert told == [("refusal", "Солдаты"), ("detention", "их")]
