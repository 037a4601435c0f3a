"""Who is who in Russian and Ukrainian texts: names, kin, lawyers, bodies, media, pronouns."""

import pytest
from resolved import find, list_mentions, list_relations, resolve

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.records.parse import Parse


@pytest.mark.parametrize(
    ("code", "text", "relation"),
    [
        (
            "ru",
            "Адвокат Цыденова Игорь Маслов подал жалобу. Баира Цыденова били.",
            ("Игорь Маслов", "lawyer_of", "Баир Цыденов"),
        ),
        (
            "ru",
            "Мать солдата, Ольга Белова, ждёт. Её сын, 21-летний Антон Белов, пропал.",
            ("Ольга Белова", "parent", "Антон Белов"),
        ),
        (
            "ru",
            "Срочник Павел Рябов сбежал. Его брат Игорь остался.",
            ("Игорь", "sibling", "Павел Рябов"),
        ),
        (
            "ru",
            "Жена мобилизованного из Бурятии Баира Цыденова записала видео.",
            ("жена", "spouse", "Баир Цыденов"),
        ),
        (
            "uk",
            "Дмитра Савчука побили. Його мати Людмила Савчук подала заяву.",
            ("Людмила Савчук", "parent", "Дмитро Савчук"),
        ),
        (
            "uk",
            "Адвокатка Савчука Оксана Ткач подала скаргу. Дмитра Савчука побили.",
            ("Оксана Ткач", "lawyer_of", "Дмитро Савчук"),
        ),
    ],
)
def test_words_beside_a_name_say_who_is_whose(
    code: str, text: str, relation: tuple[str, str, str]
) -> None:
    assert relation in list_relations(resolve(code, text))


def test_a_husband_in_his_wifes_words_is_hers() -> None:
    text = "Юрий Ковалёв пропал. «Муж звонил в среду», — сказала его жена Анна Ковалёва."

    found = resolve("ru", text, {"«Муж звонил в среду»": "его жена Анна Ковалёва"})

    assert "Муж" in list_mentions(text, find(found, "Юрий Ковалёв"))


def test_roles_and_ages_stand_with_a_name_in_the_nominative() -> None:
    text = "Суд оштрафовал командира роты Алексея Воронова и 32-летнего сварщика Павла Рябова."

    found = resolve("ru", text)

    assert "командир роты" in find(found, "Алексей Воронов").roles
    assert find(found, "Павел Рябов").age == 32


@pytest.mark.parametrize(
    ("code", "text", "name", "kind"),
    [
        ("ru", "Об этом пишет канал «Нижний берег».", "Нижний берег", "channel"),
        ("ru", "Она рассказала об этом изданию «Сивая чайка».", "Сивая чайка", "outlet"),
        ("ru", "Его держали в СИЗО-1.", "СИЗО-1", "organization"),
        ("ru", "Сообщили в Минобороны РФ.", "Минобороны РФ", "organization"),
        (
            "ru",
            "Дело рассмотрит Ростовский гарнизонный военный суд.",
            "Ростовский гарнизонный военный суд",
            "organization",
        ),
        ("ru", "Он служил в войсковой части 12345.", "войсковая часть 12345", "organization"),
        ("ru", "Видео опубликовали в мае.", "видео", "footage"),
        ("ru", "Об этом пишут в соцсетях.", "соцсети", "public"),
        ("uk", "Про це пише телеграм-канал «Лівий берег».", "Лівий берег", "channel"),
        ("uk", "Вона розповіла про це виданню «Сива чайка».", "Сива чайка", "outlet"),
        ("uk", "Його тримали в ТЦК.", "ТЦК", "organization"),
    ],
)
def test_bodies_and_media_are_told_by_the_words_beside_them(
    code: str, text: str, name: str, kind: str
) -> None:
    found = {entity.name: entity.type.value for entity in resolve(code, text).entities}

    assert found.get(name) == kind


@pytest.mark.parametrize(
    ("code", "text", "name", "count"),
    [
        ("ru", "Двое солдат сбежали.", "солдаты", 2),
        ("ru", "В подвале держат 12 мобилизованных.", "мобилизованные", 12),
        ("ru", "В подвале держат около 300 солдат.", "солдаты", None),
        ("uk", "Двоє солдатів утекли.", "солдати", 2),
    ],
)
def test_a_group_is_counted_where_a_plain_number_says_so(
    code: str, text: str, name: str, count: int | None
) -> None:
    group = find(resolve(code, text), name)

    assert group.type == "group"
    assert group.count == count


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Пётр Ильин и Иван Седов ушли. Потом он вернулся."),
        ("uk", "Петро Ільїн та Іван Сидоренко пішли. Потім він повернувся."),
    ],
)
def test_a_pronoun_that_two_can_be_meant_by_is_nobodys(code: str, text: str) -> None:
    parse: Parse = load_inflected(code).parse(text)
    pronoun = next(token.i for token in parse.tokens if token.lower in {"он", "він"})

    assert pronoun not in resolve(code, text).entity_of


