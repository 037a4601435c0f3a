"""Typed spans become names and spans of the parse's words."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.lang.engines.inflected.naming_spans import find_names
from sayso.lang.engines.tagger.name_tagger import TypedSpan
from sayso.records.parse import Name
from sayso.records.selector import Span

TEXT = "Дарницкий суд Киева опросил Ивана Сома и полицию"
STARTS = (0, 10, 14, 20, 28, 34, 39, 41)
WORDS = [Span(at, at + len(TEXT[at:].split()[0])) for at in STARTS]


def tag(words: str, label: str, confidence: float = 0.9) -> TypedSpan:
    begin = TEXT.index(words)
    return TypedSpan(begin, begin + len(words), label, confidence)


def test_the_outermost_span_is_the_name_and_the_inner_one_is_kept() -> None:
    tagged = [tag("Киева", "CITY"), tag("Дарницкий суд Киева", "ORGANIZATION")]

    names, spans = find_names(TEXT, WORDS, tagged, (), ())

    assert names == (Name(0, 2, "ORGANIZATION"),)
    assert spans == (Name(2, 2, "CITY"),)


def test_what_is_written_small_is_no_name() -> None:
    names, spans = find_names(TEXT, WORDS, [tag("полицию", "ORGANIZATION")], (), ())

    assert names == ()
    assert spans == (Name(7, 7, "ORGANIZATION"),)


def test_another_finders_name_counts_where_the_tagger_saw_none() -> None:
    others = [Name(0, 0, "PERSON"), Name(2, 2, "LOCATION"), Name(5, 5, "PERSON")]

    names, _ = find_names(TEXT, WORDS, [tag("Ивана", "PERSON")], others, {4, 5})

    assert names == (Name(2, 2, "LOCATION"), Name(4, 4, "PERSON"), Name(5, 5, "PERSON"))


def test_a_name_that_was_cut_short_is_as_long_as_another_finder_has_it() -> None:
    others = [Name(4, 5, "PERSON")]

    whole, _ = find_names(TEXT, WORDS, [tag("Ивана", "PERSON")], others, {4, 5})
    doubtful, _ = find_names(TEXT, WORDS, [tag("Ивана", "PERSON")], others, {4})

    assert whole == (Name(4, 5, "PERSON"),)
    assert doubtful == (Name(4, 4, "PERSON"),)


def test_a_span_takes_in_the_whole_words_that_it_touches() -> None:
    names, _ = find_names("Polygon.Media пишет", [Span(0, 13), Span(14, 19)], [
        TypedSpan(8, 13, "ORGANIZATION", 0.9)
    ], (), ())  # fmt: skip

    assert names == (Name(0, 0, "ORGANIZATION"),)


SPANS = st.builds(
    lambda begin, length, label: TypedSpan(begin, min(begin + length, len(TEXT)), label, 0.5),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 20),
    st.sampled_from(["PERSON", "LAW", "CITY"]),
)


@given(st.lists(SPANS, max_size=6))
def test_names_never_overlap(tagged: list[TypedSpan]) -> None:
    names, spans = find_names(TEXT, WORDS, tagged, (), ())

    for before, after in pairwise(names):
        assert before.last < after.first
    for one in (*names, *spans):
        assert 0 <= one.first <= one.last < len(WORDS)
