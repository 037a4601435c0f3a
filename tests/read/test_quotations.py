"""Quotations stay whole and go to whoever said them."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shuffling import shuffle

from sayso.lang.language import Language
from sayso.read.claims import read_claims
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


def read(text: str, parse: Analyse, english: Language) -> list[tuple[str, str]]:
    parsed = parse(text)

    def join(numbers: tuple[int, ...]) -> str:
        return " ".join(parsed.tokens[i].text for i in numbers if parsed.tokens[i].pos != "PUNCT")

    return [(join(one.source), join(one.content)) for one in read_claims(parsed, english)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ('"I will never take part in this war," he said.',
         "he", "I will never take part in this war"),
        ('He announced: "I will never take part in this war."',
         "He", "I will never take part in this war"),
        ('Vera Antipova, his lawyer, added: "He is ill."', "Vera Antipova", "He is ill"),
        ('"We were beaten," a soldier told Volga Chronicle, "and they took our phones."',
         "a soldier", "We were beaten and they took our phones"),
        ('The man "fled in the night", the lawyer said.',
         "the lawyer", "The man fled in the night"),
        ('She told reporters she was "ill" and would go home.',
         "She", "she was ill and would go home"),
        ('"They told me he had run away from the camp," said Anna Petrova.',
         "Anna Petrova", "They told me he had run away from the camp"),
        ("“The order was wrong,” Danylo Marchuk said.", "Danylo Marchuk", "The order was wrong"),
    ],
)  # fmt: skip
def test_a_quotation_is_the_speakers(
    text: str, source: str, content: str, parse: Analyse, english: Language
) -> None:
    assert read(text, parse, english) == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        '"I will never take part in this war," he said. "It is a crime against us all."',
        "“I will never take part in this war,” he said. “It is a crime against us all.”",
        "‘I will never take part in this war,’ he said. ‘It is a crime against us all.’",
    ],
)
def test_a_quotation_goes_on_after_its_speaker(
    text: str, parse: Analyse, english: Language
) -> None:
    whole = "I will never take part in this war It is a crime against us all"

    assert read(text, parse, english) == [("he", whole)]


@pytest.mark.parametrize("gap", ["\n\n", "\n\nHe left in May.\n\n"])
def test_a_quotation_goes_on_in_the_next_paragraphs(
    gap: str, parse: Analyse, english: Language
) -> None:
    text = f"“I will not take part,” the man said.{gap}“It is a crime against us all.”"

    assert read(text, parse, english) == [
        ("the man", "I will not take part It is a crime against us all")
    ]


def test_a_quotation_far_from_every_speaker_is_nobodys(parse: Analyse, english: Language) -> None:
    gap = "\n\n".join(["He left in May."] * 3)
    text = f"“I will not take part,” the man said.\n\n{gap}\n\n“It is a crime against us all.”"

    assert read(text, parse, english) == [("the man", "I will not take part")]


def test_each_speaker_keeps_his_own_quotation(parse: Analyse, english: Language) -> None:
    text = (
        "“The order was wrong and I refused,” Danylo Marchuk said.\n\n"
        "“He is ill and must go home,” the lawyer added."
    )

    assert read(text, parse, english) == [
        ("Danylo Marchuk", "The order was wrong and I refused"),
        ("the lawyer", "He is ill and must go home"),
    ]


def test_words_held_up_in_quotation_marks_are_nobodys_statement(
    parse: Analyse, english: Language
) -> None:
    text = "The lawyer said the man was ill. The “partial mobilization” began in May."

    assert read(text, parse, english) == [("The lawyer", "the man was ill")]


def test_a_quotation_mark_that_never_closes_takes_no_other_paragraph(
    parse: Analyse, english: Language
) -> None:
    text = "“I will not go, the man said.\n\nThe board met in May."

    assert all("board" not in content for _, content in read(text, parse, english))


@given(seed=st.integers(0, 10_000), cut=st.integers(0, 2_000))
@settings(max_examples=15, deadline=None)
def test_torn_quotation_marks_tear_no_claim(
    seed: int, cut: int, parse: Analyse, english: Language
) -> None:
    text = shuffle(seed, size=6)
    parsed = parse(f"{text[:cut]}“{text[cut:]}")

    for one in read_claims(parsed, english):
        assert set(one.content) <= set(range(len(parsed.tokens)))
        assert not set(one.content) & {*one.cue, *one.source}
