"""Statements of texts by a net, or by several whose opinions are averaged."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from sayso.lang.engines.tagger.decode import Linker, Span, Tagged, find_statements
from sayso.lang.engines.tagger.labels import LABELS, LEVELS, get_distance
from sayso.lang.engines.tagger.text import Pieces, Window
from training.batch import collate, make_batches, make_items
from training.corpus import Example
from training.model import Net, gather_spans

Floats = NDArray[np.float32]


@torch.inference_mode()
def predict(
    nets: Sequence[Net],
    examples: list[Example],
    pieces: Pieces,
    device: torch.device,
    *,
    outside: float = 0.0,
    size: int = 32,
) -> dict[str, list[Tagged]]:
    """Return the statements of each example by name, the spans counted in its words."""
    found: dict[str, list[Tagged]] = {example.article.name: [] for example in examples}
    for net in nets:
        net.eval()
    items = make_items(examples, pieces, None)
    for chunk in make_batches(items, size, None):
        batch = collate(chunk).to(device)
        hidden = [net.words(batch.ids, batch.mask[:, None, None], batch.heads) for net in nets]
        scores = average(nets, hidden)
        for row, item in enumerate(chunk):
            window = item.window
            linker = _make_linker(nets, [states[row] for states in hidden], device)
            logs = scores[row, : window.end - window.begin].transpose(1, 0, 2)
            found[item.example.article.name].extend(
                _shift(one, window)
                for one in find_statements(
                    logs,
                    linker,
                    borders=item.example.words.paragraphs,
                    begin=window.begin,
                    outside=outside,
                )
            )
    for statements in found.values():
        statements.sort(key=lambda one: one.spans["cue"][0])
    return found


@torch.inference_mode()
def ask(
    nets: Sequence[Net],
    examples: list[Example],
    pieces: Pieces,
    device: torch.device,
    size: int = 64,
) -> None:
    """Write down in each example what nets say of its words on average."""
    for net in nets:
        net.eval()
    for example in examples:
        shape = (len(example.words.spans), LEVELS, len(LABELS))
        example.opinions = np.zeros(shape, dtype=np.float16)
    for chunk in make_batches(make_items(examples, pieces, None), size, None):
        batch = collate(chunk).to(device)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            hidden = [net.words(batch.ids, batch.mask[:, None, None], batch.heads) for net in nets]
            chances = np.exp(average(nets, hidden))
        for row, item in enumerate(chunk):
            window = item.window
            if item.example.opinions is not None:
                item.example.opinions[window.begin : window.end] = chances[
                    row, : window.end - window.begin
                ]


def average(nets: Sequence[Net], hidden: Sequence[torch.Tensor]) -> Floats:
    """Return the log of the mean probability of labels, (batch, words, levels, labels)."""
    logs = [
        torch.log_softmax(net.scores(states).float(), -1)
        for net, states in zip(nets, hidden, strict=True)
    ]
    mean = torch.logsumexp(torch.stack(logs), 0) - float(np.log(len(logs)))
    found: Floats = mean.cpu().numpy()
    return found


def _make_linker(nets: Sequence[Net], hidden: list[torch.Tensor], device: torch.device) -> Linker:
    def link(role: str, spans: list[Span], cues: list[Span]) -> Floats:
        distances = torch.tensor(
            [[[get_distance(*span, *cue) for cue in cues] for span in spans]], device=device
        )
        total = np.zeros((len(spans) + (role == "source"), len(cues)), dtype=np.float32)
        for net, states in zip(nets, hidden, strict=True):
            ends = [
                gather_spans(
                    states[None],
                    torch.tensor([[[low, high - 1] for low, high in some]], device=device),
                )
                for some in (spans, cues)
            ]
            fits = net.link[role](ends[0], ends[1], distances)[0]
            if role == "source":
                fits = torch.cat([fits, net.nobody.expand(1, fits.shape[1])], 0)
            total += fits.float().cpu().numpy()
        return total / np.float32(len(nets))

    return link


def _shift(one: Tagged, window: Window) -> Tagged:
    one.spans = {
        role: [(low + window.begin, high + window.begin) for low, high in spans]
        for role, spans in one.spans.items()
    }
    return one
