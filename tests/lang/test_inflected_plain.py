"""Words, sentences and quotations of languages without grammar here."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.inflected.plain import load_plain

RUSSIAN, UKRAINIAN = load_plain("ru"), load_plain("uk")


@pytest.mark.parametrize(
    "text",
    [
        "Он жил в г. Пермь на ул. Ленина, д. 5.|Потом уехал.",
        "Его судили по ч. 5 ст. 337 УК РФ.|Приговор суров.",
        "Это было в 2022 г.|Суд решил иначе.",
        "В 2022 г. суд решил иначе.",
        "Взяли 15 тыс. рублей и 3 млн.|Всё вернули.",
        "Речь о рядовом А. Б. Иванове.|Его нет.",
        "Пришла Людмила К., санитарка.|Её не пустили.",
        "Отпустили Олега Д.|Он уехал.",
        "Были Иванов, Петров и др.|Потом все ушли.",
        "Забрали документы, деньги и т. д. и т. п.",
        "«Зачем?» — спросил он.|Ответа не было.",
        "«Не поеду!» — Павел ушёл.|Дверь закрыли.",
        "«Я уехал, — сказал он. |— Больше не вернусь».|Она молчала.",
        "«Первое. |Второе», — сказал он.|Третье.",
        "— Не поеду, — сказал он. |— Убьют.",
        "Он ушёл… и не вернулся.|Что?! |Да.",
        "На сайте polygon.media и t.me/canal пишут об этом.|И всё.",
        "1. Первое.|2. Второе.",
        "(Так сказано в деле.) |Потом убрали.",
        "09:40.|У суда люди.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    wanted = [sentence.strip() for sentence in text.split("|")]

    parse = RUSSIAN.parse(" ".join(wanted))

    assert [parse.words(*sentence) for sentence in parse.sentences] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Він жив у м. Полтава на вул. Зіньківській, буд. 5.|Потім поїхав.",
        "Це за ч. 4 ст. 402 КК.|Вирок оскаржено.",
        "«Навіщо?» — спитав він.|Відповіді не було.",
        "Взяли 15 тис. грн.|Потім усе повернули.",
        "П’ятеро й об'єднання.|Зв'язку немає.",
    ],
)
def test_ukrainian_sentences_too(text: str) -> None:
    wanted = text.split("|")

    parse = UKRAINIAN.parse(" ".join(wanted))

    assert [parse.words(*sentence) for sentence in parse.sentences] == wanted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Он сказал: «Какой ещё „один“? Два».", "«Какой ещё „один“? Два»"),
        ("«Канал «Граница» врёт», — сказал он.", "«Канал «Граница» врёт»"),
        ("Он слушал «Радио «Север», пока мог.", "«Радио «Север»"),
        ("— Я не поеду, — сказал он.", "— Я не поеду, — сказал он."),
    ],
)
def test_quotations_nest_and_speech_follows_a_dash(text: str, quoted: str) -> None:
    parse = RUSSIAN.parse(text)

    assert [text[begin:end] for begin, end in parse.quotes] == [quoted]


def test_an_entry_of_a_list_is_no_speech() -> None:
    assert RUSSIAN.parse("— три телефона\n— один ноутбук").quotes == ()


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    parse = RUSSIAN.parse("МОСКВА, 5 мая — Суд отложил дело.")

    assert [parse.text[begin:end] for begin, end in parse.datelines] == ["МОСКВА, 5 мая — "]


SCRAPS = st.sampled_from(
    [
        "Он сказал", "«", "»", "„", "“", ". ", "! ", " — ", "\n", "г", "А", "2022", "п’ять",
        "ж" * 700, ",",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(SCRAPS, max_size=40))
def test_every_word_stands_in_the_text_and_in_one_sentence(scraps: list[str]) -> None:
    text = "".join(scraps)

    parse = RUSSIAN.parse(text)

    assert "".join(word.text for word in parse.tokens) == "".join(text.split())
    assert [i for first, last in parse.sentences for i in range(first, last + 1)] == [
        word.i for word in parse.tokens
    ]
    for word in parse.tokens:
        assert text[word.begin : word.end] == word.text
        assert parse.sentences[word.sentence][0] <= word.i <= parse.sentences[word.sentence][1]
        assert (word.head, word.children) == (word.i, ())


def test_no_sentence_is_endless() -> None:
    parse = RUSSIAN.parse("слово " * 2_000)

    assert max(last - first for first, last in parse.sentences) < 300


def test_it_uses_no_model() -> None:
    assert RUSSIAN.makers == ()
