"""The tagger as a network: an encoder, a head for each level, and linkers of spans."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from sayso.lang.engines.tagger.labels import DISTANCES, LABELS, LEVELS, LINKED

LINK_WIDTH = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The size of an encoder; of the BERT family (Devlin et al. 2019)."""

    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 12
    positions: int = 512
    epsilon: float = 1e-12


class Layer(nn.Module):
    """One layer of a BERT encoder (post-norm)."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.heads, self.dropout = shape.heads, dropout
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.mix = nn.Linear(width, width)
        self.norm_mix = nn.LayerNorm(width, eps=shape.epsilon)
        self.widen = nn.Linear(width, shape.inner)
        self.narrow = nn.Linear(shape.inner, width)
        self.norm_narrow = nn.LayerNorm(width, eps=shape.epsilon)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x``: (batch, pieces, width); ``mask``: (batch, 1, 1, pieces), true for text."""
        batch, pieces, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, pieces, self.heads, width // self.heads).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            split(self.query(x)),
            split(self.key(x)),
            split(self.value(x)),
            attn_mask=mask,
            dropout_p=self.dropout if self.training else 0.0,
        )
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, width)
        x = self.norm_mix(x + self.drop(self.mix(mixed)))
        return self.norm_narrow(x + self.drop(self.narrow(functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """A BERT encoder whose piece embeddings stay as they are."""

    def __init__(self, shape: Shape, pieces: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.register_buffer("table", torch.zeros(pieces, shape.width), persistent=False)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """Return the hidden states of pieces, (batch, pieces, width)."""
        return self.encode(self.table[ids], mask)

    def encode(self, embedded: Tensor, mask: Tensor | None) -> Tensor:
        """Likewise, from embeddings."""
        at = torch.arange(embedded.shape[1], device=embedded.device)
        x = self.drop(self.norm(embedded + self.positions(at)))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Linker(nn.Module):
    """Scores how well the spans of a role fit cues, by their ends and how far they lie apart."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.span = nn.Linear(2 * width, LINK_WIDTH)
        self.cue = nn.Linear(2 * width, LINK_WIDTH)
        self.distance = nn.Embedding(DISTANCES, LINK_WIDTH)
        self.score = nn.Linear(LINK_WIDTH, 1)

    def forward(self, spans: Tensor, cues: Tensor, distances: Tensor) -> Tensor:
        """``spans``, ``cues``: (batch, n, 2 width); ``distances``: (batch, spans, cues)."""
        both = self.span(spans)[:, :, None] + self.cue(cues)[:, None] + self.distance(distances)
        scores: Tensor = self.score(torch.relu(both)).squeeze(-1)
        return scores


class Net(nn.Module):
    """The tagger."""

    def __init__(self, shape: Shape, pieces: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(shape, pieces, dropout)
        self.drop = nn.Dropout(dropout)
        self.tag = nn.Linear(shape.width, LEVELS * len(LABELS))
        self.link = nn.ModuleDict({role: Linker(shape.width) for role in LINKED})
        self.nobody = nn.Parameter(torch.zeros(1))

    def words(self, ids: Tensor, mask: Tensor | None, heads: Tensor) -> Tensor:
        """Return the hidden states of words: of their first pieces, (batch, words, width)."""
        hidden = self.encoder(ids, mask)
        return torch.gather(hidden, 1, heads[:, :, None].expand(-1, -1, hidden.shape[-1]))

    def scores(self, words: Tensor) -> Tensor:
        """Return the unnormalised scores of labels, (batch, words, levels, labels)."""
        tagged: Tensor = self.tag(self.drop(words))
        return tagged.view(*words.shape[:2], LEVELS, len(LABELS))


def gather_spans(words: Tensor, spans: Tensor) -> Tensor:
    """Return the hidden states of spans' first and last words, (batch, spans, 2 width).

    ``spans``: (batch, spans, 2), the last word inclusive.
    """
    width = words.shape[-1]
    first, last = (
        torch.gather(words, 1, spans[:, :, end, None].expand(-1, -1, width)) for end in (0, 1)
    )
    return torch.cat([first, last], -1)


def load_weights(net: Net, weights: Mapping[str, NDArray[np.generic]], layers: list[int]) -> None:
    """Fill a net's encoder from a packaged one; ``layers`` names which of its layers to take."""
    state = {}
    for name, value in weights.items():
        parts = name.split(".")
        if parts[0] == "layers":
            if int(parts[1]) not in layers:
                continue
            parts[1] = str(layers.index(int(parts[1])))
        state[".".join(parts)] = torch.from_numpy(np.ascontiguousarray(value, dtype=np.float32))
    table = state.pop("table")
    net.encoder.table.copy_(table)
    missing, unexpected = net.encoder.load_state_dict(state, strict=False)
    if missing or unexpected:
        raise ValueError(f"the packaged encoder does not fit: {missing} {unexpected}")
