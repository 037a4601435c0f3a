"""Pairs of names that others have judged, scored: how well sayso tells what is one."""

import json
from collections.abc import Iterable, Iterator

from sayso.errors import DataError
from sayso.reconcile.names.compare import compare_names


def score_name_pairs(lines: Iterable[bytes], *, of: str) -> Iterator[tuple[str, float]]:
    """Yield the id and the score of each pair, in their order.

    Args:
        lines: JSON objects in UTF-8 with ``id``, ``query`` and ``candidate``; empty lines are
            passed over.
        of: What the lines are of, for the message of an error.

    Raises:
        DataError: A line that holds no pair.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            pair = json.loads(line)
            key, one, other = (str(pair[name]) for name in ("id", "query", "candidate"))
        except (ValueError, KeyError, TypeError) as exc:
            raise DataError(
                f"Line {number} of {of} holds no pair of names.",
                remedy='Each line is to be like {"id": "1", "query": "Иван", "candidate": "Ivan"}.',
            ) from exc
        yield key, compare_names(one, other)
