"""Quotations that stand by themselves are the word of who was said to speak."""

import pytest

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.read.inflected.announced import add_announced
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement, TaggedText

SAID = "«Мужа увезли второго марта. Их держат в подвале, бьют каждый вечер»."


def announce(text: str, *tagged: TaggedStatement) -> list[tuple[str, str, int]]:
    parse = load_inflected("ru").parse(text)
    given = TaggedText(statements=tagged, words=(), cues=(), contents=())
    made = add_announced(given, parse, get_language("ru")).statements
    return [
        (
            " ".join(text[begin:end] for begin, end in one.source),
            " ".join(text[begin:end] for begin, end in one.content),
            one.level,
        )
        for one in made
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "Пишет жена солдата. Имя знаем, не называем.\n",
        "Рассказывает жена солдата:\n",
        "Об этом рассказывает жена солдата. ",
    ],
)
def test_a_quotation_alone_is_whose_word_was_announced(lead: str) -> None:
    ((source, content, level),) = announce(lead + SAID)

    assert source.endswith("жена солдата")
    assert content == SAID.removesuffix(".")
    assert level == 0


@pytest.mark.parametrize(
    "text",
    [
        "Жена солдата ждёт его дома.\n" + SAID,
        "Адвокат сообщил, что солдат жив.\n" + SAID,
        "Пишет жена солдата. Она назвала его «сильным».\n" + SAID,
        "Пишет жена солдата. В роте его зовут «Тихий».",
    ],
)
def test_a_quotation_that_nobody_announced_is_nobody_s(text: str) -> None:
    assert announce(text) == []


def test_what_the_speaker_says_of_others_lies_within_it() -> None:
    text = "Пишет жена солдата.\n«Муж сказал, что их держат в подвале и бьют каждый вечер»."
    inner = TaggedStatement(
        level=0,
        source=(Span(21, 24),),
        cue=(Span(25, 31),),
        content=(Span(33, 75),),
        medium=(),
        behind=(),
        confidence=0.9,
    )

    assert [(source, level) for source, _, level in announce(text, inner)] == [
        ("жена солдата", 0),
        ("Муж", 1),
    ]


def test_who_is_announced_behind_a_quotation_did_not_say_it() -> None:
    text = f"Рассказывает мать солдата.\n{SAID}\nРассказывает командир части.\n{SAID}"
    begin = text.index("Рассказывает командир")
    wrong = TaggedStatement(
        level=0,
        source=(Span(begin + 13, begin + 27),),
        cue=(Span(begin, begin + 12),),
        content=(Span(text.index("«"), text.index("»") + 1),),
        medium=(),
        behind=(),
        confidence=0.9,
    )

    assert [source for source, _, _ in announce(text, wrong)] == ["мать солдата", "командир части"]
