"""The graphs that are kept are those that are made, and give what PyTorch gives."""

from dataclasses import replace

import numpy as np
import onnx
import pytest
import torch

from evals.fitting.graphs.minilm import minilm_graph
from evals.fitting.graphs.trained import trained_graph
from evals.fitting.network.byte_weights import byte_network
from evals.fitting.network.transformer import MINILM, Network, Shape
from evals.fitting.network.weights import load_weights
from index.embedding.byte_weights import FILE, in_bytes
from index.embedding.checkpoints import DEFAULT_MODEL, WEIGHTS, model_folder
from index.embedding.onnx import GRAPH_FILES as EMBEDDER_FILES
from index.embedding.onnx_session import GRAPHS, OnnxSession
from index.embedding.weight_file import weight_bytes, weight_places
from qa.reading.network_files import GRAPH_FILES, SHIPPED_FILES

EMBEDDERS = [GRAPHS / name for name in EMBEDDER_FILES]
READERS = [SHIPPED_FILES.folder / name for name in GRAPH_FILES]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The file of the embedder's weights in bytes."""
    file = tmp_path_factory.mktemp("made") / FILE
    file.write_bytes(weight_bytes(in_bytes(model_folder(DEFAULT_MODEL) / WEIGHTS)))
    return file


def test_the_graphs_that_are_kept_are_those_that_are_made(made):
    weights = weight_places([made])
    for file, signed in zip(EMBEDDERS, (False, True), strict=True):
        assert file.read_bytes() == minilm_graph(weights, signed=signed)
    settings = SHIPPED_FILES.settings
    weights = weight_places(SHIPPED_FILES.folder / name for name in settings["weights"])
    for file, signed in zip(READERS, (False, True), strict=True):
        graph = trained_graph(Shape(**settings["shape"]), weights, signed=signed)
        assert file.read_bytes() == graph


def test_the_embedders_graph_gives_what_pytorch_makes_of_the_same_bytes(made):
    shape = replace(MINILM, types=0)
    scores = {
        name: weight
        for name, weight in Network(shape).state_dict().items()
        if name.partition(".")[0] in ("spans", "kinds")
    }
    network = byte_network(shape, load_weights(made) | scores)
    ids = torch.tensor([[101, 7592, 2088, 2330, 102, 0, 0], [101, 7592, 2088, 1, 2, 3, 102]])
    mask = ids > 0
    with torch.inference_mode():
        theirs = network.states(ids, 0 * ids, mask).numpy()
    inputs = {"ids": ids.numpy(), "mask": mask.numpy().astype(np.int32)}
    for file in EMBEDDERS:
        for weights in (made.parent, in_bytes(model_folder(DEFAULT_MODEL) / WEIGHTS)):
            ours = OnnxSession(file, weights).run(**inputs)["states"]
            np.testing.assert_allclose(ours[mask], theirs[mask], atol=0.02)


@pytest.mark.parametrize("file", [*EMBEDDERS, *READERS])
def test_a_graph_holds_no_weights(file):
    graph = onnx.load(file, load_external_data=False).graph
    outside = [t for t in graph.initializer if t.data_location == onnx.TensorProto.EXTERNAL]
    assert len(outside) > 90
    assert file.stat().st_size < 100_000
