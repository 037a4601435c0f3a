"""Trains the tagger of names.

    python -m training.names.train --data ../shared/data/nerel/train --to build/names.pt

With ``--teachers`` it learns what larger nets say, also of texts that nobody annotated.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from benchmarks.names.scoring import GROUPS, add_counts, count_hits, get_figures
from torch import Tensor

from sayso.lang.engines.tagger.model_file import PACKAGED
from sayso.lang.engines.tagger.name_decode import LONGEST, TYPES, find_typed
from sayso.lang.engines.tagger.pieces import PAD, SentencePieces
from sayso.lang.engines.tagger.text import MOST, Pieces, Window, make_windows
from training.names.corpus import (
    OURS,
    NameExample,
    Typed,
    load_nerel,
    load_own,
    load_plain,
    make_name_example,
)
from training.names.model import (
    NameNet,
    NameShape,
    load_name_net,
    make_net,
    read_shipped,
    save_name_net,
)

_HEAD_RATE = 10.0  # times the layers'
_WARM = 0.08  # of all steps
_CLIP = 1.0
_GOLD = 0.4  # weight of the annotation beside teachers
_SHORTEST = 40
_POOL = 20
_NONE = len(TYPES)
_EVERY = "all 29 types"
_PERHAPS = [*(at for at, kind in enumerate(TYPES) if kind not in OURS), _NONE]


@dataclass(slots=True)
class Piece:
    """A window of an example."""

    example: NameExample
    window: Window


@dataclass(slots=True)
class NameBatch:
    """Windows as tensors.

    Pieces, where words begin, types of spans, which spans count, and whether only some types
    were annotated.
    """

    ids: Tensor
    mask: Tensor
    heads: Tensor
    kinds: Tensor | None
    counted: Tensor
    partial: Tensor
    words: int


def make_pieces(
    examples: list[NameExample], pieces: Pieces, rng: random.Random | None
) -> list[Piece]:
    """Cut examples into windows, at random places where ``rng`` is given."""
    return [
        Piece(one, window)
        for one in examples
        for window in make_windows(
            one.typed.text,
            one.words,
            pieces,
            most=MOST,
            first=rng.randint(_SHORTEST, MOST) if rng is not None else None,
        )
    ]


def make_chunks(found: list[Piece], size: int, rng: random.Random | None) -> Iterator[list[Piece]]:
    """Yield windows of like length."""
    found = found[:]
    if rng is not None:
        rng.shuffle(found)
    pool = size * _POOL if rng is not None else max(1, len(found))
    chunks: list[list[Piece]] = []
    for at in range(0, len(found), pool):
        some = sorted(found[at : at + pool], key=lambda one: len(one.window.ids))
        chunks.extend(some[k : k + size] for k in range(0, len(some), size))
    if rng is not None:
        rng.shuffle(chunks)
    yield from chunks


def collate(chunk: list[Piece], device: torch.device) -> NameBatch:
    """Make tensors of windows."""
    longest = max(len(one.window.ids) for one in chunk)
    most = max(len(one.window.heads) for one in chunk)
    ids = np.full((len(chunk), longest), PAD, dtype=np.int64)
    mask = np.zeros((len(chunk), longest), dtype=bool)
    heads = np.zeros((len(chunk), most), dtype=np.int64)
    count = np.zeros(len(chunk), dtype=np.int64)
    annotated = chunk[0].example.spans is not None
    kinds = np.full((len(chunk), most, most), _NONE, dtype=np.int64) if annotated else None
    for row, one in enumerate(chunk):
        window = one.window
        ids[row, : len(window.ids)], mask[row, : len(window.ids)] = window.ids, True
        heads[row, : len(window.heads)] = window.heads
        count[row] = len(window.heads)
        if kinds is not None and one.example.spans is not None:
            for first, last, kind in one.example.spans:
                if window.begin <= first and last < window.end:
                    kinds[row, first - window.begin, last - window.begin] = kind
    places = np.arange(most)
    length = places[None, :] - places[:, None]
    there = places[None, :] < count[:, None]
    counted = ((length >= 0) & (length < LONGEST))[None] & there[:, :, None] & there[:, None]

    def move(value: Any) -> Tensor:
        return torch.from_numpy(value).to(device, non_blocking=True)

    return NameBatch(
        ids=move(ids),
        mask=move(mask)[:, None, None],
        heads=move(heads),
        kinds=None if kinds is None else move(kinds),
        counted=move(counted),
        partial=move(np.array([one.example.typed.partial for one in chunk])),
        words=int(count.sum()),
    )


@torch.inference_mode()
def tag(
    nets: list[NameNet], examples: list[NameExample], pieces: Pieces, device: torch.device
) -> dict[str, set[tuple[int, int, str]]]:
    """Return each text's typed spans as offsets, by name; the nets' mean opinion."""
    found: dict[str, set[tuple[int, int, str]]] = {one.typed.name: set() for one in examples}
    for net in nets:
        net.eval()
    for chunk in make_chunks(make_pieces(examples, pieces, None), 32, None):
        batch = collate(chunk, device)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            each = [torch.log_softmax(net(batch.ids, batch.mask, batch.heads), 1) for net in nets]
        scores = torch.stack(each).logsumexp(0).float().cpu().numpy()
        for row, one in enumerate(chunk):
            window, count = one.window, len(one.window.heads)
            borders = [at - window.begin for at in one.example.words.paragraphs]
            for span in find_typed(scores[row, :, :count, :count], borders):
                begin = one.example.words.spans[window.begin + span.first][0]
                end = one.example.words.spans[window.begin + span.last][1]
                found[one.example.typed.name].add((begin, end, span.label))
    return found


def measure(
    net: NameNet, sets: dict[str, list[NameExample]], pieces: Pieces, device: torch.device
) -> dict[str, float]:
    """Return F1s of groups of types, by set of texts."""
    said = {}
    for name, examples in sets.items():
        found = tag([net], examples, pieces, device)
        for group, kinds in GROUPS.items():
            if group == _EVERY and any(one.typed.partial for one in examples):
                kinds = {kind: kind for kind in OURS}
            counts = (
                count_hits(set(one.typed.spans or ()), found[one.typed.name], kinds)
                for one in examples
            )
            said[f"{name}: {group}"] = round(get_figures(add_counts(*counts))[2], 1)
    return said


class NameRun:
    """One training."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        torch.manual_seed(args.seed)
        self.rng = random.Random(args.seed)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        with np.load(args.claims) as stored:
            self.pieces = SentencePieces(stored["pieces"].tobytes())
        claims = read_shipped(args.claims)
        self.net = self._make_net(claims).to(self.device)
        self.teachers = [
            load_name_net(path, claims).to(self.device).eval() for path in args.teachers
        ]
        nerel = load_nerel(args.data)
        own = load_own(args.own)
        aside = [one for one in own if one.name.split("/")[1].startswith("dev")]
        own = [one for one in own if one not in aside]
        if args.only:
            nerel, own = nerel[: args.only], own[: args.only]
        self.examples = self._cut([*nerel, *own * args.repeat])
        self.plain = self._cut([one for at in args.plain for one in load_plain(at)])
        self.sets = {
            "nerel": self._cut(load_nerel(args.dev)[: args.only or None]),
            **{
                language: self._cut([one for one in aside if one.name.startswith(language)])
                for language in ("ru", "uk")
            },
        }
        self.total = int(self._count_steps() * args.epochs)
        self.warm = max(1, int(self.total * _WARM))
        self.optimizer = self._make_optimizer()
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        self.step = 0

    def _make_net(self, claims: dict[str, Any]) -> NameNet:
        from training.pack import load_pack

        own = claims if self.args.begin == "claims" else load_pack(self.args.encoder)
        layers = [int(layer) for layer in self.args.layers.split(",")]
        shape = NameShape(shared=self.args.shared, own=len(layers))
        net = make_net(shape, claims, own=own, layers=layers)
        if self.args.shared:
            net.freeze()
        return net

    def _cut(self, texts: list[Typed]) -> list[NameExample]:
        made: dict[int, NameExample] = {}
        for one in texts:
            if id(one) not in made:
                made[id(one)] = make_name_example(one, self.pieces)
        return [made[id(one)] for one in texts]

    def _count_steps(self) -> int:
        cut = make_pieces(self.examples, self.pieces, random.Random(0))
        steps = len(list(make_chunks(cut, self.args.batch, None)))
        return steps + int(steps * self.args.plain_share if self._is_taught() else 0)

    def _is_taught(self) -> bool:
        return bool(self.plain and self.teachers)

    def _make_optimizer(self) -> torch.optim.Optimizer:
        named = [(name, one) for name, one in self.net.named_parameters() if one.requires_grad]
        heads = [one for name, one in named if name.startswith("spans.")]
        layers = [one for name, one in named if not name.startswith("spans.")]
        return torch.optim.AdamW(
            [
                {"params": layers, "lr": self.args.rate},
                {"params": heads, "lr": self.args.rate * _HEAD_RATE},
            ],
            weight_decay=0.01,
        )

    def _rate(self, step: int) -> float:
        left = (self.total - step) / max(1, self.total - self.warm)
        return min((step + 1) / self.warm, max(0.0, left))

    def train(self) -> None:
        """Train to the end, and keep the net."""
        begun = time.monotonic()
        say(
            f"{len(self.examples)} texts, {len(self.plain)} plain, {self.total} steps "
            f"on {self.device}"
        )
        self.args.to.parent.mkdir(parents=True, exist_ok=True)
        epoch = 0
        while self.step < self.total:
            epoch += 1
            loss = self._train_epoch()
            done = self.step >= self.total
            if done or epoch % self.args.every == 0:
                save_name_net(self.net, self.args.to)
                figures = measure(self.net, self.sets, self.pieces, self.device)
                seconds = round(time.monotonic() - begun)
                say(
                    json.dumps(
                        {"to": self.args.to.stem, "epoch": epoch, "seconds": seconds}
                        | {"loss": round(loss, 4)}
                        | figures
                    )
                )

    def _train_epoch(self) -> float:
        self.net.train()
        queue = list(
            make_chunks(
                make_pieces(self.examples, self.pieces, self.rng), self.args.batch, self.rng
            )
        )
        if self._is_taught():
            some = self.rng.sample(self.plain, min(len(self.plain), len(queue) * self.args.batch))
            plain = make_chunks(make_pieces(some, self.pieces, self.rng), self.args.batch, self.rng)
            queue += list(islice(plain, int(len(queue) * self.args.plain_share)))
            self.rng.shuffle(queue)
        sums = torch.zeros((), device=self.device)
        for chunk in queue:
            loss = self._find_loss(collate(chunk, self.device))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.net.parameters(), _CLIP)
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            self.schedule.step()
            self.step += 1
            sums += loss.detach()
            if self.step >= self.total:
                break
        return float(sums) / max(1, len(queue))

    def _find_loss(self, batch: NameBatch) -> Tensor:
        return find_name_loss(self.net, batch, self.teachers)


