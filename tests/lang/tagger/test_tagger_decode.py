"""From what is said of each word to statements: rows of labels that can be, and links."""

import random
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.tagger.decode import (
    Floats,
    Linker,
    Span,
    Tagged,
    cut_spans,
    find_best_labels,
    find_spans,
    find_statements,
    link_spans,
)
from sayso.lang.engines.tagger.labels import LABELS, LEVELS, ROLES

Fits = dict[str, list[list[float]]]

SEEDS = st.integers(0, 10_000)


def draw_scores(seed: int, *shape: int) -> Floats:
    """Return log-probabilities by chance."""
    raw = np.random.default_rng(seed).normal(size=shape, scale=3)
    logs: Floats = (raw - np.log(np.exp(raw).sum(-1, keepdims=True))).astype(np.float32)
    return logs


def can_stand(labels: tuple[int, ...]) -> bool:
    """Tell whether no span goes on that has not begun."""
    names = ["O", *(LABELS[label] for label in labels)]
    return all(
        not after.startswith("I-") or before[1:] == after[1:] for before, after in pairwise(names)
    )


def score(names: str, sure: float = 0.0) -> Floats:
    """Return scores that call for labels, given by their marks: "Bs Is O Bq Bc Ic"."""
    roles = {"s": "source", "q": "cue", "c": "content", "m": "medium", "b": "behind"}
    made = np.full((len(names.split()), len(LABELS)), -9.0, dtype=np.float32)
    for at, name in enumerate(names.split()):
        label = "O" if name == "O" else f"{name[0]}-{roles[name[1]]}"
        made[at, LABELS.index(label)] = sure
    return made


def make_linker(**fits: list[list[float]]) -> Linker:
    def link(role: str, spans: list[Span], cues: list[Span]) -> Floats:
        made = np.array(fits[role], dtype=np.float32)
        assert made.shape == (len(spans) + (role == "source"), len(cues))
        return made

    return link


def link_by_chance(seed: int) -> Linker:
    def link(role: str, spans: list[Span], cues: list[Span]) -> Floats:
        shape = (len(spans) + (role == "source"), len(cues))
        made: Floats = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
        return made

    return link


@given(SEEDS, st.integers(0, 40))
def test_no_span_goes_on_that_has_not_begun(seed: int, words: int) -> None:
    labels = find_best_labels(draw_scores(seed, words, len(LABELS)))

    assert len(labels) == words
    assert can_stand(tuple(labels))


@settings(deadline=None, max_examples=20)
@given(SEEDS, st.integers(1, 3))
def test_the_labels_are_the_best_of_all_that_can_stand(seed: int, words: int) -> None:
    scores = draw_scores(seed, words, len(LABELS))

    found = find_best_labels(scores)

    rows = product(range(len(LABELS)), repeat=words)
    totals = (sum(scores[at, of] for at, of in enumerate(row)) for row in rows if can_stand(row))
    assert sum(scores[at, of] for at, of in enumerate(found)) == pytest.approx(max(totals))


@given(SEEDS, st.integers(0, 40))
def test_each_word_with_a_role_is_in_one_span(seed: int, words: int) -> None:
    labels = find_best_labels(draw_scores(seed, words, len(LABELS)))

    spans = find_spans(labels)

    roles = ["O"] * words
    for role, some in spans.items():
        for low, high in some:
            assert roles[low:high] == ["O"] * (high - low)
            roles[low:high] = [role] * (high - low)
    assert roles == [LABELS[label].rpartition("-")[2] for label in labels]
    assert sum(map(len, spans.values())) == sum(LABELS[label][0] == "B" for label in labels)


@given(
    st.lists(st.integers(0, 30), min_size=2, max_size=8, unique=True).map(sorted),
    st.frozensets(st.integers(0, 60)),
    st.integers(0, 30),
)
def test_cut_spans_cross_no_border_and_lose_no_word(
    ends: list[int], borders: frozenset[int], begin: int
) -> None:
    spans = [(low, high) for low, high in zip(ends[::2], ends[1::2], strict=False)]

    found = cut_spans(spans, borders, begin)

    assert [at for low, high in found for at in range(low, high)] == [
        at for low, high in spans for at in range(low, high)
    ]
    assert not any(at + begin in borders for low, high in found for at in range(low + 1, high))
    new = {low for low, _ in found} - {low for low, _ in spans}
    assert all(at + begin in borders for at in new)


