"""Two written names: alike where they can be one person's, across scripts and spellings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reconcile.names.compare import LIKELY, compare_names, explain_names
from sayso.reconcile.names.keys import list_name_keys
from sayso.reconcile.names.likeness import PartLikeness
from sayso.reconcile.names.parts import list_name_parts
from sayso.records.entity import Gender

_ALPHABETS = "abcdeghikmnorstvyABDIKOPSTVабвгдеёиійклмнорстуяюьАВИКМОПСЮґєї.,-/'’ ()\t"
NAMES = st.text(alphabet=_ALPHABETS, max_size=40) | st.text(max_size=25)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yuri Degtyarev", "Юрий Дегтярёв"),
        ("Yuri Degtyaryov", "Дегтярев Юрий Олегович"),
        ("Siarhei Mikalaevich Kazakou", "Сергей Николаевич Казаков"),
        ("Volodymyr Shevchenko", "Владимир Шевченко"),
        ("Oleksandr Hrytsenko", "Александр Гриценко"),
        ("Serhii Bondar", "Sergey Bondar"),
        ("KOVALENKO, Mykola", "Николай Коваленко"),
        ("Zhargal Dorzhiev", "Jargal Dorzhiyev"),
        ("Tatsiana Varabei", "Tatyana Vorobey"),
    ],
)
def test_spellings_of_one_name_are_likely_one(one: str, other: str) -> None:
    assert compare_names(one, other) >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yuri Degtyarev", "Tatyana Degtyareva"),
        ("Юрий Дегтярёв", "Tatyana Degtyareva"),
        ("Aleksandr Grebenyuk", "Aleksandra Grebenyuk"),
        ("Александр Гребенюк", "Олександра Гребенюк"),
        ("Евгений Лебедь", "Yevgenia Lebed"),
        ("Valery Kravchuk", "Valeria Kravchuk"),
        ("В. Дегтярёв", "В. Дегтярёва"),
        ("Yuri Petrovich Sokolov", "Anna Petrovna Sokolova"),
    ],
)
def test_husband_and_wife_are_never_likely_one(one: str, other: str) -> None:
    found = explain_names(one, other)

    assert found.genders_differ
    assert found.score < LIKELY / 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yuri Degtyarev", "Oleg Degtyarev"),
        ("Artem Yurievich Chaly", "Yuri Yakovlevich Chaly"),
        ("Aleksei Sidorov", "Aleksandr Sidorov"),
        ("Ivan Petrov", "Ivan Petrenko"),
        ("Ivan Petrov", "Ivan Sidorov"),
        ("Degtyarev", "Yuri Degtyarev"),
        ("Yu. Degtyarev", "Yuri Degtyarev"),
    ],
)
def test_a_name_that_leaves_room_for_another_person_is_not_likely_one(one: str, other: str) -> None:
    assert compare_names(one, other) < LIKELY


def test_a_comparison_tells_what_it_rests_on() -> None:
    found = explain_names("Yuri Degtyarev", "Олег Дегтярёв")

    assert found.surname is PartLikeness.SAME
    assert found.given is PartLikeness.DIFFERS
    assert found.patronymic is PartLikeness.UNKNOWN
    assert set(found.words) == {
        "surnames agree: Degtyarev, Дегтярёв",
        "given names differ: Yuri, Олег",
    }


@given(NAMES, NAMES)
@settings(max_examples=150)
def test_the_order_of_two_names_does_not_matter(one: str, other: str) -> None:
    score = compare_names(one, other)

    assert 0 <= score <= 1
    assert score == compare_names(other, one)
    assert explain_names(one, other).score == score


@given(NAMES)
def test_equal_names_are_as_alike_as_can_be(name: str) -> None:
    assert compare_names(name, name) == 1


@pytest.mark.parametrize("words", [("Yuri", "Degtyarev"), ("Ivan", "Ilyich", "Bondarenko")])
def test_the_order_of_words_does_not_matter(words: tuple[str, ...]) -> None:
    assert compare_names(" ".join(words), " ".join(reversed(words))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yuri Degtyarev", "Дегтярёв"),
        ("Tatyana Degtyareva", "Дегтярёвой"),
        ("Олексій Дегтярьов", "Degtyarev"),
        ("Дегтярёва", "Degtyaryova"),
        ("Соколовым", "Ivan Sokolov"),
        ("Олега Гребенюка", "Grebenuk"),
        ("Вишневського", "Vyshnevskyi"),
        ("Давидзька", "Davydko"),
        ("Michailov", "Михайлов"),
        ("I. P. Bondarenko", "Бондаренко"),
    ],
)
def test_a_surname_alone_meets_its_bearers(one: str, other: str) -> None:
    assert set(list_name_keys(one)) & set(list_name_keys(other))


@given(NAMES)
def test_any_name_has_keys_unless_it_holds_no_letters(name: str) -> None:
    keys = list_name_keys(name)

    assert len(set(keys)) == len(keys)
    assert all(keys)
    assert bool(keys) == bool(list_name_parts(name))


@pytest.mark.parametrize(
    ("name", "surname", "given_name", "patronymic", "gender"),
    [
        ("Yuri Degtyarev", "Degtyarev", "Yuri", None, Gender.MALE),
        ("Дегтярёва Татьяна Олеговна", "Дегтярёва", "Татьяна", "Олеговна", Gender.FEMALE),
        ("Petrov, Ivan Ilyich", "Petrov", "Ivan", "Ilyich", Gender.MALE),
        ("Ю. А. Дегтярёв", "Дегтярёв", "Ю.", "А.", Gender.MALE),
        ("Mykola PETRENKO", "PETRENKO", "Mykola", None, Gender.MALE),
        ("Yury Ivanavich Vasilevich", "Vasilevich", "Yury", "Ivanavich", Gender.MALE),
        ("Bondarenko", "Bondarenko", None, None, None),
        ("Oksana", None, "Oksana", None, Gender.FEMALE),
        ("Omar al-Sabri", "al-Sabri", "Omar", None, Gender.MALE),
    ],
)
def test_a_name_is_taken_apart_whatever_its_order(
    name: str,
    surname: str | None,
    given_name: str | None,
    patronymic: str | None,
    gender: Gender | None,
) -> None:
    (parts,) = list_name_parts(name)

    assert (parts.surname, parts.given, parts.patronymic) == (surname, given_name, patronymic)
    assert parts.gender is gender


def test_forms_between_marks_are_compared_each_for_itself() -> None:
    assert len(list_name_parts("Ivan PETROV / Іван ПЕТРІВ")) == 2
    assert compare_names("Anna Koshel/Hryb", "Ганна Гриб") >= LIKELY
    assert list_name_parts("-- ,;/ ") == ()
