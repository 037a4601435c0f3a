"""Makes the file that sayso ships of a trained net: 8-bit ONNX, embeddings, pieces, linkers.

    python -m training.export build/claims.pt --to src/sayso/lang/engines/tagger/claims.model

The graph is written operator by operator, with ONNX Runtime's fused ones, and then
quantized: weights of 8 bits for each column with one bit in reserve (without that, four
points are lost on processors that add up pairs of products in 16 bits).
"""

import argparse
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from sayso.lang.engines.tagger.labels import LABELS, LEVELS, LINKED
from training.model import Net, Shape
from training.train import load_net

_FUSED = "com.microsoft"
_OPSET, _FUSED_OPSET, _IR = 17, 1, 9
SCHEMA = "sayso/tagger/1"


class Graph:
    """An ONNX graph while it is written."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.values: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Add a constant; return its name."""
        self.values.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, op: str, inputs: list[str], out: str, **more: Any) -> str:
        """Add an operator; return its output."""
        self.nodes.append(helper.make_node(op, inputs, [out], name=out, **more))
        return out


def make_graph(net: Net) -> Any:
    """Return the net as an ONNX model.

    Inputs: ``embedded`` (1, pieces, width): embeddings of pieces and positions;
    ``heads`` (words): where words begin. Outputs: ``hidden`` (1, words, width) and
    ``scores`` (1, words, levels * labels), not normalised.
    """
    state = {
        name: value.detach().cpu().numpy().astype(np.float32)
        for name, value in net.state_dict().items()
    }
    shape = net.encoder.shape
    graph = Graph()

    def plain(name: str) -> str:
        return graph.constant(name, state[name])

    x = graph.add(
        "LayerNormalization",
        ["embedded", plain("encoder.norm.weight"), plain("encoder.norm.bias")],
        "normed",
        epsilon=shape.epsilon,
        axis=-1,
    )
    for layer in range(shape.layers):
        x = add_layer(graph, x, state, f"encoder.layers.{layer}", shape)
    hidden = graph.add("Gather", [x, "heads"], "hidden", axis=1)
    tag = graph.constant("tag", state["tag.weight"].T)
    tagged = graph.add("MatMul", [hidden, tag], "tagged")
    graph.add("Add", [tagged, plain("tag.bias")], "scores")
    width = shape.width
    made = helper.make_graph(
        graph.nodes,
        "claims",
        [
            helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "pieces", width]),
            helper.make_tensor_value_info("heads", TensorProto.INT64, ["words"]),
        ],
        [
            helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1, "words", width]),
            helper.make_tensor_value_info(
                "scores", TensorProto.FLOAT, [1, "words", LEVELS * len(LABELS)]
            ),
        ],
        graph.values,
    )
    return make_model(made)


def make_model(graph: Any) -> Any:
    """Return a model of a graph, for the operators that sayso uses."""
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, _FUSED_OPSET)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=_IR)


def add_layer(
    graph: Graph, x: str, state: dict[str, NDArray[np.float32]], at: str, shape: Shape
) -> str:
    """Add a layer, its weights those of ``state`` under the name ``at``; return its output."""

    def weight(name: str) -> str:
        return graph.constant(name, state[f"{name}.weight"].T)

    def plain(name: str) -> str:
        return graph.constant(name, state[name])

    norm = {"domain": _FUSED, "epsilon": shape.epsilon}
    three = ("query", "key", "value")
    joint = np.concatenate([state[f"{at}.{one}.weight"].T for one in three], axis=1)
    bias = np.concatenate([state[f"{at}.{one}.bias"] for one in three])
    mixed = graph.add(
        "Attention",
        [x, graph.constant(f"{at}.qkv", joint), graph.constant(f"{at}.qkv.bias", bias)],
        f"{at}.attended",
        domain=_FUSED,
        num_heads=shape.heads,
    )
    mixed = graph.add("MatMul", [mixed, weight(f"{at}.mix")], f"{at}.mixed")
    x = _skip(graph, mixed, x, f"{at}.norm_mix", plain, plain(f"{at}.mix.bias"), norm)
    wide = graph.add("MatMul", [x, weight(f"{at}.widen")], f"{at}.wide")
    wide = graph.add("BiasGelu", [wide, plain(f"{at}.widen.bias")], f"{at}.gelu", domain=_FUSED)
    narrow = graph.add("MatMul", [wide, weight(f"{at}.narrow")], f"{at}.narrowed")
    return _skip(graph, narrow, x, f"{at}.norm_narrow", plain, plain(f"{at}.narrow.bias"), norm)


