"""What is asked of a large casebook, and how long each answer takes."""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.casebook.generate import get_lists
from sayso.records.casebook import Filters
from sayso.store.store import Store

_OPENINGS = 20

# What is imported before the clock starts is what every command of sayso has to import.
_OPEN = """
import sys, time
from pathlib import Path
from sayso.store.folder import CasebookFolder
from sayso.store import opening
import sqlalchemy, sqlalchemy.dialects.sqlite, sqlalchemy.dialects.postgresql.psycopg
import sayso.store.sql.store, sayso.store.sql.schema
path, passphrase = Path(sys.argv[1]), sys.argv[2] or None
begun, mine = time.perf_counter(), time.process_time()
store = opening.open_store(CasebookFolder.open(path, passphrase=passphrase))
store.get_head()
next(store.list_reports(limit=1))
print(time.perf_counter() - begun, time.process_time() - mine)
"""


@dataclass(frozen=True)
class Times:
    """How long the queries of one kind took, in milliseconds.

    Attributes:
        p50, p95, most: By the clock.
        own: 95 of 100 took this process no more than so long of a processor's time; what a
            server took is not in it.
    """

    p50: float
    p95: float
    most: float
    own: float


@dataclass(frozen=True)
class Kind:
    """One kind of query: what it is called, its bar in milliseconds or ``None``, how it is asked.

    ``ask`` draws a query and asks it; ``prepare`` comes first, and is not timed.
    """

    name: str
    bar: int | None
    ask: Callable[[Store, random.Random], object]
    prepare: Callable[[Store], object] | None = None


def time_kind(store: Store, kind: Kind, count: int) -> Times:
    """Ask so many queries of a kind; the same ones on every casebook."""
    chance = random.Random(kind.name)
    if kind.prepare is not None:
        kind.prepare(store)
    seconds, own = [], []
    for _ in range(count):
        begun, mine = time.perf_counter(), time.process_time()
        kind.ask(store, chance)
        seconds.append(time.perf_counter() - begun)
        own.append(time.process_time() - mine)
    return _sum_up(seconds, own)


def time_opening(path: Path, passphrase: str | None) -> Times:
    """Open a casebook in new processes, from its folder to its first report."""
    command = [sys.executable, "-c", _OPEN, str(path), passphrase or ""]
    seconds, own = [], []
    for _ in range(_OPENINGS):
        told = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
        seconds.append(float(told[0]))
        own.append(float(told[1]))
    return _sum_up(seconds, own)


def _sum_up(seconds: Sequence[float], own: Sequence[float]) -> Times:
    ordered = sorted(seconds)
    last = len(ordered) - 1
    return Times(
        p50=1000 * ordered[last // 2],
        p95=1000 * ordered[round(last * 0.95)],
        most=1000 * ordered[last],
        own=1000 * sorted(own)[round(last * 0.95)],
    )


def _draw(items: Sequence[str], chance: random.Random, first: int, last: int) -> str:
    return items[chance.randrange(first, min(last, len(items)))]


def _words(chance: random.Random, first: int, last: int, count: int = 1) -> str:
    lists = get_lists("en" if chance.random() < 0.67 else "ru")
    # The second half of the longer list is never drawn by the generator, nor every other word.
    step = len(lists.words) // 20_000
    return " ".join(lists.words[step * chance.randrange(first, last)] for _ in range(count))


def _person(chance: random.Random, first: int, last: int) -> str:
    return _draw(get_lists("en").persons, chance, first, last)


def _year(chance: random.Random) -> dict[str, str]:
    year = chance.randrange(2014, 2024)
    return {"since": f"{year}-01-01", "until": f"{year}-12-31"}


class _SomeCases:
    """One case alone, drawn from those of every year."""

    def __init__(self) -> None:
        self._cases: list[tuple[str, str]] = []

    def list(self, store: Store) -> None:
        """See which cases there are."""
        self._cases = [
            (name, case.id)
            for year in range(2014, 2024)
            for name, case in store.list_cases(Filters(until=f"{year}-12-31"), limit=20)
        ]

    def ask(self, store: Store, chance: random.Random) -> object:
        """Ask for one of them."""
        return store.get_case(*chance.choice(self._cases))


_CASES = _SomeCases()

KINDS = (
    Kind(
        "Search: a common word (of the 50 most frequent)",
        100,
        lambda store, chance: store.search(_words(chance, 0, 50)),
    ),
    Kind(
        "Search: a rarer word (1,000th to 10,000th)",
        100,
        lambda store, chance: store.search(_words(chance, 1000, 10_000)),
    ),
    Kind(
        "Search: two words (of the 2,000 most frequent)",
        100,
        lambda store, chance: store.search(_words(chance, 0, 2000, 2)),
    ),
    Kind(
        "Search: a phrase of two common words",
        100,
        lambda store, chance: store.search(f'"{_words(chance, 0, 30, 2)}"'),
    ),
    Kind(
        "Search: a common word, a frequent person, one year",
        100,
        lambda store, chance: store.search(
            _words(chance, 0, 50), Filters(person=_person(chance, 0, 50), **_year(chance))
        ),
    ),
    Kind(
        "Search: a common word and a rare person",
        100,
        lambda store, chance: store.search(
            _words(chance, 0, 50), Filters(person=_person(chance, 2000, 20_000))
        ),
    ),
    Kind(
        "Search: a rarer word and a frequent person",
        100,
        lambda store, chance: store.search(
            _words(chance, 1000, 10_000), Filters(person=_person(chance, 0, 20))
        ),
    ),
    Kind(
        "Search: a common word, ranked within the newest 200",
        100,
        lambda store, chance: store.search(_words(chance, 0, 50), ranked=True),
    ),
    Kind(
        "50 claims of a frequent person in one year",
        50,
        lambda store, chance: store.list_claims(
            Filters(person=_person(chance, 0, 50), **_year(chance))
        ),
    ),
    Kind(
        "50 claims of a rare person",
        50,
        lambda store, chance: store.list_claims(Filters(person=_person(chance, 2000, 20_000))),
    ),
    Kind(
        "50 claims of a surname that many bear, in one year",
        50,
        lambda store, chance: store.list_claims(
            Filters(person=_person(chance, 0, 50).split()[1], **_year(chance))
        ),
    ),
    Kind("One case with its claims", 50, _CASES.ask, _CASES.list),
    Kind(
        "50 cases of a frequent person",
        None,
        lambda store, chance: store.list_cases(Filters(person=_person(chance, 0, 50))),
    ),
    Kind(
        "50 claims of a frequent person at a frequent place",
        None,
        lambda store, chance: store.list_claims(
            Filters(
                person=_person(chance, 0, 20),
                place=_draw(get_lists("en").places, chance, 0, 20),
            )
        ),
    ),
    Kind(
        "50 claims of a source",
        None,
        lambda store, chance: store.list_claims(
            Filters(source=_draw(get_lists("en").sources, chance, 0, 300))
        ),
    ),
    Kind(
        "The first 50 reports of a frequent person",
        None,
        lambda store, chance: list(
            store.list_reports(Filters(person=_person(chance, 0, 50)), limit=50)
        ),
    ),
    Kind("How much there is", None, lambda store, _: store.count()),
)
