"""How well mentions of events are joined across documents, on ECB+.

    python -m benchmarks.coreference [--data ECBPLUS] [--topics 1-35] [--subsets] [--out FILE]

The mentions of events are given, their heads and dictionary forms are found by our English
engine; topics are not given, singletons are kept, only validated sentences count. ``--subsets``
scores ten topics at a time as well, since fewer stories are told apart otherwise than many.
``--out`` writes each mention's id, a tab, and the number of its event.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.coreference.corpus import Document, GoldMention, read_documents
from benchmarks.coreference.event_mentions import EventMention, find_happening, join_event_mentions
from benchmarks.coreference.scoring import get_conll, make_clusters, score
from benchmarks.coreference.stories import count_terms
from sayso.lang.engines.spacy_english import SpacyEnglish, load_english

_SUBSETS, _TOPICS = 8, 10


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data/ecbplus"))
    parser.add_argument("--topics", default="1-35", help="first and last: 36-45")
    parser.add_argument("--subsets", action="store_true", help="ten topics at a time too")
    parser.add_argument("--out", type=Path, help="write which mention is of which event")
    args = parser.parse_args()
    if not (args.data / "ECB+").is_dir():
        print(f"Skipped: no such folder: {args.data}/ECB+ (not part of sayso).")
        sys.exit(0)
    first, last = map(int, args.topics.split("-"))
    documents = read_documents(args.data, range(first, last + 1))
    engine = load_english()
    lemmas = {
        key: lemma for document in documents for key, lemma in find_lemmas(document, engine).items()
    }
    found = join(documents, lemmas)
    print_figures("stories and kinds of happenings", documents, found)
    bare = {it.id: find_happening(lemmas[it.id]) for doc in documents for it in doc.mentions}
    print_figures("kinds of happenings alone", documents, bare)
    if args.subsets:
        _print_subsets(documents, lemmas)
    if args.out is not None:
        lines = (f"{key}\t{event}\n" for key, event in found.items())
        args.out.write_text("".join(lines), "utf-8")


def find_lemmas(document: Document, engine: SpacyEnglish) -> dict[str, str]:
    """Return the dictionary form of the main word of each mention."""
    numbers = sorted({it.sentence for it in document.mentions})
    text, begins = "", dict[tuple[int, int], int]()
    for number in numbers:
        for at, word in enumerate(document.sentences[number]):
            begins[number, at] = len(text)
            text += f"{word} "
        text = text.rstrip() + "\n"
    tokens = engine.parse(text).tokens
    at_begin = {token.begin: token for token in tokens}
    lemmas = {}
    for mention in document.mentions:
        words = [at_begin.get(begins[mention.sentence, at]) for at in mention.words]
        own = [it for it in words if it is not None]
        inside = {it.i for it in own}
        main_words = [it for it in own if it.head == it.i or it.head not in inside]
        first = document.sentences[mention.sentence][mention.words[0]]
        lemmas[mention.id] = main_words[0].lemma if main_words else first.casefold()
    return lemmas


def join(documents: Sequence[Document], lemmas: dict[str, str]) -> dict[str, int]:
    """Return the number of each mention's event."""
    terms = [
        count_terms("\n".join(" ".join(words) for _, words in sorted(document.sentences.items())))
        for document in documents
    ]
    gold: list[GoldMention] = []
    mentions: list[EventMention] = []
    for at, document in enumerate(documents):
        for mention in document.mentions:
            gold.append(mention)
            mentions.append(EventMention(report=at, lemma=lemmas[mention.id]))
    events = join_event_mentions(mentions, terms)
    return {gold[at].id: number for number, event in enumerate(events) for at in event}


def print_figures(
    title: str, documents: Sequence[Document], found: dict[str, int] | dict[str, str]
) -> None:
    gold = {mention.id: mention.event for document in documents for mention in document.mentions}
    key, response = make_clusters(gold), make_clusters(found)
    measures = score(key, response)
    print(
        f"{title}: {len(documents)} documents, {len(gold)} mentions, events {len(key)}, "
        f"found {len(response)}"
    )
    for name, it in measures.items():
        figures = (100 * it.precision, 100 * it.recall, 100 * it.f1)
        print("  {:6} P {:6.2f}  R {:6.2f}  F1 {:6.2f}".format(name, *figures))
    print(f"  CoNLL F1 {get_conll(measures):.2f}")


def _print_subsets(documents: Sequence[Document], lemmas: dict[str, str]) -> None:
    topics = sorted({document.name.split("_")[0] for document in documents})
    dice = random.Random(7)
    scores = []
    for _ in range(_SUBSETS):
        chosen = set(dice.sample(topics, min(_TOPICS, len(topics))))
        part = [it for it in documents if it.name.split("_")[0] in chosen]
        gold = {mention.id: mention.event for document in part for mention in document.mentions}
        measures = score(make_clusters(gold), make_clusters(join(part, lemmas)))
        scores.append(get_conll(measures))
    shown = ", ".join(f"{it:.1f}" for it in scores)
    print(f"ten topics at a time, CoNLL F1: mean {sum(scores) / len(scores):.2f} ({shown})")


if __name__ == "__main__":
    main()
