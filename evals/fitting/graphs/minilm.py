"""The graph of all-MiniLM-L6-v2, a BERT (Devlin et al. 2019), with its weights by their names."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from evals.fitting.graphs.builder import FUSED, GraphBuilder, WeightPlace

LAYERS, SIZE, HEADS = 6, 384, 12
EPSILON = 1e-12


def minilm_graph(weights: Mapping[str, WeightPlace]) -> bytes:
    """From ``ids`` and ``mask`` (rows, tokens), each token's ``states`` (rows, tokens, 384)."""
    graph = GraphBuilder("all-MiniLM-L6-v2", weights)
    graph.constant("zero", 0), graph.constant("one", 1)
    graph.constant("flat", [-1, SIZE]), graph.constant("size", [SIZE])
    shape = graph.node("Shape", ["ids"], "shape")
    graph.node("Concat", [shape, "size"], "shape.states", axis=0)
    states = graph.node("Reshape", [_embedded(graph, shape), "flat"], "states.0")
    for number in range(LAYERS):
        states = _layer(graph, number, states)
    graph.node("Reshape", [states, "shape.states"], "states")
    return graph.serialize(
        [("ids", np.int64, ("rows", "tokens")), ("mask", np.int32, ("rows", "tokens"))],
        [("states", np.float32, ("rows", "tokens", SIZE))],
    )


def _embedded(graph: GraphBuilder, shape: str) -> str:
    """The sum of the embeddings of words, positions and the one type, normed."""

    def table(kind: str) -> str:
        return graph.weight(f"embeddings.{kind}_embeddings.weight")

    tokens = graph.node("Gather", [shape, "one"], "tokens")
    places = graph.node("Range", ["zero", tokens, "one"], "places")
    words = graph.node("Gather", [table("word"), "ids"], "embedded.words")
    positions = graph.node("Gather", [table("position"), places], "embedded.places")
    kind = graph.node("Gather", [table("token_type"), "zero"], "embedded.type")
    both = graph.node("Add", [words, positions], "embedded.both")
    added = graph.node("Add", [both, kind], "embedded.all")
    return graph.node(
        "LayerNormalization",
        [added, *_norm_weights(graph, "embeddings.LayerNorm")],
        "embedded",
        epsilon=EPSILON,
        axis=-1,
    )


def _layer(graph: GraphBuilder, number: int, states: str) -> str:
    """``states`` (rows × tokens, size) after attention and two products."""
    own = f"encoder.layer.{number}"
    parts = [
        graph.node(
            "Reshape",
            [_product(graph, states, f"{own}.attention.self.{part}"), "shape.states"],
            f"{own}.{part}",
        )
        for part in ("query", "key", "value")
    ]
    context = graph.node(
        "MultiHeadAttention", [*parts, "", "mask"], f"{own}.context", FUSED, num_heads=HEADS
    )
    tokens = graph.node("Reshape", [context, "flat"], f"{own}.context.flat")
    mixture = _product(graph, tokens, f"{own}.attention.output.dense")
    states = _added(graph, mixture, states, f"{own}.attention.output.LayerNorm")
    wide = _product(graph, states, f"{own}.intermediate.dense")
    bent = graph.node("Gelu", [wide], f"{own}.gelu", FUSED)
    narrow = _product(graph, bent, f"{own}.output.dense")
    return _added(graph, narrow, states, f"{own}.output.LayerNorm")


def _product(graph: GraphBuilder, states: str, name: str) -> str:
    weights = [graph.weight(f"{name}.weight"), graph.weight(f"{name}.bias")]
    return graph.node("Gemm", [states, *weights], name, transB=1)


def _added(graph: GraphBuilder, new: str, states: str, name: str) -> str:
    both = graph.node("Add", [new, states], f"{name}.both")
    # The fused operator (SkipLayerNormalization) takes three times as long.
    weights = _norm_weights(graph, name)
    return graph.node("LayerNormalization", [both, *weights], name, epsilon=EPSILON, axis=-1)


def _norm_weights(graph: GraphBuilder, name: str) -> list[str]:
    return [graph.weight(f"{name}.{part}") for part in ("weight", "bias")]