def find_name_loss(net: NameNet, batch: NameBatch, teachers: list[NameNet]) -> Tensor:
    """Return the cross-entropy of spans' types, per word; with teachers, of their mean opinion."""
    kind = batch.ids.device.type
    with torch.autocast(kind, torch.bfloat16, enabled=kind == "cuda"):
        scores = net(batch.ids, batch.mask, batch.heads)
    logs = torch.log_softmax(scores.float(), 1)
    loss = logs.new_zeros(())
    if batch.kinds is not None:
        right = torch.gather(logs, 1, batch.kinds[:, None])[:, 0]
        # What was not annotated may be of a type that nobody looked for.
        perhaps = torch.logsumexp(logs[:, _PERHAPS], 1)
        unsure = batch.partial[:, None, None] & (batch.kinds == _NONE)
        right = torch.where(unsure, perhaps, right)
        loss = -(right * batch.counted).sum() / batch.words
        if teachers:
            loss = loss * _GOLD
    if teachers:
        with (
            torch.no_grad(),
            torch.autocast(kind, torch.bfloat16, enabled=kind == "cuda"),
        ):
            said = [
                torch.softmax(one(batch.ids, batch.mask, batch.heads).float(), 1)
                for one in teachers
            ]
            opinion = torch.stack(said).mean(0)
        each = -(opinion * logs).sum(1)
        loss = loss + (each * batch.counted).sum() / batch.words
    return loss