def _skip(
    graph: Graph, x: str, before: str, at: str, plain: Any, bias: str, norm: dict[str, Any]
) -> str:
    inputs = [x, before, plain(f"{at}.weight"), plain(f"{at}.bias"), bias]
    return graph.add("SkipLayerNormalization", inputs, at, **norm)


def quantize(model: Any, *, but: tuple[str, ...] = ("tagged",)) -> bytes:
    """Return a model with 8-bit weights, its activations quantized as it runs.

    ``but`` names products that stay exact.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder, "plain.onnx"), Path(folder, "small.onnx")
        onnx.save(model, plain)
        quantize_dynamic(
            plain,
            small,
            op_types_to_quantize=["MatMul", "Attention"],
            nodes_to_exclude=list(but),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
        return small.read_bytes()


def quantize_table(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Return 8-bit rows and their scales."""
    scales = np.abs(table).max(axis=1).clip(min=1e-8) / 127
    return np.round(table / scales[:, None]).astype(np.int8), scales.astype(np.float16)


def export(net: Net, pieces: bytes, about: dict[str, Any], *, exact: bool = False) -> bytes:
    """Return the model file: a stored zip of arrays (NumPy's ``.npz``).

    Args:
        net: The trained net.
        pieces: Its sentencepiece model.
        about: Version, settings and calibration, as JSON.
        exact: Keep 32-bit weights, to compare with.
    """
    graph = make_graph(net)
    state = {name: value.detach().cpu().numpy() for name, value in net.state_dict().items()}
    table, scales = quantize_table(net.encoder.table.cpu().numpy())
    arrays: dict[str, NDArray[Any]] = {
        "graph": np.frombuffer(graph.SerializeToString() if exact else quantize(graph), np.uint8),
        "pieces": np.frombuffer(pieces, np.uint8),
        "about": np.frombuffer(json.dumps({"schema": SCHEMA, **about}).encode(), np.uint8),
        "table": table,
        "scales": scales,
        "positions": state["encoder.positions.weight"].astype(np.float16),
        "nobody": state["nobody"].astype(np.float32),
    }
    for role in LINKED:
        for part in ("span", "cue", "score"):
            name = f"link.{role}.{part}"
            arrays[f"{name}.weight"] = state[f"{name}.weight"].T.astype(np.float16)
            arrays[f"{name}.bias"] = state[f"{name}.bias"].astype(np.float32)
        arrays[f"link.{role}.distance"] = state[f"link.{role}.distance.weight"].astype(np.float16)
    made = io.BytesIO()
    np.savez(made, allow_pickle=False, **arrays)
    return made.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("net", type=Path)
    parser.add_argument("--encoder", type=Path, default=Path("build/encoder"))
    parser.add_argument("--about", type=Path, help="settings and calibration, JSON")
    parser.add_argument("--version", default="0")
    parser.add_argument("--exact", action="store_true", help="keep 32-bit weights")
    parser.add_argument("--to", type=Path, required=True)
    args = parser.parse_args()
    net = load_net(args.net, args.encoder).eval()
    about = json.loads(args.about.read_text()) if args.about else {}
    pieces = (args.encoder / "pieces.model").read_bytes()
    data = export(net, pieces, {**about, "version": args.version}, exact=args.exact)
    args.to.write_bytes(data)
    print(f"{args.to}: {len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
