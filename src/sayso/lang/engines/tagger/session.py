"""Opens a network to run on one core."""

from typing import Any

from sayso.errors import ModelError


def load_session(model: bytes, *, problem: str, remedy: str) -> Any:
    """Return a session of ONNX Runtime; raises a `ModelError` so worded where none can be made."""
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as failures

    unloadable = (
        failures.Fail,
        failures.InvalidArgument,
        failures.InvalidGraph,
        failures.InvalidProtobuf,
        RuntimeError,
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except unloadable as exc:
        raise ModelError(problem, remedy=remedy) from exc
