"""The Russian models of the natasha project, run by slovnet: word forms and names.

The files lie in the package `natasha`, whose own code is never imported: it needs parts that
current Python lacks. They are compared with pinned hashes whenever they are loaded. See
docs/decisions/0011-russian-and-ukrainian-engines.md.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sayso.errors import ModelError
from sayso.lang.engines.pins import RUSSIAN
from sayso.records.reading import Maker

_BATCH_WORDS = 800  # words, with padding, that are computed at once: more takes only memory


class SlovnetModels:
    """Tags words and finds names; both models share the vectors of words."""

    def __init__(self, folder: Path, maker: Maker) -> None:
        from navec import Navec
        from slovnet import NER, Morph

        vectors = Navec.load(folder / RUSSIAN.files_by_use["vectors"])
        self._morph: Any = Morph.load(folder / RUSSIAN.files_by_use["morph"]).navec(vectors)
        self._names: Any = NER.load(folder / RUSSIAN.files_by_use["names"]).navec(vectors)
        self.makers = (Maker(name="slovnet", version=version("slovnet")), maker)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return for each word its coarse tag and its features: "NOUN|Case=Nom|...", or "X"."""
        return _run(self._morph, sentences)

    def find_names(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return for each word "B-PER", "I-PER", "O" and so on; kinds are PER, LOC and ORG."""
        return _run(self._names, sentences)


def _run(model: Any, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    infer = model.infer
    found: list[list[str]] = [[] for _ in sentences]
    for batch in _make_batches(sentences):
        items = [infer.encoder.item(sentences[at]) for at in batch]
        predicted = infer.decoder(infer.process([infer.encoder.input(items)]))
        for at, tags in zip(batch, predicted, strict=True):
            found[at] = tags
    return found


def _make_batches(sentences: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Yield numbers of sentences of about one length, so that little padding is computed."""
    batch: list[int] = []
    for at in sorted(range(len(sentences)), key=lambda at: len(sentences[at])):
        size = len(sentences[at])
        if batch and (len(batch) + 1) * size > _BATCH_WORDS:
            yield batch
            batch = []
        if size:
            batch.append(at)
    if batch:
        yield batch


def load_slovnet() -> SlovnetModels:
    """Load the Russian models, checked against their pinned hashes; raises `ModelError`."""
    spec = find_spec(RUSSIAN.package)
    if spec is None or spec.origin is None:
        raise ModelError(
            "The Russian models are not installed.",
            remedy="Install sayso with its requirements: pip install sayso",
        )
    folder = Path(spec.origin).parent
    return SlovnetModels(folder, _check(folder, RUSSIAN.files))


def _check(folder: Path, files: Mapping[str, str]) -> Maker:
    digest = hashlib.sha256()
    for name, expected in sorted(files.items()):
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
        if found != expected:
            raise ModelError(
                f"{name} of {RUSSIAN.package} is not the file that was pinned ({found[:16]}).",
                remedy="Install the pinned version anew; do not trust readings made with this one.",
            )
        digest.update(f"{name}\0{found}\n".encode())
    return Maker(name=RUSSIAN.model, version=RUSSIAN.version, sha256=digest.hexdigest())
