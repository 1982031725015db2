"""The graphs of the networks that ONNX Runtime runs: ``python -m evals.fitting.graphs``."""
