"""How well names and other typed spans are found in NEREL.

    python -m benchmarks.names --data NEREL/dev [--json FILE] [--model FILE] [--types]
    python -m benchmarks.names --own ru|uk    our own reports that were set aside

``--json`` writes what was found, one text a line: ``{"doc": ..., "entities": [{"start": ...,
"end": ..., "type": ...}]}``. Words a second are those of the names alone and of the claims
and the names in one pass, on one core.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

from benchmarks.names.scoring import GROUPS, Typed, add_counts, count_hits, get_figures, load_brat
from sayso.lang.engines.tagger.claim_tagger import load_claim_tagger
from sayso.lang.engines.tagger.name_tagger import load_name_tagger


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data/nerel/dev"))
    parser.add_argument("--json", type=Path, help="write what was found")
    parser.add_argument("--model", type=Path, help="another model than the one that is shipped")
    parser.add_argument("--types", action="store_true", help="figures of each type as well")
    parser.add_argument("--own", choices=("ru", "uk"), help="reports of ours instead of NEREL")
    args = parser.parse_args()
    if args.own:
        _measure_own(args.own, args.model)
        return
    if not args.data.is_dir():
        print(f"Skipped: no such folder: {args.data} (NEREL in brat form; not part of sayso).")
        sys.exit(0)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = load_brat(args.data)
    tagger, claims = load_name_tagger(args.model), load_claim_tagger()
    found: dict[str, set[Typed]] = {}
    begin = time.process_time()
    for name, (text, _) in texts.items():
        found[name] = {(span.begin, span.end, span.label) for span in tagger.tag(text)}
    both = time.process_time() - begin
    begin = time.process_time()
    for text, _ in texts.values():
        claims.share(text)
    alone = time.process_time() - begin
    _print(texts, found, with_types=args.types)
    words = sum(len(text.split()) for text, _ in texts.values())
    print(
        f"words/s, one core: claims' network and names {words / both:,.0f}, "
        f"the names' part {words / max(both - alone, 1e-9):,.0f}"
    )
    if args.json is not None:
        _write(found, args.json)


def _measure_own(language: str, model: Path | None) -> None:
    from training.names.corpus import OURS, load_own

    tagger = load_name_tagger(model)
    aside = [one for one in load_own() if one.name.startswith(f"{language}/dev")]
    texts = {one.name: (one.text, set(one.spans or ())) for one in aside}
    found = {
        name: {
            (span.begin, span.end, span.label) for span in tagger.tag(text) if span.label in OURS
        }
        for name, (text, _) in texts.items()
    }
    _print(texts, found, with_types=False)


def _print(
    texts: dict[str, tuple[str, set[Typed]]], found: dict[str, set[Typed]], *, with_types: bool
) -> None:
    groups = dict(GROUPS)
    if with_types:
        every = sorted({kind for _, gold in texts.values() for _, _, kind in gold})
        groups |= {kind: {kind: kind} for kind in every}
    print(f"{len(texts)} texts; exact spans")
    print(f"{'':22}{'gold':>6}{'found':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for group, kinds in groups.items():
        each = (count_hits(gold, found[name], kinds) for name, (_, gold) in texts.items())
        counts = add_counts(*each)
        precision, recall, f1 = get_figures(counts)
        print(f"{group:22}{counts[0]:>6}{counts[1]:>7}{precision:>7.1f}{recall:>7.1f}{f1:>7.1f}")


def _write(found: dict[str, set[Typed]], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for name, spans in found.items():
            entities = [
                {"start": begin, "end": end, "type": kind} for begin, end, kind in sorted(spans)
            ]
            print(json.dumps({"doc": name, "entities": entities}, ensure_ascii=False), file=file)


if __name__ == "__main__":
    main()
