"""Invented people in every case, declined by libraries that know nothing of our namer."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import shevchenko
from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

RUSSIAN = {
    "male": (
        ("Иван", "Юрий", "Дмитрий", "Алексей", "Никита", "Илья", "Павел", "Лев", "Рамзан", "Олег"),
        ("Иванович", "Юрьевич", "Алексеевич", "Ильич", "Рамзанович"),
        (
            "Дегтярёв", "Ковалёв", "Петров", "Гребенюк", "Шевченко", "Белых", "Садулаев", "Кравец",
            "Достоевский", "Толстой", "Мороз", "Сковорода", "Оганесян", "Юсупов", "Зайцев",
            "Кремзюков", "Бутягин", "Галушка", "Ким", "Лысенко", "Магомедов", "Чёрный",
        ),
    ),
    "female": (
        ("Мария", "Татьяна", "Ольга", "Юлия", "Любовь", "Анна", "Зарема", "Наталья", "Дарья"),
        ("Ивановна", "Юрьевна", "Алексеевна", "Ильинична", "Рамзановна"),
        (
            "Дегтярёва", "Ковалёва", "Петрова", "Гребенюк", "Шевченко", "Белых", "Садулаева",
            "Кравец", "Достоевская", "Толстая", "Мороз", "Сковорода", "Оганесян", "Юсупова",
            "Зайцева", "Кремзюкова", "Бутягина", "Галушка", "Ким", "Лысенко", "Магомедова",
            "Чёрная",
        ),
    ),
}  # fmt: skip
UKRAINIAN = {
    "male": (
        ("Іван", "Юрій", "Дмитро", "Олексій", "Микита", "Ілля", "Павло", "Лев", "Сергій", "Олег"),
        ("Іванович", "Юрійович", "Олексійович", "Ілліч", "Сергійович"),
        (
            "Дегтярьов", "Ковальов", "Петров", "Гребенюк", "Шевченко", "Кравець", "Коваль",
            "Зеленський", "Мороз", "Сковорода", "Петренко", "Мельник", "Бондарчук", "Заєць",
            "Гончар", "Лисенко", "Чорний", "Дорошенко", "Галушка", "Тимчук", "Яценюк", "Кім",
        ),
    ),
    "female": (
        ("Марія", "Тетяна", "Ольга", "Юлія", "Любов", "Ганна", "Наталія", "Дарія", "Оксана"),
        ("Іванівна", "Юріївна", "Олексіївна", "Іллівна", "Сергіївна"),
        (
            "Дегтярьова", "Ковальова", "Петрова", "Гребенюк", "Шевченко", "Кравець", "Коваль",
            "Зеленська", "Мороз", "Сковорода", "Петренко", "Мельник", "Бондарчук", "Заєць",
            "Гончар", "Лисенко", "Чорна", "Дорошенко", "Галушка", "Тимчук", "Яценюк", "Кім",
        ),
    ),
}  # fmt: skip
_RUSSIAN_CASES = {
    "Gen": Case.GENITIVE, "Dat": Case.DATIVE, "Acc": Case.ACCUSATIVE, "Ins": Case.INSTRUMENTAL,
    "Loc": Case.PREPOSITIONAL,
}  # fmt: skip
_UKRAINIAN_CASES = {
    "Gen": "genitive", "Dat": "dative", "Acc": "accusative", "Ins": "ablative", "Loc": "locative",
}  # fmt: skip


@dataclass(frozen=True)
class Declension:
    """A full name in one case: what it is called, and how it stands in a text."""

    language: str
    gender: str
    case: str
    name: tuple[str, ...]
    written: tuple[str, ...]


def decline_all(language: str) -> Iterator[Declension]:
    """Yield every name of a language in every case; a third of them have patronymics."""
    people = RUSSIAN if language == "ru" else UKRAINIAN
    for gender, (givens, patronymics, surnames) in people.items():
        for number, (given, surname) in enumerate(product(givens, surnames)):
            patronymic = patronymics[number % len(patronymics)] if number % 3 == 0 else ""
            parts = (given, patronymic, surname)
            yield _make(language, gender, "Nom", parts, parts)
            for case in _RUSSIAN_CASES:
                declined = (_decline_russian if language == "ru" else _decline_ukrainian)(
                    parts, gender, case
                )
                yield _make(language, gender, case, parts, declined)


def _make(
    language: str, gender: str, case: str, parts: tuple[str, ...], declined: tuple[str, ...]
) -> Declension:
    return Declension(
        language,
        gender,
        case,
        tuple(part for part in parts if part),
        tuple(part for part in declined if part),
    )


_MAKER = PetrovichDeclinationMaker()
_PARTS = (NamePart.FIRSTNAME, NamePart.MIDDLENAME, NamePart.LASTNAME)


def _decline_russian(parts: tuple[str, ...], gender: str, case: str) -> tuple[str, ...]:
    sex = Gender.MALE if gender == "male" else Gender.FEMALE
    return tuple(
        _MAKER.make(kind, sex, _RUSSIAN_CASES[case], part) if part else ""
        for kind, part in zip(_PARTS, parts, strict=True)
    )


def _decline_ukrainian(parts: tuple[str, ...], gender: str, case: str) -> tuple[str, ...]:
    fields = ("given_name", "patronymic_name", "family_name")
    given = {name: part for name, part in zip(fields, parts, strict=True) if part}
    sex = "masculine" if gender == "male" else "feminine"
    made = shevchenko.in_case(_UKRAINIAN_CASES[case], {**given, "gender": sex})
    return tuple(str(made.get(name, "")) for name in fields)
