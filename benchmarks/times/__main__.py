"""Find time expressions in documents, and compare them with what people marked.

    python -m benchmarks.times --data ../shared/data/tempeval3-train
    python -m benchmarks.times --data ../shared/data/wikiwars-uk --language uk
    python -m benchmarks.times --data FOLDER --errors     what was missed or wrong, but of no
                                                          frozen document
    python -m benchmarks.times --data FOLDER --gold       what people marked, as JSON lines
    python -m benchmarks.times --data FOLDER --out FILE   our answer, as JSON lines

Prints F1, precision and recall of TempEval-3's measures, apart for the documents that the
grammar was made with and for those that are frozen, and the speed of the stage as a
multiple of the parser's in the same run.

Exit code 2 when nothing can be measured.
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scoring.text import ScoringError
from benchmarks.times.corpus import Document, Timex, dump, load_documents
from benchmarks.times.scoring import MEASURES, pair, score
from sayso.lang.engines.engine import Engine
from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.engines.spacy_english import load_english
from sayso.lang.language import SUPPORTED, get_language
from sayso.read.inflected import times as inflected_times
from sayso.read.times import read_times

_CONTEXT = 50  # characters shown on each side of an error


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in each document, and the seconds that parser and stage took."""

    found: Mapping[str, Sequence[Timex]]
    parsing: float
    reading: float


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parse(arguments)
    try:
        documents = load_documents(asked.data)
    except ScoringError as exc:
        print(exc, file=sys.stderr)
        return 2
    if asked.gold:
        print(*dump(documents), sep="\n")
        return 0
    answer = read_documents(documents, asked.language)
    if asked.out is not None:
        asked.out.write_text("".join(_write(answer)), encoding="utf-8")
    if asked.errors:
        for document in documents:
            if not document.frozen:
                print_errors(document, answer.found[document.name])
    made_with = [document for document in documents if not document.frozen]
    frozen = [document for document in documents if document.frozen]
    for label, part in (("made with", made_with), ("frozen", frozen), ("all", documents)):
        print_table(label, part, answer)
    words = sum(document.words for document in documents)
    ratio = answer.parsing / answer.reading
    print(f"stage {words / answer.reading:,.0f} words/s, {ratio:.1f} times the parser's")
    return 0


def read_documents(documents: Sequence[Document], code: str = "en") -> Answer:
    """Read the time expressions of documents in a language."""
    language = get_language(code)
    inflected = language.grammar == "inflected"
    engine: Engine = load_inflected(code) if inflected else load_english()
    read = inflected_times.read_times if inflected else read_times
    found: dict[str, Sequence[Timex]] = {}
    parsing = reading = 0.0
    for document in documents:
        start = time.process_time()
        parse = engine.parse(document.text)
        parsed = time.process_time()
        times = read(parse, language, published=document.made)
        reading += time.process_time() - parsed
        parsing += parsed - start
        found[document.name] = [Timex(*t.span, t.type.value, t.value) for t in times]
    return Answer(found, parsing, reading)


def _write(answer: Answer) -> list[str]:
    return [
        json.dumps(
            {
                "doc": name,
                "timexes": [
                    {"start": t.begin, "end": t.end, "type": t.type, "value": t.value}
                    for t in timexes
                ],
            }
        )
        + "\n"
        for name, timexes in answer.found.items()
    ]


def print_table(label: str, documents: Sequence[Document], answer: Answer) -> None:
    """Print the measures over some of the documents."""
    counts = score(documents, answer.found)
    marked = sum(len(document.timexes) for document in documents)
    print(f"{label}: {len(documents)} documents, {marked} marked expressions")
    for name in MEASURES:
        count = counts[name]
        figures = (count.precision, count.recall, count.f1)
        print(f"  {name:13} P {figures[0]:6.2%}  R {figures[1]:6.2%}  F1 {figures[2]:6.2%}")


def print_errors(document: Document, given: Sequence[Timex]) -> None:
    """Print what was missed, made up, or given another extent, type or value."""
    for found in pair(document, given):
        gold, ours = found.gold, found.given
        same = gold and ours and (gold.type, gold.value) == (ours.type, ours.value)
        if same and found.strict:
            continue
        here = gold or ours
        if here is None:
            continue
        kind = "SPAN" if same else "VALUE" if gold and ours else "MISS" if gold else "EXTRA"
        before = document.text[max(0, here.begin - _CONTEXT) : here.begin]
        after = document.text[here.end : here.end + _CONTEXT]
        words = document.text[here.begin : here.end]
        context = " ".join(f"{before}[[{words}]]{after}".split())
        print(
            f"{kind}\t{_show(document, gold)}\t{_show(document, ours)}\t{document.name} "
            f"{document.made}\t{context}"
        )


def _show(document: Document, timex: Timex | None) -> str:
    if timex is None:
        return "-"
    words = " ".join(document.text[timex.begin : timex.end].split())
    return f"{words} = {timex.type} {timex.value}"


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.times",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--language", choices=SUPPORTED, default="en")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--gold", action="store_true")
    parser.add_argument("--out", type=Path, metavar="FILE")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
