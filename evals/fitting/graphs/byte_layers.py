"""A BERT as a graph whose products are of bytes, up to the states of its last layer.

As `ByteLinear` multiplies, each row of a matrix and each token have steps of their own size. The
products are of bytes without a sign, the quicker ones, or with it: on processors without VNNI
instructions, sums of the former can go beyond what is added up in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from evals.fitting.graphs.builder import FUSED, GraphBuilder
from evals.fitting.network.transformer import Shape, bucket_numbers
from index.embedding.byte_weights import LARGEST, STEPS

_MIDDLE = 128
_LEAST_STEP = 1e-8


@dataclass(frozen=True)
class ByteLayers:
    """The layers of a network of this ``shape``, put in a ``graph``; with a sign, if ``signed``."""

    graph: GraphBuilder
    shape: Shape
    signed: bool

    def states(self) -> str:
        """From ``ids`` and ``mask`` (rows, tokens), each token's state (rows × tokens, size).

        From ``types`` (rows, tokens) as well, where the shape has any. The constants ``zero`` to
        ``axis.2`` and the shape of the states by rows, ``shape.states``, are there for what comes
        next.
        """
        graph, size = self.graph, self.shape.size
        for name, value in (("zero", 0), ("one", 1), ("flat", [-1, size]), ("size", [size])):
            graph.constant(name, value)
        for name, axis in (("axis.0", 0), ("axis.1", 1), ("axis.2", 2)):
            graph.constant(name, [axis])
        for name, number in (("least", _LEAST_STEP), ("largest", LARGEST), ("unit", 1)):
            graph.constant(name, number, np.float32)
        graph.constant(
            "middle", 0 if self.signed else _MIDDLE, np.int8 if self.signed else np.uint8
        )
        graph.constant("parts", [size] * 3)
        graph.node("Shape", ["ids"], "shape")
        graph.node("Concat", ["shape", "size"], "shape.states", axis=0)
        tokens = graph.node("Gather", ["shape", "one"], "tokens")
        places = graph.node("Range", ["zero", tokens, "one"], "places")
        states = graph.node("Reshape", [self._embedded(places), "flat"], "states.0")
        count = graph.node("Unsqueeze", [graph.node("Size", ["ids"], "count"), "axis.0"], "counts")
        graph.node("Expand", ["middle", count], "middles")
        bias = self._distances(places) if self.shape.buckets else ""
        for number in range(self.shape.layers):
            states = self._layer(f"layers.{number}", states, bias)
        return states

    def _embedded(self, places: str) -> str:
        """The sum of the embeddings of words, positions and types, normed."""
        graph, shape = self.graph, self.shape
        graph.constant("first", shape.first)
        positions = graph.node("Add", [places, "first"], "positions.numbers")
        words = self._rows("words", "ids", "axis.2")
        both = graph.node("Add", [words, self._rows("positions", positions, "axis.1")], "both")
        if shape.types:
            table = graph.weight("types.weight")
            both = graph.node("Add", [both, graph.node("Gather", [table, "types"], "kind")], "all")
        return graph.node(
            "LayerNormalization",
            [both, *self._norm("norm")],
            "embedded",
            epsilon=shape.epsilon,
            axis=-1,
        )

    def _rows(self, name: str, numbers: str, last: str) -> str:
        """Rows of a table, of bytes or not, by their ``numbers``."""
        graph = self.graph
        table = graph.weight(f"{name}.weight")
        if not graph.has(f"{table}{STEPS}"):
            return graph.node("Gather", [table, numbers], name)
        steps = graph.weight(f"{table}{STEPS}")
        rows = graph.cast(graph.node("Gather", [table, numbers], f"{name}.rows"), np.float32, name)
        sizes = graph.node("Gather", [steps, numbers], f"{name}.sizes")
        column = graph.node("Unsqueeze", [sizes, last], f"{name}.column")
        return graph.node("Mul", [rows, column], f"{name}.embedded")

    def _distances(self, places: str) -> str:
        """What is learned of each distance of two tokens: (1, heads, tokens, tokens)."""
        graph, shape = self.graph, self.shape
        most = shape.positions
        every = bucket_numbers(torch.arange(-most, most + 1), shape.buckets)
        graph.constant("buckets", every.numpy())
        graph.constant("most", most)
        row = graph.node("Unsqueeze", [places, "axis.0"], "places.row")
        column = graph.node("Unsqueeze", [places, "axis.1"], "places.column")
        apart = graph.node("Sub", [row, column], "apart")
        numbers = graph.node(
            "Gather", ["buckets", graph.node("Add", [apart, "most"], "apart.number")], "bucket"
        )
        table = graph.weight("distances.weight")
        learned = graph.node("Gather", [table, numbers], "distance")
        heads = graph.node("Transpose", [learned], "distance.heads", perm=(2, 0, 1))
        return graph.node("Unsqueeze", [heads, "axis.0"], "distance.bias")

    def _layer(self, name: str, states: str, bias: str) -> str:
        graph = self.graph
        joint = self._product(states, f"{name}.joint")
        parts = graph.nodes(
            "Split", [joint, "parts"], [f"{name}.{part}" for part in ("q", "k", "v")], axis=1
        )
        rows = [graph.node("Reshape", [part, "shape.states"], f"{part}.rows") for part in parts]
        context = graph.node(
            "MultiHeadAttention",
            [*rows, graph.weight(f"{name}.joint.bias"), "mask", bias],
            f"{name}.context",
            FUSED,
            num_heads=self.shape.heads,
        )
        tokens = graph.node("Reshape", [context, "flat"], f"{name}.context.flat")
        states = self._added(f"{name}.out", tokens, states, f"{name}.norm")
        wide = [self._product(states, f"{name}.wide"), graph.weight(f"{name}.wide.bias")]
        bent = graph.node("BiasGelu", wide, f"{name}.gelu", FUSED)
        return self._added(f"{name}.narrow", bent, states, f"{name}.last")

    def _product(self, states: str, name: str) -> str:
        """``states`` (rows × tokens, size) put in bytes, as the weights are, and multiplied.

        Its bias is left to what comes next.
        """
        graph = self.graph
        if not graph.has(f"{name}.weight{STEPS}"):
            return graph.node("Gemm", [states, graph.weight(f"{name}.weight")], name, transB=1)
        sizes = graph.node("Abs", [states], f"{name}.sizes")
        largest = graph.node("ReduceMax", [sizes, "axis.1"], f"{name}.largest", keepdims=0)
        bounded = graph.node("Max", [largest, "least"], f"{name}.bounded")
        steps = graph.node("Div", [bounded, "largest"], f"{name}.steps")
        read = graph.node("QuantizeLinear", [states, steps, "middles"], f"{name}.bytes", axis=0)
        weight = graph.weight(f"{name}.weight")
        columns = graph.node("Transpose", [weight], f"{name}.columns", perm=(1, 0))
        sums = graph.node(
            "MatMulIntegerToFloat",
            [read, columns, "unit", graph.weight(f"{name}.weight{STEPS}"), "middle"],
            f"{name}.sums",
            FUSED,
        )
        column = graph.node("Unsqueeze", [steps, "axis.1"], f"{name}.column")
        return graph.node("Mul", [sums, column], f"{name}.sized")

    def _added(self, product: str, factor: str, states: str, name: str) -> str:
        """A ``product`` of what is given, with its bias, added to ``states`` and normed."""
        graph, new = self.graph, self._product(factor, product)
        whole = graph.node("Add", [new, graph.weight(f"{product}.bias")], product)
        both = graph.node("Add", [whole, states], f"{name}.both")
        # The fused operator (SkipLayerNormalization) takes three times as long.
        return graph.node(
            "LayerNormalization",
            [both, *self._norm(name)],
            name,
            axis=-1,
            epsilon=self.shape.epsilon,
        )

    def _norm(self, name: str) -> list[str]:
        return [self.graph.weight(f"{name}.{part}") for part in ("weight", "bias")]
