"""Words a second on one core in each language: the engine alone, and the whole reading.

    python -m benchmarks.languages [--words 4000] [--profile ru]

The texts are the golden reports of each language, one after the other until there are enough
words; a word is what stands between blanks. Each language is read once before it is measured.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from functools import partial

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.scoring.gold_file import read_gold
from benchmarks.scoring.golden import get_language, list_golds
from sayso.capture.options import CaptureOptions
from sayso.lang.engines.engine import Engine
from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.engines.spacy_english import load_english
from sayso.records.report import Report
from sayso.workbench.reading import Workbench

_LANGUAGES = ("en", "ru", "uk")
_PUBLISHED = "2023-03-10"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=4000, help="words to read in each language")
    parser.add_argument("--profile", help="print the profile of reading this language")
    arguments = parser.parse_args()
    workbench = Workbench()
    if arguments.profile:
        _profile(workbench, list(_make_reports(arguments.profile, arguments.words)))
        return
    base: dict[str, float] = {}
    print("language  words  engine alone  whole reading  time a word against English")
    for language in _LANGUAGES:
        reports = list(_make_reports(language, arguments.words))
        words = sum(len(report.text.split()) for report in reports)
        engine: Engine = load_english() if language == "en" else load_inflected(language)
        alone = _measure(partial(_parse, engine), reports)
        whole = _measure(workbench.read, reports)
        base.setdefault("alone", alone / words)
        base.setdefault("whole", whole / words)
        slower = alone / words / base["alone"], whole / words / base["whole"]
        print(
            f"{language:<8} {words:>6}  {words / alone:>10.0f}/s  {words / whole:>11.0f}/s  "
            f"engine {slower[0]:.2f}, reading {slower[1]:.2f}"
        )


def _make_reports(language: str, words: int) -> Iterator[Report]:
    """Yield the language's golden reports until they have enough words, again if need be."""
    golds = [read_gold(path) for path in list_golds()]
    paths = [gold.report for gold in golds if get_language(gold) == language]
    options = CaptureOptions(language=language, published=_PUBLISHED)
    got = 0
    while got < words:
        for path in paths:
            report = Workbench.capture_file(path, options)
            got += len(report.text.split())
            yield report
            if got >= words:
                return


def _parse(engine: Engine, report: Report) -> object:
    return engine.parse(report.text)


def _measure(read: Callable[[Report], object], reports: list[Report]) -> float:
    """Return the seconds of processor time that reading takes."""
    read(reports[0])
    begin = time.process_time()
    for report in reports:
        read(report)
    return time.process_time() - begin


def _profile(workbench: Workbench, reports: list[Report]) -> None:
    import cProfile
    import pstats

    workbench.read(reports[0])
    profile = cProfile.Profile()
    profile.enable()
    for report in reports:
        workbench.read(report)
    profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats("sayso", 45)


if __name__ == "__main__":
    main()
