"""Measure the quantities that sayso reads in sentences of our own, and how fast.

    python -m benchmarks.quantities                    both halves of the sentences
    python -m benchmarks.quantities --errors develop   what was missed and wrong in one half
    python -m benchmarks.quantities --speed FOLDER     words per second on texts (*.txt), warm

A quantity is right when it stands where it should and every field is as it should be.
"""

import argparse
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

from sayso.lang.engines.spacy_english import load_english
from sayso.lang.language import get_language
from sayso.read.penalties import read_penalties
from sayso.read.quantities import read_quantities
from sayso.read.quantity_durations import add_durations
from sayso.read.times import read_times
from sayso.records.value import Quantity

SENTENCES = Path(__file__).with_name("sentences.toml")
HALVES = ("develop", "measure")
PUBLISHED = "2024-05-14"
FIELDS = ("value", "min", "max", "unit", "currency")
ROUNDS = 5


@dataclass(slots=True)
class Score:
    """Counts of one half: quantities wanted, found, and found right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    def __str__(self) -> str:
        precision = self.right / max(1, self.found)
        recall = self.right / max(1, self.wanted)
        f1 = 2 * self.right / max(1, self.found + self.wanted)
        return (
            f"P {precision:6.1%}  R {recall:6.1%}  F1 {f1:6.1%}  "
            f"({self.right} right of {self.found} found, {self.wanted} wanted)"
        )


def main() -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quantities", description="Measure quantities."
    )
    parser.add_argument("--errors", choices=HALVES, help="say what was missed and wrong")
    parser.add_argument("--speed", type=Path, metavar="FOLDER", help="time the stage on texts")
    arguments = parser.parse_args()
    if arguments.speed is not None:
        return print_speed(arguments.speed)
    sentences = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["sentence"]
    for number, half in enumerate(HALVES):
        mine = sentences[number::2]
        faults: list[str] = []
        score = Score()
        for sentence in mine:
            count(sentence, score, faults)
        print(f"{half:8} {len(mine):3} sentences  {score}")
        if arguments.errors == half:
            print(*faults, sep="\n")
    return 0


def read(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, as a whole reading has them."""
    parse, language = load_english().parse(text), get_language("en")
    times = read_times(parse, language, published=PUBLISHED)
    counts = read_quantities(parse, language, times)
    penalties = read_penalties(parse, language, counts)
    terms = [finding.penalty.span for finding in penalties]
    return add_durations(counts, times, terms, text=text, language=language)


def count(sentence: Mapping[str, Any], score: Score, faults: list[str]) -> None:
    """Count one sentence; add what is wrong with it to ``faults``."""
    text, wanted = sentence["text"], list(sentence["quantities"])
    found = list(read(text))
    score.wanted += len(wanted)
    score.found += len(found)
    at = 0
    for asked in wanted:
        at = text.index(asked["at"], at)
        span = (at, at + len(asked["at"]))
        at = span[1]
        hits = [it for it in found if it.span.begin < span[1] and span[0] < it.span.end]
        wrong = list(find_faults(hits[0], asked)) if hits else ["missed"]
        if hits:
            found.remove(hits[0])
        if wrong:
            faults.append(f"{text}\n    {asked['at']!r}: {'; '.join(wrong)}")
        else:
            score.right += 1
    faults.extend(f"{text}\n    {it.text!r} counts nothing ({it.unit})" for it in found)


def find_faults(given: Quantity, asked: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a quantity."""
    if given.text != asked["at"]:
        yield f"words {given.text!r}"
    for field in FIELDS:
        if getattr(given, field) != asked.get(field):
            yield f"{field} {getattr(given, field)}"
    if given.approx != asked.get("approx", False):
        yield f"approx {given.approx}"
    if "of" in asked and asked["of"] not in (given.of or ""):
        yield f"of {given.of!r}"
    other = given.equivalent
    said = None if other is None else {"value": other.value, "currency": other.currency}
    if said != asked.get("equivalent"):
        yield f"equivalent {said}"


def print_speed(folder: Path) -> int:
    """Print how fast counts and sums are read on one core, parse and times being there."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("**/*.txt"))]
    if not texts:
        print(f"There are no texts in {folder}.", file=sys.stderr)
        return 2
    language = get_language("en")
    parses = [load_english().parse(text) for text in texts]
    times = [read_times(parse, language, published=PUBLISHED) for parse in parses]

    def run() -> list[tuple[Quantity, ...]]:
        return [read_quantities(p, language, t) for p, t in zip(parses, times, strict=True)]

    found = len(list(chain.from_iterable(run())))
    words = sum(len(text.split()) for text in texts)
    seconds = median(spend(run) for _ in range(ROUNDS))
    print(f"{words:,} words in {len(texts)} texts, {found:,} quantities: {words / seconds:,.0f}/s")
    return 0


def spend(run: Callable[[], object]) -> float:
    """Return the processor seconds of one run."""
    begin = time.process_time()
    run()
    return time.process_time() - begin


if __name__ == "__main__":
    sys.exit(main())
