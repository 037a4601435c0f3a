"""The child process in which hostile formats are parsed: bytes in, one JSON object out.

It runs with nothing of the environment, limits itself before it reads its first byte,
and writes only to its output.
"""

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from sayso.errors import CaptureError


def main() -> None:
    """Extract what stands on the input; arguments: format, bytes of text, memory, seconds."""
    kind, max_bytes, memory, seconds = sys.argv[1], *map(int, sys.argv[2:5])
    _limit(memory=memory, seconds=seconds, output=8 * max_bytes + 1_000_000)
    data = sys.stdin.buffer.read()
    try:
        answer: dict[str, Any] = _extract(kind, data, max_bytes)
    except CaptureError as exc:
        answer = {"problem": exc.problem, "remedy": exc.remedy}
    except (MemoryError, RecursionError):
        answer = {
            "problem": f"This {kind} needs more memory than a report should.",
            "remedy": "Save the report's text alone and read that.",
        }
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _extract(kind: str, data: bytes, max_bytes: int) -> dict[str, Any]:
    """Load what the format needs, and nothing else."""
    if kind == "feed":
        from sayso.capture.feed import extract_feed

        return extract_feed(data)
    if kind == "feed item":
        from sayso.capture.feed import extract_item

        return asdict(extract_item(data))
    if kind == "PDF":
        from sayso.capture.pdf import extract_pdf

        return asdict(extract_pdf(data, max_bytes))
    from sayso.capture.html import extract_page

    return asdict(extract_page(data.decode("utf-8"), max_bytes))


def _limit(*, memory: int, seconds: int, output: int) -> None:
    """Limit this process for good; where the system cannot, the parent's clock remains."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most, ever in (
        (resource.RLIMIT_AS, memory, memory),
        # The signal for time comes first: at the last limit the system kills without a reason.
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_FSIZE, output, output),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, ever))
