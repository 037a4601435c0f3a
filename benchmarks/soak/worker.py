"""A process that works on a casebook until it has done what it was told, or is killed.

It says on standard output what it has done, one JSON line each, as soon as the casebook has
acknowledged it: `{"did": "added", "what": ...}`. The first line is `{"did": "ready"}`.
Usage: python -m benchmarks.soak.worker FOLDER DEED SEED COUNT [PLACE...]
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from plain_reader import PlainReader

from sayso.capture.options import CaptureOptions
from sayso.records.casebook import ReadingState
from sayso.records.decision import Judgement
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

_FIRST = ("Anna", "Pavel", "Ivan", "Vera", "Oleg", "Nina", "Lev", "Zoya")
_LAST = ("Orlova", "Petrov", "Dudin", "Sokolova", "Belov", "Ryabova", "Karpov", "Lisina")
_DEEDS_TOLD = ("was detained on Monday", "perhaps was summoned", "had left the town", "was well")

Done = Iterator[tuple[str, str]]


def make_text(seed: str) -> str:
    """Return an invented report that no other seed gives."""
    chance = random.Random(seed)
    sentences = [f"Notice {seed}."]
    for _ in range(chance.randint(1, 12)):
        speaker, other = _make_name(chance), _make_name(chance)
        sentences.append(f"{speaker} said that {other} {chance.choice(_DEEDS_TOLD)}.")
    return " ".join(sentences)


def make_addition(seed: str) -> Addition:
    """Return the addition of an invented report."""
    options = CaptureOptions(language="en", published="2031-03-14", publisher="Volga Courier")
    return Addition(name=seed, source=make_text(seed).encode(), options=options)


def add(casebook: Casebook, seed: str, count: int, _: list[Path]) -> Done:
    additions = (make_addition(f"{seed}-{n}") for n in range(count))
    for added in casebook.add(additions):
        if added.report is None:
            raise RuntimeError(added.problem)
        yield "added", added.report.sha256


def reread(casebook: Casebook, seed: str, count: int, _: list[Path]) -> Done:
    for n in range(count):
        reader = PlainReader(version=1 + (int(seed) + n) % 3)
        with Casebook.open(casebook.path, reader=reader, analyst="Vera") as newer:
            for again in newer.reread():
                yield "reread", again.report.sha256


def decide(casebook: Casebook, seed: str, count: int, _: list[Path]) -> Done:
    read = [report for report in casebook.reports(states=(ReadingState.READ,)) if report.claims]
    chance = random.Random(seed)
    for n in range(count):
        report = chance.choice(read)
        claim = f"c{chance.randint(1, report.claims)}"
        decision = casebook.decide(
            f"claim:{report.id}/{claim}",
            judgement=chance.choice(list(Judgement)),
            because=f"reason {seed}-{n}",
        )
        yield "decided", decision.id


def remove(casebook: Casebook, seed: str, count: int, _: list[Path]) -> Done:
    chance = random.Random(seed)
    reports = list(casebook.reports(states=(ReadingState.READ,)))
    for report in chance.sample(reports, min(count, len(reports))):
        casebook.remove(report.sha256, because="A court said so.")
        yield "removed", report.sha256


def merge(casebook: Casebook, _: str, count: int, places: list[Path]) -> Done:
    for place in places[:count]:
        with Casebook.open(place, analyst="Vera", read_only=True) as other:
            casebook.merge(other)
            yield "merged", str(place)


def backup(casebook: Casebook, seed: str, count: int, places: list[Path]) -> Done:
    for n in range(count):
        out = places[0] / f"backup-{seed}-{n}{('', '.tar')[n % 2]}"
        yield "backed up", str(casebook.backup(out))


DEEDS: dict[str, Callable[[Casebook, str, int, list[Path]], Done]] = {
    "add": add,
    "reread": reread,
    "decide": decide,
    "remove": remove,
    "merge": merge,
    "backup": backup,
}


def main(arguments: list[str]) -> None:
    folder, deed, seed, count, *places = arguments
    with Casebook.open(folder, reader=PlainReader(), analyst=f"Vera {seed}") as casebook:
        _say({"did": "ready"})
        for did, what in DEEDS[deed](casebook, seed, int(count), [Path(it) for it in places]):
            _say({"did": did, "what": what})
        _say({"did": "all"})


def _say(line: dict[str, str]) -> None:
    print(json.dumps(line), flush=True)


def _make_name(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"


if __name__ == "__main__":
    main(sys.argv[1:])
