"""How long the pages of the log and of what is to be decided take, with many decisions.

    python -m benchmarks.desk.reviewing --at CASEBOOK [--decisions 100000] [--times 40]

Fills CASEBOOK, a copy that may be spoiled, with invented decisions by two people on the
statements that were read in it, and asks the served desk for its pages.
"""

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from uuid import uuid4

from benchmarks.desk.served import Served
from sayso.records.decision import ClaimStands, Decision, Judgement, Subject
from sayso.records.entries import list_decided, make_decision_draft
from sayso.records.subjects import list_findings
from sayso.workbench.casebook import Casebook

_PEOPLE = ("Vera", "Oleg")
_THIRD = "Nina"
_IN_ONE = 2000
_REASONS = ("The lawyer denies it.", "She was there.", "Reviewed.", "Его жена так сказала.")


def main() -> int:
    """Fill, ask, print."""
    asked = _parse()
    with Casebook.open(asked.at, analyst=_THIRD) as casebook:
        casebook.set_reviewers(2)
        missing = asked.decisions - casebook.stats().decisions
        if missing > 0:
            _fill(casebook, missing)
        counts = casebook.stats()
        print(f"{counts.reports} reports, {counts.decisions} decisions; ms of {asked.times} pages")
        some = next(casebook.holdings.store.list_decisions())
        report = casebook.show(some.reports[0]).report.summary.id
        with Served(asked.at, analyst=_THIRD) as served:
            begin = time.perf_counter()
            while json.loads(served.client.show("/worklist.json?kind=disputed"))["unread"]:
                time.sleep(0.5)
            print(f"decisions looked through after {time.perf_counter() - begin:.0f} s")
            _ask_all(served, report, some, asked.times)
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", type=Path, required=True)
    parser.add_argument("--decisions", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=40)
    return parser.parse_args()


def _fill(casebook: Casebook, count: int) -> None:
    chance = random.Random(7)
    drafts = (make_decision_draft(it) for it in islice(_invent(casebook, chance), count))
    begin = time.perf_counter()
    while some := list(islice(drafts, _IN_ONE)):
        with casebook.holdings.store.writing() as writer:
            for draft in some:
                writer.append(draft)
    print(f"{count} decisions kept in {time.perf_counter() - begin:.0f} s")


def _invent(casebook: Casebook, chance: random.Random) -> Iterator[Decision]:
    """Yield decisions: of each ten statements one is disputed, two wait for a second person."""
    for _ in range(4):
        for summary in casebook.reports():
            reading = casebook.get_reading(summary.id)
            for name, subject in () if reading is None else list_findings(reading):
                if name.startswith("c"):
                    kind = chance.randrange(10)
                    yield _decide(casebook, subject, _PEOPLE[0], Judgement.YES, chance)
                    if kind > 2:
                        yield _decide(casebook, subject, _PEOPLE[1], Judgement.YES, chance)
                    elif kind == 2:
                        yield _decide(casebook, subject, _PEOPLE[1], Judgement.NO, chance)


def _decide(
    casebook: Casebook, subject: Subject, who: str, answer: Judgement, chance: random.Random
) -> Decision:
    question = ClaimStands(claim=subject)
    keys, reports = list_decided(question)
    return Decision(
        id=uuid4().hex,
        type="claim_stands",
        question=question,
        judgement=answer,
        analyst=who,
        time=casebook.holdings.now(),
        reason=chance.choice(_REASONS),
        keys=keys,
        reports=reports,
    )


def _ask_all(served: Served, report: str, decision: Decision, times: int) -> None:
    since = decision.time[:10]
    for name, path in (
        ("worklist", "/worklist"),
        ("worklist, disagreements", "/worklist?kind=disputed"),
        ("worklist, waiting for a second", "/worklist?kind=waiting"),
        ("worklist, decided then changed", "/worklist?kind=decided"),
        ("worklist, checks and doubtful", "/worklist?kind=undecided"),
        ("worklist of one report", f"/worklist?report={report}"),
        ("log", "/log"),
        ("log, far back", "/log?before=20000"),
        ("log, one person", "/log?who=Oleg"),
        ("log, one kind", "/log?kind=decision"),
        ("log, one kind, rare", "/log?kind=custody"),
        ("log, one kind of question", "/log?question=claim_stands&who=Vera"),
        ("log, one day", f"/log?since={since}&until={since}"),
        ("log, words in reasons", "/log?words=denies"),
        ("log, words that nobody said", "/log?words=nobodysaidthis"),
        ("history of a decision", f"/log?about={decision.id}"),
        ("history of a thing", f"/log?about={decision.keys[0]}"),
        ("history of a report", f"/log?report={report}"),
    ):
        _measure(served, name, path, times)


def _measure(served: Served, name: str, path: str, times: int) -> None:
    """Print how long a page took, and how long the server worked on it, whoever else works."""
    served.client.show(path)  # what is loaded once is loaded now
    took, before = [], _get_cpu(served.process.pid)
    for _ in range(times):
        begin = time.perf_counter()
        served.client.show(path)
        took.append((time.perf_counter() - begin) * 1000)
    cpu = (_get_cpu(served.process.pid) - before) * 1000 / times
    p95 = statistics.quantiles(took, n=20)[-1]
    median = statistics.median(took)
    print(f"{name:34} p50 {median:7.1f}  p95 {p95:7.1f}  cpu {cpu:6.1f}", flush=True)


def _get_cpu(process: int) -> float:
    """Return the seconds that a process has worked (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    raise SystemExit(main())
