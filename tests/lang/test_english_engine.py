"""The engine's words are those of the text, whatever the text, and those of spaCy's rules."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.spacy_english import load_english
from sayso.records.parse import Parse

SCRAPS = st.sampled_from(
    ["Ivan said", " ", "«" * 1_200, "\n", "there is", ". ", "gonna", "a" * 700, "He's", '"', ", "]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(SCRAPS, max_size=30))
def test_every_word_stands_in_the_text_and_every_tree_in_its_sentence(scraps: list[str]) -> None:
    text = "".join(scraps)

    parse = load_english().parse(text)

    assert "".join(word.text for word in parse.tokens) == "".join(text.split())
    for word in parse.tokens:
        assert text[word.begin : word.end] == word.text
        first, last = parse.sentences[word.sentence]
        assert first <= word.left <= word.i <= word.right <= last
        assert first <= word.head <= last
        assert (word.dep == "ROOT") == (word.head == word.i)
        assert all(parse.tokens[child].head == word.i for child in word.children)


@pytest.mark.parametrize("text", ["«" * 20_000, "x-" * 10_000, "said that he said " * 1_000])
def test_no_word_and_no_sentence_is_endless(text: str, parse: Callable[[str], Parse]) -> None:
    found = parse(text)

    assert max(len(word.text) for word in found.tokens) <= 501
    assert max(last - first for first, last in found.sentences) < 300


def test_forms_are_those_of_the_rules_also_when_seen_before() -> None:
    engine = load_english()
    text = "There were servicemen. Men were gonna refuse, and there's a man who isn't. Let's go."

    first, again = (
        [(word.text, word.pos, word.lemma) for word in engine.parse(text).tokens] for _ in range(2)
    )

    assert first == again
    assert {("were", "VERB", "be"), ("gon", "VERB", "go"), ("'s", "PRON", "us")} <= set(first)


@pytest.mark.parametrize("title", ["Adv.", "Sgt.", "Lt. Col.", "Lt.-Col.", "Capt.", "Dr."])
def test_a_title_written_short_ends_no_sentence(title: str, parse: Callable[[str], Parse]) -> None:
    found = parse(f"The lawyer, {title} Shalev, filed an appeal. He spoke to {title} Noa Shalev.")

    [name, *_] = [word for word in found.tokens if word.text == "Shalev"]
    assert len(found.sentences) == 2
    assert (name.dep, found.tokens[name.head].text) == ("appos", "lawyer")
    assert {word.text for word in found.tokens} >= set(title.split())
