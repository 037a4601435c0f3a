"""How fast nets of some depths are, quantized, on one core: beside spaCy in the same run.

    python -m training.speed --layers 12 6 4 --data ../shared/data/polnear/dev

The encoder's own weights do: speed does not depend on what they have learned. The network
alone is timed, not the reading of what it says.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from benchmarks.bench import load_spacy
from benchmarks.claims.corpus import load_articles

from sayso.lang.engines.tagger.claim_tagger import ClaimTagger
from sayso.lang.engines.tagger.model_file import read_model_file
from sayso.lang.engines.tagger.text import MOST, make_windows, make_words
from training.export import export
from training.model import Net, Shape, load_weights
from training.pack import load_pack

_ROUNDS = 3


def make_tagger(encoder: Path, layers: int) -> tuple[ClaimTagger, float]:
    """Return an untaught tagger of the first so many layers, and its size in MB."""
    pack = load_pack(encoder / "encoder.npz")
    net = Net(Shape(layers=layers), len(pack["table"]))
    load_weights(net, pack, list(range(layers)))
    data = export(net.eval(), (encoder / "pieces.model").read_bytes(), {"version": "untaught"})
    with tempfile.NamedTemporaryFile(suffix=".model") as file:
        Path(file.name).write_bytes(data)
        return ClaimTagger(read_model_file(Path(file.name))), len(data) / 1e6


def clock(tagger: ClaimTagger, texts: list[str]) -> float:
    """Return the processor seconds that the network takes for texts."""
    begin = time.process_time()
    for text in texts:
        words = make_words(text, tagger.pieces)
        for window in make_windows(text, words, tagger.pieces, most=MOST):
            tagger.run(window)
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--layers", type=int, nargs="+", default=[12, 6, 4])
    parser.add_argument("--encoder", type=Path, default=Path("build/encoder"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data/polnear/dev"))
    parser.add_argument("--articles", type=int, default=12)
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = [article.text for article in load_articles(args.data)[: args.articles]]
    words = sum(len(text.split()) for text in texts)
    nlp = load_spacy()
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    taggers = {layers: make_tagger(args.encoder, layers) for layers in args.layers}
    best: dict[object, float] = {}
    for _ in range(_ROUNDS):
        begin = time.process_time()
        list(nlp.pipe(lines))
        best["spaCy"] = min(time.process_time() - begin, best.get("spaCy", 1e9))
        for layers, (tagger, _size) in taggers.items():
            best[layers] = min(clock(tagger, texts), best.get(layers, 1e9))
    print(f"spaCy alone: {words / best['spaCy']:,.0f} words/s")
    for layers, (_tagger, size) in taggers.items():
        speed, ratio = words / best[layers], best["spaCy"] / best[layers]
        print(f"{layers:2} layers: {speed:,.0f} words/s, {ratio:.2f} of spaCy, {size:.1f} MB")


if __name__ == "__main__":
    # Before any library reads it.
    os.environ["OMP_NUM_THREADS"] = "1"
    main()
