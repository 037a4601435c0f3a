"""Print what the reader needs for long texts: seconds, and memory with and without what it maps.

    python -m benchmarks.desk.reading_needs 5000 50000 200000

Each size (in characters) is read in each language, in one process, of reports that are told again
until they are that long. The desk's clerk is limited by what this printed (`Limits` in
`sayso.web.clerk`): address space by its peak (RLIMIT_AS), time by the characters a second.
"""

import argparse
import time
from pathlib import Path

from sayso.capture.options import CaptureOptions
from sayso.errors import SaysoError
from sayso.workbench.reading import Workbench

_TEXTS = Path(__file__).resolve().parents[2] / "training" / "domain-second"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=[5_000, 50_000, 200_000])
    parser.add_argument("--language", action="append", choices=("en", "ru", "uk"))
    given = parser.parse_args()
    workbench = Workbench()
    print("language  characters  statements  seconds  characters/s  peak MB  resident MB")
    for size in given.sizes:
        for language in given.language or ("en", "ru", "uk"):
            text = _make_text(language, size)
            began = time.perf_counter()
            try:
                options = CaptureOptions(language=language, published="2031-03-14")
                found = len(workbench.read(Workbench.capture_text(text, options)).claims)
            except (MemoryError, SaysoError) as exc:
                print(f"{language:8}  {size:10,}  {type(exc).__name__}: {exc}")
                continue
            took = time.perf_counter() - began
            peak, resident = _measure("VmPeak"), _measure("VmHWM")
            print(
                f"{language:8}  {size:10,}  {found:10,}  {took:7.1f}  {size / took:12,.0f}  "
                f"{peak:7,}  {resident:11,}"
            )


def _make_text(language: str, size: int) -> str:
    texts = [it.read_text("utf-8") for it in sorted((_TEXTS / language).glob("*.txt"))]
    text = "\n\n".join(texts) + "\n\n"
    return (text * (size // len(text) + 1))[:size]


def _measure(name: str) -> int:
    """Return a line of what Linux tells of this process, in MB."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) // 1000
    return 0


if __name__ == "__main__":
    main()
