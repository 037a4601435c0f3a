"""Statements that patterns show, and how they stand beside what a tagger found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.read.inflected.statements import add_by_pattern, find_by_pattern
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement, TaggedText


def quote(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[begin:end] for begin, end in spans)


def find(text: str, language: str) -> list[tuple[str, str, str]]:
    parse = load_inflected(language).parse(text)
    return [
        (quote(text, one.source), quote(text, one.cue), quote(text, one.content))
        for one in find_by_pattern(parse, get_language(language))
    ]


@pytest.mark.parametrize(
    ("text", "language", "source", "cue", "content"),
    [
        (
            "Адвокат Пётр Белов сообщил, что солдата увезли.",
            "ru", "Адвокат Пётр Белов", "сообщил", "солдата увезли",
        ),
        ("В прокуратуре заявили, что дела нет.", "ru", "прокуратуре", "заявили", "дела нет"),
        (
            "Ведомство не подтвердило, что он задержан.",
            "ru", "Ведомство", "не подтвердило", "он задержан",
        ),
        (
            "Солдата увезли ночью, рассказала его мать.",
            "ru", "его мать", "рассказала", "Солдата увезли ночью",
        ),
        (
            "По словам жены солдата, его били в подвале.",
            "ru", "жены солдата", "По словам", "его били в подвале",
        ),
        ("Его, по словам жены, били в подвале.", "ru", "жены", "по словам", "Его … били в подвале"),
        ("По её словам, мужа били в подвале.", "ru", "её", "По … словам", "мужа били в подвале"),
        (
            "Командир роты уехал. Об этом сообщил канал «Дно».",
            "ru", "канал «Дно»", "сообщил", "Командир роты уехал",
        ),
        (
            "Адвокат Петро Білий повідомив, що солдата вивезли.",
            "uk", "Адвокат Петро Білий", "повідомив", "солдата вивезли",
        ),
        ("У прокуратурі заявили, що справи немає.", "uk", "прокуратурі", "заявили", "справи немає"),
        (
            "Солдата вивезли вночі, розповіла його мати.",
            "uk", "його мати", "розповіла", "Солдата вивезли вночі",
        ),
        (
            "За словами дружини солдата, його били у підвалі.",
            "uk", "дружини солдата", "За словами", "його били у підвалі",
        ),
        (
            "За її словами, чоловіка били у підвалі.",
            "uk", "її", "За … словами", "чоловіка били у підвалі",
        ),
        (
            "Командир роти поїхав. Про це повідомив канал «Дно».",
            "uk", "канал «Дно»", "повідомив", "Командир роти поїхав",
        ),
    ],
)  # fmt: skip
def test_a_pattern_shows_who_says_what(
    text: str, language: str, source: str, cue: str, content: str
) -> None:
    assert (source, cue, content) in find(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Заявил, что дела нет.", "ru"),  # nobody is named
        ("Суд постановил, что срок продлён.", "ru"),
        ("«Он сказал, что уйдёт», и ушёл.", "ru"),  # within what is quoted
        ("Он шёл по дороге, и стемнело.", "ru"),
        ("Командир сказал пару слов.", "ru"),
        ("Він ішов за хлібом, і стемніло.", "uk"),
    ],
)
def test_what_only_looks_like_a_pattern_is_none(text: str, language: str) -> None:
    assert find(text, language) == []


def tag(text: str, *statements: TaggedStatement) -> TaggedText:
    parse = load_inflected("ru").parse(text)
    tagged = TaggedText(statements=statements, words=(), cues=(), contents=())
    return add_by_pattern(tagged, parse, get_language("ru"))


def make(text: str, source: str, cue: str, content: str, confidence: float) -> TaggedStatement:
    def place(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    return TaggedStatement(
        level=0,
        source=place(source),
        cue=place(cue),
        content=place(content),
        medium=(),
        behind=(),
        confidence=confidence,
    )


TEXT = "Белов пояснил, что не бежал, а Чернов заявил, что его не звали."


def test_what_the_tagger_was_sure_of_stays_and_what_it_doubted_is_read_anew() -> None:
    sure = make(TEXT, "Белов", "пояснил", "не бежал", 0.9)
    doubted = make(TEXT, "Белов", "заявил", "его не звали", 0.3)

    first, second = tag(TEXT, sure, doubted).statements

    assert first == sure
    assert quote(TEXT, second.source) == "Чернов"


def test_what_another_says_is_taken_out_of_a_content() -> None:
    over = make(TEXT, "Белов", "пояснил", "не бежал, а Чернов заявил, что его не звали", 0.9)

    first, second = tag(TEXT, over).statements

    assert quote(TEXT, first.content).rstrip(", а") == "не бежал"
    assert (second.level, quote(TEXT, second.content)) == (0, "его не звали")


def test_within_what_somebody_says_another_is_nested() -> None:
    text = "Мать сказала, что следователь сообщил, что дела нет."
    outer = make(text, "Мать", "сказала", "следователь сообщил, что дела нет", 0.9)

    _, inner = tag(text, outer).statements

    assert (inner.level, quote(text, inner.source)) == (1, "следователь")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["Белов", "сообщил", ",", "что", "по", "словам", "«", "»", "—", ".", "не", "в", "суде",
             "её", "об", "этом", "а", "увезли", "12", "👉", "\n"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_whatever_stands_there_spans_quote_the_text(words: list[str]) -> None:
    text = " ".join(words).strip()
    parse = load_inflected("ru").parse(text)

    for one in find_by_pattern(parse, get_language("ru")):
        for begin, end in (*one.source, *one.cue, *one.content):
            assert 0 <= begin < end <= len(text)
        assert one.source
        assert one.content
