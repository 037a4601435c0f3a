"""Windows of examples as tensors."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sayso.lang.engines.tagger.labels import LABELS, LEVELS, LINKED, get_distance
from sayso.lang.engines.tagger.pieces import PAD
from sayso.lang.engines.tagger.text import MOST, Pieces, Window, make_windows
from training.corpus import Attribution, Example

_SHORTEST = 40
_UNKNOWN = -100
_POOL = 20  # batches whose windows are sorted by length together


@dataclass(slots=True)
class Item:
    """A window of an example; ``version`` is the annotator whose marks are taken."""

    example: Example
    window: Window
    version: int


@dataclass(slots=True)
class LinkBatch:
    """Spans of one role and cues, with the right answers.

    Attributes:
        spans, cues: (batch, n, 2): first and last word.
        distances: (batch, spans, cues).
        answers: For sources (batch, cues): the row of its source, the last for none; for
            other roles (batch, spans): the cue; `_UNKNOWN` where padded.
        absent_spans, absent_cues: True where padded.
    """

    spans: Tensor
    cues: Tensor
    distances: Tensor
    answers: Tensor
    absent_spans: Tensor
    absent_cues: Tensor


@dataclass(slots=True)
class Batch:
    """Windows of like length.

    Attributes:
        ids, mask: (batch, pieces).
        heads: (batch, words): where each word's first piece stands.
        labels: (batch, words, levels), `_UNKNOWN` where padded or not annotated.
        partial: (batch,): whether media and cited sources are not annotated.
        present: (batch, words).
        opinions: (batch, words, levels, labels) where teachers were asked.
    """

    ids: Tensor
    mask: Tensor
    heads: Tensor
    labels: Tensor
    partial: Tensor
    present: Tensor
    links: dict[str, LinkBatch]
    opinions: Tensor | None

    def to(self, device: torch.device) -> "Batch":
        """Move all to a device."""
        for name in ("ids", "mask", "heads", "labels", "partial", "present"):
            setattr(self, name, getattr(self, name).to(device, non_blocking=True))
        if self.opinions is not None:
            self.opinions = self.opinions.to(device, non_blocking=True)
        for link in self.links.values():
            for name in LinkBatch.__slots__:
                setattr(link, name, getattr(link, name).to(device, non_blocking=True))
        return self


def make_items(examples: list[Example], pieces: Pieces, rng: random.Random | None) -> list[Item]:
    """Cut examples into windows, at random places where ``rng`` is given."""
    items: list[Item] = []
    for example in examples:
        first = rng.randint(_SHORTEST, MOST) if rng is not None else None
        version = rng.randrange(len(example.labels)) if rng is not None and example.labels else 0
        windows = make_windows(example.article.text, example.words, pieces, most=MOST, first=first)
        items.extend(Item(example, window, version) for window in windows)
    return items


def make_batches(items: list[Item], size: int, rng: random.Random | None) -> Iterator[list[Item]]:
    """Yield lists of windows of like length, in random order where ``rng`` is given."""
    if rng is not None:
        items = items[:]
        rng.shuffle(items)
    pool = size * _POOL if rng is not None else max(1, len(items))
    batches: list[list[Item]] = []
    for at in range(0, len(items), pool):
        chunk = sorted(items[at : at + pool], key=lambda item: len(item.window.ids))
        batches.extend(chunk[k : k + size] for k in range(0, len(chunk), size))
    if rng is not None:
        rng.shuffle(batches)
    yield from batches


def collate(items: list[Item]) -> Batch:
    """Make tensors of windows."""
    longest = max(len(item.window.ids) for item in items)
    most = max(len(item.window.heads) for item in items)
    count = len(items)
    ids = np.full((count, longest), PAD, dtype=np.int64)
    mask = np.zeros((count, longest), dtype=bool)
    heads = np.zeros((count, most), dtype=np.int64)
    labels = np.full((count, most, LEVELS), _UNKNOWN, dtype=np.int64)
    present = np.zeros((count, most), dtype=bool)
    links: dict[str, list[tuple[list[list[int]], list[list[int]], list[int]]]] = {
        role: [] for role in LINKED
    }
    for row, item in enumerate(items):
        window = item.window
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = True
        heads[row, : len(window.heads)] = window.heads
        present[row, : len(window.heads)] = True
        if not item.example.labels:
            continue
        for level in range(LEVELS):
            marks = np.array(item.example.labels[item.version][level][window.begin : window.end])
            labels[row, : len(marks), level] = np.where(marks < 0, _UNKNOWN, marks)
        statements = item.example.links[item.version]
        for role in LINKED:
            links[role].append(_find_links(statements, role, window))
    opinions = None
    if all(item.example.opinions is not None for item in items):
        opinions = np.zeros((count, most, LEVELS, len(LABELS)), dtype=np.float16)
        for row, item in enumerate(items):
            window = item.window
            if item.example.opinions is not None:
                said = item.example.opinions[window.begin : window.end]
                opinions[row, : len(window.heads)] = said
    partial = [item.example.article.kind == "polnear" for item in items]
    return Batch(
        ids=torch.from_numpy(ids),
        mask=torch.from_numpy(mask),
        heads=torch.from_numpy(heads),
        labels=torch.from_numpy(labels),
        partial=torch.tensor(partial),
        present=torch.from_numpy(present),
        links={role: _pad(role, found) for role, found in links.items() if found},
        opinions=None if opinions is None else torch.from_numpy(opinions),
    )


def _find_links(
    statements: list[Attribution], role: str, window: Window
) -> tuple[list[list[int]], list[list[int]], list[int]]:
    """Return the spans of a role, the cues, and the answers (see `LinkBatch`).

    Statements of both levels stand together: what is linked is never of another level, but
    a linker that can tell them apart is the better for it.
    """

    def inside(spans: list[tuple[int, int]]) -> list[list[int]]:
        return [
            [low - window.begin, high - window.begin]
            for low, high in spans
            if window.begin <= low and high <= window.end
        ]

    cues: list[list[int]] = []
    spans: list[list[int]] = []
    owner: list[int] = []
    picked: list[int] = []
    for one in statements:
        cue = inside(one.spans["cue"])
        if not cue:
            continue
        mine = inside(one.spans[role])
        if role == "source":
            for span in mine[:1]:
                if span not in spans:
                    spans.append(span)
            picked.append(spans.index(mine[0]) if mine else -1)
        else:
            spans.extend(mine)
            owner.extend([len(cues)] * len(mine))
        cues.append(cue[0])
    return spans, cues, picked if role == "source" else owner


def _pad(role: str, found: list[tuple[list[list[int]], list[list[int]], list[int]]]) -> LinkBatch:
    count = len(found)
    most_spans = max(1, *(len(spans) for spans, _, _ in found))
    most_cues = max(1, *(len(cues) for _, cues, _ in found))
    spans = np.zeros((count, most_spans, 2), dtype=np.int64)
    cues = np.zeros((count, most_cues, 2), dtype=np.int64)
    distances = np.zeros((count, most_spans, most_cues), dtype=np.int64)
    answers = np.full((count, most_cues if role == "source" else most_spans), _UNKNOWN)
    absent_spans = np.ones((count, most_spans), dtype=bool)
    absent_cues = np.ones((count, most_cues), dtype=bool)
    for row, (mine, here, right) in enumerate(found):
        for at, (low, high) in enumerate(mine):
            spans[row, at] = low, high - 1
            for column, cue in enumerate(here):
                distances[row, at, column] = get_distance(low, high, *cue)
        for at, (low, high) in enumerate(here):
            cues[row, at] = low, high - 1
        absent_spans[row, : len(mine)] = False
        absent_cues[row, : len(here)] = False
        if role == "source":
            # None stands behind the last span of the whole batch.
            answers[row, : len(here)] = [most_spans if pick < 0 else pick for pick in right]
        elif here:
            answers[row, : len(right)] = right
    return LinkBatch(
        spans=torch.from_numpy(spans),
        cues=torch.from_numpy(cues),
        distances=torch.from_numpy(distances),
        answers=torch.from_numpy(answers.astype(np.int64)),
        absent_spans=torch.from_numpy(absent_spans),
        absent_cues=torch.from_numpy(absent_cues),
    )
