"""The graph of all-MiniLM-L6-v2, a BERT (Devlin et al. 2019), with its weights in bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from evals.fitting.graphs.builder import GraphBuilder
from evals.fitting.graphs.byte_layers import ByteLayers
from evals.fitting.network.transformer import MINILM
from index.embedding.weight_file import WeightPlace


def minilm_graph(weights: Mapping[str, WeightPlace], *, signed: bool) -> bytes:
    """From ``ids`` and ``mask`` (rows, tokens), each token's ``states`` (rows, tokens, 384)."""
    graph = GraphBuilder("all-MiniLM-L6-v2", weights)
    shape = replace(MINILM, types=0)  # the one there is comes with the places
    graph.node("Reshape", [ByteLayers(graph, shape, signed).states(), "shape.states"], "states")
    rows = ("rows", "tokens")
    return graph.serialize(
        [("ids", np.int64, rows), ("mask", np.int32, rows)],
        [("states", np.float32, (*rows, shape.size))],
    )
