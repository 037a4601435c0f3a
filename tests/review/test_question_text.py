"""Questions as people type them mean one thing, or are refused."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records.decision import QUESTIONS
from sayso.review.question_text import (
    WORDS,
    AskedQuestion,
    QuestionError,
    Shape,
    Target,
    parse_question,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "decisions.md"
ROWS = re.findall(
    r"^\| `([^`]+)` \|.*\| `([^`]+)` \| `([a-z_]+)` \|$", DOCUMENT.read_text(), re.MULTILINE
)
NAMES = st.text(st.characters(exclude_characters="/=", exclude_categories=["Cs"]), min_size=1)
FINDINGS = st.from_regex(r"[a-z]\d+", fullmatch=True)


def test_the_document_lists_every_question() -> None:
    assert {name for _, _, name in ROWS} == set(QUESTIONS)
    assert {question.partition(":")[0] for question, _, _ in ROWS} == set(WORDS)


@pytest.mark.parametrize(("question", "example", "name"), ROWS)
def test_every_question_of_the_document_is_read(question: str, example: str, name: str) -> None:
    for text in (question, example):
        asked = parse_question(text)

        assert asked.name == name
        assert str(asked) == text


@st.composite
def questions(draw: st.DrawFn) -> AskedQuestion:
    name, shape = draw(st.sampled_from(sorted(WORDS.values())))

    def target(finding: bool) -> Target:
        report = draw(NAMES.filter(lambda it: it == it.strip()))
        return Target(report=report, finding=draw(FINDINGS) if finding else None)

    count = 2 if shape is Shape.PAIR else 1
    with_finding = shape in (Shape.PAIR, Shape.FINDING)
    may_have = shape in (Shape.ANYTHING, Shape.FIELD) and draw(st.booleans())
    field = draw(st.sampled_from(["value", "published"])) if shape is Shape.FIELD else None
    targets = tuple(target(with_finding or may_have) for _ in range(count))
    return AskedQuestion(name=name, targets=targets, field=field)


@given(questions())
def test_what_is_printed_is_read_as_the_same(asked: AskedQuestion) -> None:
    assert parse_question(str(asked)) == asked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "claim",
        "claim:",
        "claim:harbor",
        "claim:harbor/",
        "claim:/c3",
        "claim:harbor/c",
        "claims:harbor/c3",
        "CLAIM:harbor/c3",
        "same-person:harbor/e1",
        "same-person:harbor/e1=bay",
        "same-person:a/e1=b/e2=c/e3",
        "value:harbor",
        "value:harbor/q3.",
        "value:.published",
        "value:harbor/q3.two words",
        "missed:",
        "note:  ",
    ],
)
def test_anything_else_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(QuestionError) as caught:
        parse_question(text)

    assert "claim:REPORT/c3" in caught.value.remedy


def test_a_reports_name_may_hold_what_questions_are_made_of() -> None:
    assert parse_question("claim:a:b=c/d.e/c3").targets == (
        Target(report="a:b=c/d.e", finding="c3"),
    )
    assert parse_question("value:gazette.example.title").targets[0].report == "gazette.example"
    assert parse_question("missed:a/c3").targets == (Target(report="a/c3"),)