@pytest.mark.parametrize(
    ("code", "content", "source", "rest", "pronoun"),
    [
        (
            "ru",
            "Петра Ильина задержали в пятницу",
            "адвокат Иван Седов",
            "В воскресенье следователи предъявили ему обвинение",
            "ему",
        ),
        (
            "uk",
            "Петра Ільїна затримали в п'ятницю",
            "адвокат Іван Сидоренко",
            "У неділю слідчі висунули йому звинувачення",
            "йому",
        ),
    ],
)
def test_who_has_only_told_is_not_whom_something_is_done_to(
    code: str, content: str, source: str, rest: str, pronoun: str
) -> None:
    said = "сообщил" if code == "ru" else "повідомив"
    text = f"{content}, {said} {source}. {rest}."

    found = resolve(code, text, {content: source})

    held = next(it for it in found.entities if it.name.startswith("П"))
    assert pronoun in list_mentions(text, held)


@pytest.mark.parametrize(
    ("code", "source", "content", "own"),
    [
        ("ru", "Житель Казани Павел Рябов", "его били", True),
        ("ru", "Адвокат Павел Рябов", "его били", False),
        ("ru", "Житель Казани Павел Рябов", "«его били»", False),
        ("uk", "Киянин Павло Рябко", "його били", True),
    ],
)
def test_who_alone_is_named_tells_it_of_himself(
    code: str, source: str, content: str, own: bool
) -> None:
    said = "рассказал, что" if code == "ru" else "розповів, що"
    text = f"{source} {said} {content}."

    found = resolve(code, text, {content: source})

    teller = next(it for it in found.entities if it.name.startswith("Пав"))
    assert any(word in list_mentions(text, teller) for word in ("его", "його")) is own


@pytest.mark.parametrize(
    ("code", "text", "name", "one"),
    [
        ("ru", "Рустам Сафин пропал. Родные 29-летнего мужчины ждут.", "Рустам Сафин", True),
        ("uk", "Роман Гнатюк зник. Рідні 29-річного чоловіка чекають.", "Роман Гнатюк", True),
        ("ru", "30-летний Рустам Сафин пропал. Мать 29-летнего мужчины ждёт.", "Рустам", False),
        ("ru", "Иван Седов и Пётр Ильин пропали. Мать 29-летнего мужчины ждёт.", "Иван", False),
    ],
)
def test_an_age_said_later_is_that_of_who_alone_was_named(
    code: str, text: str, name: str, one: bool
) -> None:
    person = next(it for it in resolve(code, text).entities if it.name.startswith(name))

    assert (person.age == 29) is one


def test_a_call_sign_is_its_bearers() -> None:
    text = "Капитан Алексей Воронов, позывной «Шаман», угрожал солдатам."

    found = resolve("ru", text)

    assert "Шаман" in list_mentions(text, find(found, "Алексей Воронов"))


@pytest.mark.parametrize("text", ["", " ", "«»", "— А. Б. —", "В. В. В.", "Из из из", "№ № 5 5"])
@pytest.mark.parametrize("code", ["ru", "uk"])
def test_no_text_is_too_odd(code: str, text: str) -> None:
    resolve(code, text)


@pytest.mark.parametrize(
    ("code", "text", "relation"),
    [
        (
            "ru",
            "14 солдат отказались идти на штурм. Один из них — Сергей Мальцев.",
            ("Сергей Мальцев", "member_of", "солдаты"),
        ),
        (
            "ru",
            "12 мужчин задержали. Среди задержанных — Иван Орлов и Пётр Зимин.",
            ("Пётр Зимин", "member_of", "мужчины"),
        ),
        (
            "uk",
            "Затримали 12 чоловіків. Серед них — Іван Петренко.",
            ("Іван Петренко", "member_of", "чоловіки"),
        ),
    ],
)
def test_whom_a_dash_names_is_one_of_the_group(
    code: str, text: str, relation: tuple[str, str, str]
) -> None:
    assert relation in list_relations(resolve(code, text))


def test_a_wife_told_of_by_her_given_name_is_she_who_bears_the_surname() -> None:
    text = "Сергея Мальцева отпустили, рассказала его жена Анна. «Он звонил», — говорит Мальцева."

    assert ("Мальцева", "spouse", "Сергей Мальцев") in list_relations(resolve("ru", text))


def test_women_and_those_who_come_to_others_are_not_the_counted_men() -> None:
    text = "Орлова и ещё 11 солдат разоружили. Мужчин держат в подвале. Женщины пришли к воротам."
    resolution = resolve("ru", text)

    assert {it.name for it in resolution.entities} >= {"солдаты", "мужчины", "женщины"}
