"""Compare programs that find attributed statements, by what people found.

    python -m benchmarks.claims --data FOLDER            a part of PolNeAR
    python -m benchmarks.claims --data FOLDER --articles 10 --only "sayso rules" textacy

Prints a table in Markdown. F1 and P and R are "attribution strict": half of the content
right, and the source; with the interval in which 95 % of F1s lie, were the articles drawn
anew. `python -m benchmarks.claims.scoring --help` explains every measure. Speeds are words
by processor seconds on one core; the programs take turns article by article, so that a
change of the processor's speed weighs on all of them.

Exit code 2 when nothing can be measured.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.claims.corpus import Article, load_articles, pick_articles
from benchmarks.claims.runs import Run, run_systems, use_one_core
from benchmarks.claims.scoring import (
    STRICT,
    Score,
    add_up,
    get_interval,
    score_articles,
    score_people,
)
from benchmarks.claims.systems import BASELINE, SYSTEMS
from benchmarks.scoring.tally import Count
from benchmarks.scoring.text import ScoringError

HEAD = (
    "system",
    "P",
    "R",
    "F1 (95 %)",
    "content only",
    "token source",
    "token cue",
    "token content",
    "words/s",
    "of spaCy alone",
)
_F1S = ("attribution content only", "token source", "token cue", "token content")
_FEWEST = 10  # articles; of fewer, an interval would only seem to say something


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table.

    Attributes:
        name: As the table calls it.
        scores: One an article; empty for what finds nothing by design.
        speed: Words by processor second, or ``None``.
        ratio: The speed as a part of the baseline's in this run, or ``None``.
        note: What a reader must know; "" for nothing.
        missing: Why there are no figures; "" where there are.
    """

    name: str
    scores: Sequence[Score] = ()
    speed: float | None = None
    ratio: float | None = None
    note: str = ""
    missing: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parse(arguments)
    try:
        part = load_articles(asked.data)
        articles = pick_articles(part, asked.articles)
        names = [name for name in SYSTEMS if name in asked.only or name == BASELINE]
        runs = run_systems(names, articles)
    except ScoringError as exc:
        print(exc, file=sys.stderr)
        return 2
    rows = [*_make_rows(runs, articles), *_make_people(part)]
    print(*make_table(rows, articles), sep="\n")
    if asked.json is not None:
        figures = _get_figures(rows, articles)
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.claims",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = list(SYSTEMS)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument(
        "--articles", type=int, metavar="N", help="so many, evenly spread; else all"
    )
    parser.add_argument(
        "--only",
        nargs="+",
        default=names,
        choices=names,
        metavar="NAME",
        help=f"of {', '.join(names)}; {BASELINE} always runs",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    asked = parser.parse_args(arguments)
    if asked.articles is not None and asked.articles < 1:
        parser.error("--articles wants 1 or more")
    if asked.json is not None and not asked.json.absolute().parent.is_dir():
        parser.error(f"there is no folder for {asked.json}")
    return asked


def _make_rows(runs: Sequence[Run], articles: Sequence[Article]) -> Iterator[Row]:
    words = sum(article.words for article in articles)
    speeds = {run.name: words / run.seconds for run in runs if run.seconds}
    for run in runs:
        if run.missing:
            yield Row(name=run.name, missing=run.missing)
            continue
        speed, base = speeds.get(run.name), speeds.get(BASELINE)
        yield Row(
            name=run.name,
            scores=() if run.name == BASELINE else score_articles(articles, run.found),
            speed=speed,
            ratio=speed / base if speed is not None and base is not None else None,
            note=run.note,
        )


def _make_people(part: Sequence[Article]) -> Iterator[Row]:
    """Yield how well people agree, where several annotated the same articles of the part."""
    scores, pairs = score_people(part)
    if scores:
        note = (
            f"{pairs} pairs of people, in the {len(scores)} articles of the part that several read"
        )
        yield Row(name="people, each by another", scores=scores, note=note)


def make_table(rows: Sequence[Row], articles: Sequence[Article]) -> Iterator[str]:
    """Yield the lines of the table, in Markdown, and of the notes below it."""
    words = sum(article.words for article in articles)
    yield f"{len(articles)} articles, {words:,} words; shares in percent"
    yield ""
    yield _make_line(HEAD)
    yield _make_line(["---", *["---:"] * (len(HEAD) - 1)])
    for row in rows:
        yield _make_line([row.name, *_get_cells(row)])
    notes = [f"* {row.name}: {row.note}." for row in rows if row.note]
    yield from ("", *notes)


def _make_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _get_cells(row: Row) -> Iterator[str]:
    if row.missing:
        yield row.missing
        yield from [""] * (len(HEAD) - 2)
        return
    yield from _get_shares(row.scores) if row.scores else ["-"] * 7
    yield "-" if row.speed is None else f"{row.speed:,.0f}"
    yield "-" if row.ratio is None else f"{row.ratio:.2f}"


def _get_shares(scores: Sequence[Score]) -> Iterator[str]:
    measures = add_up(scores).measures
    yield f"{100 * measures[STRICT].precision:.1f}"
    yield f"{100 * measures[STRICT].recall:.1f}"
    interval = ""
    if len(scores) >= _FEWEST:
        low, high = get_interval(scores)
        interval = f" ({100 * low:.1f}-{100 * high:.1f})"
    yield f"**{100 * measures[STRICT].f1:.1f}**{interval}"
    for name in _F1S:
        yield f"{100 * measures[name].f1:.1f}"


def _get_figures(rows: Sequence[Row], articles: Sequence[Article]) -> dict[str, Any]:
    return {
        "articles": [article.name for article in articles],
        "words": sum(article.words for article in articles),
        "systems": {row.name: _describe(row) for row in rows},
    }


def _describe(row: Row) -> dict[str, Any]:
    if row.missing:
        return {"missing": row.missing}
    facts = {"words_per_second": row.speed, "ratio": row.ratio, "note": row.note}
    if not row.scores:
        return facts
    whole = add_up(row.scores)
    return {
        **facts,
        "measures": _describe_counts(whole.measures),
        "recall_by_kind": {
            name: {"recall": count.recall, "wanted": count.wanted}
            for name, count in whole.kinds.items()
        },
        "interval": get_interval(row.scores),
    }


def _describe_counts(counts: Mapping[str, Count]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "precision": count.precision,
            "recall": count.recall,
            "f1": count.f1,
            "wanted": count.wanted,
            "given": count.given,
        }
        for name, count in counts.items()
    }


if __name__ == "__main__":
    use_one_core()
    sys.exit(main())
