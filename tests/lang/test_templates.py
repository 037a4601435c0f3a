"""Phrases with slots: a language's grammar as data."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import DataError
from sayso.lang.language import Entry, Language, get_language
from sayso.lang.templates import (
    compile_any,
    compile_templates,
    find_beginnings,
    find_templates,
)
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


@pytest.mark.parametrize(
    ("phrase", "letters"),
    [
        ("the {month}", {"the$"}),
        ("[the ]{month}", {"the$", "may$", "marc"}),
        ("[[a ](b|)]c", {"a$", "b", "c$"}),
        ("({year}|at {day})", {"0", "at$"}),
        ("x|Y", {"x$", "y$"}),
        ("(a|an) {month}", {"a$", "an$"}),
        ("mid{month}", {"mid"}),
        ("mid{hyphen}{month}", {"mid$"}),
        ("in[ the] {month}", {"in$"}),
        ("(half|quarter)s", {"half", "quar"}),
        ("{dash}{day}", None),
        ("[maybe]", None),
    ],
)
def test_what_a_phrase_begins_with_is_known(phrase: str, letters: set[str] | None) -> None:
    words = language(when=Entry(phrases=(phrase,)), month=Entry(values={"May": 5, "March": 3}))

    assert find_beginnings(words, "words", "when") == (
        None if letters is None else frozenset(letters),
    )


ENGLISH = get_language("en")
ENTRIES = [
    ("times", "month_day"), ("times", "deictic"), ("law", "custodial"), ("law", "provision"),
    ("law", "term"), ("numbers", "counting"), ("money", "sum"),
]  # fmt: skip
WORDS = (
    "on March 14, 2022 MAY half two and a years in prison Article 332 (1) of the Criminal Code "
    "$3,407 rubles about at least 300 men ago days ١٤ six last week's 2022-11-14 - – ( , . “"
)
SCRAPS = st.sampled_from(WORDS.split())


@pytest.mark.parametrize(("lexicon", "name"), ENTRIES)
@settings(deadline=None)  # the first example compiles the patterns
@given(st.lists(SCRAPS, max_size=40), st.sampled_from(["", " ", "\n"]))
def test_matches_are_found_wherever_the_patterns_alone_find_them(
    lexicon: str, name: str, scraps: list[str], between: str
) -> None:
    text = between.join(scraps)
    patterns = compile_templates(ENGLISH, lexicon, name)

    found = [match.span() for match in find_templates(ENGLISH, lexicon, name, text)]

    assert found == [match.span() for pattern in patterns for match in pattern.finditer(text)]
