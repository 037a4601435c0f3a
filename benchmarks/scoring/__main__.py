"""Score readings against golds.

    python -m benchmarks.scoring GOLD OUTPUT       a reading's JSON against its gold
    python -m benchmarks.scoring --all             every golden report, read anew
    python -m benchmarks.scoring --all --set f     those of one set
    python -m benchmarks.scoring --check-gold [GOLD ...]
    python -m benchmarks.scoring --write-floors    raise the floors to today's scores

Exit code 1 when a gold is inconsistent, 2 when something cannot be scored.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.scoring.consistency import find_inconsistencies
from benchmarks.scoring.floors import ALL, raise_floors, read_floors, write_floors
from benchmarks.scoring.gold import Gold
from benchmarks.scoring.gold_file import read_gold, read_json
from benchmarks.scoring.golden import (
    FLOORS,
    get_json,
    get_language,
    get_pipeline,
    list_golds,
    read_report,
)
from benchmarks.scoring.score import score
from benchmarks.scoring.tally import Count, Tally, make_summary, make_table
from benchmarks.scoring.text import ScoringError
from sayso.errors import SaysoError
from sayso.workbench.reading import Workbench


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parse(arguments)
    try:
        if asked.check_gold:
            return _check_golds(asked.files or list_golds())
        if asked.all or asked.write_floors:
            return _score_all(asked)
        gold, output = asked.files
        tally = score(read_gold(gold), read_json(output))
    except (ScoringError, SaysoError) as exc:
        print(exc, file=sys.stderr)
        return 2
    _show(tally, asked)
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scoring",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="GOLD OUTPUT")
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument("--all", action="store_true", help="read and score every golden report")
    modes.add_argument("--check-gold", action="store_true", help="find faults in golds")
    modes.add_argument("--write-floors", action="store_true", help="score all, raise the floors")
    parser.add_argument("--set", default="", metavar="LETTER", help="with --all: only this set")
    parser.add_argument("--claims", default="model", help="model, rules, or a model's file")
    parser.add_argument("--errors", action="store_true", help="say what was missed and wrong")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    asked = parser.parse_args(arguments)
    if asked.set and not asked.all:
        parser.error("--set wants --all")
    if (asked.all or asked.write_floors) and asked.files:
        parser.error("--all and --write-floors take no files")
    if not (asked.all or asked.write_floors or asked.check_gold) and len(asked.files) != 2:
        parser.error("give a GOLD and an OUTPUT, or --all")
    return asked


def _check_golds(paths: Sequence[Path]) -> int:
    faults = [fault for path in paths for fault in find_inconsistencies(path)]
    print(*faults, f"{len(paths)} golds, {len(faults)} faults", sep="\n")
    return 1 if faults else 0


def _score_all(asked: argparse.Namespace) -> int:
    languages: dict[str, Tally] = {}
    pipelines: dict[str, tuple[Tally, dict[str, float]]] = {}
    for gold, reading, tally in _score_each(asked.claims, asked.set):
        languages.setdefault(get_language(gold), Tally()).add(tally)
        whole, scores = pipelines.setdefault(get_pipeline(reading), (Tally(), {}))
        whole.add(tally)
        scores[gold.name] = tally.total.f1
        if not asked.json:
            print(f"{gold.name:28}{make_summary(tally)}")
            print(*(f"  {fault}\n" for fault in tally.faults if asked.errors), sep="", end="")
    if asked.write_floors:
        floors = read_floors(FLOORS)
        for pipeline, (whole, scores) in pipelines.items():
            floors = raise_floors(floors, pipeline, {**scores, ALL: whole.total.f1})
        write_floors(FLOORS, floors)
    _show_languages(languages, asked)
    return 0


def _score_each(claims: str, which: str) -> Iterator[tuple[Gold, Any, Tally]]:
    """Yield every gold of a set, the reading of its report (parsed JSON), its tally."""
    workbench = Workbench(claims=claims)
    paths = [path for path in list_golds() if path.name.startswith(which)]
    if not paths:
        raise ScoringError(f"There is no set {which!r} of golden reports.")
    for path in paths:
        gold = read_gold(path)
        reading = get_json(read_report(gold, workbench))
        yield gold, reading, score(gold, reading)


def _show_languages(languages: Mapping[str, Tally], asked: argparse.Namespace) -> None:
    """Print a table for each language: an average over languages would hide each of them."""
    if asked.json:
        print(json.dumps({code: _get_figures(it) for code, it in languages.items()}, indent=1))
        return
    for code, tally in languages.items():
        print("", f"language {code}", *make_table(tally), sep="\n")


def _show(tally: Tally, asked: argparse.Namespace) -> None:
    if asked.json:
        print(json.dumps(_get_figures(tally), indent=1))
        return
    if asked.errors:
        print(*(f"{fault}\n" for fault in tally.faults), sep="", end="")
    print(*make_table(tally), sep="\n")


def _get_figures(tally: Tally) -> dict[str, Any]:
    def describe(count: Count) -> dict[str, float]:
        shares = {"precision": count.precision, "recall": count.recall, "f1": count.f1}
        facts = {"wanted": count.wanted, "found": count.found}
        return {**shares, **facts, "given": count.given, "right": count.right}

    return {
        "sections": {name: describe(count) for name, count in tally.sections.items()},
        "attributed": {name: describe(count) for name, count in tally.attributed.items()},
        "total": describe(tally.total),
    }


if __name__ == "__main__":
    sys.exit(main())