@given(SEEDS, st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.integers(0, 3))
def test_each_cue_has_one_source_or_none_and_each_content_one_cue(
    seed: int, sources: int, cues: int, contents: int, media: int
) -> None:
    counts = {"source": sources, "cue": cues, "content": contents, "medium": media, "behind": 0}
    at = iter(random.Random(seed).sample(range(40), sum(counts.values())))
    spans = {role: sorted((n, n + 1) for n, _ in zip(at, range(k), strict=False))
             for role, k in counts.items()}  # fmt: skip

    found = list(link_spans(spans, link_by_chance(seed), 0))

    assert all(len(one.spans["source"]) <= 1 for one in found)
    assert all(set(one.spans["source"]) <= set(spans["source"]) for one in found)
    assert all(len(one.spans["cue"]) == 1 and one.spans["content"] for one in found)
    given_cues = [one.spans["cue"][0] for one in found]
    assert given_cues == sorted(set(given_cues) & set(spans["cue"]))
    given_contents = sorted(span for one in found for span in one.spans["content"])
    assert given_contents == (spans["content"] if cues else [])
    given_media = [span for one in found for span in one.spans["medium"]]
    assert len(given_media) == len(set(given_media))
    assert all(doubt <= 0 for one in found for doubt in one.doubts.values())


def find(names: str, linker: Linker, **more: frozenset[int]) -> list[Tagged]:
    scores = np.stack([score(names), score(" ".join("O" for _ in names.split()))])
    return list(find_statements(scores, linker, borders=more.get("borders", frozenset()), begin=0))


def test_a_content_in_two_pieces_is_one_statement() -> None:
    [one] = find("Bc Ic O Bs Bq O Bc", make_linker(source=[[1], [0]], content=[[1], [1]]))

    assert one.spans == {
        "source": [(3, 4)],
        "cue": [(4, 5)],
        "content": [(0, 2), (6, 7)],
        "medium": [],
        "behind": [],
    }


def test_one_source_may_serve_several_cues() -> None:
    fits: Fits = {"source": [[2.0, 2.0], [0, 0]], "content": [[2.0, 0], [0, 2.0]]}

    found = find("Bs Bq Bc O Bq Bc", make_linker(**fits))

    assert [one.spans["source"] for one in found] == [[(0, 1)], [(0, 1)]]
    assert [one.spans["content"] for one in found] == [[(2, 3)], [(5, 6)]]


def test_a_cue_that_fits_nobody_has_no_source() -> None:
    [one] = find("Bs O Bq Bc", make_linker(source=[[0], [1]], content=[[1]]))

    assert one.spans["source"] == []


def test_media_and_those_cited_go_to_their_cue() -> None:
    fits: Fits = {
        "source": [[1.0, 0], [0, 1], [0, 0]],
        "content": [[1.0, 0], [0, 1]],
        "medium": [[0, 1.0]],
        "behind": [[1.0, 0]],
    }

    first, second = find("Bs Bq Bb Bc O Bs Bq Bm Bc", make_linker(**fits))

    assert (first.spans["medium"], first.spans["behind"]) == ([], [(2, 3)])
    assert (second.spans["medium"], second.spans["behind"]) == ([(7, 8)], [])


@pytest.mark.parametrize("names", ["", "O O O", "Bs O Bc Ic", "Bs Bq O"])
def test_without_cue_or_content_there_is_no_statement(names: str) -> None:
    assert find(names, make_linker()) == []


def test_a_content_is_cut_where_a_paragraph_begins() -> None:
    fits: Fits = {"source": [[1.0], [0]], "content": [[1], [1]]}

    [one] = find("Bs Bq Bc Ic Ic", make_linker(**fits), borders=frozenset({3}))

    assert one.spans["content"] == [(2, 3), (3, 5)]


def test_both_levels_give_their_statements() -> None:
    scores = np.stack([score("Bs Bq Bc Ic Ic"), score("O O Bs Bq Bc")])
    fits: Fits = {"source": [[1.0], [0]], "content": [[1]]}

    found = list(find_statements(scores, make_linker(**fits), borders=frozenset(), begin=0))

    assert len(scores) == LEVELS
    assert [(one.level, one.spans["cue"]) for one in found] == [(0, [(1, 2)]), (1, [(3, 4)])]


def test_outside_decides_how_sure_a_role_must_be() -> None:
    scores = np.stack([score("Bs Bq Bc", -1.0), score("O O O")])
    scores[0, :, LABELS.index("O")] = -1.5
    linker = make_linker(source=[[1], [0]], content=[[1]])

    def count(outside: float) -> int:
        made = find_statements(scores, linker, borders=frozenset(), begin=0, outside=outside)
        return len(list(made))

    assert (count(0.0), count(1.0)) == (1, 0)


def test_a_statement_tells_how_sure_its_words_are() -> None:
    scores = np.stack([score("Bs Bq Bc Ic"), score("O O O O")])
    scores[0, 3, LABELS.index("I-content")] = -2.0

    [one] = find_statements(
        scores, make_linker(source=[[1], [0]], content=[[1]]), borders=frozenset(), begin=0
    )

    assert one.doubts["content"] == pytest.approx(-1.0, abs=0.01)
    assert one.doubts["least content"] == pytest.approx(-2.0, abs=0.01)
    assert one.doubts["cue"] == pytest.approx(0.0, abs=0.01)
    assert set(one.spans) == set(ROLES)
