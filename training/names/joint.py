"""Trains one encoder for claims and names at once.

    python -m training.names.joint --to build/claims.pt --names-to build/names.pt ...

takes the options of `training.train`, and for the names those below. Each step learns from
a batch of claims and from a batch of names.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from sayso.lang.engines.tagger.model_file import PACKAGED
from training import train as claims
from training.batch import Batch
from training.names.corpus import NameExample, Typed, load_nerel, load_own, load_plain
from training.names.corpus import make_name_example as make_example
from training.names.model import (
    NameNet,
    NameShape,
    fill,
    load_name_net,
    read_shipped,
    save_name_net,
)
from training.names.train import (
    NameBatch,
    collate,
    find_name_loss,
    make_chunks,
    make_pieces,
    measure,
)
from training.pack import load_pack


class JointRun(claims.Run):
    """A training of claims that learns names besides."""

    def _make_optimizer(self) -> torch.optim.Optimizer:
        self._make_names()
        self.queue = self._queue_names()
        heads = [
            value for name, value in self.net.named_parameters() if not name.startswith("encoder.")
        ]
        rate = self.args.rate
        return torch.optim.AdamW(
            [
                {"params": list(self.net.encoder.parameters()), "lr": rate},
                {"params": list(self.names.own.parameters()), "lr": rate},
                {"params": heads, "lr": rate * claims._HEAD_RATE},
                {"params": list(self.names.spans.parameters()), "lr": rate * claims._HEAD_RATE},
            ],
            weight_decay=0.01,
        )

    def _make_names(self) -> None:
        args = self.args
        pack = load_pack(args.encoder / "encoder.npz")
        own = [int(layer) for layer in args.names_layers.split(",") if layer]
        shape = NameShape(shared=len(self.net.encoder.layers), own=len(own))
        names = NameNet(shape, len(pack["table"]), dropout=args.dropout)
        fill(names, pack, own, "own.")
        names.encoder = self.net.encoder
        self.names = names.to(self.device)
        shipped = read_shipped(args.shared_with)
        self.name_teachers = [
            load_name_net(path, shipped).to(self.device).eval() for path in args.names_teachers
        ]
        texts = load_own()
        aside = [one for one in texts if one.name.split("/")[1].startswith("dev")]
        own_texts = [one for one in texts if one not in aside]
        nerel = load_nerel(args.nerel / "train")[: args.only or None]
        plain = load_plain(args.names_plain) if args.names_plain else []
        self.named = self._cut([*nerel, *own_texts * args.names_repeat])
        self.unnamed = self._cut(plain)
        self.sets = {
            "nerel": self._cut(load_nerel(args.nerel / "dev")[: args.only or None]),
            **{
                language: self._cut([one for one in aside if one.name.startswith(language)])
                for language in ("ru", "uk")
            },
        }

    def _cut(self, texts: list[Typed]) -> list[NameExample]:
        return [make_example(one, self.pieces) for one in texts]

    def _queue_names(self) -> Iterator[NameBatch]:
        rng, size = random.Random(self.args.seed), self.args.batch
        while True:
            some = make_pieces(self.named, self.pieces, rng)
            queue = list(make_chunks(some, size, rng))
            if self.unnamed:
                drawn = rng.sample(self.unnamed, min(len(self.unnamed), len(queue) * size))
                plain = list(make_chunks(make_pieces(drawn, self.pieces, rng), size, rng))
                queue += plain[: len(queue)]
                rng.shuffle(queue)
            for chunk in queue:
                yield collate(chunk, self.device)

    def _find_loss(self, batch: Batch, annotated: bool) -> Tensor:
        loss = super()._find_loss(batch, annotated)
        self.names.train()
        named = find_name_loss(self.names, next(self.queue), self.name_teachers)
        return loss + self.args.names_weight * named

    def measure(self) -> dict[str, float]:
        """Return the F1s on what was set aside, and keep the names' part."""
        self.names.frozen = True
        save_name_net(self.names, self.args.names_to)
        self.names.frozen = False
        found = measure(self.names, self.sets, self.pieces, self.device)
        return {**super().measure(), **found}


def make_parser() -> argparse.ArgumentParser:
    """Return the options."""
    parser = claims.make_parser()
    parser.description = __doc__
    parser.add_argument("--nerel", type=Path, default=Path("../shared/data/nerel"))
    parser.add_argument("--names-layers", default="5", help="layers its own begin as")
    parser.add_argument("--names-teachers", type=Path, nargs="*", default=[])
    parser.add_argument("--names-plain", type=Path)
    parser.add_argument("--names-repeat", type=int, default=3)
    parser.add_argument("--names-weight", type=float, default=0.5)
    parser.add_argument("--names-to", type=Path, required=True)
    parser.add_argument("--shared-with", type=Path, default=PACKAGED, help="of the teachers")
    parser.add_argument("--only", type=int, default=0, help="texts of NEREL, for a trial")
    return parser


if __name__ == "__main__":
    JointRun(make_parser().parse_args(), lambda line: print(line, flush=True)).train()
