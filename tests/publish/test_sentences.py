"""The sentence in which something stands, with the words marked, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.sentences import Sentence, list_sentences
from sayso.records.selector import Span


def read(sentence: Sentence) -> str:
    return "".join(f"[{it.text}]" if it.marked else it.text for it in sentence.pieces)


def test_each_sentence_is_shown_once_with_all_its_marks() -> None:
    text = "P. Orsk was held. He said that Orsk waits.\nGen. Dalen knows Orsk."
    spans = [Span(0, 7), Span(31, 35), Span(60, 64)]

    found = [read(it) for it in list_sentences(text, spans)]

    assert found == [
        "[P. Orsk] was held.",
        "He said that [Orsk] waits.",
        "Gen. Dalen knows [Orsk].",
    ]


def test_of_a_long_sentence_the_words_around_are_shown() -> None:
    text = "word " * 200 + "Orsk" + " word" * 200

    (found,) = list_sentences(text, [Span(1000, 1004)])

    assert read(found).startswith("… word ")
    assert "[Orsk]" in read(found)
    assert read(found).endswith(" word …")
    assert len(read(found)) < 300


@given(st.text(alphabet="aб. !\n", min_size=1), st.data())
def test_what_is_marked_is_what_stands_there(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    if not text[begin:end].strip() or text[begin].isspace() or text[end - 1].isspace():
        return

    (found,) = list_sentences(text, [Span(begin, end)])

    assert [it.text for it in found.pieces if it.marked] == [text[begin:end]]
