"""Reconcile casebooks of many reports from stored readings; print seconds, memory and cases right.

    python -m benchmarks.reconciling 1000 3000 10000    casebooks of so many reports
    python -m benchmarks.reconciling 1000 --check       and compare with all made at once
    python -m benchmarks.reconciling 1000 --profile     and say where the time goes
    python -m benchmarks.reconciling 1000 --stale       take readings that older code made
    python -m benchmarks.reconciling 250 --one-case     all reports tell one case

The reports are those of the storylines beside the tests, told again of other people, at other
places and times, with surnames that some of them share. Their readings are kept first; that is
not counted. Then all cases are put together in a process that may use 4 GB of memory; one
report more is added, and in a new process the newest 50 cases are listed again.
"""

import argparse
import cProfile
import json
import math
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from benchmarks.casebook.fill import keep
from benchmarks.reconciling.corpus import Copy, list_copies, list_retold, read_templates
from sayso.packs.pack import DEFAULT, get_pack
from sayso.records.reading import Reading
from sayso.workbench.casebook import Casebook
from sayso.workbench.casefiles import make_case_files
from sayso.workbench.casework import make_all

MEMORY = 4 << 30
_COPIES = 40  # of storylines that are kept in one transaction
_SHOWN = 50  # cases of a list


def main() -> int:
    asked = _parse()
    if asked.child:
        print(json.dumps(_measure(Path(asked.child), asked)))
        return 0
    found = []
    for size in asked.sizes:
        with tempfile.TemporaryDirectory(prefix="sayso-reconciling-") as folder:
            if asked.one_case:
                _print_one_case(_run_one_case(Path(folder) / "casebook", size, asked))
                continue
            found.append(_run(Path(folder) / "casebook", size, asked))
        _print(found[-1])
    _print_curve(found)
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reconciling",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[1000])
    parser.add_argument("--check", action="store_true", help="compare with all made at once")
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    parser.add_argument("--stale", action="store_true", help="take readings that older code made")
    parser.add_argument("--one-case", action="store_true", help="let all reports tell one case")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(path: Path, size: int, asked: argparse.Namespace) -> dict[str, Any]:
    """Fill a casebook, and measure it in processes of their own."""
    templates = read_templates(stale=asked.stale)
    alone = {it.story.name: _count_right([it.make(0)], _make(it.make(0))) for it in templates}
    truth: list[frozenset[str]] = []
    of: dict[str, int] = {}
    expected = 0
    late: Reading | None = None
    with Casebook.create(path, analyst="bench") as casebook:
        store = casebook.holdings.store
        for copies in _cut(list_copies(templates, size), _COPIES):
            with store.writing() as writer:
                for copy in copies:
                    truth += copy.list_cases()
                    expected += alone[copy.story.name]
                    of |= {it.report.sha256: id(copy) for it in copy.readings}
                    for reading in copy.readings:
                        if late is None:
                            late = reading  # the first one comes last
                        else:
                            keep(writer, reading)
        found = _call(path, asked)
        if late is not None:
            with store.writing() as writer:
                keep(writer, late)
        more = _call(path, asked)
        cases = {frozenset(it.reports) for it in casebook.case_files().cases}
        if asked.check:
            print(f"The same as all made at once: {_is_as_made_at_once(casebook)}")
    there = set(cases)
    return found | {
        "reports": len(of),
        "cases": len(cases),
        "truth": len(truth),
        "right": sum(it in there for it in truth),
        "expected": expected,
        "mixed": sum(len({of[name] for name in it}) > 1 for it in cases),
        "one_more_s": more["seconds"] + more["listing_s"],
        "one_more_own_s": more["own_s"] + more["listing_own_s"],
    }


def _is_as_made_at_once(casebook: Casebook) -> bool:
    """Tell whether cases and people are kept as all readings at once give them."""
    made = make_all(casebook.holdings, get_pack(DEFAULT))
    across = casebook.holdings.store.across
    names = [it.sha256 for it in casebook.holdings.store.list_reports()]
    people = {it.id: it for it in across.get_identities(across.list_people(names))}
    cases = {it.id: it for it in casebook.case_files().cases}
    return cases == {it.id: it for it in made.cases} and people == {
        it.id: it for it in made.identities
    }


