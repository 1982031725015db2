"""The graph of a network that `evals.fitting.network` trained, its weights in bytes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from evals.fitting.graphs.builder import GraphBuilder
from evals.fitting.graphs.byte_layers import ByteLayers
from evals.fitting.network.transformer import Shape
from index.embedding.weight_file import WeightPlace
from qa.reading.reader import REPLY_KINDS


def trained_graph(shape: Shape, weights: Mapping[str, WeightPlace], *, signed: bool) -> bytes:
    """From ``ids``, ``types`` and ``mask`` (rows, tokens), what is said of the rows.

    ``spans`` (rows, tokens, 2) are the logits that an answer begins and ends at each token,
    ``kinds`` (rows, kinds) those of the kinds of reply, and ``vectors`` (rows, size) of length 1.
    """
    graph = GraphBuilder("network", weights)
    _outputs(graph, ByteLayers(graph, shape, signed).states())
    rows = ("rows", "tokens")
    return graph.serialize(
        [("ids", np.int64, rows), ("types", np.int64, rows), ("mask", np.int32, rows)],
        [
            ("spans", np.float32, (*rows, 2)),
            ("kinds", np.float32, ("rows", len(REPLY_KINDS))),
            ("vectors", np.float32, ("rows", shape.size)),
        ],
    )


def _outputs(graph: GraphBuilder, states: str) -> None:
    table = [graph.weight("spans.weight"), graph.weight("spans.bias")]
    spans = graph.node("Gemm", [states, *table], "spans.flat", transB=1)
    graph.constant("two", [2])
    shape = graph.node("Concat", ["shape", "two"], "shape.spans", axis=0)
    graph.node("Reshape", [spans, shape], "spans")
    rows = graph.node("Reshape", [states, "shape.states"], "states")
    first = graph.node("Gather", [rows, "zero"], "first.states", axis=1)
    table = [graph.weight("kinds.weight"), graph.weight("kinds.bias")]
    graph.node("Gemm", [first, *table], "kinds", transB=1)
    real = graph.cast("mask", np.float32, "mask.numbers")
    column = graph.node("Unsqueeze", [real, "axis.2"], "mask.column")
    masked = graph.node("Mul", [rows, column], "states.real")
    total = graph.node("ReduceSum", [masked, "axis.1"], "states.sum", keepdims=0)
    graph.node("LpNormalization", [total], "vectors", axis=1, p=2)
