import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import StoreError
from sayso.store.words import list_placed_words, list_words, read_query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Detained, again", "detained again"),
        ("ЁЛКА елка", "елка елка"),
        ("Лук'янівка Лук’янівка Лукʼянівка", "лукянівка лукянівка лукянівка"),
        ("Mazur's d’Arc", "mazur s d arc"),
        ("за́мок", "замок"),
        ("Erdoğan Łódź İzmir Straße", "erdogan lodz izmir strasse"),
        ("200,000 m² ٣٤ ½", "200 000 m2 34 1 2"),
        ("No. 12/3_b", "no 12 3 b"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("自由の日", "自 由 の 日"),
        ("हिन्दी भाषा", "हिन्दी भाषा"),
        ("й", "й"),
        ("ﬁne ＡＢＣ", "fine abc"),
        ("☝🏽️ — … §¶", ""),
        ("end.Next\nline—dash", "end next line dash"),
    ],
)
def test_a_word_is_the_same_however_it_is_written(text: str, words: str) -> None:
    assert list_words(text) == words.split()


@given(st.text())
def test_a_composed_and_a_decomposed_text_have_the_same_words(text: str) -> None:
    import unicodedata

    composed = unicodedata.normalize("NFC", text)

    assert list_words(unicodedata.normalize("NFD", composed)) == list_words(composed)


@given(st.text())
def test_words_stand_where_they_are_said_to(text: str) -> None:
    placed = list(list_placed_words(text))

    assert [word for *_, words in placed for word in words] == list_words(text)
    for begin, end, words in placed:
        assert list_words(text[begin:end]) == list(words)


@given(st.text())
def test_no_word_holds_what_an_index_would_part_or_take_for_a_mark(text: str) -> None:
    for word in list_words(text):
        assert 0 < len(word) <= 64
        assert not set(word) & set(" \"'\\§·:*()&|!<>\0")
        assert word == word.lower() or not word.isascii()


def test_quotation_marks_make_a_phrase() -> None:
    assert read_query('"taken away" «на фронт» Jean-Paul again') == (
        ("taken", "away"),
        ("на", "фронт"),
        ("jean", "paul"),
        ("again",),
    )


def test_a_quotation_mark_alone_is_no_phrase() -> None:
    assert read_query('taken "away') == (("taken",), ("away",))


@pytest.mark.parametrize("query", ["", "  ", '"" …', "§"])
def test_a_search_without_a_word_says_what_to_give(query: str) -> None:
    with pytest.raises(StoreError) as error:
        read_query(query)

    assert "Give words" in error.value.remedy


def test_a_search_of_a_whole_article_is_refused() -> None:
    with pytest.raises(StoreError, match="more than 64"):
        read_query(" ".join(f"w{n}" for n in range(65)))
