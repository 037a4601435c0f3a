"""Our scorer of attributed statements counts what the outside one counts, right ones and wrong."""

from collections import Counter
from itertools import combinations
from random import Random
from typing import Any

import pytest
from benchmarks.claims.corpus import Article, Attribution, load_articles
from benchmarks.claims.scoring import (
    KINDS,
    MEASURES,
    RULES,
    Score,
    add_up,
    get_interval,
    score_articles,
    score_people,
)
from benchmarks.scoring.golden import ROOT
from claim_mutations import MUTATIONS, Mutation, shuffle_sources
from outside import load_outside

SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "polnear_score.py"
DEV = SHARED / "data" / "polnear" / "dev"

pytestmark = pytest.mark.skipif(
    not (SCORER.exists() and DEV.is_dir()),
    reason="the outside scorer and PolNeAR are not beside this repository",
)

Counts = dict[str, list[int]]


@pytest.fixture(scope="module")
def outside() -> Any:
    return load_outside(SCORER)


@pytest.fixture(scope="module")
def wanted(outside: Any) -> Any:
    return outside.load_gold(str(DEV))


@pytest.fixture(scope="module")
def articles() -> tuple[Article, ...]:
    return load_articles(DEV)


def mutate(articles: tuple[Article, ...], mutation: Mutation) -> dict[str, list[Attribution]]:
    return {
        article.name: mutation(article.gold, Random(f"{article.name} {mutation.__name__}"))
        for article in articles
    }


def count_ours(score: Score) -> Counts:
    counts = {name: score.measures[name] for name in MEASURES}
    found = {name: [it.right, it.given, it.found, it.wanted] for name, it in counts.items()}
    kinds = {name: score.kinds[name] for name in KINDS}
    return found | {name: [it.found, it.wanted] for name, it in kinds.items()}


def count_theirs(total: Any) -> Counts:
    found = {
        name: [total[name, column] for column in ("tp_p", "n_p", "tp_g", "n_g")]
        for name in MEASURES
    }
    kinds = {
        name: [total[f"recall by kind {name}", column] for column in ("tp_g", "n_g")]
        for name in KINDS
    }
    return found | kinds


def test_both_load_the_same(articles: tuple[Article, ...], wanted: Any) -> None:
    ours = {
        article.name: (article.text, {who: list(them) for who, them in article.readings.items()})
        for article in articles
    }

    theirs = {
        name: (
            text,
            {
                who: [
                    {role: [tuple(span) for span in spans] for role, spans in one.items()}
                    for one in them
                ]
                for who, them in people.items()
            },
        )
        for name, (text, people) in wanted.items()
    }
    assert ours == theirs
    assert all([*people] == sorted(people) for _, people in ours.values())


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_both_scorers_count_the_same(
    mutation: Mutation, articles: tuple[Article, ...], outside: Any, wanted: Any
) -> None:
    found = mutate(articles, mutation)

    score = add_up(score_articles(articles, found))

    total, _ = outside.score(wanted, found)
    assert count_ours(score) == count_theirs(total)
    shares = {name: score.measures[name] for name in MEASURES}
    ours = {name: [100 * it.precision, 100 * it.recall, 100 * it.f1] for name, it in shares.items()}
    assert ours == {name: pytest.approx(outside.prf(total, name)) for name in MEASURES}


def test_both_draw_the_same_intervals(
    articles: tuple[Article, ...], outside: Any, wanted: Any
) -> None:
    found = mutate(articles, shuffle_sources)

    scores = score_articles(articles, found)

    _, each = outside.score(wanted, found)
    for name in RULES:
        ours = [100 * edge for edge in get_interval(scores, name)]
        assert ours == pytest.approx(outside.bootstrap(each, name))


def test_both_find_that_people_agree_as_much(
    articles: tuple[Article, ...], outside: Any, wanted: Any
) -> None:
    scores, pairs = score_people(articles)

    theirs = [
        outside.score_doc(text, people[one], people[other])
        for text, people in wanted.values()
        for one, other in combinations(sorted(people), 2)
    ]
    assert pairs == len(theirs)
    assert count_ours(add_up(scores)) == count_theirs(sum(theirs, Counter()))
