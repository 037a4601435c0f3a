"""The trained tagger: spans of the text, whatever the text; what is obvious, it finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.domain import LANGUAGES, Annotated

from sayso.lang.engines.tagger.claim_tagger import ClaimTagger, load_claim_tagger
from sayso.lang.engines.tagger.labels import LEVELS, ROLES
from sayso.records.tagged import TaggedStatement, TaggedText

SCRAPS = st.sampled_from(
    [
        "The mayor said", " ", "\n", "\n\n", "that the bridge was closed", ". ", ", ", "“", "”",
        "according to", "Мэр сообщил, ", "что мост закрыт", "повідомила", "«", "»", " — ",
        "ж" * 700, "he added", "😀", "\u200b", "\0", "а́",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(SCRAPS, max_size=30).map("".join))
BIASES = (-2.0, 0.0, 2.0, 4.0)


def check(text: str, tagged: TaggedText) -> None:
    """Check all that holds whatever the text."""
    words = "".join(text[begin:end] for begin, end in tagged.words)
    assert words == "".join(text.split())
    assert len(tagged.words) == len(tagged.cues) == len(tagged.contents)
    assert all(-0.001 <= chance <= 1.001 for chance in (*tagged.cues, *tagged.contents))
    begins, ends = ({span[end] for span in tagged.words} for end in (0, 1))
    for one in tagged.statements:
        assert one.cue
        assert one.content
        assert 0 <= one.level < LEVELS
        assert 0 <= one.confidence <= 1
        for role in ROLES:
            spans = getattr(one, role)
            assert all(begin in begins and end in ends and begin < end for begin, end in spans)
            assert list(spans) == sorted(spans)
        assert len(one.source) <= 1
        for begin, end in one.content:
            assert "\n" not in text[begin:end]
            others = (*one.cue, *one.source, *one.medium, *one.behind)
            assert not any(low < end and high > begin for low, high in others)
    assert [one.cue[0] for one in tagged.statements] == sorted(
        one.cue[0] for one in tagged.statements
    )


def quote(text: str, one: TaggedStatement) -> tuple[str, str, str]:
    source, cue, content = (
        " ".join(text[begin:end] for begin, end in spans)
        for spans in (one.source, one.cue, one.content)
    )
    return source, cue, content


@pytest.fixture(scope="session")
def samples(annotated: list[Annotated]) -> list[str]:
    """The beginnings of two of our reports in each language."""
    return [
        report.text[:900]
        for language in LANGUAGES
        for report in [one for one in annotated if one.language == language][:2]
    ]


@settings(deadline=None, max_examples=60)
@given(text=TEXTS)
def test_every_span_is_one_of_the_text(text: str, tagger: ClaimTagger) -> None:
    check(text, tagger.tag(text))


def test_every_span_is_one_of_the_report(samples: list[str], tagger: ClaimTagger) -> None:
    for text in samples:
        tagged = tagger.tag(text)

        check(text, tagged)
        assert tagged.statements


@pytest.mark.parametrize("text", ["", " ", "\n\n\t"])
def test_where_nothing_stands_nothing_is_said(text: str, tagger: ClaimTagger) -> None:
    assert tagger.tag(text) == TaggedText(statements=(), words=[], cues=[], contents=[])


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "The mayor, Vera Antipova, said the bridge would open in May.",
            ("The mayor, Vera Antipova", "said", "the bridge would open in May"),
        ),
        (
            "“The pier is gone,” the ferryman told reporters.",
            ("the ferryman", "told", "“The pier is gone,”"),
        ),
        (
            "The bridge is closed, according to the city council.",
            ("the city council", "according to", "The bridge is closed"),
        ),
        (
            "The council denied that the bridge was closed.",
            ("The council", "denied", "that the bridge was closed"),
        ),
        (
            "It is alleged that the officer took money from recruits.",
            ("", "is alleged", "that the officer took money from recruits"),
        ),
        (
            "Мэр Вера Антипова сообщила, что мост откроют в мае.",
            ("Мэр Вера Антипова", "сообщила", "что мост откроют в мае"),
        ),
        (
            "«Моста больше нет», — сказал паромщик Олег Зимин.",
            ("паромщик Олег Зимин", "сказал", "«Моста больше нет»"),
        ),
        (
            "По словам паромщика, мост закрыли в марте.",
            ("паромщика", "По словам", "мост закрыли в марте"),
        ),
        (
            "Міська голова Віра Антипова повідомила, що міст відкриють у травні.",
            ("Міська голова Віра Антипова", "повідомила", "що міст відкриють у травні"),
        ),
        (
            "«Мосту більше немає», — сказав поромник Олег Зима.",
            ("поромник Олег Зима", "сказав", "«Мосту більше немає»"),
        ),
        (
            "За словами поромника, міст закрили в березні.",
            ("поромника", "За словами", "міст закрили в березні"),
        ),
    ],
)
def test_the_obvious_is_found(
    text: str, statement: tuple[str, str, str], tagger: ClaimTagger
) -> None:
    [one] = tagger.tag(text).statements

    assert quote(text, one) == statement
    assert one.confidence > 0.5


@pytest.mark.parametrize(
    "text",
    ["The pier sank in March.", "В марте причал затонул.", "У березні причал затонув."],
)
def test_where_nobody_speaks_nothing_is_found(text: str, tagger: ClaimTagger) -> None:
    assert tagger.tag(text).statements == ()


def test_who_is_cited_and_who_passes_it_on_is_found(tagger: ClaimTagger) -> None:
    text = (
        "Two men were taken from a hostel, the channel Dry Season reported, citing relatives.\n"
        "“My husband was beaten,” Daria Zimina told Polar Post."
    )

    first, second = tagger.tag(text).statements

    assert [text[begin:end] for begin, end in first.behind] == ["relatives"]
    assert [text[begin:end] for begin, end in second.medium] == ["Polar Post"]


def test_a_statement_within_a_statement_is_found(tagger: ClaimTagger) -> None:
    text = "The lawyer said investigators had told him that the case was closed."

    outer, inner = tagger.tag(text).statements

    assert (outer.level, inner.level) == (0, 1)
    assert quote(text, inner) == ("investigators", "had told", "that the case was closed")


def test_the_same_text_gives_the_same(samples: list[str], tagger: ClaimTagger) -> None:
    text = samples[0]

    assert tagger.tag(text) == tagger.tag(text)


def test_the_more_stands_outside_the_fewer_statements(
    samples: list[str], tagger: ClaimTagger
) -> None:
    counts = [
        sum(len(tagger.tag(text, outside=bias).statements) for text in samples[::2])
        for bias in BIASES
    ]

    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_a_text_of_many_windows_keeps_its_offsets(tagger: ClaimTagger) -> None:
    line = "The mayor said the bridge would open in May."
    text = "\n".join([line] * 40)

    tagged = tagger.tag(text)

    check(text, tagged)
    assert [quote(text, one) for one in tagged.statements] == [
        ("The mayor", "said", "the bridge would open in May")
    ] * 40


def test_it_says_which_model_it_is(tagger: ClaimTagger) -> None:
    [maker] = tagger.makers

    assert maker.name == "sayso-claims"
    assert maker.version
    assert maker.sha256 is not None
    assert len(maker.sha256) == 64


def test_it_is_loaded_once() -> None:
    assert load_claim_tagger() is load_claim_tagger()
