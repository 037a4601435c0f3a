"""Measure the gazetteer against its bars: `python -m benchmarks.gazetteer [FILE]`.

One line a bar, PASS or FAIL, and exit code 1 when any is missed: how long it takes to open, and to
look up names drawn from the gazetteer itself (median and 99th percentile, each name once, with
the hundred that most places share among them). Times are processor time, so that another
program's work does not weigh on them. Then how many countries and units have names in English,
Russian and Ukrainian.
"""

import random
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

from benchmarks.bench import Bar
from sayso.store.gazetteer import Gazetteer, get_packaged_path
from sayso.store.gazetteer_build.tables import FEATURES

NAMES, OPENINGS, SEED = 5_000, 25, 7
MILLISECONDS = 1e3
LANGUAGES = ("en", "ru", "uk")


def main(path: Path) -> int:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        bars = measure(path, draw_names(connection))
        for bar in bars:
            print(bar)
        print(f"      {path.stat().st_size / 1e6:.1f} MB (at most 60)")
        print_coverage(connection)
    return 0 if all(bar.kept for bar in bars) else 1


def draw_names(connection: sqlite3.Connection) -> list[str]:
    """Draw names as the gazetteer writes them: of any places, and the ones that most share."""
    places = connection.execute("SELECT name FROM place ORDER BY id").fetchall()
    shared = connection.execute(
        "SELECT key FROM name GROUP BY key ORDER BY count(*) DESC, key LIMIT 100"
    ).fetchall()
    drawn = random.Random(SEED).sample(places, min(NAMES, len(places)))
    return [name for (name,) in [*drawn, *shared]]


def measure(path: Path, names: list[str]) -> list[Bar]:
    openings = []
    for _ in range(OPENINGS):
        begin = time.process_time()
        with Gazetteer(path) as opened:
            opened.find("Kyiv")
        openings.append((time.process_time() - begin) * MILLISECONDS)
    times = []
    with Gazetteer(path) as opened:
        for name in names:
            begin = time.process_time()
            opened.find(name)
            times.append((time.process_time() - begin) * MILLISECONDS)
    return [
        Bar(name="opened, with a first look-up", found=median(openings), bar=50, unit="ms"),
        Bar(name=f"look-up of {len(names):,} names, median", found=median(times), bar=1, unit="ms"),
        Bar(name="look-up, 99th percentile", found=quantiles(times, n=100)[-1], bar=1, unit="ms"),
    ]


def print_coverage(connection: sqlite3.Connection) -> None:
    query = """SELECT count(DISTINCT place.id), count(label.place) FROM place
        LEFT JOIN label ON label.place = place.id AND label.language = ?
        WHERE feature = ? AND (? IS NULL OR country = ?)"""
    kinds: list[tuple[str, str | None]] = [("continent", None), ("country", None), ("region", None)]
    kinds += [("region", country) for country in ("RU", "UA", "BY")]
    kinds += [("district", "UA")]
    for kind, country in kinds:
        feature = FEATURES.index(kind)
        found = {
            language: connection.execute(query, (language, feature, country, country)).fetchone()
            for language in LANGUAGES
        }
        whole = f"{kind}, {country or 'all'}"
        shown = "   ".join(f"{language} {count:,}" for language, (_, count) in found.items())
        print(f"      {whole:14} {found['en'][0]:6,}   with a name in: {shown}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else get_packaged_path()))