def say(text: str) -> None:
    print(text, flush=True)


def make_parser() -> argparse.ArgumentParser:
    """Return the options."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data/nerel/train"))
    parser.add_argument("--dev", type=Path, default=Path("../shared/data/nerel/dev"))
    parser.add_argument("--own", type=Path, default=Path(__file__).parent / "own")
    parser.add_argument("--repeat", type=int, default=3, help="how often our own texts come")
    parser.add_argument("--claims", type=Path, default=PACKAGED, help="the model shared with")
    parser.add_argument("--encoder", type=Path, default=Path("build/encoder/encoder.npz"))
    parser.add_argument("--shared", type=int, default=3, help="layers shared with the claims")
    parser.add_argument("--begin", default="claims", choices=("claims", "encoder"))
    parser.add_argument("--layers", default="3,4,5", help="which layers its own begin as")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[])
    parser.add_argument("--plain", type=Path, nargs="*", default=[], help="folders of texts")
    parser.add_argument("--plain-share", type=float, default=1.0)
    parser.add_argument("--epochs", type=float, default=20)
    parser.add_argument("--every", type=int, default=5, help="epochs between figures")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, default=0, help="texts of each kind, for a trial")
    parser.add_argument("--to", type=Path, required=True)
    return parser


if __name__ == "__main__":
    NameRun(make_parser().parse_args()).train()
