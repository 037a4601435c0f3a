"""A text as the tagger sees it: no word is lost, none is seen twice."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.tagger.claim_tagger import ClaimTagger
from sayso.lang.engines.tagger.text import Words, make_windows, make_words

MOST = 60
SCRAPS = st.sampled_from(
    [
        "He said", " ", "\n", "\n\n\n", "\r\n", "Она сказала", "п’ять", "її", ". ", "! ", "“", "»",
        "ж" * 700, "https://t.me/dry_season/31?single", "а́", "\u00a0", "\u200b", "\u2028", "😀",
        "1.250,00", "under_score", "-", " the ferry and the pier, the pier and the ferry",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(SCRAPS, max_size=40).map("".join))


def cost(words: Words, at: int) -> int:
    """Count the pieces of a word, with the one before a paragraph."""
    return len(words.pieces[at]) + (at in words.paragraphs)


@settings(deadline=None)
@given(text=TEXTS)
def test_words_are_all_that_is_no_blank(text: str, tagger: ClaimTagger) -> None:
    words = make_words(text, tagger.pieces)

    assert "".join(text[begin:end] for begin, end in words.spans) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(words.spans))
    assert not any(char.isspace() for begin, end in words.spans for char in text[begin:end])
    assert len(words.pieces) == len(words.spans)
    assert all(words.pieces)


@settings(deadline=None)
@given(text=TEXTS)
def test_a_paragraph_begins_with_the_first_word_of_a_line(text: str, tagger: ClaimTagger) -> None:
    words = make_words(text, tagger.pieces)

    firsts = {
        number
        for number, (begin, _) in enumerate(words.spans)
        if not text[text.rfind("\n", 0, begin) + 1 : begin].strip()
    }
    assert words.paragraphs == firsts


@settings(deadline=None)
@given(text=TEXTS, first=st.one_of(st.none(), st.integers(1, MOST)))
def test_every_word_stands_in_one_window(text: str, first: int | None, tagger: ClaimTagger) -> None:
    words = make_words(text, tagger.pieces)

    windows = list(make_windows(text, words, tagger.pieces, most=MOST, first=first))

    assert [at for one in windows for at in range(one.begin, one.end)] == list(
        range(len(words.spans))
    )
    for number, one in enumerate(windows):
        room = first if number == 0 and first is not None else MOST
        pieces = sum(cost(words, at) for at in range(one.begin, one.end))
        assert one.end - one.begin == 1 or pieces <= room
        assert one.ids[0] == tagger.pieces.first
        assert len(one.ids) == pieces + 1
        for at, head in zip(range(one.begin, one.end), one.heads, strict=True):
            assert one.ids[head : head + len(words.pieces[at])] == words.pieces[at]
            assert (one.ids[head - 1] == tagger.pieces.paragraph) == (at in words.paragraphs)


@pytest.mark.parametrize("text", ["", " ", "\n \n\t\n"])
def test_where_nothing_stands_there_is_no_window(text: str, tagger: ClaimTagger) -> None:
    words = make_words(text, tagger.pieces)

    assert (words.spans, words.paragraphs) == ((), frozenset())
    assert list(make_windows(text, words, tagger.pieces, most=MOST)) == []


def test_windows_end_between_paragraphs_where_they_can(tagger: ClaimTagger) -> None:
    text = "\n".join(["The pier had sunk, and nobody was told of it until spring."] * 20)

    words = make_words(text, tagger.pieces)

    windows = list(make_windows(text, words, tagger.pieces, most=MOST))
    assert len(windows) > 1
    assert all(one.begin in words.paragraphs for one in windows)


def test_a_long_paragraph_is_cut_behind_a_sentence(tagger: ClaimTagger) -> None:
    text = "The pier had sunk, and nobody in the town was told of it until the spring. " * 20

    words = make_words(text, tagger.pieces)

    ends = [one.end for one in make_windows(text, words, tagger.pieces, most=MOST)]
    assert {text[words.spans[end - 1][0]] for end in ends} == {"."}


def test_no_word_has_many_pieces(tagger: ClaimTagger) -> None:
    words = make_words("ж" * 5_000, tagger.pieces)

    assert [len(pieces) for pieces in words.pieces] == [8]
