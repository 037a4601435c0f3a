"""The tagger of names as a network: layers of its own on the lower ones of the tagger of claims."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from sayso.lang.engines.tagger.name_decode import LENGTHS, TYPES
from training.model import Encoder, Layer, Shape

_NONE_FIRST = 6.0
ENDS = 64
"""Width of what is kept of a span's first and of its last word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameShape:
    """How many layers lie below, shared with the claims and frozen, and how many are its own."""

    shared: int
    own: int


class Spans(nn.Module):
    """Scores every stretch of words for every type (Yu et al. 2020), by its first and last word."""

    def __init__(self, width: int) -> None:
        super().__init__()
        kinds = len(TYPES) + 1
        self.first = nn.Linear(width, ENDS)
        self.last = nn.Linear(width, ENDS)
        self.cross = nn.Linear(ENDS, kinds * ENDS)
        self.alone = nn.Linear(ENDS, kinds)
        self.length = nn.Parameter(torch.zeros(kinds, LENGTHS))
        self.drop = nn.Dropout(0.2)
        # Hardly any stretch is of a type: begin there.
        with torch.no_grad():
            self.alone.bias[-1] = _NONE_FIRST

    def forward(self, words: Tensor) -> Tensor:
        """Return scores (batch, types and none, first word, last word), of words' states."""
        batch, count, _ = words.shape
        first = self.drop(functional.gelu(self.first(words)))
        last = self.drop(functional.gelu(self.last(words)))
        cross = self.cross(first).view(batch, count, -1, ENDS).transpose(1, 2)
        scores = cross @ last.transpose(1, 2)[:, None]
        scores = scores.float() + self.alone(first).float().transpose(1, 2)[..., None]
        at = torch.arange(count, device=words.device)
        lengths = (at[None, :] - at[:, None]).clamp(0, LENGTHS - 1)
        made: Tensor = scores + self.length[:, lengths]
        return made


class NameNet(nn.Module):
    """The tagger of names."""

    def __init__(self, shape: NameShape, pieces: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(Shape(layers=shape.shared), pieces, dropout)
        self.own = nn.ModuleList(Layer(Shape(), dropout) for _ in range(shape.own))
        self.drop = nn.Dropout(dropout)
        self.spans = Spans(Shape().width)
        self.frozen = False

    def freeze(self) -> None:
        """Keep the shared part as it is."""
        self.frozen = True
        self.encoder.requires_grad_(requires_grad=False)

    def train(self, mode: bool = True) -> "NameNet":
        """As in PyTorch; what is frozen drops nothing out."""
        super().train(mode)
        if self.frozen:
            self.encoder.eval()
        return self

    def forward(self, ids: Tensor, mask: Tensor | None, heads: Tensor) -> Tensor:
        """Return the scores of spans, see `Spans`."""
        x = self.encoder(ids, mask)
        for layer in self.own:
            x = layer(x, mask)
        words = torch.gather(x, 1, heads[:, :, None].expand(-1, -1, x.shape[-1]))
        scores: Tensor = self.spans(self.drop(words))
        return scores


def read_shipped(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return the weights of a model of claims as it computes with them: from 8 bits."""
    import onnx
    from onnx import numpy_helper

    with np.load(path) as stored:
        graph = onnx.load_model_from_string(stored["graph"].tobytes()).graph
        table = stored["table"].astype(np.float32) * stored["scales"].astype(np.float32)[:, None]
        found = {"table": table, "positions.weight": stored["positions"].astype(np.float32)}
    values: dict[str, NDArray[Any]] = {
        one.name: numpy_helper.to_array(one) for one in graph.initializer
    }

    def weight(name: str) -> NDArray[np.float32]:
        if name in values:
            return values[name].astype(np.float32)
        zero = values[f"{name}_zero_point"].astype(np.float32)
        whole = values[f"{name}_quantized"].astype(np.float32) - zero
        made: NDArray[np.float32] = whole * values[f"{name}_scale"]
        return made

    found |= {name: values[f"encoder.{name}"] for name in ("norm.weight", "norm.bias")}
    layer = 0
    while f"encoder.layers.{layer}.qkv.bias" in values:
        at, to = f"encoder.layers.{layer}", f"layers.{layer}"
        biases = np.split(values[f"{at}.qkv.bias"], 3)
        for number, part in enumerate(np.split(weight(f"{at}.qkv"), 3, axis=1)):
            which = ("query", "key", "value")[number]
            found[f"{to}.{which}.weight"], found[f"{to}.{which}.bias"] = part.T, biases[number]
        for name in ("mix", "widen", "narrow"):
            found[f"{to}.{name}.weight"] = weight(f"{at}.{name}").T
            found[f"{to}.{name}.bias"] = values[f"{at}.{name}.bias"]
        for norm in ("norm_mix", "norm_narrow"):
            for kind in ("weight", "bias"):
                found[f"{to}.{norm}.{kind}"] = values[f"{at}.{norm}.{kind}"]
        layer += 1
    return found


def fill(
    module: nn.Module, weights: dict[str, NDArray[np.float32]], layers: list[int], prefix: str
) -> None:
    """Fill layers of a module (those under ``prefix``) with some of an encoder's."""
    state = {}
    for to, layer in enumerate(layers):
        for name, value in weights.items():
            if name.startswith(f"layers.{layer}."):
                rest = name.split(".", 2)[2]
                state[f"{prefix}{to}.{rest}"] = torch.from_numpy(np.array(value, np.float32))
    module.load_state_dict(state, strict=False)


def make_net(
    shape: NameShape,
    claims: dict[str, NDArray[np.float32]],
    *,
    own: dict[str, NDArray[np.float32]],
    layers: list[int],
) -> NameNet:
    """Return a net whose shared part is that of the claims; ``layers`` of ``own`` begin its own."""
    net = NameNet(shape, len(claims["table"]))
    net.encoder.table.copy_(torch.from_numpy(claims["table"]))
    base = claims if shape.shared else own
    for name in ("positions.weight", "norm.weight", "norm.bias"):
        weights = torch.from_numpy(np.array(base[name], np.float32))
        net.encoder.load_state_dict({name: weights}, strict=False)
    fill(net.encoder, claims, list(range(shape.shared)), "layers.")
    fill(net, own, layers, "own.")
    return net


def save_name_net(net: NameNet, path: Path) -> None:
    """Keep a net in half precision, without what it shares."""
    state = {
        name: value.detach().half().cpu()
        for name, value in net.state_dict().items()
        if not net.frozen or not name.startswith("encoder.")
    }
    shape = (net.shape.shared, net.shape.own)
    torch.save({"shape": shape, "frozen": net.frozen, "net": state}, path)


def load_name_net(path: Path, claims: dict[str, NDArray[np.float32]]) -> NameNet:
    """Return a net that was kept; what it shares is that of the claims."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    shape = NameShape(shared=state["shape"][0], own=state["shape"][1])
    net = make_net(shape, claims, own=claims, layers=[])
    net.load_state_dict({name: value.float() for name, value in state["net"].items()}, strict=False)
    if state["frozen"]:
        net.freeze()
    return net
