"""From tagged texts to claims: whose word it is, how firm, what the report says itself."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import (
    list_cited,
    list_own,
    make_context,
    make_report,
    make_tagged,
    read_marked,
    tag_marked,
)

from sayso.lang.engines.inflected.plain import load_plain
from sayso.reconcile.inflected.claims import make_claims as make_inflected_claims
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement


@pytest.mark.parametrize(
    ("marked", "chain"),
    [
        (
            "<c1>Его держат в подвале</c1>, <q1>пишет</q1> <s1>канал «Дно»</s1> со ссылкой на "
            "<b1>родственников</b1>.",
            [("канал «Дно»", "channel"), ("родственников", "relative")],
        ),
        (
            "<c1>Дела нет</c1>, <q1>сказал</q1> <m1>«Речному вестнику»</m1> <s1>адвокат Ян "
            "Рой</s1>.",
            [("«Речному вестнику»", "outlet"), ("адвокат Ян Рой", "lawyer")],
        ),
        (
            "<c1>Дела нет</c1>, <q1>сказал</q1> <m1>«Сивой чайке»</m1> <s1>его отец</s1>.",
            [("его отец", "relative")],
        ),
        (
            "<c1>Дела нет</c1>, <q1>сказал</q1> <m1>нам</m1> <s1>сосед</s1>.",
            [("сосед", "eyewitness")],
        ),
        (
            "<c1>Дела нет</c1>, <q1>сказал</q1> <m1>нашему изданию</m1> <s1>следователь</s1>.",
            [("следователь", "official")],
        ),
        (
            "<c1>Дела нет</c1>, <q1>сказал</q1> <m1>изданию</m1> <s1>сослуживец</s1>.",
            [("сослуживец", "military")],
        ),
        ("<q1>Сообщается</q1>, <c1>что дела нет</c1>.", []),
        ("<q1>Стало известно</q1>, <c1>что дела нет</c1>.", []),
    ],
)  # fmt: skip
def test_a_chain_runs_from_the_report_to_the_origin(
    marked: str, chain: list[tuple[str, str]]
) -> None:
    [(content, found)] = list_cited(read_marked(marked))

    assert content in {"Его держат в подвале", "Дела нет", "дела нет"}
    assert found == chain


def test_a_statement_within_a_statement_came_through_the_outer_one() -> None:
    marked = (
        "<s1>Адвокат Рой</s1> <q1>рассказал</q1> <m1>каналу «Дно»</m1>, <c1>что "
        "<s2>следователь</s2> "
        "<q2>обещал</q2> ему <c2>закрыть дело</c2></c1>."
    )

    (_, outer), (inner, chain) = list_cited(read_marked(marked))

    assert outer == [("каналу «Дно»", "channel"), ("Адвокат Рой", "lawyer")]
    assert inner == "закрыть дело"
    assert chain == [*outer, ("следователь", "official")]


def test_who_says_i_within_a_quotation_is_its_speaker() -> None:
    marked = (
        "<c2>«<s1>Я</s1> ему <q1>говорю</q1>: <c1>не поеду</c1>»</c2>, "
        "— <q2>сказал</q2> <s2>пленный</s2>."
    )

    assert list_cited(read_marked(marked)) == [
        ("«Я ему говорю: не поеду»", [("пленный", "subject")]),
        ("не поеду", [("пленный", "subject")]),
    ]


@pytest.mark.parametrize("source", ["«Сивая чайка»", "мы", "Наша редакция"])
def test_what_the_report_found_out_is_its_own_word(source: str) -> None:
    claims = read_marked(f"Как <q1>выяснила</q1> <s1>{source}</s1>, <c1>дела нет</c1>.")

    assert list_own(claims) == ["дела нет"]
    assert [(claim.source, claim.chain) for claim in claims] == [(None, ())]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        (
            "<c1>Дела нет</c1>, <q1>сказала</q1> <s1>адвокат Рой</s1>. <q2>По</q2> <s2>её</s2> "
            "<q2>словам</q2>, <c2>суд завтра</c2>.",
            ["адвокат Рой", "адвокат Рой"],
        ),
        (
            "<q1>По словам</q1> <s1>соседки, Нины Саввичны</s1>, <c1>дела нет</c1>. <c2>«Суд "
            "завтра»</c2>, — <q2>добавила</q2> <s2>она</s2>.",
            ["соседки, Нины Саввичны", "соседки, Нины Саввичны"],
        ),
        # Nobody who is "he" has spoken.
        (
            "<c1>Дела нет</c1>, <q1>сказала</q1> <s1>адвокат Рой</s1>. <c2>«Суд завтра»</c2>, "
            "— <q2>написал</q2> <s2>он</s2>.",
            ["адвокат Рой", "он"],
        ),
        # A prosecutor's office is no "she".
        (
            "<c1>Дела нет</c1>, <q1>заявила</q1> <s1>прокуратура</s1>. <c2>Суд завтра</c2>, "
            "<q2>добавила</q2> <s2>она</s2>.",
            ["прокуратура", "она"],
        ),
        # Two men spoke in one sentence.
        (
            "<c1>Дела нет</c1>, <q1>сказал</q1> <s1>адвокат Рой</s1>, <c2>дело есть</c2>, "
            "<q2>сказал</q2> <s2>прокурор Лис</s2>. <c3>Суд завтра</c3>, <q3>добавил</q3> "
            "<s3>он</s3>.",
            ["адвокат Рой", "прокурор Лис", "он"],
        ),
        (
            "<c1>Дела нет</c1>, <q1>сказала</q1> <s1>адвокат Нина Рой</s1>. Её не пустили к "
            "нему в тот день. Ей не дали бумаг. <c2>Суд завтра</c2>, <q2>уточнила</q2> "
            "<s2>Рой</s2>.",
            ["адвокат Нина Рой", "адвокат Нина Рой"],
        ),
        # Too far away.
        (
            "<c1>Дела нет</c1>, <q1>сказала</q1> <s1>адвокат Рой</s1>. Её не пустили к нему в "
            "тот день. Ей не дали бумаг. <c2>Суд завтра</c2>, <q2>уточнила</q2> <s2>она</s2>.",
            ["адвокат Рой", "она"],
        ),
    ],
)  # fmt: skip
def test_pronouns_and_surnames_stand_for_an_earlier_source_where_that_is_clear(
    marked: str, names: list[str]
) -> None:
    assert [chain[-1][0] for _, chain in list_cited(read_marked(marked))] == names


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Сестра адвоката Роя", "relative"),
        ("адвокат сестры Роя", "lawyer"),
        ("Тверской гарнизонный военный суд", "court"),
        ("военный прокурор гарнизона", "official"),
        ("украинские военные", "military"),
        ("выписке госпиталя", "document"),
        ("кадрах оперативной съёмки", "footage"),
        ("Фонд «Обратный билет»", "organization"),
        ("«Памир.Точка»", "outlet"),
        ("«администрации»", "official"),
        ("мужчина, державшийся за решётку изолятора", "person"),
        ("канал «Город, который дышит»", "channel"),
        ("четвёртый, Гарегин, бывший пожарный", "person"),
        ("свидетель обвинения, старшина роты Мухин", "eyewitness"),
        ("подсудимый Денис Гаврилюк", "subject"),
    ],
)
def test_the_first_telling_word_says_what_a_source_is(source: str, kind: str) -> None:
    [(_, chain)] = list_cited(read_marked(f"<s1>{source}</s1> <q1>сообщает</q1>: <c1>его нет</c1>"))

    assert chain == [(source, kind)]


def test_what_the_report_adds_about_a_source_is_no_part_of_its_name() -> None:
    marked = (
        "<s1>Адвокат Рой, которого не пустили к нему</s1>, <q1>говорит</q1>: <c1>дела нет</c1>."
    )

    [claim] = read_marked(marked)

    assert claim.chain[0].name == "Адвокат Рой"
    assert claim.source is not None
    assert claim.source.text == "Адвокат Рой, которого не пустили к нему"


@pytest.mark.parametrize(
    ("language", "cue", "content", "certainty", "polarity"),
    [
        ("ru", "опроверг", "что солдат держат в подвале", "stated", "negative"),
        ("ru", "сказал", "что слухи о том, что его убили, - неправда", "alleged", "negative"),
        ("uk", "сказав", "що чутки про те, що його вбили, - неправда", "alleged", "negative"),
        ("ru", "не признаёт", "вину", "stated", "negative"),
        ("ru", "не отрицает", "что был там", "stated", "positive"),
        ("ru", "не подтвердил", "что его взяли", "possible", "positive"),
        ("ru", "сказал", "что никто не пострадал", "stated", "negative"),
        ("ru", "сказал", "что он ушёл и не вернулся", "stated", "positive"),
        ("ru", "сказал", "что его не только били", "stated", "positive"),
        ("ru", "сказал", "что травмы могли быть получены при падении", "possible", "positive"),
        ("ru", "сказал", "что физически не мог идти", "stated", "negative"),
        ("ru", "сказал", "что приговор будет обжалован", "expected", "positive"),
        ("ru", "пообещал", "всем отпуск", "expected", "positive"),
        ("ru", "сказал", "что если не подписать, его убьют", "conditional", "positive"),
        ("ru", "сказал", "что он якобы в отпуске", "alleged", "positive"),
        ("ru", "сказал", "что знает, когда его будут судить", "stated", "positive"),
        ("uk", "спростував", "що солдатів тримають у підвалі", "stated", "negative"),
        ("uk", "не підтвердив", "що його забрали", "possible", "positive"),
        ("uk", "сказав", "що списків немає", "stated", "negative"),
        ("uk", "сказав", "що суд розглядатиме справу в травні", "expected", "positive"),
        ("uk", "сказав", "що він нібито у відпустці", "alleged", "positive"),
        ("uk", "сказав", "що, ймовірно, він у полоні", "possible", "positive"),
        ("uk", "сказав", "що якщо не підписати, його вб'ють", "conditional", "positive"),
    ],
)
def test_words_say_how_firm_a_statement_is_and_whether_it_denies(
    language: str, cue: str, content: str, certainty: str, polarity: str
) -> None:
    marked = f"<s1>Рой</s1> <q1>{cue}</q1>, <c1>{content}</c1>."

    [claim] = read_marked(marked, language)

    assert (claim.certainty.value, claim.polarity.value) == (certainty, polarity)


@pytest.mark.parametrize(
    ("marked", "own"),
    [
        (
            "Его увезли ночью. <c1>Дела нет</c1>, <q1>сказал</q1> <s1>Рой</s1>.",
            ["Его увезли ночью."],
        ),
        (
            "<s1>Рой</s1> <q1>сказал</q1>, <c1>что дела нет</c1>, но документов он не показал.",
            ["документов он не показал."],
        ),
        ("<c1>Дела нет</c1>, <q1>сказал</q1> <s1>Рой</s1>, не поднимая глаз.", []),
        ("В прокуратуре отказались комментировать обыск. Ведомство на запрос не ответило.", []),
        ("<s1>Мэрия</s1> <q1>отказалась</q1> <c1>комментировать обыск</c1>.", []),
        ("#улануде #суд #сегодня\n09:40. Обновляем.", []),
    ],
)  # fmt: skip
def test_what_nobody_is_cited_for_the_report_says_itself(marked: str, own: list[str]) -> None:
    claims = read_marked(marked)

    assert list_own(claims) == own
    assert all(claim.confidence == 0.75 for claim in claims if not claim.cue)


def test_joining_words_stay_out_of_a_content_and_questions_stay_whole() -> None:
    marked = (
        "<s1>Рой</s1> <q1>сказал</q1>, <c1>что дела нет</c1>.\n"
        "<c2>«Он пришёл</c2>, — <q2>сказал</q2> <s2>Лис</s2>. <c2>— Что делать?»</c2>"
    )

    contents = [content for content, _ in list_cited(read_marked(marked))]

    assert contents == ["дела нет", "«Он пришёл Что делать?»"]


@pytest.mark.parametrize(
    ("language", "publisher", "source"),
    [
        ("uk", "Ґрати", "Співрозмовник «Ґрат» у поліції"),
        ("uk", "Ґрати", "Адвокат «Ґрат» Олег Бондар"),
        ("uk", "Ґрати", "Граничні"),
        ("ru", "Коммерсантъ", "Источник «Коммерсанта» в правоохранительных органах"),
        ("ru", "Медуза", "Корреспондент «Медузы»"),
        ("ru", "Медуза", "источник издания «Медуза»"),
        ("ru", "Грани", "Граждане"),
        ("ru", "Медуза", "медуза"),
        ("ru", "Медуза", "Наш собеседник в редакции"),
    ],
)
def test_who_is_named_with_the_publisher_is_not_the_publisher(
    language: str, publisher: str, source: str
) -> None:
    marked = f"<s1>{source}</s1> <q1>утверждает</q1>: <c1>дела нет</c1>."

    claims = read_marked(marked, language, publisher)

    assert list_own(claims) == []
    assert [chain[-1][0] for _, chain in list_cited(claims)] == [source]


@pytest.mark.parametrize(
    ("language", "publisher", "source"),
    [
        ("uk", "Ґрати", "«Ґратам»"),
        ("uk", "Ґрати", "Ґрати"),
        ("uk", "Ґрати", "Видання «Ґрати»"),
        ("ru", "Коммерсантъ", "газета «Коммерсантъ»"),
        ("ru", "Медуза", "изданию «Медуза»"),
        ("ru", "Новая газета", "«Новой газете»"),
    ],
)
def test_the_publisher_is_known_in_each_case_and_behind_a_word_for_an_outlet(
    language: str, publisher: str, source: str
) -> None:
    marked = f"Как <q1>выяснили</q1> <s1>{source}</s1>, <c1>дела нет</c1>."

    assert list_own(read_marked(marked, language, publisher)) == ["дела нет"]


def test_what_was_told_to_the_publishers_own_correspondent_came_through_nobody_else() -> None:
    marked = (
        "<c1>Дела нет</c1>, <q1>сказал</q1> <m1>корреспонденту «Сивой чайки»</m1> <s1>сосед</s1>."
    )

    assert list_cited(read_marked(marked)) == [("Дела нет", [("сосед", "eyewitness")])]


TEXTS = st.text(
    alphabet=st.sampled_from("абвіїєґыэё АБВ.,«»„“—-!?…\n'’1№😀"), min_size=1, max_size=120
)


@settings(deadline=None)
@given(TEXTS, st.data(), st.sampled_from(["ru", "uk"]))
def test_every_selector_quotes_its_report(text: str, data: st.DataObject, language: str) -> None:
    offsets = st.integers(0, len(text))
    spans = st.lists(
        st.tuples(offsets, offsets).filter(lambda pair: pair[0] < pair[1]), max_size=2
    ).map(lambda pairs: tuple(Span(*pair) for pair in sorted(pairs)))
    statements = data.draw(
        st.lists(
            st.builds(
                TaggedStatement, level=st.integers(0, 1), source=spans, cue=spans, content=spans,
                medium=spans, behind=spans, confidence=st.just(0.5),
            ),
            max_size=4,
        )
    )  # fmt: skip
    report = make_report(text, language)
    parse = load_plain(language).parse(text)

    claims = make_inflected_claims(make_tagged(text, statements), make_context(report, parse))

    passages = [p for c in claims for p in (c.source, c.cue, c.content) if p is not None]
    for passage in passages:
        assert passage.text == " ".join(text[begin:end] for begin, end in passage.spans)
    spans_of_links = [link.span for claim in claims for link in claim.chain if link.span]
    assert all(text[begin:end].strip() != "" for begin, end in spans_of_links)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("<s1>Суд</s1> <q1>постановил</q1> <c1>освободить Белова из-под стражи</c1>.", "ru"),
        ("<s1>Солдаты</s1> <q1>не хотят</q1> <c1>возвращаться на позиции</c1>.", "ru"),
        ("<s1>Суд</s1> <q1>наказав</q1> <c1>звільнити Білого з-під варти</c1>.", "uk"),
    ],
)
def test_deeds_and_wishes_are_nobodys_words(marked: str, language: str) -> None:
    claims = read_marked(marked, language)

    assert list_cited(claims) == []
    assert len(list_own(claims)) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Подписаться на канал | Прислать новость", "ru"),
        ("Читать нас без VPN можно здесь", "ru"),
        ("Підписатися | Надіслати новину", "uk"),
    ],
)
def test_calls_to_the_reader_are_no_statements(text: str, language: str) -> None:
    assert list_own(read_marked(f"Связи с ротой нет уже неделю.\n{text}", language)) == [
        "Связи с ротой нет уже неделю."
    ]


def test_words_to_whom_something_is_said_are_no_source() -> None:
    text, tagged = tag_marked("<c1>Он держится</c1>, <q1>передаёт</q1> <s1>всем привет</s1>.")
    parse = load_plain("ru").parse(text)
    forms = {"всем": ("PRON", "PRON|Case=Dat"), "привет": ("NOUN", "NOUN|Case=Acc")}
    tokens = tuple(
        replace(it, pos=forms[it.text][0], tag=forms[it.text][1]) if it.text in forms else it
        for it in parse.tokens
    )
    context = make_context(make_report(text, "ru"), replace(parse, tokens=tokens))

    assert [it.chain for it in make_inflected_claims(tagged, context)] == [()]
