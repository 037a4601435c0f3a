"""Makes the file that sayso ships of a trained tagger of names.

    python -m training.names.export build/names.pt --version 1 --to build/names.model

It holds the network's own layers in 8 bits, and the hash of the model of claims on whose
lower layers they stand.
"""

import argparse
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper

from sayso.lang.engines.tagger.model_file import PACKAGED
from sayso.lang.engines.tagger.name_decode import TYPES
from sayso.lang.engines.tagger.name_file import SCHEMA
from training.export import Graph, add_layer, make_model, quantize
from training.model import Shape
from training.names.model import ENDS, NameNet, load_name_net, read_shipped


def make_graph(net: NameNet) -> Any:
    """Return the net's own part as an ONNX model.

    Inputs: ``shared`` (1, pieces, width): the states of pieces; ``heads`` (words): where words
    begin. Output: ``scores`` (types and none, first word, last word), without what a span's
    length tells.
    """
    state = {
        name: value.detach().cpu().numpy().astype(np.float32)
        for name, value in net.state_dict().items()
    }
    graph, shape, kinds = Graph(), Shape(), len(TYPES) + 1
    x = "shared"
    for layer in range(net.shape.own):
        x = add_layer(graph, x, state, f"own.{layer}", shape)
    words = graph.add("Gather", [x, "heads"], "words", axis=1)

    def linear(name: str, source: str) -> str:
        weight = graph.constant(f"{name}.weight", state[f"{name}.weight"].T)
        out = graph.add("MatMul", [source, weight], f"{name}.product")
        bias = graph.constant(f"{name}.bias", state[f"{name}.bias"])
        return graph.add("Add", [out, bias], f"{name}.sum")

    def sizes(name: str, *some: int) -> str:
        return graph.constant(name, np.array(some, dtype=np.int64))

    first = graph.add("Gelu", [linear("spans.first", words)], "first", domain="com.microsoft")
    last = graph.add("Gelu", [linear("spans.last", words)], "last", domain="com.microsoft")
    cross = graph.add(
        "Reshape", [linear("spans.cross", first), sizes("by", -1, kinds, ENDS)], "by kind"
    )
    cross = graph.add("Transpose", [cross], "cross", perm=[1, 0, 2])
    turned = graph.add("Transpose", [last], "turned", perm=[0, 2, 1])
    both = graph.add("MatMul", [cross, turned], "both")
    alone = graph.add("Transpose", [linear("spans.alone", first)], "alone", perm=[2, 1, 0])
    graph.add("Add", [both, alone], "scores")
    made = helper.make_graph(
        graph.nodes,
        "names",
        [
            helper.make_tensor_value_info("shared", TensorProto.FLOAT, [1, "pieces", shape.width]),
            helper.make_tensor_value_info("heads", TensorProto.INT64, ["words"]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [kinds, "words", "words"])],
        graph.values,
    )
    return make_model(made)


def export(net: NameNet, about: dict[str, Any]) -> bytes:
    """Return the model file: a stored zip of arrays (NumPy's ``.npz``)."""
    graph = quantize(make_graph(net), but=("both", "spans.alone.product"))
    arrays: dict[str, NDArray[Any]] = {
        "graph": np.frombuffer(graph, np.uint8),
        "about": np.frombuffer(json.dumps({"schema": SCHEMA, **about}).encode(), np.uint8),
        "length": net.spans.length.detach().cpu().numpy().astype(np.float32),
    }
    made = io.BytesIO()
    np.savez(made, allow_pickle=False, **arrays)
    return made.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("net", type=Path)
    parser.add_argument("--claims", type=Path, default=PACKAGED)
    parser.add_argument("--version", default="0")
    parser.add_argument("--to", type=Path, required=True)
    args = parser.parse_args()
    net = load_name_net(args.net, read_shipped(args.claims)).eval()
    about = {
        "version": args.version,
        "types": TYPES,
        "shared": net.shape.shared,
        "claims": hashlib.sha256(args.claims.read_bytes()).hexdigest(),
    }
    data = export(net, about)
    args.to.write_bytes(data)
    print(f"{args.to}: {len(data) / 1e6:.1f} MB, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
