"""Counts, shares and sums of Russian and Ukrainian reports."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.read.inflected.quantities import read_quantities
from sayso.records.selector import Span
from sayso.records.value import Quantity, TimeExpression, TimeType, Unit


def read(code: str, text: str, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
    return read_quantities(load_inflected(code).parse(text), get_language(code), times)


def say(quantity: Quantity) -> str:
    """Say a quantity in short: "~300 person мобилизованных солдат"."""
    bounds = [
        f"{sign}{number:g}"
        for sign, number in (("", quantity.value), (">=", quantity.min), ("<=", quantity.max))
        if number is not None
    ]
    words = [" ".join(bounds) or "?", quantity.unit, quantity.currency, quantity.of]
    said = " ".join(str(it) for it in words if it is not None)
    if quantity.equivalent is not None:
        said += f" ({quantity.equivalent.value:g} {quantity.equivalent.currency})"
    return f"~{said}" if quantity.approx else said


RUSSIAN = {
    "Около 300 мобилизованных солдат отказались.": ["~300 person мобилизованных солдат"],
    "Порядка двухсот человек сидят в подвале.": ["~200 person человек"],
    "Не менее 12 мужчин избиты.": [">=12 person мужчин"],
    "Увезли свыше ста женщин.": [">=100 person женщин"],
    "До 20 человек спят на полу.": ["<=20 person человек"],
    "Увезли от 10 до 15 солдат.": [">=10 <=15 person солдат"],
    "Ушли десять-пятнадцать бойцов.": [">=10 <=15 person бойцов"],
    "Двадцать один солдат и сто две машины.": ["21 person солдат", "102 item машины"],
    "Погибли пятеро, ещё 12 ранены.": ["5 person", "12 person"],
    "Из роты в 120 человек осталось 17.": ["120 person человек", "17 person"],
    "Погиб один человек, ранена одна женщина.": ["1 person человек", "1 person женщина"],
    "Полтора миллиона рублей украли.": ["1.5e+06 money RUB"],
    "У 12,5 тысячи семей нет света.": ["12500 item семей"],
    "Десятки людей и несколько сотен машин.": ["~? person людей", "~? item машин"],
    "Более сотни жалоб, около тысячи писем.": [">=100 item жалоб", "~1000 item писем"],
    "Было с десяток машин и полсотни бойцов.": ["~10 item машин", "50 person бойцов"],
    "Нас было человек двадцать.": ["~20 person человек"],
    "30 % мобилизованных больны.": ["30 percent мобилизованных"],
    "Две трети задержанных — срочники.": ["0.666667 share задержанных"],
    "Почти половина роты ушла.": ["~0.5 share роты"],
    "Каждый пятый мобилизованный погиб.": ["0.2 share мобилизованный"],
    "Жалоб стало в три раза больше.": ["3 times"],
    "Число погибших выросло с 10 до 15.": ["10 person погибших", "15 person погибших"],
    "Число погибших выросло до 21.": ["21 person погибших"],
    "Двое из задержанных молчат.": ["2 person задержанных"],
    "Взяли 60 человек, 52 из них избили.": ["60 person человек", "52 person"],
    "Под письмом стоят подписи 53 матерей.": ["53 person матерей"],
    "Из 40 солдат ушли 11 из 27.": ["40 person солдат", "11 person"],
    "Собрали 1,5 млн из 3 млн рублей.": ["3e+06 money RUB"],
    "20 с лишним человек увезли.": [">=20 person человек"],
    "Помогли 10-ти женщинам.": ["10 person женщинам"],
    "Заплатил 200 тысяч рублей (3,4 тыс. долларов).": ["200000 money RUB (3400 USD)"],
    "Отдал 1 200 000 рублей, или 15 тысяч долларов.": ["1.2e+06 money RUB (15000 USD)"],
    "Взяли $500, около $40 и 3 млн ₽.": ["500 money USD", "~40 money USD", "3e+06 money RUB"],
    "Дали 195 000 рублей и ещё 400 тыс.": ["195000 money RUB", "400000 money RUB"],
    "Стоит от 10 до 15 тысяч гривен.": [">=10000 <=15000 money UAH"],
    "Заплатил 500 белорусских рублей.": ["500 money BYN"],
    "В Минске он заплатил 500 рублей.": ["500 money BYN"],
}
UKRAINIAN = {
    "Близько 300 мобілізованих солдатів відмовилися.": ["~300 person мобілізованих солдатів"],
    "Щонайменше триста відмовників у підвалі.": [">=300 person відмовників"],
    "Понад 200 осіб затримано.": [">=200 person осіб"],
    "До 20 чоловіків сплять на підлозі.": ["<=20 person чоловіків"],
    "Вивезли від 10 до 15 бійців.": [">=10 <=15 person бійців"],
    "Три солдати і два снаряди.": ["3 person солдати", "2 item снаряди"],
    "Двоє військових загинули, п'ятеро поранені.": ["2 person військових", "5 person"],
    "Загинули троє людей, серед них одна дитина.": ["3 person людей", "1 person дитина"],
    "Зі 60 мобілізованих прибули 48.": ["60 person мобілізованих", "48 person"],
    "Півтора мільйона гривень.": ["1.5e+06 money UAH"],
    "Десятки поранених, кілька сотень машин.": ["~? person поранених", "~? item машин"],
    "Понад пів сотні дзвінків.": [">=50 item дзвінків"],
    "30 відсотків мобілізованих захворіли.": ["30 percent мобілізованих"],
    "Третина роти пішла, майже половина мешканців.": [
        "0.333333 share роти",
        "~0.5 share мешканців",
    ],
    "Кожен десятий боєць поранений.": ["0.1 share боєць"],
    "Кількість загиблих зросла до 20.": ["20 person загиблих"],
    "Справ стало втричі більше.": ["3 times"],
    "Штраф 17 тис. грн (близько 400 доларів).": ["17000 money UAH (400 USD)"],
    "За добу 18 тисяч 500 ухилянтів.": ["18500 person ухилянтів"],
}


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [("ru", *it) for it in RUSSIAN.items()] + [("uk", *it) for it in UKRAINIAN.items()],
)
def test_what_a_number_counts_and_how_softly_is_told(code: str, text: str, told: list[str]) -> None:
    assert [say(quantity) for quantity in read(code, text)] == told


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "32-летний Иван ушёл, ему 45 лет."),
        ("ru", "Это было 5 марта 2023 года в 14:30."),
        ("ru", "Он служил в в/ч 12345, во 2-й роте 1251-го полка."),
        ("ru", "Его судят по ст. 337 и части 5 статьи 338 УК РФ."),
        ("ru", "Его осудили по ч. 5 ст. 337 УК РФ, п. 2 приказа № 3."),
        ("ru", "Телефон: 8 800 555 35 35, +7 912 345-67-89."),
        ("ru", "Школа № 7, дом 5, квартира 12."),
        ("ru", "ИНН 7707083893, версия 1.2.3, счёт 3:1."),
        ("ru", "Прилетели Су-34 и Т-72, потом С-300."),
        ("ru", "Это было в 90-х, в 1980-е."),
        ("ru", "Один из них ушёл, один мой знакомый остался."),
        ("ru", "Двадцать четвёртая бригада ушла."),
        ("ru", "Мороз минус 5 градусов."),
        ("ru", "Он потерял семью и видел сороку."),
        ("ru", "Вторая половина дня, четверть века."),
        ("uk", "Йому 45 років, він 54-річний."),
        ("uk", "Це було 5 березня 2023 року о 14:30."),
        ("uk", "72-га бригада, в/ч А1234, ст. 402 КК."),
        ("uk", "Сьома ранку, троянда."),
        ("uk", "Збили С-300 і Ту-22."),
    ],
)
def test_ages_dates_numbers_of_units_and_articles_count_nothing(code: str, text: str) -> None:
    assert not read(code, text)


def test_what_can_be_read_in_two_ways_is_no_number() -> None:
    assert not read("ru", "Пришли 1,500 человек.")
    assert [q.value for q in read("ru", "Пришли 1,500 тыс. человек и 2,000 женщин.")] == [
        1500,
        2000,
    ]


def test_a_number_of_a_time_counts_nothing() -> None:
    text = "Их держали 300 дней и ночей, и 40 человек ушли."
    begin = text.index("300")
    time = TimeExpression(
        id="t1", span=Span(begin, begin + 8), text="300 дней", type=TimeType.DURATION, value="P300D"
    )

    found = read("ru", text, (time,))

    assert [say(quantity) for quantity in found] == ["40 person человек"]


@pytest.mark.parametrize("code", ["ru", "uk"])
def test_ids_run_in_the_order_of_the_text_and_spans_quote_it(code: str) -> None:
    text = " ".join([*RUSSIAN, *UKRAINIAN])

    found = read(code, text)

    assert [quantity.id for quantity in found] == [f"q{n}" for n in range(1, len(found) + 1)]
    assert all(text[q.span[0] : q.span[1]] == q.text for q in found)
    assert all(one.span[1] <= two.span[0] for one, two in pairwise(found))


NUMBERS = "пять сто тысяч тысяча млн 10 1,5 2 000 0 - – % № $ руб. ( ) , . от до около более"
OTHERS = "человек из них пів мільйона п'ять двоє года с половиной третину 337 -й 9999999999"
WORDS = f"{NUMBERS} {OTHERS}".split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["ru", "uk"]))
def test_no_row_of_numbers_and_marks_is_too_much(words: list[str], code: str) -> None:
    text = " ".join(words)

    for quantity in read(code, text):
        assert text[quantity.span[0] : quantity.span[1]] == quantity.text
        assert quantity.unit is not Unit.MONEY or quantity.value != float("inf")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["ru", "uk"]))
def test_no_text_is_too_much(text: str, code: str) -> None:
    read(code, text)
