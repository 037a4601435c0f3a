"""What the benchmark of places promises: its measures, its halves, its answers."""

import math
from pathlib import Path

import pytest
from benchmarks.places.__main__ import main
from benchmarks.places.corpus import Article, Toponym, load_corpora, load_corpus
from benchmarks.places.scoring import (
    FAR_KM,
    Answer,
    compare,
    count_found,
    measure_all,
    measure_answered,
)
from benchmarks.places.systems import MostPeople, Sayso
from benchmarks.scoring.text import ScoringError

from sayso.lang.engines.engine import Engine
from sayso.lang.language import Language
from sayso.store.gazetteer import Gazetteer

TEXT = "The ferry to Calais left Dover late, the harbor master of Dover said."
XML = f"""<articles><article docid="7"><text>{TEXT}</text><toponyms>
<toponym><phrase>Calais</phrase><start>13</start><end>19</end>
  <gaztag><lat>50.95</lat><lon>1.86</lon></gaztag></toponym>
<toponym><extractedName>Dover</extractedName><start>24</start><end>29</end>
  <latitude>51.13</latitude><longitude>1.31</longitude></toponym>
<toponym><phrase>harbor</phrase><start>40</start><end>46</end></toponym>
</toponyms></article></articles>"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "GWN.xml").write_text(XML, encoding="utf-8")
    return tmp_path


def make_article(*places: tuple[int, int, float, float]) -> Article:
    toponyms = tuple(
        Toponym(begin=begin, end=end, phrase=TEXT[begin:end], lat=lat, lon=lon)
        for begin, end, lat, lon in places
    )
    return Article(corpus="ours", name="7", text=TEXT, toponyms=toponyms)


def test_both_forms_of_a_corpus_are_read(corpus: Path) -> None:
    (article,) = load_corpora(corpus)["GWN"]

    assert [(t.phrase, t.begin, t.lat) for t in article.toponyms] == [
        ("Calais", 13, 50.95),
        # The file is one off.
        ("Dover", 25, 51.13),
    ]
    assert article.name == "7"


def test_what_is_no_corpus_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<articles>", encoding="utf-8")

    with pytest.raises(ScoringError, match="cannot be read"):
        load_corpus("ours", broken)
    assert main(["--data", str(tmp_path)]) == 2
    assert "holds none of" in capsys.readouterr().err


def test_the_halves_stay_as_they_are() -> None:
    articles = [Article(corpus="ours", name=str(n), text="", toponyms=()) for n in range(12)]

    assert [n for n, article in enumerate(articles) if article.is_frozen] == [0, 2, 3, 4, 7]


def test_a_name_without_an_answer_lies_half_the_earth_away() -> None:
    article = make_article((13, 19, 50.95, 1.86), (25, 30, 51.13, 1.31))
    outcome = compare(article, [Answer(begin=12, end=16, lat=50.95, lon=1.86)])

    everything, answered = measure_all([outcome]), measure_answered([outcome])

    assert (everything.names, everything.near, everything.mean) == (2, 0.5, FAR_KM / 2)
    assert math.isclose(everything.auc, 0.5)
    assert (answered.names, answered.near, answered.mean) == (1, 1.0, 0.0)


def test_an_answer_serves_one_name_and_what_is_far_counts_as_found_only() -> None:
    article = make_article((13, 19, 50.95, 1.86), (25, 30, 51.13, 1.31))
    wide = Answer(begin=13, end=30, lat=50.95, lon=1.86)
    far = Answer(begin=25, end=30, lat=39.16, lon=-75.52)
    stray = Answer(begin=60, end=64, lat=0.0, lon=0.0)
    outcome = compare(article, [wide, far, stray])

    assert count_found([outcome]).f1 == pytest.approx(0.8)
    assert count_found([outcome], within=161).f1 == pytest.approx(0.4)


def test_both_systems_place_a_given_name(engine: Engine, english: Language) -> None:
    article = make_article((13, 19, 50.95, 1.86))
    with Gazetteer.packaged() as gazetteer:
        sayso = Sayso(english, gazetteer)
        parse = engine.parse(TEXT)
        given = sayso.place_given(article, parse)
        found = sayso.place_found(sayso.find_entities(parse), parse)
    path = Path(__file__).parents[2] / "src/sayso/store/data/gazetteer.sqlite"

    for answers in (given, MostPeople(path).place_given(article)):
        assert [(a.begin, a.end, round(a.lat), round(a.lon)) for a in answers] == [(13, 19, 51, 2)]
    assert (25, 30) in {(answer.begin, answer.end) for answer in found}
