"""Trains the tagger of claims.

    python -m training.train --data ../shared/data/polnear --to build/claims

The encoder comes from `python -m training.encoder`. A run that was cut off goes on where
it stood: state is saved after each epoch beside the result. With ``--teachers`` a net of
fewer layers learns what larger ones say of each word (Hinton et al. 2015), on the annotated
texts and on those of ``--unlabelled``.
"""

import argparse
import json
import random
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from sayso.lang.engines.tagger.labels import LABELS, LINKED
from sayso.lang.engines.tagger.pieces import SentencePieces
from sayso.lang.engines.tagger.text import Pieces
from training.batch import Batch, Item, LinkBatch, collate, make_batches, make_items
from training.corpus import Article, Example, load_domain, load_polnear, make_example, split
from training.model import Net, Shape, gather_spans, load_weights
from training.pack import load_pack
from training.pieces import WordPieces
from training.predict import ask, predict
from training.scoring import compare

_HEAD_RATE = 10.0  # times the encoder's
_WARM = 0.08  # of all steps
_LINK_WEIGHT = 0.2
_GOLD_WEIGHT = 0.3  # of the annotation, beside the teachers
_CLIP = 1.0
_SECOND_TYPES = [LABELS.index(f"{mark}-{role}") for role in ("medium", "behind") for mark in "BI"]


def tag_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of labels.

    Where media and cited sources are not annotated, a word without a role may be one.
    """
    logs = torch.log_softmax(scores.float(), -1)
    outside = torch.logsumexp(logs[..., [0, *_SECOND_TYPES]], -1)
    partial = batch.partial[:, None, None] & (batch.labels == 0)
    right = torch.gather(logs, -1, batch.labels.clamp(min=0)[..., None]).squeeze(-1)
    right = torch.where(partial, outside, right)
    known = batch.labels >= 0
    return -(right * known).sum() / known.sum().clamp(min=1)


def link_loss(net: Net, words: Tensor, links: dict[str, LinkBatch]) -> Tensor:
    """Mean cross-entropy of the linkers' choices."""
    losses = []
    for role in LINKED:
        if role not in links or not bool((links[role].answers >= 0).any()):
            continue
        link = links[role]
        spans, cues = gather_spans(words, link.spans), gather_spans(words, link.cues)
        fits = net.link[role](spans, cues, link.distances).float()
        fits = fits.masked_fill(link.absent_spans[:, :, None], -1e4)
        fits = fits.masked_fill(link.absent_cues[:, None, :], -1e4)
        if role == "source":
            nobody = net.nobody.float().expand(fits.shape[0], 1, fits.shape[2])
            fits = torch.cat([fits, nobody], 1).transpose(1, 2)
        losses.append(
            functional.cross_entropy(
                fits.reshape(-1, fits.shape[-1]), link.answers.reshape(-1), ignore_index=-100
            )
        )
    return torch.stack(losses).mean() if losses else words.new_zeros(())


def teach_loss(scores: Tensor, batch: Batch) -> Tensor:
    """How far the net's labels are from the teachers' mean opinion (cross-entropy)."""
    if batch.opinions is None:
        return scores.new_zeros(()).float()
    logs = torch.log_softmax(scores.float(), -1)
    each = -(batch.opinions.float() * logs).sum(-1).mean(-1) * batch.present
    return each.sum() / batch.present.sum()


def make_pieces(encoder: Path) -> Pieces:
    """Return the tokenizer that lies beside an encoder."""
    if (encoder / "tokenizer.json").exists():
        return WordPieces(encoder / "tokenizer.json")
    return SentencePieces((encoder / "pieces.model").read_bytes())


