"""Ask a served desk as a browser does, and print how long each answer takes.

    python -m benchmarks.desk.answering                     a casebook of 10,000 reports, made first
    python -m benchmarks.desk.answering --at FOLDER         kept there, and found again
    python -m benchmarks.desk.answering --only judge,undo   only these

The casebook is filled as `benchmarks.reconciling` does. The server is a process of its own, asked
over one connection that stays open; each kind of question is asked so many times, of other
reports, people and cases each time. Milliseconds are by the clock, from the first byte of the
question to the last of the answer; a file of 9 KB is asked for beside them, to tell what a
question costs that does nothing.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.desk.casebooks import ANALYST, get_casebook
from benchmarks.desk.served import Client, Served
from sayso.workbench.casebook import Casebook

BAR_MS = 100.0


@dataclass(slots=True)
class Asked:
    """What is asked of, found out before anything is timed."""

    client: Client
    chance: random.Random
    reports: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str, str]] = field(default_factory=list)
    claims: dict[str, list[str]] = field(default_factory=dict)
    decided: list[str] = field(default_factory=list)
    reads: dict[str, str] = field(default_factory=dict)

    def pick(self) -> tuple[str, str]:
        """Return a report and one of its statements."""
        report = self.chance.choice([it for it in self.reports if self.claims[it]])
        return report, self.chance.choice(self.claims[report])

    def tell(self, *reports: str) -> dict[str, str]:
        """Return the field that says of which readings a form shows findings."""
        for name in reports:
            if name not in self.reads:
                self.reads[name] = self.client.casebook.mark_readings([name])
        return {"read": " ".join(self.reads[it] for it in sorted({*reports}))}


Question = Callable[[Asked], object]


def main() -> int:
    asked = _parse()
    with tempfile.TemporaryDirectory(prefix="sayso-desk-") as scratch:
        at = Path(asked.at) if asked.at else Path(scratch)
        path = get_casebook(at, asked.size, stale=asked.stale)
        with Served(path, analyst=ANALYST) as served:
            ready = _look_round(served.client, asked.times)
            questions = {
                name: it for name, it in _list_questions().items() if _wanted(name, asked.only)
            }
            print(f"{asked.size} reports; {asked.times} questions of each kind")
            print(f"{'':34} p50 ms   p95 ms  most ms")
            slow = [
                name for name, it in questions.items() if _measure(name, it, ready, asked.times)
            ]
    print(f"over {BAR_MS:.0f} ms at p95: {', '.join(slow) or 'none'}")
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.desk.answering",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--size", type=int, default=10_000, help="about how many reports")
    parser.add_argument("--times", type=int, default=100, help="questions of each kind")
    parser.add_argument("--at", help="folder of the casebook, made where it is not there")
    parser.add_argument("--only", default="", help="kinds of questions, with commas between")
    parser.add_argument("--stale", action="store_true", help="take readings that older code made")
    return parser.parse_args()


def _wanted(name: str, only: str) -> bool:
    return not only or any(name.startswith(it) for it in only.split(","))


def _measure(name: str, question: Question, asked: Asked, times: int) -> bool:
    """Ask so often, print how long it took, and tell whether it took too long."""
    question(asked)  # what is loaded once is loaded now
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        question(asked)
        took.append((time.perf_counter() - begin) * 1000)
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{name:34} {statistics.median(took):6.1f} {p95:8.1f} {max(took):8.1f}", flush=True)
    return p95 > BAR_MS


def _look_round(client: Client, count: int) -> Asked:
    """Find out what there is to ask about, without timing it."""
    found = Asked(client=client, chance=random.Random(7))
    casebook = client.casebook
    summaries = list(casebook.reports())
    found.reports = [it.id for it in found.chance.sample(summaries, min(count, len(summaries)))]
    for name in found.reports:
        reading = casebook.get_reading(name)
        found.claims[name] = [] if reading is None else [it.id for it in reading.claims]
    cases = casebook.as_kept().case_files(limit=count).cases
    found.cases = [it.id for it in cases]
    found.people = [who.id for it in cases for who in it.subjects]
    found.pairs = list(_list_pairs(casebook, {it.sha256: it.id for it in summaries}))
    return found


def _list_pairs(casebook: Casebook, ids: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield suggestions that wait: the address of the page, and of whom is asked."""
    for it in casebook.open_people():
        ends = [f"{ids[at.report]}/{at.id}" for at in (it.likeness.one, it.likeness.other)]
        yield f"/people/{it.one}/beside/{it.other}", ends[0], ends[1]


