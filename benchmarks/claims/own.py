"""How well whole readings find the statements of our own reports that training set aside.

    python -m benchmarks.claims.own [--claims rules]

Statements within others count too. They are few reports: see the intervals.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

from training.corpus import Article, load_domain, split

from benchmarks.claims.scoring import STRICT, Score, add_up, get_interval, score_article
from benchmarks.claims.systems import list_claims, locate
from sayso.capture.file import capture_text
from sayso.capture.options import CaptureOptions
from sayso.workbench.reading import Workbench

_CONTENT = "attribution content only"
_PARTS = ("source", "cue", "content")


def score_own(workbench: Workbench) -> dict[str, list[Score]]:
    """Return the score of each report that was set aside, by language."""
    found: dict[str, list[Score]] = {}
    for article in split(load_domain())[1]:
        found.setdefault(article.language, []).append(_score(article, workbench))
    return found


def _score(article: Article, workbench: Workbench) -> Score:
    report = capture_text(article.text, CaptureOptions(language=article.language))
    given = [
        {part: locate(getattr(claim, part), report) for part in _PARTS}
        for claim in list_claims(workbench.read(report), nested=True)
    ]
    return score_article(article.text, [one.spans for one in article.versions[0]], given)


def make_table(scores: dict[str, list[Score]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    yield "| | reports | statements | P | R | F1 strict (95 %) | content only |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for language, some in sorted(scores.items()):
        whole = add_up(some)
        strict, content = whole.measures[STRICT], whole.measures[_CONTENT]
        low, high = get_interval(some)
        yield (
            f"| {language} | {len(some)} | {strict.wanted} | {100 * strict.precision:.1f} "
            f"| {100 * strict.recall:.1f} | {100 * strict.f1:.1f} "
            f"({100 * low:.1f}-{100 * high:.1f}) | {100 * content.f1:.1f} |"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.claims.own",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--claims", default="model", help="model, rules, or a model's file")
    asked = parser.parse_args(arguments)
    print(*make_table(score_own(Workbench(claims=asked.claims))), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
