"""A husband and a wife of one surname are two people, in whichever case, letters or script."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product

import pytest
from declined import decline_russian, decline_ukrainian

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.engines.inflected.namer import load_namer
from sayso.lang.language import get_language
from sayso.read.inflected.mentions import read_mentions
from sayso.reconcile.inflected.entities import resolve_entities
from sayso.records.entity import Entity, EntityType, RelationType
from sayso.records.tagged import TaggedText

_NOTHING = TaggedText(statements=(), words=(), cues=(), contents=())
Decline = Callable[..., Mapping[str, tuple[str, str]]]

_INTRODUCED = {
    "ru": "{he} отказался воевать. Его жена, {she}, рассказала об этом журналистам.",
    "uk": "{he} відмовився воювати. Його дружина, {she}, розповіла про це журналістам.",
}
# Sentences in which the words around a name show its case, and of a nominative whose it is.
_SENTENCES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "ru": {
        "nominative": ("{} написал жалобу.", "{} написала жалобу."),
        "genitive": ("У {} забрали телефон.",) * 2,
        "dative": ("К {} пришли с обыском.",) * 2,
        "accusative": ("В понедельник {} задержали у подъезда.",) * 2,
        "instrumental": ("С {} говорили до утра.",) * 2,
        "locative": ("О {} с тех пор ничего не известно.",) * 2,
    },
    "uk": {
        "nominative": ("{} написав скаргу.", "{} написала скаргу."),
        "genitive": ("До {} прийшли з обшуком.",) * 2,
        "dative": ("Завдяки {} про це дізналися журналісти.",) * 2,
        "accusative": ("У понеділок {} затримали біля під'їзду.",) * 2,
        "instrumental": ("З {} говорили до ранку.",) * 2,
        "locative": ("На {} не було синців.",) * 2,
    },
}
_COUPLES = [
    ("ru", "Юрий", "Ковалёв", "Татьяна", "Ковалёва"),
    ("ru", "Юрий", "Дегтярёв", "Анна", "Дегтярёва"),
    ("ru", "Павел", "Белов", "Мария", "Белова"),
    ("ru", "Антон", "Никитин", "Ольга", "Никитина"),
    ("ru", "Иван", "Чайковский", "Вера", "Чайковская"),
    ("ru", "Пётр", "Шевчук", "Елена", "Шевчук"),
    ("uk", "Юрій", "Ковальов", "Тетяна", "Ковальова"),
    ("uk", "Андрій", "Савицький", "Олена", "Савицька"),
    ("uk", "Іван", "Шевчук", "Ольга", "Шевчук"),
    ("uk", "Микола", "Гнатюк", "Наталія", "Гнатюк"),
]
_DECLINE: Mapping[str, Decline] = {"ru": decline_russian, "uk": decline_ukrainian}


def _read(code: str, text: str) -> list[Entity]:
    """Return the people of a text."""
    language, parse = get_language(code), load_inflected(code).parse(text)
    mentions = read_mentions(parse, language, (), load_namer(code))
    found = resolve_entities(mentions, parse, language, _NOTHING)
    return [entity for entity in found.entities if entity.type is EntityType.PERSON]


def _cases() -> Iterator[tuple[str, str, str, str, bool]]:
    """Yield each couple's introduction with one more sentence, and of whom that speaks."""
    for code, his, surname, her, hers in _COUPLES:
        introduced = _INTRODUCED[code].format(he=f"{his} {surname}", she=f"{her} {hers}")
        for woman in (False, True):
            forms = _DECLINE[code](her if woman else his, hers if woman else surname, woman=woman)
            for case, (given, family) in forms.items():
                sentence = _SENTENCES[code][case][woman]
                for name in (family, f"{given[0]}. {family}", f"{given} {family}"):
                    name_of = f"{her} {hers}" if woman else f"{his} {surname}"
                    yield code, f"{introduced} {sentence.format(name)}", name, name_of, woman


@pytest.mark.parametrize(("code", "text", "said", "whose", "woman"), list(_cases()))
def test_a_couple_comes_out_as_two_people_in_every_case(
    code: str, text: str, said: str, whose: str, woman: bool
) -> None:
    people = _read(code, text)

    assert len(people) == 2, [entity.name for entity in people]
    (meant,) = (
        entity for entity in people if text.rindex(said) in {begin for begin, _ in entity.mentions}
    )
    assert meant.name == whose
    assert meant.gender == ("female" if woman else "male")
    assert {r.type for r in people[0].relations} == {RelationType.SPOUSE}


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        (
            "ru",
            "Юрий Ковалёв отказался воевать. Его жена, Татьяна Ковалёва, ждёт. "
            "В посольстве его записали как {he}, а её как {she}.",
            ("Юрий Ковалёв", "Татьяна Ковалёва"),
        ),
        (
            "uk",
            "Юрій Ковальов відмовився воювати. Його дружина, Тетяна Ковальова, чекає. "
            "У посольстві його записали як {he}, а її як {she}.",
            ("Юрій Ковальов", "Тетяна Ковальова"),
        ),
    ],
)
@pytest.mark.parametrize(
    ("he", "she"),
    list(
        product(
            ("Kovalev", "Kovalyov", "Kovaliov", "Yury Kovalyov", "Yuri Kovalev"),
            ("Kovaleva", "Kovalyova", "Kovaliova"),
        )
    ),
)
def test_names_in_latin_letters_are_his_and_hers(
    code: str, text: str, names: tuple[str, str], he: str, she: str
) -> None:
    said = text.format(he=he, she=she)

    people = _read(code, said)

    assert [entity.name for entity in people] == list(names)
    his, hers = ([said[begin:end] for begin, end in entity.mentions] for entity in people)
    assert he in his
    assert she in hers


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Юрий Ковалёв и Татьяна Ковалёва пришли в суд. Дело Ковалёва или Ковалёва."),
        ("ru", "Пётр Шевчук и Павел Шевчук отказались воевать. Шевчук уехал."),
        ("uk", "Іван Шевчук і Павло Шевчук відмовилися воювати. Шевчук поїхав."),
    ],
)
def test_a_surname_that_two_can_bear_names_no_third(code: str, text: str) -> None:
    assert len(_read(code, text)) == 2


def test_initials_behind_the_surname_are_the_same_person() -> None:
    people = _read("ru", "Ковалёв Д. А. подал жалобу. Дмитрия Ковалёва вызвали в суд.")

    assert [entity.name for entity in people] == ["Дмитрий Ковалёв"]


def test_initials_of_another_are_another_person() -> None:
    people = _read("ru", "Ковалёв Д. А. подал жалобу. Ивана Ковалёва вызвали в суд.")

    assert len(people) == 2
