"""The trained tagger of sources, cues and contents, run by ONNX Runtime; see training/."""
