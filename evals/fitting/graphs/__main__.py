"""Write the graphs of the shipped networks, the vectors that they are checked by, and the axes.

That of the embedder goes to data/graphs, those of the trained network beside its weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from evals.fitting.graphs.minilm import minilm_graph
from evals.fitting.network.export import CHECKED_TEXT, write_graphs
from index.embedding.byte_weights import FILE, in_bytes
from index.embedding.checkpoints import WEIGHTS
from index.embedding.onnx import GRAPH_FILES, REFERENCE
from index.embedding.onnx_session import GRAPHS
from index.embedding.sentence_transformer import SentenceTransformerEmbedder
from index.embedding.weight_file import weight_bytes, weight_places
from index.embedding.word_pieces import load_pieces
from index.search.late_interaction import DEFAULT_AXES, principal_axes
from qa.cli_options import Parser
from qa.reading.network_files import SHIPPED_FILES


def main(argv: Sequence[str] | None = None) -> None:
    """Write them."""
    Parser(prog="python -m evals.fitting.graphs", description=__doc__).parse_args(argv)
    GRAPHS.mkdir(parents=True, exist_ok=True)
    embedder = SentenceTransformerEmbedder()
    with TemporaryDirectory() as folder:
        file = Path(folder, FILE)
        file.write_bytes(weight_bytes(in_bytes(embedder.folder / WEIGHTS)))
        weights = weight_places([file])
    for name, signed in zip(GRAPH_FILES, (False, True), strict=True):
        (GRAPHS / name).write_bytes(minilm_graph(weights, signed=signed))
    [reference] = embedder.embed_queries([CHECKED_TEXT])
    ids = [load_pieces(embedder.folder).encode(CHECKED_TEXT).ids]
    np.savez(GRAPHS / REFERENCE, ids=ids, vector=reference.whole)
    np.save(DEFAULT_AXES, principal_axes(embedder))
    write_graphs(SHIPPED_FILES.folder)


if __name__ == "__main__":
    main()