def _list_questions() -> Mapping[str, Question]:
    return dict(_list_pages()) | {
        "judge a statement": _judge,
        "correct a source": _correct_source,
        "correct how firm it is": _correct_certainty,
        "choose other words": _choose_words,
        "add a missed statement": _add_missed,
        "note": _note,
        "undo in a report": _undo,
        "decide on two people": _decide_people,
        "take that back": _undo_people,
    }


def _list_pages() -> Iterator[tuple[str, Question]]:
    def show(path: str) -> Question:
        return lambda asked: asked.client.show(path)

    def show_one(path: str, names: Callable[[Asked], list[str]]) -> Question:
        return lambda asked: asked.client.show(path + asked.chance.choice(names(asked)))

    yield "a file that does nothing", lambda asked: asked.client.show_file()
    for path in ("/reports", "/worklist", "/cases", "/conflicts", "/people", "/places"):
        yield f"page {path}", show(path)
    for path in ("/sources", "/log", "/reports?q=detained", "/reports?q=refused&since=2023-01-01"):
        yield f"page {path}", show(path)
    yield "page of a report", show_one("/reports/", lambda it: it.reports)
    yield "page of a case", show_one("/cases/", lambda it: it.cases)
    yield "page of a person", show_one("/people/", lambda it: it.people)
    yield "page of two people", show_one("", lambda it: [path for path, *_ in it.pairs])
    for path in ("/people?order=newest", "/people?q=Sorokin", "/people/suggestions"):
        yield f"page {path}", show(path)


def _judge(asked: Asked) -> None:
    report, claim = asked.pick()
    answer = asked.chance.choice(("yes", "no", "unsure"))
    _get_values(
        asked.client.act(
            f"/reports/{report}/claims/{claim}/judge", answer=answer, **asked.tell(report)
        )
    )


def _correct_source(asked: Asked) -> None:
    report, claim = asked.pick()
    links = json.dumps([{"name": f"Source {asked.chance.random():.6f}", "kind": "person"}])
    _get_values(
        asked.client.act(
            f"/reports/{report}/claims/{claim}/source", links=links, **asked.tell(report)
        )
    )


def _correct_certainty(asked: Asked) -> None:
    report, claim = asked.pick()
    value = asked.chance.choice(("stated", "alleged", "possible"))
    at = f"/reports/{report}/claims/{claim}/value"
    _get_values(asked.client.act(at, field="certainty", value=value, **asked.tell(report)))


def _choose_words(asked: Asked) -> None:
    report, claim = asked.pick()
    begin = asked.chance.randrange(20)
    at = f"/reports/{report}/claims/{claim}/span"
    _get_values(
        asked.client.act(
            at, part="content", spans=f"[[{begin}, {begin + 10}]]", **asked.tell(report)
        )
    )


def _add_missed(asked: Asked) -> None:
    report, _ = asked.pick()
    begin = asked.chance.randrange(30)
    links = json.dumps([{"name": "Mira Tessaly", "kind": "person"}])
    spans = f"[[{begin}, {begin + 12}]]"
    _get_values(
        asked.client.act(
            f"/reports/{report}/missed", spans=spans, links=links, **asked.tell(report)
        )
    )


def _note(asked: Asked) -> None:
    report, claim = asked.pick()
    _get_values(
        asked.client.act(
            f"/reports/{report}/claims/{claim}/note", text="Ask again.", **asked.tell(report)
        )
    )


def _undo(asked: Asked) -> None:
    report, _ = asked.pick()
    _get_values(asked.client.act(f"/reports/{report}/undo"))


def _decide_people(asked: Asked) -> None:
    _, one, other = asked.chance.choice(asked.pairs)
    answer = asked.chance.choice(("yes", "no", "unsure"))
    read = asked.tell(*(it.rpartition("/")[0] for it in (one, other)))
    told = asked.client.act("/people/decide", one=one, other=other, answer=answer, **read)
    asked.decided.append(_get_values(told)["id"])


def _undo_people(asked: Asked) -> None:
    _get_values(asked.client.act("/people/undo", decision=asked.decided.pop()))


def _get_values(told: Any) -> Any:
    if "values" not in told:
        raise SystemExit(f"The desk refused a decision: {json.dumps(told)}")
    return told["values"]


if __name__ == "__main__":
    raise SystemExit(main())
