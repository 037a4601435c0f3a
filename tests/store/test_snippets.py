from hypothesis import given
from hypothesis import strategies as st

from sayso.store.snippets import holds_phrases, make_snippet, score
from sayso.store.words import list_words, read_query

LONG = "Nothing of note. " * 400


def _show(text: str, query: str) -> tuple[str, list[str]]:
    snippet = make_snippet(text, read_query(query))
    return snippet.text, [snippet.text[begin:end] for begin, end in snippet.marks]


def test_a_snippet_marks_what_was_sought() -> None:
    shown, marked = _show("Vera Lindt said that Oskar Maier was DETAINED.", "detained lindt")

    assert shown == "Vera Lindt said that Oskar Maier was DETAINED."
    assert marked == ["Lindt", "DETAINED"]


def test_a_snippet_of_a_long_text_stands_around_the_match_and_says_that_it_was_cut() -> None:
    shown, marked = _show(LONG + "Then Łucja was\ntaken away. " + LONG, '"taken away" lucja')

    assert (shown[0], shown[-1]) == ("…", "…")
    assert "Łucja was taken away." in shown
    assert marked == ["Łucja", "taken away"]
    assert len(shown) <= 242


def test_a_snippet_shows_most_of_what_was_sought() -> None:
    text = "The court sat. " + "Nothing else. " * 40 + "The court sent Maier home."

    assert _show(text, "court maier")[1] == ["court", "Maier"]


def test_a_snippet_of_a_report_whose_title_alone_matches_is_its_beginning() -> None:
    shown, marked = _show(LONG, "released")

    assert shown.startswith("Nothing of note.")
    assert marked == []


def test_words_apart_are_no_phrase() -> None:
    assert not holds_phrases("taken far away", read_query('"taken away"'))
    assert holds_phrases("far taken — away", read_query('far "taken away"'))


def test_a_text_that_says_it_more_often_in_fewer_words_fits_better() -> None:
    query = read_query("court")
    often, once = "Court, court, court.", "Court. " + LONG

    assert score(often, query, usual=100) > score(once, query, usual=100)


@given(st.lists(st.sampled_from(["ёж", "Ёж", "taken", "away", "Łucja", "\n", "12", "…"])))
def test_every_mark_is_a_sought_word(pieces: list[str]) -> None:
    text = " ".join(pieces)
    phrases = read_query('еж lucja "taken away"')
    snippet = make_snippet(text, phrases)

    assert "\n" not in snippet.text
    for begin, end in snippet.marks:
        assert tuple(list_words(snippet.text[begin:end])) in phrases
