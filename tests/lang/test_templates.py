"""Phrases with slots: a language's grammar as data."""

import re

import pytest

from sayso.errors import DataError
from sayso.lang.language import Entry, Language
from sayso.lang.templates import compile_any, compile_templates, find_templates
from sayso.records.reading import Maker


def language(**entries: Entry) -> Language:
    return Language(
        code="xx",
        maker=Maker(name="lang-xx", version="1", sha256=repr(sorted(entries.items()))),
        lexicons={"words": entries},
    )


MONTHS = language(
    month=Entry(values={"March": 3, "May": 5}),
    date=Entry(phrases=("{month} {two_digits}[, {year}]", "{month} (first|last)")),
    days=Entry(phrases=("{month} to {month}",)),
)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("on March 14", {"month": "March", "two_digits": "14", "year": None}),
        ("on MARCH\n14, 2022.", {"month": "MARCH", "two_digits": "14", "year": "2022"}),
    ],
)
def test_a_match_gives_the_words_of_each_slot(text: str, slots: dict[str, str | None]) -> None:
    [match] = find_templates(MONTHS, "words", "date", text)

    assert match.groupdict() == slots


@pytest.mark.parametrize("text", ["they march 14 miles", "Marching 14", "on March 1,400"])
def test_only_whole_words_and_figures_written_as_the_lexicon_has_them_match(text: str) -> None:
    assert list(find_templates(MONTHS, "words", "date", text)) == []


def test_a_slot_that_comes_twice_is_numbered() -> None:
    [match] = find_templates(MONTHS, "words", "days", "March to May")

    assert match.groupdict() == {"month": "March", "month2": "May"}


def test_an_entry_of_templates_can_fill_a_slot() -> None:
    pattern = compile_any(MONTHS, "words", "date")

    assert re.fullmatch(pattern, "May last") is not None


@pytest.mark.parametrize("phrase", ["[a {month}", "a] {month}", "{nothing}"])
def test_a_malformed_phrase_is_refused(phrase: str) -> None:
    broken = language(day=Entry(phrases=(phrase,)), month=Entry(values={"May": 5}))

    with pytest.raises(DataError):
        compile_templates(broken, "words", "day")
