"""Measure where names of places are put, by where people put them.

    python -m benchmarks.places --data FOLDER             TR-News.xml and GWN.xml, or one of them
    python -m benchmarks.places --data FOLDER --errors    and what went wrong, in one half

Prints tables in Markdown: for the given names, sayso's resolver beside the place of the name
that has the most people; and sayso's own reading of the texts, names found and placed. The
articles are halved by a hash of their ids: rules are made by looking at the development half,
and what goes wrong in the frozen half is never looked at. `benchmarks/places/scoring.py` tells
what the measures are.

Exit code 2 when nothing can be measured.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.places.corpus import Article, load_corpora
from benchmarks.places.scoring import (
    NEAR_KM,
    Answer,
    Outcome,
    compare,
    count_found,
    measure_all,
    measure_answered,
)
from benchmarks.places.systems import MostPeople, Sayso
from benchmarks.scoring.text import ScoringError
from sayso.errors import SaysoError
from sayso.lang.engines.spacy_english import load_english
from sayso.lang.language import get_language
from sayso.records.parse import Parse
from sayso.store.gazetteer import Gazetteer

SYSTEMS = ("most people", "sayso", "sayso, own reading")
"""As the tables call them; the first two are given the names that people marked."""
HALVES = ("all", "frozen", "development")
_HEAD = ("names of", "system", "names", "acc@161", "answered", "acc@161", "mean km", "median km")
_HEAD_MORE = ("AUC", "span P", "span R", "span F1", "F1 within 161 km")


_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What all systems made of all articles.

    Attributes:
        outcomes: One for each article, in its order, by the names of corpus and system.
        seconds: Processor time by what took it.
        words: Of all articles.
    """

    outcomes: Mapping[tuple[str, str], Sequence[Outcome]]
    seconds: Mapping[str, float]
    words: int


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parse(arguments)
    try:
        corpora = load_corpora(asked.data)
        run = _run(corpora, asked.gazetteer)
    except (ScoringError, SaysoError) as exc:
        print(exc, file=sys.stderr)
        return 2
    print(*make_tables(corpora, run), sep="\n")
    if asked.errors:
        print(*_make_errors(corpora, run), sep="\n")
    if asked.json is not None:
        figures = _get_figures(corpora, run)
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.places",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    packaged = Path(str(resources.files("sayso.store") / "data" / "gazetteer.sqlite"))
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument(
        "--gazetteer", type=Path, default=packaged, metavar="FILE", help="else the packaged one"
    )
    parser.add_argument("--errors", action="store_true", help="list those of the open half")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    return parser.parse_args(arguments)


def _run(corpora: Mapping[str, Sequence[Article]], gazetteer: Path) -> Run:
    engine, seconds = load_english(), defaultdict[str, float](float)
    peer = MostPeople(gazetteer)
    outcomes: dict[tuple[str, str], list[Outcome]] = {}
    with Gazetteer(gazetteer) as opened:
        sayso = Sayso(get_language("en"), opened)
        for corpus, articles in corpora.items():
            for article in articles:
                parse = _clock(seconds, "spaCy", partial(engine.parse, article.text))
                for system, answers in _answer(sayso, peer, article, parse, seconds):
                    found = compare(article, answers)
                    outcomes.setdefault((corpus, system), []).append(found)
    words = sum(article.words for articles in corpora.values() for article in articles)
    return Run(outcomes=outcomes, seconds=seconds, words=words)


def _answer(
    sayso: Sayso, peer: MostPeople, article: Article, parse: Parse, seconds: defaultdict[str, float]
) -> Iterator[tuple[str, Sequence[Answer]]]:
    first, second, third = SYSTEMS
    yield first, peer.place_given(article)
    yield second, sayso.place_given(article, parse)
    entities = sayso.find_entities(parse)
    yield third, _clock(seconds, "places", partial(sayso.place_found, entities, parse))
    _clock(seconds, "names of places", partial(sayso.find_names, parse))


def _clock(seconds: defaultdict[str, float], of: str, work: Callable[[], _Answer]) -> _Answer:
    begin = time.process_time()
    done = work()
    seconds[of] += time.process_time() - begin
    return done


def make_tables(corpora: Mapping[str, Sequence[Article]], run: Run) -> Iterator[str]:
    """Yield the lines of the tables, in Markdown, and of the notes below them."""
    yield _make_line([*_HEAD, *_HEAD_MORE])
    yield _make_line(["---", "---", *["---:"] * (len(_HEAD) + len(_HEAD_MORE) - 2)])
    for corpus, articles in corpora.items():
        for half in HALVES:
            for system in SYSTEMS:
                outcomes = _pick(articles, run.outcomes[corpus, system], half)
                yield _make_line([f"{corpus}, {half}", system, *_get_cells(outcomes, system)])
    yield ""
    for of, seconds in run.seconds.items():
        yield f"* {of}: {run.words / seconds:,.0f} words by processor second"


def _pick(articles: Sequence[Article], outcomes: Sequence[Outcome], half: str) -> list[Outcome]:
    pairs = zip(articles, outcomes, strict=True)
    return [o for article, o in pairs if half == "all" or article.is_frozen == (half == "frozen")]


def _get_cells(outcomes: Sequence[Outcome], system: str) -> Iterator[str]:
    everything, answered = measure_all(outcomes), measure_answered(outcomes)
    yield f"{everything.names:,}"
    yield f"**{100 * everything.near:.1f}**"
    yield f"{answered.names:,}"
    yield f"{100 * answered.near:.1f}"
    yield f"{everything.mean:,.0f}"
    yield f"{everything.median:,.0f}"
    yield f"{everything.auc:.3f}"
    if system != SYSTEMS[-1]:
        yield from ["-"] * 4
        return
    found, near = count_found(outcomes), count_found(outcomes, within=NEAR_KM)
    for share in (found.precision, found.recall, found.f1, near.f1):
        yield f"{100 * share:.1f}"


def _make_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _make_errors(corpora: Mapping[str, Sequence[Article]], run: Run) -> Iterator[str]:
    """Yield the given names of the development half that lie elsewhere, the most frequent first."""
    for corpus, articles in corpora.items():
        missed: Counter[str] = Counter()
        for article, outcome in zip(articles, run.outcomes[corpus, SYSTEMS[1]], strict=True):
            for toponym, error in zip(article.toponyms, outcome.errors, strict=True):
                if not article.is_frozen and (error is None or error > NEAR_KM):
                    off = "no answer" if error is None else f"{error:,.0f} km off"
                    missed[f"{toponym.phrase} ({off}, article {article.name})"] += 1
        yield f"\n{corpus}, development:"
        yield from (f"{number:4} {name}" for name, number in missed.most_common())


def _get_figures(corpora: Mapping[str, Sequence[Article]], run: Run) -> dict[str, Any]:
    def describe(outcomes: Sequence[Outcome]) -> dict[str, Any]:
        found, near = count_found(outcomes), count_found(outcomes, within=NEAR_KM)
        return {
            "all": asdict(measure_all(outcomes)),
            "answered": asdict(measure_answered(outcomes)),
            "span_f1": found.f1,
            "near_f1": near.f1,
        }

    return {
        "words_per_second": {of: run.words / seconds for of, seconds in run.seconds.items()},
        "corpora": {
            corpus: {
                half: {
                    system: describe(_pick(articles, run.outcomes[corpus, system], half))
                    for system in SYSTEMS
                }
                for half in HALVES
            }
            for corpus, articles in corpora.items()
        },
    }


if __name__ == "__main__":
    sys.exit(main())
