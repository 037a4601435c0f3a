"""How often the claims of a reading are right, by the confidence they are given with.

    python -m benchmarks.claims.reliability FOLDER [--claims rules]    a part of PolNeAR
    python -m benchmarks.claims.reliability --own                      our own, set aside

A claim that somebody is named for, or nobody, is right by the strict measure of
`benchmarks.claims.scoring`; one of the report's own is right where nobody is named for half
of it or more. Of PolNeAR, which marks no statement within another, the outermost count.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.claims.corpus import ROLES, Attribution, load_articles
from benchmarks.claims.scoring import find_right, get_share
from benchmarks.claims.systems import list_claims, locate
from benchmarks.scoring.text import ScoringError
from sayso.capture.file import capture_text
from sayso.capture.options import CaptureOptions
from sayso.errors import SaysoError
from sayso.records.claim import Style
from sayso.workbench.reading import Workbench

_EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_SURE = 0.9
_HALF = 0.5

Judged = tuple[float, bool]
"""The confidence of a claim, and whether it is right."""


def judge(
    texts: Iterable[tuple[str, str, Sequence[Attribution]]], workbench: Workbench, *, nested: bool
) -> tuple[list[Judged], list[Judged]]:
    """Judge the claims of texts, given with language and gold: others' and the reports' own."""
    told: list[Judged] = []
    own: list[Judged] = []
    for text, language, gold in texts:
        report = capture_text(text, CaptureOptions(language=language))
        reading = workbench.read(report)
        claims = list(list_claims(reading, nested=nested))
        given = [{role: locate(getattr(claim, role), report) for role in ROLES} for claim in claims]
        right = find_right(text, gold, given)
        told.extend((claim.confidence, number in right) for number, claim in enumerate(claims))
        own.extend(
            (claim.confidence, _is_nobodys(text, gold, locate(claim.content, report)))
            for claim in reading.claims
            if claim.style is Style.OWN
        )
    return told, own


def _is_nobodys(text: str, gold: Sequence[Attribution], content: Sequence[tuple[int, int]]) -> bool:
    contents = [span for one in gold for span in one.get("content", ())]
    return get_share(text, content, contents) < _HALF


def make_table(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield "confidence      claims    mean   right"
    for low, high in pairwise(_EDGES):
        inside = [one for one in judged if low <= one[0] < high]
        if inside:
            mean = sum(chance for chance, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            yield f"{low:.2f} to {min(high, 1):.2f}{len(inside):8}{mean:8.3f}{share:8.3f}"
    sure = [right for chance, right in judged if chance >= _SURE]
    if sure:
        yield f"0.9 or more: {len(sure)} of {len(judged)}, {sum(sure) / len(sure):.3f} right"


def _load_own() -> Iterator[tuple[str, str, Sequence[Attribution]]]:
    from training.corpus import load_domain, split

    for article in split(load_domain())[1]:
        yield article.text, article.language, [one.spans for one in article.versions[0]]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.claims.reliability",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    parser.add_argument("--own", action="store_true", help="our own reports that are set aside")
    parser.add_argument("--claims", default="model", help="model, rules, or a model's file")
    asked = parser.parse_args(arguments)
    if asked.own is (asked.folder is not None):
        parser.error("give FOLDER, or --own")
    try:
        texts = (
            list(_load_own())
            if asked.own
            else [(one.text, "en", one.gold) for one in load_articles(asked.folder)]
        )
        told, own = judge(texts, Workbench(claims=asked.claims), nested=asked.own)
    except (ScoringError, SaysoError) as exc:
        print(exc, file=sys.stderr)
        return 2
    print("Statements of others:", *make_table(told), sep="\n")
    print("\nThe report's own:", *make_table(own), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