def _run_one_case(path: Path, size: int, asked: argparse.Namespace) -> dict[str, Any]:
    """Fill a casebook with one case, add one report to it, and measure that."""
    template = next(it for it in read_templates(stale=asked.stale) if len(it.story.cases) == 1)
    readings = list_retold(template, size + 1)
    with Casebook.create(path, analyst="bench") as casebook:
        store = casebook.holdings.store
        with store.writing() as writer:
            for reading in readings[:-1]:
                keep(writer, reading)
        for _ in casebook.reconcile():
            pass
        with store.writing() as writer:
            keep(writer, readings[-1])
        more = _call(path, asked)
        (case,) = casebook.case_files().cases
    return more | {
        "reports": len(case.reports),
        "copies": len({it.report for it in case.copies}),
        "origins": len(case.origins),
    }


def _print_one_case(found: dict[str, Any]) -> None:
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in found["stages"].items())
    print(
        f"a case of {found['reports']} reports, {found['copies']} of them copies, of "
        f"{found['origins']} origins: the last report took own processor time "
        f"{found['own_s']:.2f} s ({stages})",
        flush=True,
    )


def _make(copy: Copy) -> set[frozenset[str]]:
    made = make_case_files(copy.readings, get_pack(DEFAULT)).cases
    return {frozenset(it.reports) for it in made}


def _count_right(copies: Iterable[Copy], cases: set[frozenset[str]]) -> int:
    return sum(it in cases for copy in copies for it in copy.list_cases())


def _cut(copies: Iterator[Copy], size: int) -> Iterator[list[Copy]]:
    while some := list(islice(copies, size)):
        yield some


def _call(path: Path, asked: argparse.Namespace) -> dict[str, Any]:
    flags = ["--profile"] if asked.profile else []
    command = [sys.executable, "-m", "benchmarks.reconciling", "--child", str(path), *flags]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def _measure(path: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Reconcile a casebook, then list its newest cases."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    profile = cProfile.Profile()
    stages: dict[str, float] = {}
    begun = last = time.perf_counter()
    own = time.process_time()
    with Casebook.open(path, analyst="bench") as casebook:
        if asked.profile:
            profile.enable()
        for step in casebook.reconcile():
            now = time.perf_counter()
            stages[step.stage] = stages.get(step.stage, 0.0) + now - last
            last = now
        profile.disable()
        reconciled, own_end = time.perf_counter(), time.process_time()
        own = own_end - own
        casebook.case_files(limit=_SHOWN)
        listed, listed_own = time.perf_counter(), time.process_time()
    if asked.profile:
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(60)
        pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(30)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "seconds": reconciled - begun,
        "own_s": own,
        "listing_s": listed - reconciled,
        "listing_own_s": listed_own - own_end,
        "stages": stages,
        "peak_mb": peak / 1024,
    }


def _print(found: dict[str, Any]) -> None:
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in found["stages"].items())
    print(
        f"{found['reports']} reports: {found['seconds']:.1f} s ({stages}), "
        f"own processor time {found['own_s']:.1f} s, "
        f"peak {found['peak_mb']:.0f} MB; "
        f"one more, and a list of {_SHOWN}: {found['one_more_s']:.2f} s "
        f"(own {found['one_more_own_s']:.2f} s)"
    )
    print(
        f"  {found['cases']} cases; of {found['truth']} that there are {found['right']} have "
        f"exactly the right reports ({found['expected']} with each storyline alone); "
        f"{found['mixed']} hold reports of two storylines",
        flush=True,
    )


def _print_curve(found: list[dict[str, Any]]) -> None:
    for one, other in pairwise(found):
        grown = other["reports"] / one["reports"]
        exponent = math.log(other["own_s"] / one["own_s"]) / math.log(grown)
        n_log_n = math.log(grown * math.log(other["reports"]) / math.log(one["reports"]))
        print(
            f"{one['reports']} to {other['reports']}: own time grows as n to the {exponent:.2f}; "
            f"n log n would be {n_log_n / math.log(grown):.2f}"
        )


if __name__ == "__main__":
    sys.exit(main())