def load_net(path: Path, encoder: Path) -> Net:
    """Return a trained net; its piece embeddings are the encoder's."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    pack = load_pack(encoder / "encoder.npz")
    net = Net(Shape(layers=state["layers"]), len(pack["table"]))
    net.load_state_dict({name: value.float() for name, value in state["net"].items()})
    net.encoder.table.copy_(torch.from_numpy(pack["table"]))
    return net


def save_net(net: Net, path: Path, **more: Any) -> None:
    """Keep a net, in half precision, without its piece embeddings."""
    state = {name: value.detach().half().cpu() for name, value in net.state_dict().items()}
    torch.save({"layers": len(net.encoder.layers), "net": state, **more}, path)


def load_articles(args: argparse.Namespace) -> tuple[list[Article], list[Article]]:
    """Return what to train on, our own reports as often as told, and what is set aside."""
    train: list[Article] = []
    aside: list[Article] = []
    if "polnear" in args.kinds:
        some, other = split(load_polnear(args.data / "train"))
        train, aside = train + some, aside + other
    own, own_aside = split(load_domain(args.domain))
    if "domain" in args.kinds:
        train.extend(own * args.repeat)
    aside.extend(own_aside)
    return train, aside


def load_unlabelled(folder: Path) -> list[Article]:
    """Return plain texts, one article each block between empty lines of ``*.txt``."""
    articles = []
    for path in sorted(folder.glob("*.txt")):
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
            if text.strip():
                articles.append(
                    Article(
                        name=f"{path.stem}/{number}",
                        kind="plain",
                        language=path.stem[:2],
                        text=text,
                        versions=[],
                        nested=False,
                    )
                )
    return articles


class Run:
    """One training: what is learned from, the net, and where it stands."""

    def __init__(self, args: argparse.Namespace, say: Callable[[str], None]) -> None:
        self.args, self.say = args, say
        torch.manual_seed(args.seed)
        self.rng = random.Random(args.seed)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.pieces = make_pieces(args.encoder)
        self.net = _make_net(args).to(self.device)
        articles, aside = load_articles(args)
        made: dict[int, Example] = {}
        for one in articles:
            if id(one) not in made:
                made[id(one)] = make_example(one, self.pieces)
        self.examples = [made[id(one)] for one in articles]
        self.aside = [make_example(one, self.pieces) for one in aside]
        plain = load_unlabelled(args.unlabelled) if args.unlabelled else []
        self.plain = [make_example(one, self.pieces) for one in plain]
        if args.teachers:
            self._ask_teachers(list(made.values()))
        self.total = int(self._count_steps() * args.epochs)
        self.warm = max(1, int(self.total * _WARM))
        self.optimizer = self._make_optimizer()
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        self.epoch = self.step = 0

    def _ask_teachers(self, examples: list[Example]) -> None:
        begun = time.monotonic()
        teachers = [
            load_net(path, self.args.encoder).to(self.device).eval() for path in self.args.teachers
        ]
        ask(teachers, [*examples, *self.plain], self.pieces, self.device)
        self.say(f"teachers asked in {time.monotonic() - begun:.0f} s")

    def _count_steps(self) -> int:
        items = make_items(self.examples, self.pieces, random.Random(0))
        own = len(list(make_batches(items, self.args.batch, None)))
        return own + int(own * self.args.plain_share if self.plain else 0)

    def _make_optimizer(self) -> torch.optim.Optimizer:
        heads = [
            value for name, value in self.net.named_parameters() if not name.startswith("encoder.")
        ]
        rate = self.args.rate
        return torch.optim.AdamW(
            [
                {"params": list(self.net.encoder.parameters()), "lr": rate},
                {"params": heads, "lr": rate * _HEAD_RATE},
            ],
            weight_decay=0.01,
        )

    def _rate(self, step: int) -> float:
        """Warm up, then fall to nothing along a line."""
        left = (self.total - step) / max(1, self.total - self.warm)
        return min((step + 1) / self.warm, max(0.0, left))

    def train(self) -> None:
        """Train to the end, and keep the net."""
        state = self.args.to.with_suffix(".state")
        if self.args.resume and state.exists():
            self._load(state)
        self.say(
            f"{len(self.examples)} texts, {len(self.plain)} plain, "
            f"{self.total} steps on {self.device}"
        )
        self.args.to.parent.mkdir(parents=True, exist_ok=True)
        begun = time.monotonic()
        while self.step < self.total:
            self._train_epoch()
            done = self.step >= self.total
            if done or (self.args.every and self.epoch % self.args.every == 0):
                seconds = round(time.monotonic() - begun)
                self.say(json.dumps({"epoch": self.epoch, "seconds": seconds, **self.measure()}))
            if self.args.resume:
                self._save(state)
        save_net(self.net, self.args.to)
        state.unlink(missing_ok=True)

    def measure(self) -> dict[str, float]:
        """Return the F1s on what was set aside."""
        tagged = predict([self.net], self.aside, self.pieces, self.device)
        return compare(tagged, self.aside)

    def _train_epoch(self) -> None:
        self.net.train()
        for chunk, annotated in self._make_queue():
            loss = self._find_loss(collate(chunk).to(self.device), annotated)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.net.parameters(), _CLIP)
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            self.schedule.step()
            self.step += 1
            if self.step >= self.total:
                break
        self.epoch += 1

    def _make_queue(self) -> list[tuple[list[Item], bool]]:
        """Return one epoch's batches, and whether each is annotated."""
        size, rng = self.args.batch, self.rng
        queue = [
            (chunk, True)
            for chunk in make_batches(make_items(self.examples, self.pieces, rng), size, rng)
        ]
        if self.plain:
            most = int(len(queue) * self.args.plain_share)
            some = rng.sample(self.plain, min(len(self.plain), len(queue) * size))
            plain = make_batches(make_items(some, self.pieces, rng), size, rng)
            queue += [(chunk, False) for chunk in islice(plain, most)]
            rng.shuffle(queue)
        return queue

    def _find_loss(self, batch: Batch, annotated: bool) -> Tensor:
        taught = batch.opinions is not None
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            words = self.net.words(batch.ids, batch.mask[:, None, None], batch.heads)
            scores = self.net.scores(words)
            loss = teach_loss(scores, batch)
            if annotated:
                loss = loss + (_GOLD_WEIGHT if taught else 1.0) * tag_loss(scores, batch)
                loss = loss + _LINK_WEIGHT * link_loss(self.net, words, batch.links)
        return loss

    def _save(self, path: Path) -> None:
        state = {
            "net": self.net.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "rng": self.rng.getstate(),
            "torch": torch.get_rng_state(),
            "given": self._describe(),
        }
        # Whole or not at all: a run may be cut off while it writes.
        half = path.with_suffix(".half")
        torch.save(state, half)
        half.replace(path)

    def _load(self, path: Path) -> None:
        state = torch.load(path, map_location=self.device, weights_only=False)
        if state["given"] != self._describe():
            raise SystemExit(f"{path} is of a run with other options: delete it, or give those.")
        self.net.load_state_dict(state["net"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.epoch, self.step = state["epoch"], state["step"]
        self.rng.setstate(state["rng"])
        torch.set_rng_state(state["torch"].cpu())

    def _describe(self) -> dict[str, str]:
        return {name: str(value) for name, value in vars(self.args).items() if name != "every"}


def _make_net(args: argparse.Namespace) -> Net:
    pack = load_pack(args.encoder / "encoder.npz")
    layers = [int(layer) for layer in args.layers.split(",")]
    net = Net(Shape(layers=len(layers)), len(pack["table"]), dropout=args.dropout)
    load_weights(net, pack, layers)
    if args.start is not None:
        _start_from(net, load_net(args.start, args.encoder), layers)
    return net


def _start_from(net: Net, other: Net, layers: list[int]) -> None:
    """Begin with a trained net's heads and, of its encoder, the layers named."""
    state = other.state_dict()
    mine = {name: value for name, value in state.items() if ".layers." not in name}
    for to, layer in enumerate(layers):
        prefix = f"encoder.layers.{layer}."
        for name, value in state.items():
            if name.startswith(prefix):
                mine[name.replace(prefix, f"encoder.layers.{to}.")] = value
    net.load_state_dict(mine)


def make_parser() -> argparse.ArgumentParser:
    """Return the options."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data/polnear"))
    parser.add_argument("--domain", type=Path, help="our own reports (those in training/domain)")
    parser.add_argument("--kinds", default="polnear,domain", help="corpora to train on")
    parser.add_argument("--repeat", type=int, default=3, help="how often our own reports come")
    parser.add_argument("--encoder", type=Path, default=Path("build/encoder"))
    parser.add_argument("--layers", default=",".join(map(str, range(12))), help="of the encoder")
    parser.add_argument("--start", type=Path, help="a trained net to begin with")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[])
    parser.add_argument("--unlabelled", type=Path, help="folder of plain texts to be taught on")
    parser.add_argument(
        "--plain-share", type=float, default=1.0, help="plain batches an annotated one"
    )
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=0, help="measure after so many epochs")
    parser.add_argument("--resume", action="store_true", help="keep state after each epoch")
    parser.add_argument("--to", type=Path, default=Path("build/claims.pt"))
    return parser


def main() -> None:
    args = make_parser().parse_args()
    if args.resume and args.to.exists() and not args.to.with_suffix(".state").exists():
        print(f"{args.to} is there already.")
        return
    Run(args, lambda line: print(line, flush=True)).train()


if __name__ == "__main__":
    main()
