"""Reports that nobody wrote: sentences of the English golden reports in an order by chance."""

import random
import re
from pathlib import Path

_REPORTS = Path(__file__).parents[1] / "golden" / "reports"
_SENTENCES = tuple(
    sentence
    for path in sorted(_REPORTS.glob("[a-g]-*.txt"))
    for sentence in re.split(r"(?<=[.!?”])\s+", path.read_text("utf-8"))
)


def shuffle(seed: int, *, size: int = 12) -> str:
    """Return a text of ``size`` sentences; the same seed gives the same text."""
    return " ".join(random.Random(seed).sample(_SENTENCES, size))
