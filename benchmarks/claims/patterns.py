"""How often patterns alone are right: Russian and Ukrainian statements against our annotation.

    python -m benchmarks.claims.patterns [--errors]

A pattern's statement is right where its cue is that of an annotated one and the two contents
share six tenths of their characters.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator

from training.domain import Annotated, Statement, load_folder

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.read.inflected.statements import find_by_pattern
from sayso.records.tagged import TaggedStatement

_ALIKE = 0.6


def main() -> int:
    """Print how many were found and how many are right, by language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    for language in ("ru", "uk"):
        given = right = named = wanted = 0
        for report in load_folder():
            if report.language != language:
                continue
            wanted += len(report.statements)
            for found, gold in _pair(report):
                given += 1
                right += gold is not None
                named += gold is not None and bool(_cover(gold.source) & _cover(found.source))
                if gold is None and options.errors:
                    print(f"  {report.name}: {_say(report, found)}")
        print(
            f"{language}: {given} given, {right} right ({right / given:.0%}), "
            f"{named} with their source, of {wanted} annotated"
        )
    return 0


def _pair(report: Annotated) -> Iterator[tuple[TaggedStatement, Statement | None]]:
    """Yield each statement of a pattern with the annotated one that it is, if any."""
    parse = load_inflected(report.language).parse(report.text)
    for found in find_by_pattern(parse, get_language(report.language)):
        cue, content = _cover(found.cue), _cover(found.content)
        same = (
            gold
            for gold in report.statements
            if cue & _cover(gold.cue) and _share(content, _cover(gold.content)) >= _ALIKE
        )
        yield found, next(same, None)


def _cover(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for begin, end in spans for at in range(begin, end)}


def _share(some: set[int], others: set[int]) -> float:
    return len(some & others) / len(some | others)


def _say(report: Annotated, found: TaggedStatement) -> str:
    parts = (found.source, found.cue, found.content)
    return " | ".join(" ".join(report.text[b:e] for b, e in spans) for spans in parts)


if __name__ == "__main__":
    sys.exit(main())
