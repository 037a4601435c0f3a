"""Annotated texts as examples: what is labelled is what was marked, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.corpus import (
    SET_ASIDE,
    Article,
    Attribution,
    Example,
    get_gold,
    make_article,
    make_example,
    split,
    to_offsets,
)
from training.domain import Annotated, parse

from sayso.lang.engines.tagger.claim_tagger import ClaimTagger
from sayso.lang.engines.tagger.decode import Tagged, find_spans
from sayso.lang.engines.tagger.labels import LABELS, LEVELS, ROLES


@pytest.fixture(scope="module")
def examples(annotated: list[Annotated], tagger: ClaimTagger) -> list[Example]:
    return [make_example(make_article(report), tagger.pieces) for report in annotated]


def make_marked(marked: str, tagger: ClaimTagger) -> Example:
    text, statements = parse(marked)
    report = Annotated(name="en/1", header={"language": "en"}, text=text, statements=statements)
    return make_example(make_article(report), tagger.pieces)


def name_labels(example: Example, level: int) -> str:
    return " ".join(LABELS[label] for label in example.labels[0][level])


def make_articles(count: int) -> list[Article]:
    return [
        Article(name=f"{at:03}", kind="domain", language="en", text="", versions=[], nested=True)
        for at in range(count)
    ]


def test_labels_give_back_the_spans_that_made_them(examples: list[Example]) -> None:
    for example in examples:
        for level in range(LEVELS):
            found = find_spans(example.labels[0][level])
            for role in ROLES:
                marked = {
                    span
                    for one in example.links[0]
                    if one.level == level
                    for span in one.spans[role]
                }
                assert set(found[role]) == marked, example.article.name


def test_words_give_back_the_offsets_that_were_marked(examples: list[Example]) -> None:
    for example in examples:
        text = example.article.text
        tagged = [Tagged(level=one.level, spans=one.spans) for one in example.links[0]]
        gold = [one for one in example.article.versions[0] if one.level < LEVELS]

        for mine, one in zip(to_offsets(tagged, example), gold, strict=True):
            for role in ROLES:
                found, marked = (
                    "".join("".join(text[begin:end] for begin, end in sorted(spans)).split())
                    for spans in (mine[role], one.spans[role])
                )
                assert found == marked, example.article.name


def test_a_statement_within_a_statement_is_on_its_own_level(tagger: ClaimTagger) -> None:
    example = make_marked(
        "<s1>She</s1> <q1>said</q1> <c1><s2>he</s2> <q2>wrote</q2> <c2>so</c2></c1>.", tagger
    )

    assert name_labels(example, 0) == "B-source B-cue B-content I-content I-content O"
    assert name_labels(example, 1) == "O O B-source B-cue B-content O"
    assert [get_gold(example.article, level)[0]["cue"] for level in (0, 1)] == [
        [(4, 8)],
        [(12, 17)],
    ]


def test_a_content_is_cut_where_a_paragraph_begins(tagger: ClaimTagger) -> None:
    example = make_marked("<s1>She</s1> <q1>said</q1>: <c1>“Go.\nNow.”</c1>", tagger)

    assert name_labels(example, 0).endswith(
        "O B-content I-content I-content B-content I-content I-content"
    )


def test_pieces_that_touch_are_one_span(tagger: ClaimTagger) -> None:
    text = "She said it is so."
    one = Attribution(
        0, {role: [] for role in ROLES} | {"cue": [(4, 8)], "content": [(9, 14), (15, 17)]}
    )
    article = Article(
        name="1", kind="domain", language="en", text=text, versions=[[one]], nested=True
    )

    assert make_example(article, tagger.pieces).links[0][0].spans["content"] == [(2, 5)]


def test_where_the_nested_are_not_annotated_nothing_is_known_of_them(tagger: ClaimTagger) -> None:
    one = Attribution(0, {role: [] for role in ROLES} | {"cue": [(4, 8)], "content": [(9, 11)]})
    article = Article(
        name="1", kind="polnear", language="en", text="She said so.", versions=[[one]], nested=False
    )

    example = make_example(article, tagger.pieces)

    assert name_labels(example, 0) == "O B-cue B-content O"
    assert example.labels[0][1] == [-1] * 4


@given(st.integers(0, 400))
def test_a_split_loses_nothing_and_is_always_the_same(count: int) -> None:
    articles = make_articles(count)

    train, aside = split(articles)

    names, others = ({one.name for one in some} for some in (train, aside))
    assert not names & others
    assert names | others == {one.name for one in articles}
    assert abs(SET_ASIDE * len(aside) - count) <= SET_ASIDE
    assert split(make_articles(count)) == (train, aside)


def test_each_language_has_reports_set_aside(examples: list[Example]) -> None:
    train, aside = split([example.article for example in examples])

    assert {one.language for one in aside} == {one.language for one in train} == {"en", "ru", "uk"}
