"""Measure sayso against its bars: `make bench`, or `python -m benchmarks.bench`.

One line a bar, PASS or FAIL; exit code 1 when any bar is missed. Times of single commands are
wall-clock times of fresh processes; speeds count processor seconds on one core, so that another
program's work on the machine does not weigh on them.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "examples/night-summons.txt"
TEXTS = [*sorted((ROOT / "tests/golden/reports").glob("[a-g]-*.txt")), SAMPLE]  # in English
PUBLISHED = "2022-11-21"  # any day: relative times cost what they cost
COLD, ROUNDS = 9, 3
COMMAND = (sys.executable, "-m", "sayso")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One promise: what was found, and what it must not be above (or, ``least``, below)."""

    name: str
    found: float
    bar: float
    unit: str
    least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.found >= self.bar if self.least else self.found <= self.bar

    def __str__(self) -> str:
        word = "at least" if self.least else "at most"
        mark = "PASS" if self.kept else "FAIL"
        return f"{mark}  {self.name:46} {self.found:8.2f} {self.unit}  ({word} {self.bar:g})"


def main() -> int:
    bars = []
    for bar in measure():
        bars.append(bar)
        print(bar, flush=True)
    print_scores()
    return 0 if all(bar.kept for bar in bars) else 1


def measure() -> Iterator[Bar]:
    program = "import time; t = time.perf_counter(); import sayso; print(time.perf_counter() - t)"
    imports = [float(run(sys.executable, "-c", program)) for _ in range(COLD)]
    yield Bar(name="import sayso", found=median(imports), bar=0.2, unit="s")
    version = [clock(*COMMAND, "--version") for _ in range(COLD)]
    yield Bar(name="sayso --version", found=median(version), bar=0.3, unit="s")
    first = clock(*COMMAND, "read", str(SAMPLE), "--published", PUBLISHED)
    yield Bar(name="first report, from cold", found=first, bar=10, unit="s")
    speeds = json.loads(run(sys.executable, "-m", "benchmarks.bench", "--speeds"))
    words, reports = speeds["words"], speeds["reports"]
    print(f"      {words:,} words in {reports} reports, on one core, warm, {speeds['model']}:")
    print(f"      spaCy's pipeline alone {speeds['spacy']:,.0f} words/s,", end=" ")
    print(f"the whole reading {speeds['reading']:,.0f} words/s")
    print(f"      the claims stage alone, on texts already parsed, {speeds['claims']:,.0f} words/s")
    ratio = speeds["reading"] / speeds["spacy"]
    yield Bar(name="reading, as a part of that speed", found=ratio, bar=0.3, unit=" ", least=True)
    ratio = speeds["claims"] / speeds["spacy"]
    yield Bar(name="claims, as a part of it", found=ratio, bar=0.6, unit=" ", least=True)
    print(f"      times, places, quantities, law and penalties, {speeds['values']:,.0f} words/s")
    ratio = speeds["values"] / speeds["spacy"]
    yield Bar(name="values, as a multiple of it", found=ratio, bar=5, unit=" ", least=True)
    yield Bar(name="the model of claims, loaded", found=speeds["load"], bar=1.5, unit="s")
    yield Bar(name="most memory while doing so", found=speeds["peak"], bar=1.0, unit="GB")


