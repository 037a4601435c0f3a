"""Keys under which reports meet of which one may repeat the other: blocking."""

from collections.abc import Iterator
from zlib import crc32

from sayso.reconcile.origins.copy_text import CopyText, make_copy_text
from sayso.reconcile.origins.copy_words import list_shingles
from sayso.records.reading import Reading

# Each sentence gives the least hashes of its shingles: two sentences that are alike share one
# of them about as likely as they share shingles (MinHash).
_PER_LINE = 3
_FEWEST_WORDS = 5
_MOST = 256


def list_copy_keys(reading: Reading) -> tuple[str, ...]:
    """Return keys of a report; one that repeats much of it nearly always shares one of them.

    How often is measured by `python -m benchmarks.copying`. Translations share none: they are
    found among the reports of one case. A report of many sentences has no more than 256 keys.
    """
    return list_text_keys(make_copy_text(reading.report))


def list_text_keys(text: CopyText) -> tuple[str, ...]:
    """Return the keys of a text, in rising order."""
    return tuple(f"{it:08x}" for it in sorted(set(_list_keys(text)))[:_MOST])


def _list_keys(text: CopyText) -> Iterator[int]:
    for line in text.lines:
        if line.tells and len(line.words) >= _FEWEST_WORDS:
            hashes = {crc32(" ".join(shingle).encode()) for shingle in list_shingles(line)}
            yield from sorted(hashes)[:_PER_LINE]
