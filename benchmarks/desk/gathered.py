"""How soon the pages of places and sources answer, over a casebook of many reports.

python -m benchmarks.desk.gathered --at FOLDER [--size 10000] [--times 20]
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

from benchmarks.desk.casebooks import get_casebook
from benchmarks.desk.served import Served
from sayso.workbench.casebook import Casebook

_ANALYST = "Vera"


def main(at: Path, size: int, times: int) -> None:
    """Print for each page the median and the 95th percentile of its answers."""
    folder = get_casebook(at, size, stale=True)
    with Casebook.open(folder, analyst=_ANALYST) as casebook:
        for _ in casebook.reconcile():
            pass
        pages = list(_list_pages(casebook))
    with Served(folder, analyst=_ANALYST) as served:
        for name, path in pages:
            spent = []
            for _ in range(times):
                begin = perf_counter()
                served.client.show(path)
                spent.append((perf_counter() - begin) * 1000)
            most = quantiles(spent, n=20)[-1]
            sys.stdout.write(f"{name:34}{median(spent):8.1f} ms{most:8.1f} ms p95\n")


def _list_pages(casebook: Casebook) -> Iterator[tuple[str, str]]:
    """Yield pages with their addresses: of what is named most, which costs most."""
    place = casebook.places(limit=1).places[0].known
    source = casebook.sources(limit=1).sources[0].name
    yield "places", "/places"
    yield "places of a name", f"/places?{urlencode({'q': place.names[0][:3]})}"
    yield "places, the world", "/places?map=world"
    yield "the place that is named most", f"/places/{place.id}"
    yield "sources", "/sources"
    yield "sources of a name", f"/sources?{urlencode({'q': source[:3]})}"
    yield "the source with most statements", f"/source?{urlencode({'name': source})}"
    yield "what a figure counts", f"/source?{urlencode({'name': source, 'figure': 'first'})}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", type=Path, required=True)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    main(given.at, given.size, given.times)
