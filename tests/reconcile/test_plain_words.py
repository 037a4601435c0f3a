"""Which words of a tagged statement name its speaker, and which are its content."""

import pytest
from marked import list_cited, read_marked


@pytest.mark.parametrize(
    ("language", "marked", "names"),
    [
        (
            "uk",
            "<c1>«Його били»</c1>, — <q1>сказала</q1> <s1>журналістам</s1> мати потерпілого "
            "Віра Дорош.",
            ["мати потерпілого Віра Дорош"],
        ),
        ("uk", "<c1>«Його били»</c1>, — <q1>розповів</q1> <s1>суду Дорош</s1>.", ["Дорош"]),
        ("uk", "<c1>Його били</c1>, <q1>заявлено</q1> <s1>слідчим</s1>.", ["слідчим"]),
        ("ru", "<s1>Родителям</s1> <q1>сказали</q1>, <c1>что дела нет</c1>.", []),
        ("ru", "<q1>Рассказали</q1> <s1>журналистам</s1> в среду, <c1>что дела нет</c1>.", []),
        ("ru", "<s1>Следователям</s1> <q1>известно</q1>, <c1>что он ушёл</c1>.", ["Следователям"]),
        ("ru", "<q1>Согласно</q1> <s1>присяжным</s1>, <c1>дела нет</c1>.", ["присяжным"]),
        ("ru", "<s1>Суд</s1> <q1>сообщил</q1>, <c1>что дела нет</c1>.", ["Суд"]),
        ("ru", "<c1>Дела нет</c1>, <q1>рассказала</q1> <s1>нам</s1> Вера Рой.", ["Вера Рой"]),
        # Adverbs and the like name nobody.
        ("ru", "<s1>Официально</s1> <q1>сообщалось</q1>, <c1>что дела нет</c1>.", []),
        ("uk", "<s1>Офіційно</s1> <q1>повідомлялося</q1>, <c1>що справи немає</c1>.", []),
        ("ru", "<s1>Об этом</s1> <q1>стало известно</q1>: <c1>дела нет</c1>.", []),
        # Of whom something is demanded.
        ("uk", "<s1>Від матері</s1> <q1>вимагали</q1> <c1>видати журнали</c1>.", []),
        ("uk", "Від <s1>матері</s1> <q1>вимагали</q1> <c1>видати журнали</c1>.", []),
        ("uk", "<s1>У поліції</s1> <q1>вимагали</q1> <c1>видати журнали</c1>.", ["У поліції"]),
        ("ru", "<s1>У матери</s1> <q1>требовали</q1> <c1>выдать журналы</c1>.", []),
        ("ru", "<s1>Мать</s1> <q1>требовала</q1> <c1>выдать журналы</c1>.", ["Мать"]),
    ],
)  # fmt: skip
def test_a_source_is_who_speaks_no_hearer_and_no_adverb(
    language: str, marked: str, names: list[str]
) -> None:
    [claim] = read_marked(marked, language)

    assert [link.name for link in claim.chain] == names
    assert claim.cue is not None
    assert (claim.source is None) == (names == [])


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        (
            "Туда <c1>выехала комиссия</c1>. <s1>Рой</s1> <q1>сказал</q1>, <c1>что дела нет</c1>. "
            "Потом <c1>это</c1> сняли.",
            "дела нет",
        ),
        (
            "<c1>«Дела нет</c1>, — <q1>сказал</q1> <s1>Рой</s1>. — <c1>Его увезли.»</c1>",
            "«Дела нет Его увезли.»",
        ),
        # The cue's sentence holds none of it.
        ("<s1>Рой</s1> <q1>рассказал</q1>. <c1>Дела нет.</c1>", "Дела нет."),
        # Alone, far from a longer piece.
        (
            "<s1>Рой</s1> <q1>сказал</q1>, <c1>что дела против него нет</c1>, и ушёл, "
            "забрав с собой <c1>запись</c1>.",
            "дела против него нет",
        ),
        # What the cue parts is one.
        (
            "<c1>Он</c1>, <q1>по словам</q1> <s1>Роя</s1>, <c1>не виноват в этом</c1>.",
            "Он не виноват в этом",
        ),
        (
            "<s1>Рой</s1> <q1>сказал</q1>, <c1>что дела против него нет</c1>, назвав всё "
            "<c1>«ложью»</c1>.",
            "дела против него нет «ложью»",
        ),
    ],
)
def test_what_strays_from_other_sentences_is_no_content(marked: str, content: str) -> None:
    assert [found for found, _ in list_cited(read_marked(marked))] == [content]