def run(*command: str, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode()


def clock(*command: str) -> float:
    begin = time.perf_counter()
    run(*command)
    return time.perf_counter() - begin


def print_scores() -> None:
    """Print how the golden reports score, when the scorer is there and has read them."""
    if find_spec("benchmarks.scoring.__main__") is None:
        return
    print("\nGolden reports (make score):")
    command = (sys.executable, "-m", "benchmarks.scoring", "--all")
    lines = run(*command).splitlines()
    print(*(line for line in lines if line.startswith(("language ", "total "))), sep="\n")


def print_speeds() -> None:
    """Print, as JSON, the speeds and the peak memory of this process, which is a fresh one."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    import sayso

    def read_all() -> None:
        for text in texts:
            sayso.read(text, published=PUBLISHED, language="en")

    texts = [path.read_text(encoding="utf-8") for path in TEXTS]
    load = load_tagger()
    warm = [sayso.read(text, published=PUBLISHED, language="en") for text in texts]
    peak = peak_memory()  # before the second pipeline, which no reader has, is loaded
    clean = [reading.report.text for reading in warm]
    words = sum(len(text.split()) for text in clean)
    nlp = load_spacy()
    paragraphs = [line for text in clean for line in text.splitlines()]
    ways: list[Callable[[], object]] = [
        lambda: [nlp(text) for text in clean],
        lambda: list(nlp.pipe(paragraphs)),
    ]
    for way in ways:
        way()
    read_claims, read_values = make_claims_stage(clean), make_values_stage(warm)
    # In turn, so that a change of the processor's speed weighs on both.
    rounds = [
        (min(map(spend, ways)), spend(read_all), spend(read_claims), spend(read_values))
        for _ in range(ROUNDS)
    ]
    figures = {
        "model": nlp.meta["lang"] + "_" + nlp.meta["name"],
        "reports": len(texts),
        "words": words,
        "spacy": words / median(alone for alone, _, _, _ in rounds),
        "reading": words / median(whole for _, whole, _, _ in rounds),
        "claims": words / median(claims for _, _, claims, _ in rounds),
        "values": words / median(values for _, _, _, values in rounds),
        "load": load,
        "peak": peak,
    }
    print(json.dumps(figures))


def load_tagger() -> float:
    """Return how many seconds the model of claims takes to load, its libraries included."""
    begin = time.perf_counter()
    from sayso.lang.engines.tagger.claim_tagger import load_claim_tagger

    load_claim_tagger()
    return time.perf_counter() - begin


def make_claims_stage(texts: list[str]) -> Callable[[], object]:
    """Return what finds the claims of texts, all else done: the tagger, the rules, the join."""
    from sayso.lang.engines.spacy_english import load_english
    from sayso.lang.engines.tagger.claim_tagger import load_claim_tagger
    from sayso.lang.language import get_language
    from sayso.read.claims_tagged import TaggedClaimReader

    parses = [load_english().parse(text) for text in texts]
    reader, language = TaggedClaimReader(load_claim_tagger()), get_language("en")
    return lambda: [reader(parse, language) for parse in parses]


def make_values_stage(readings: Sequence[Any]) -> Callable[[], object]:
    """Return what reads all values of texts, parsed and resolved: when, where, how many, law."""
    from sayso.lang.engines.spacy_english import load_english
    from sayso.lang.language import get_language
    from sayso.packs.pack import get_pack
    from sayso.read.law import read_penalties, read_provisions
    from sayso.read.law_countries import find_place_countries
    from sayso.read.places import make_places
    from sayso.read.quantities import read_quantities
    from sayso.read.quantity_durations import add_durations
    from sayso.read.times import read_times
    from sayso.store.gazetteer import Gazetteer

    language, packs = get_language("en"), (get_pack("military-refusal"),)
    gazetteer = Gazetteer.packaged()
    parses = [load_english().parse(reading.report.text) for reading in readings]

    def read_values() -> None:
        for parse, reading in zip(parses, readings, strict=True):
            times = read_times(parse, language, published=PUBLISHED)
            quantities = read_quantities(parse, language, times)
            places = make_places(reading.entities, parse, language, gazetteer)
            countries = find_place_countries(reading.entities, places)
            read_provisions(parse, language, packs, countries)
            penalties = read_penalties(parse, language, quantities)
            terms = [found.penalty.span for found in penalties]
            add_durations(quantities, times, terms, text=parse.text, language=language)

    return read_values


def load_spacy() -> Any:
    """Load the pipeline that readings are made with, as its package ships it."""
    import spacy

    from sayso.lang.engines.pins import ENGLISH

    for pin in ENGLISH:
        spec = find_spec(pin.package)
        if spec is not None and spec.origin is not None:
            weights = sorted(Path(spec.origin).parent.rglob("tok2vec/model"))
            return spacy.load(weights[0].parents[1])
    raise SystemExit("No English pipeline is installed.")


def spend(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def peak_memory() -> float:
    """Return the most memory that this process or a child of it held, in GB."""
    import resource

    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    most = max(resource.getrusage(who).ru_maxrss for who in whose)
    return most / (1e9 if sys.platform == "darwin" else 1e6)


if __name__ == "__main__":
    # Before any library reads it.
    os.environ["OMP_NUM_THREADS"] = "1"
    if sys.argv[1:] == ["--speeds"]:
        print_speeds()
    else:
        sys.exit(main())
