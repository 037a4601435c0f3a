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
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from sayso.lang.engines.tagger.labels import LABELS, LINKED
from sayso.lang.engines.tagger.pieces import SentencePieces
from sayso.lang.engines.tagger.text import Pieces
from training.batch import Batch, LinkBatch, collate, make_batches, make_items
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
    net.encoder.table.copy_(torch.from_numpy(pack["table"]))  # type: ignore[operator]
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


def train(args: argparse.Namespace, say: Callable[[str], None] = print) -> None:
    """Train one net as told, and keep it."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pieces = make_pieces(args.encoder)
    pack = load_pack(args.encoder / "encoder.npz")
    layers = [int(layer) for layer in args.layers.split(",")]
    net = Net(Shape(layers=len(layers)), len(pack["table"]), dropout=args.dropout)
    load_weights(net, pack, layers)
    if args.start is not None:
        _start_from(net, load_net(args.start, args.encoder), layers)
    net.to(device)
    teachers = [load_net(path, args.encoder).to(device).eval() for path in args.teachers]
    articles, aside = load_articles(args)
    made: dict[int, Example] = {}
    examples = [made.setdefault(id(one), make_example(one, pieces)) for one in articles]
    tuning = [make_example(one, pieces) for one in aside]
    plain = [make_example(one, pieces) for one in load_unlabelled(args.unlabelled)] if args.unlabelled else []
    if teachers:
        begun = time.monotonic()
        ask(teachers, [*{id(one): one for one in examples}.values(), *plain], pieces, device)
        say(f"teachers asked in {time.monotonic() - begun:.0f} s")
    head = [value for name, value in net.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(net.encoder.parameters()), "lr": args.rate},
            {"params": head, "lr": args.rate * _HEAD_RATE},
        ],
        weight_decay=0.01,
    )

    def count_steps() -> int:
        own = len(list(make_batches(make_items(examples, pieces, random.Random(0)), args.batch, None)))
        return own + int(own * args.plain_share if plain else 0)

    total = int(count_steps() * args.epochs)
    warm = max(1, int(total * _WARM))

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    state_path = args.to.with_suffix(".state")
    epoch = step = 0
    if state_path.exists():
        state = torch.load(state_path, map_location=device, weights_only=False)
        net.load_state_dict(state["net"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        epoch, step = state["epoch"], state["step"]
        rng.setstate(state["rng"])
    say(f"{len(examples)} texts, {len(plain)} plain, {total} steps on {device}")
    begun = time.monotonic()
    while step < total:
        net.train()
        labelled = list(make_batches(make_items(examples, pieces, rng), args.batch, rng))
        queue = [(chunk, True) for chunk in labelled]
        if plain:
            share = make_batches(
                make_items(rng.sample(plain, min(len(plain), len(labelled) * args.batch)), pieces, rng),
                args.batch,
                rng,
            )
            queue += [(chunk, False) for chunk, _ in zip(share, range(int(len(labelled) * args.plain_share)), strict=False)]
            rng.shuffle(queue)
        for chunk, annotated in queue:
            batch = collate(chunk).to(device)
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                words = net.words(batch.ids, batch.mask[:, None, None], batch.heads)
                scores = net.scores(words)
                loss = words.new_zeros(()).float()
                if annotated:
                    weight = _GOLD_WEIGHT if teachers else 1.0
                    loss = loss + weight * tag_loss(scores, batch)
                    loss = loss + _LINK_WEIGHT * link_loss(net, words, batch.links)
                if teachers:
                    loss = loss + teach_loss(scores, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), _CLIP)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            step += 1
            if step >= total:
                break
        epoch += 1
        if args.every and epoch % args.every == 0 and step < total:
            say(json.dumps({"epoch": epoch, "seconds": round(time.monotonic() - begun), **compare(predict([net], tuning, pieces, device), tuning)}))
        if args.resume:
            torch.save(
                {
                    "net": net.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "epoch": epoch,
                    "step": step,
                    "rng": rng.getstate(),
                },
                state_path,
            )
    result = compare(predict([net], tuning, pieces, device), tuning)
    say(json.dumps({"epoch": epoch, "seconds": round(time.monotonic() - begun), **result}))
    args.to.parent.mkdir(parents=True, exist_ok=True)
    save_net(net, args.to, result=result)
    state_path.unlink(missing_ok=True)


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
    parser.add_argument("--plain-share", type=float, default=1.0, help="plain batches an annotated one")
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=0, help="measure after so many epochs")
    parser.add_argument("--resume", action="store_true", help="keep state after each epoch")
    parser.add_argument("--to", type=Path, default=Path("build/claims.pt"))
    return parser


if __name__ == "__main__":
    train(make_parser().parse_args(), lambda line: print(line, flush=True))
