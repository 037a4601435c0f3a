"""Penalties of Russian and Ukrainian reports, and whose they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.read.inflected.penalties import read_penalties
from sayso.read.inflected.quantities import read_quantities
from sayso.records.finding import PenaltyFinding
from sayso.records.parse import Parse


def read(code: str, text: str) -> tuple[Parse, tuple[PenaltyFinding, ...]]:
    parse, language = load_inflected(code).parse(text), get_language(code)
    return parse, read_penalties(parse, language, read_quantities(parse, language, ()))


def say(parse: Parse, finding: PenaltyFinding) -> str:
    """Say a penalty in short: "imposed imprisonment 3 year Ивана"."""
    penalty = finding.penalty
    low, high = penalty.min, penalty.max
    ends = ["" if it is None else f"{it:g}" for it in (low, high)]
    amount = ends[0] if low == high else "-".join(ends)
    bearer = None if finding.bearer is None else parse.tokens[finding.bearer].text
    words = [
        penalty.status,
        "suspended" if penalty.suspended else None,
        penalty.kind,
        amount or None,
        penalty.currency or penalty.unit,
        bearer,
        None if penalty.alternative_of is None else f"| {penalty.alternative_of}",
    ]
    return " ".join(str(it) for it in words if it is not None)


RUSSIAN = {
    "Суд приговорил Ивана Мартынова к трём годам колонии общего режима.": [
        "imposed imprisonment 3 year Ивана"
    ],
    "Ему грозит до трёх лет лишения свободы.": ["faced imprisonment -3 year Ему"],
    "Статья предусматривает от 5 до 10 лет лишения свободы.": ["faced imprisonment 5-10 year"],
    "Солдата оштрафовали на 50 тысяч рублей.": ["imposed fine 50000 RUB Солдата"],
    "Лисовой выписали штраф в 45 тысяч рублей (около 500 долларов).": [
        "imposed fine 45000 RUB Лисовой"
    ],
    "Прокурор просил восемь лет колонии, суд назначил Сергею Лыкову пять.": [
        "sought imprisonment 8 year Сергею",
        "imposed imprisonment 5 year Сергею",
    ],
    "Дегтярёва приговорили к пяти годам условно с испытательным сроком три года.": [
        "imposed suspended imprisonment 5 year Дегтярёва"
    ],
    "Мартынову грозит штраф до 200 тысяч рублей, принудительные работы или лишение свободы на "
    "срок до двух лет.": [
        "faced fine -200000 RUB Мартынову",
        "faced forced_labour Мартынову | p1",
        "faced imprisonment -2 year Мартынову | p1",
    ],
    "Активиста арестовали на 15 суток.": ["imposed arrest 15 day Активиста"],
    "Суд назначил ей 10 суток административного ареста.": ["imposed arrest 10 day ей"],
    "Апелляция снизила Рогову срок с семи до пяти лет колонии.": [
        "imposed imprisonment 7 year Рогову",
        "reduced imprisonment 5 year Рогову",
    ],
    "Суд отказался смягчить Рогову приговор в девять лет колонии.": [
        "upheld imprisonment 9 year Рогову"
    ],
    "Суд не стал снижать Орлову срок в пять лет.": ["upheld imprisonment 5 year Орлову"],
    "Суд приговорил его к году дисбата. Апелляция оставила приговор в силе.": [
        "upheld disciplinary_unit 1 year его"
    ],
    "Апелляция оставила без изменений приговор Седову — 6 лет колонии.": [
        "upheld imprisonment 6 year Седову"
    ],
    "Пять лет колонии строгого режима получил контрактник Фёдоров.": [
        "imposed imprisonment 5 year Фёдоров"
    ],
    "Гособвинение запросило для Орлова 12 лет строгого режима.": [
        "sought imprisonment 12 year Орлова"
    ],
    "Иванов приговорён к пожизненному заключению, Петрову дали 25 лет.": [
        "imposed imprisonment Иванов",
        "imposed imprisonment 25 year Петрову",
    ],
    "Судья Сидорова приговорила рядового Антона Гусева к двум годам и шести месяцам колонии.": [
        "imposed imprisonment 30 month Антона"
    ],
    "Рогов приговорён к трём годам колонии, а Белов — к 18 годам строгого режима.": [
        "imposed imprisonment 3 year Рогов",
        "imposed imprisonment 18 year Белов",
    ],
    "Двоим контрактникам дали по 3 года колонии-поселения, третьему — два года условно.": [
        "imposed imprisonment 3 year контрактникам",
        "imposed suspended imprisonment 2 year третьему",
    ],
    "Егора Лапшина, который ударил соседа на лестнице после спора с Лосевым, приговорили к двум "
    "годам ограничения свободы.": ["imposed restriction 2 year Егора"],
    "Кобзева лишили звания прапорщика и приговорили к 9 годам колонии.": [
        "imposed imprisonment 9 year Кобзева"
    ],
    "Суд назначил ему 40 часов обязательных работ и штраф 10 тыс. рублей.": [
        "imposed community_service 40 hour ему",
        "imposed fine 10000 RUB ему",
    ],
    "Командир обещал им по десять лет тюрьмы.": ["faced imprisonment 10 year им"],
    "Бойца приговорили к смертной казни.": ["imposed death Бойца"],
    "5 лет общего режима за неявку\nСуд в Чите вынес приговор мобилизованному Артёму Носову.": [
        "imposed imprisonment 5 year Артёму"
    ],
    "Осуждённый на 12 лет Рогов пожаловался на побои.": ["imposed imprisonment 12 year Рогов"],
    "Брата Орлова приговорили к пяти годам колонии.": ["imposed imprisonment 5 year Брата"],
    "Суд приговорил к 7 годам колонии бывшего главного врача госпиталя Евгения Сомова.": [
        "imposed imprisonment 7 year Евгения"
    ],
    "Женщину приговорили к максимально возможному сроку — 25 годам.": [
        "imposed imprisonment 25 year Женщину"
    ],
    "Если против Сомова возбудят дело, ему грозит до пяти лет колонии.": [
        "faced imprisonment -5 year Сомова"
    ],
    "32-летний мужчина получил пятилетний срок.": ["imposed imprisonment 5 year мужчина"],
}
UKRAINIAN = {
    "Суд засудив Івана Мартиненка до трьох років позбавлення волі.": [
        "imposed imprisonment 3 year Івана"
    ],
    "Йому загрожує до десяти років позбавлення волі.": ["faced imprisonment -10 year Йому"],
    "Солдата оштрафували на 17 тисяч гривень.": ["imposed fine 17000 UAH Солдата"],
    "Прокурор просив вісім років, суд призначив Сергію Ликову п'ять.": [
        "sought imprisonment 8 year Сергію",
        "imposed imprisonment 5 year Сергію",
    ],
    "Стаття передбачає від 5 до 10 років позбавлення волі.": ["faced imprisonment 5-10 year"],
    "Чоловіка засудили до п'яти років умовно з іспитовим строком три роки.": [
        "imposed suspended imprisonment 5 year Чоловіка"
    ],
    "Мартиненку загрожує штраф до 85 тисяч гривень, виправні роботи або обмеження волі на строк "
    "до двох років.": [
        "faced fine -85000 UAH Мартиненку",
        "faced forced_labour Мартиненку | p1",
        "faced restriction -2 year Мартиненку | p1",
    ],
    "Апеляція зменшила Бойку строк із семи до п'яти років.": [
        "imposed imprisonment 7 year Бойку",
        "reduced imprisonment 5 year Бойку",
    ],
    "Двох росіян заочно засудили до довічного ув'язнення.": ["imposed imprisonment росіян"],
    "Військовий отримав п'ять років тюрми за непокору.": ["imposed imprisonment 5 year Військовий"],
    "Його визнали винним та призначили покарання — 5 років ув'язнення.": [
        "imposed imprisonment 5 year Його"
    ],
}


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [("ru", *it) for it in RUSSIAN.items()] + [("uk", *it) for it in UKRAINIAN.items()],
)
def test_a_penalty_tells_what_it_is_where_it_stands_and_whose(
    code: str, text: str, told: list[str]
) -> None:
    parse, found = read(code, text)

    assert [say(parse, finding) for finding in found] == told


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Его избили до смерти."),
        ("ru", "Суд арестовал Петрова на два месяца."),
        ("ru", "На два месяца его поместили под стражу, потом меру пресечения изменят."),
        ("ru", "Он провёл два месяца в СИЗО."),
        ("ru", "Под арест его взяли на полтора месяца."),
        ("ru", "Домашний арест продлили на два месяца."),
        ("ru", "Его не приговорили к пяти годам."),
        ("ru", "Никто из них не получил реальных сроков."),
        ("ru", "Суд снизил срок на два года."),
        ("ru", "Лишили водительских прав на полтора года."),
        ("ru", "Он пробыл в плену два года. Служил по контракту три года. Женат пять лет."),
        ("ru", "Следствие шло шесть месяцев."),
        ("ru", "Солдат получил пять дней отпуска. Командиру дали три месяца на подготовку."),
        ("ru", "Вместо пяти лет — выговор, сказал судья."),
        ("ru", "Он сообщил о штрафе. Тюрьма стоит на холме."),
        ("ru", "У него пятилетний сын."),
        ("ru", "С начала года вынесено 70 приговоров."),
        ("ru", "В срок он не явился и больше пяти месяцев жил у сестры."),
        ("ru", "Он вышел условно-досрочно."),
        ("uk", "Його побили до смерті."),
        ("uk", "Суд арештував Петренка на два місяці без права застави."),
        ("uk", "Його не засудили до п'яти років."),
        ("uk", "Він пробув у полоні два роки. У неї п'ятирічний син."),
        ("uk", "Суд зменшив строк на два роки."),
    ],
)
def test_what_no_court_imposed_and_no_law_threatens_is_no_penalty(code: str, text: str) -> None:
    parse, found = read(code, text)

    assert not [say(parse, finding) for finding in found]


def test_a_term_that_was_served_is_not_threatened() -> None:
    _, found = read("ru", "Он вышел на свободу после пяти лет колонии.")

    assert [finding.penalty.status for finding in found] == ["imposed"]


@pytest.mark.parametrize("code", ["ru", "uk"])
def test_spans_quote_the_report_and_ids_run_in_its_order(code: str) -> None:
    text = "\n".join([*RUSSIAN, *UKRAINIAN])

    _, found = read(code, text)

    penalties = [finding.penalty for finding in found]
    assert [it.id for it in penalties] == [f"p{n}" for n in range(1, len(penalties) + 1)]
    assert all(text[it.span.begin : it.span.end] == it.text for it in penalties)
    earlier: set[str] = set()
    for penalty in penalties:
        assert penalty.alternative_of is None or penalty.alternative_of in earlier
        earlier.add(penalty.id)


SAID = "приговорил к трём годам лет колонии условно или штраф до от 5 рублей суд ему Орлова не"
WORDS = f"{SAID} , . — на засудив до двох років волі или або грозит снизил с семи после".split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["ru", "uk"]))
def test_no_row_of_penal_words_is_too_much(words: list[str], code: str) -> None:
    text = " ".join(words)

    _, found = read(code, text)

    for finding in found:
        penalty = finding.penalty
        assert text[penalty.span.begin : penalty.span.end] == penalty.text
        assert penalty.min is None or penalty.max is None or penalty.min <= penalty.max
