"""Which posts of real channels repeat which.

    python -m benchmarks.copying --data ../shared/data/telegram-ru
    python -m benchmarks.copying --sample 100 --seed 1 --to FILE    decisions for reading
    python -m benchmarks.copying --verdicts                         precision as read

It prints how many posts of one channel were found to repeat one of another, how many of the
pairs that have four fifths of their word triples in common are joined so, and how many
seconds it took. ``--sample`` writes decisions with both texts to a file that must stay outside
of the repository: half of them any that were accepted, half of them those nearest to the
threshold. ``--verdicts`` counts what was noted of decisions read by hand
(`benchmarks/copying/verdicts.tsv`: ids and verdicts alone).
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.copying.posts import read_posts
from sayso.reconcile.origins.copies import find_word_copies
from sayso.reconcile.origins.copy_keys import list_text_keys
from sayso.reconcile.origins.copy_text import CopyText
from sayso.reconcile.origins.copy_words import Indexed, Shingle, compare_words, list_shingles
from sayso.records.casefile import Copying

_DATA = Path("../shared/data/telegram-ru")
_VERDICTS = Path(__file__).with_name("verdicts.tsv")
_TRIPLES = 0.8
_FEWEST_TRIPLES = 5
_COMMON = 300  # triples of more posts than this are looked at for no pair


def main(arguments: Sequence[str] | None = None) -> int:
    """Find copies among the posts, and print the figures."""
    asked = _parse(arguments)
    if asked.verdicts:
        return _show_verdicts()
    begun = time.process_time()
    texts = list(read_posts(asked.data))
    if not texts:
        print(f"Skipped: there are no channels in {asked.data}.")
        return 0
    prepared = time.process_time()
    copies = find_word_copies(texts)
    found = time.process_time()
    by_key = {it.key: it for it in texts}
    across = [it for it in copies if _are_apart(by_key, it)]
    alike = find_alike(texts)
    joined = _join(copies)
    hits = sum(joined.get(one, one) == joined.get(other, other) for one, other in alike)
    print(f"{len(texts):,} posts, read in {prepared - begun:.0f} s")
    print(f"compared in {found - prepared:.0f} s")
    print(f"{len(across):,} copies across channels of {len({it.report for it in across}):,} posts")
    print(f"{len(copies) - len(across):,} versions within a channel")
    print(
        f"{hits:,} of {len(alike):,} pairs of two channels that share {_TRIPLES:.0%} "
        f"of their word triples ({hits / max(1, len(alike)):.1%}) are joined"
    )
    _show_keys(texts, copies)
    if asked.sample:
        if asked.to is None:
            sys.stderr.write("Name a file outside of the repository with --to.\n")
            return 2
        _write_sample(across, by_key, asked)
    return 0


def _show_keys(texts: Sequence[CopyText], copies: Sequence[Copying]) -> None:
    """Print how often a store finds a copy by the keys of the two posts."""
    keys = {it.key: set(list_text_keys(it)) for it in texts}
    met = sum(bool(keys[it.of] & keys[it.report]) for it in copies)
    print(
        f"{met / max(1, len(copies)):.1%} of the copies share one of the keys of their posts, "
        f"of which each has {sum(map(len, keys.values())) / len(keys):.1f}"
    )


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.copying",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, default=_DATA, help="the folder of channels")
    parser.add_argument("--sample", type=int, default=0, help="how many decisions to write")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--to", type=Path, help="the file for them, outside of the repository")
    parser.add_argument("--verdicts", action="store_true", help="count what was read by hand")
    return parser.parse_args(arguments)


def find_alike(texts: Sequence[CopyText]) -> list[tuple[str, str]]:
    """Return the pairs of two channels that share four fifths of all their word triples."""
    grams = [{it for line in text.lines for it in list_shingles(line)} for text in texts]
    at: dict[Shingle, list[int]] = {}
    for number, mine in enumerate(grams):
        if len(mine) >= _FEWEST_TRIPLES:
            for gram in mine:
                at.setdefault(gram, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in at.values():
        if 1 < len(numbers) <= _COMMON:
            for k, one in enumerate(numbers):
                shared.update((one, other) for other in numbers[k + 1 :])
    return [
        (texts[one].key, texts[other].key)
        for (one, other), count in shared.items()
        if count >= _TRIPLES * (len(grams[one]) + len(grams[other]) - count)
        and texts[one].report.publisher != texts[other].report.publisher
    ]


def _are_apart(texts: Mapping[str, CopyText], copying: Copying) -> bool:
    return texts[copying.of].report.publisher != texts[copying.report].report.publisher


def _join(copies: Sequence[Copying]) -> dict[str, str]:
    """Return for each post the first of all that are joined with it by copies."""
    first: dict[str, str] = {}

    def get(key: str) -> str:
        while first.get(key, key) != key:
            key = first[key]
        return key

    for it in copies:
        one, other = sorted((get(it.of), get(it.report)))
        first[other] = one
    return {key: get(key) for key in first}


def _write_sample(
    copies: Sequence[Copying], texts: Mapping[str, CopyText], asked: argparse.Namespace
) -> None:
    """Write decisions with both texts: half of them any, half of those nearest to a refusal."""
    chooser = random.Random(asked.seed)
    any_of_them = chooser.sample(list(copies), min(asked.sample // 2, len(copies)))
    near = sorted(copies, key=lambda it: (_measure(it, texts), it.report))[: len(copies) // 10]
    rest = [it for it in near if it not in any_of_them]
    chosen = any_of_them + chooser.sample(rest, min(asked.sample - len(any_of_them), len(rest)))
    with asked.to.open("w", encoding="utf-8") as file:
        for number, it in enumerate(chosen, start=1):
            of, report = texts[it.of].report, texts[it.report].report
            stratum = "any" if number <= len(any_of_them) else "near"
            file.write(f"##### {number} {stratum} share {it.share} {of.id} -> {report.id}\n")
            for post in (of, report):
                file.write(f"--- {post.publisher} {post.published}\n{post.text}\n")
            file.write("\n".join(it.because) + "\n\n")


def _measure(copying: Copying, texts: Mapping[str, CopyText]) -> float:
    """Return how much of its own words the post has from the other."""
    return compare_words(Indexed(texts[copying.of]), texts[copying.report]).covered


def _show_verdicts() -> int:
    counts: Counter[tuple[str, str, str]] = Counter()
    for line in _VERDICTS.read_text("utf-8").splitlines()[1:]:
        seed, stratum, _, _, verdict = line.split("\t")
        counts[seed, stratum, verdict] += 1
    for seed, stratum in sorted({key[:2] for key in counts}):
        right, wrong = counts[seed, stratum, "right"], counts[seed, stratum, "wrong"]
        print(f"sample {seed}, {stratum}: {right} of {right + wrong} right")
    for seed in sorted({key[0] for key in counts}):
        right = sum(n for key, n in counts.items() if key[0] == seed and key[2] == "right")
        total = sum(n for key, n in counts.items() if key[0] == seed)
        print(f"sample {seed}, all: {right} of {total} right ({right / total:.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
