"""Score penalties and provisions: ``python -m benchmarks.law [--half measure] [--errors]``."""

import argparse
from collections.abc import Sequence

from benchmarks.law.scoring import SECTIONS, score
from benchmarks.law.texts import FILES, read_texts
from sayso.capture.options import CaptureOptions
from sayso.workbench.reading import Workbench


def main(arguments: Sequence[str] | None = None) -> None:
    """Print precision, recall and F1 of one half of the texts, or of all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.law")
    parser.add_argument("--half", choices=(*FILES, "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="print all that is missed or wrong")
    options = parser.parse_args(arguments)
    workbench = Workbench()
    counts = dict.fromkeys(SECTIONS, (0, 0, 0))
    for text in read_texts(options.half):
        report = workbench.capture_text(text.text, CaptureOptions(language="en"))
        found = score(text, workbench.read(report))
        for section, (right, given, wanted) in found.counts.items():
            before = counts[section]
            counts[section] = (before[0] + right, before[1] + given, before[2] + wanted)
        if options.errors and found.faults:
            print(text.text)
            print(*(f"  {fault}" for fault in found.faults), sep="\n")
    for section, (right, given, wanted) in counts.items():
        precision, recall = right / max(given, 1), right / max(wanted, 1)
        f1 = 2 * right / max(given + wanted, 1)
        print(f"{section:12} P {precision:6.1%}  R {recall:6.1%}  F1 {f1:6.1%}  of {wanted}")


if __name__ == "__main__":
    main()
