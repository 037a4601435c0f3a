"""Our measures of geoparsing are those of the outside scorer."""

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from benchmarks.places.corpus import CORPORA, Article, load_corpus
from benchmarks.places.scoring import (
    Answer,
    Distances,
    compare,
    count_found,
    measure_all,
    measure_answered,
)
from benchmarks.scoring.golden import ROOT
from benchmarks.scoring.tally import Count
from outside import load_outside

SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score_geo.py"
DATA = SHARED / "data" / "places"

pytestmark = pytest.mark.skipif(
    not (SCORER.exists() and DATA.is_dir()),
    reason="the outside scorer and the corpora are not beside this repository",
)


@pytest.fixture(scope="module")
def outside() -> Any:
    return load_outside(SCORER)


def guess(article: Article, random: Random) -> list[Answer]:
    """Return answers of every sort: right, near, far, shifted, none, and for no name at all."""
    answers = []
    for toponym in article.toponyms:
        kind, shift = random.randrange(5), random.randrange(-4, 5)
        if kind:
            answers.append(
                Answer(
                    begin=max(toponym.begin + shift, 0),
                    end=toponym.end + abs(shift),
                    lat=max(-90.0, min(90.0, toponym.lat + random.gauss(0, kind - 1))),
                    lon=toponym.lon + random.gauss(0, 3 * (kind - 1)),
                )
            )
    stray = random.randrange(len(article.text) + 1)
    return [*answers, Answer(begin=stray, end=stray + 5, lat=0.0, lon=0.0)]


def describe(of: Distances) -> str:
    return (
        f"n {of.names:5}  acc@161 {100 * of.near:5.1f}  mean {of.mean:6.0f} km  "
        f"median {of.median:5.0f} km  AUC {of.auc:.3f}"
    )


def describe_count(of: Count) -> list[str]:
    return [f"{100 * share:.1f}" for share in (of.precision, of.recall, of.f1)]


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_figures_are_those_of_the_outside_scorer(
    corpus: str, outside: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(DATA / CORPORA[corpus])
    articles = load_corpus(corpus, path)
    guesses = [guess(article, Random(article.name)) for article in articles]
    system = {
        str(number): [{"start": a.begin, "end": a.end, "lat": a.lat, "lon": a.lon} for a in answers]
        for number, answers in enumerate(guesses)
    }

    outcomes = [compare(article, a) for article, a in zip(articles, guesses, strict=True)]
    outside.score(outside.read(str(path)), system)

    everything, answered, span, near = capsys.readouterr().out.splitlines()
    assert everything.partition("n ")[2] == describe(measure_all(outcomes)).partition("n ")[2]
    assert answered.endswith(describe(measure_answered(outcomes)))
    assert re.findall(r"\d+\.\d", span) == describe_count(count_found(outcomes))
    assert re.findall(r"\d+\.\d", near) == describe_count(count_found(outcomes, within=161))
