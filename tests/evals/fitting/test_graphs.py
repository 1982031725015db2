"""The graphs that are kept are those that are made, and give what PyTorch gives."""

import numpy as np
import onnx
import pytest
import torch

from evals.fitting.graphs.builder import WeightPlace, weight_places
from evals.fitting.graphs.minilm import minilm_graph
from evals.fitting.graphs.trained import trained_graph
from evals.fitting.network.transformer import Shape
from evals.fitting.network.weights import save_weights
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.embedding.onnx import WEIGHTS
from index.embedding.onnx_session import GRAPHS
from qa.reading.network_files import GRAPH_FILES, SHIPPED_FILES

EMBEDDER = GRAPHS / f"{DEFAULT_MODEL}.onnx"
READERS = [SHIPPED_FILES.folder / name for name in GRAPH_FILES]


def test_the_graphs_that_are_kept_are_those_that_are_made():
    weights = weight_places([model_folder(DEFAULT_MODEL) / WEIGHTS])
    assert EMBEDDER.read_bytes() == minilm_graph(weights)
    settings = SHIPPED_FILES.settings
    weights = weight_places(SHIPPED_FILES.folder / name for name in settings["weights"])
    for file, signed in zip(READERS, (False, True), strict=True):
        graph = trained_graph(Shape(**settings["shape"]), weights, signed=signed)
        assert file.read_bytes() == graph


@pytest.mark.parametrize("file", [EMBEDDER, *READERS])
def test_a_graph_holds_no_weights(file):
    graph = onnx.load(file, load_external_data=False).graph
    outside = [t for t in graph.initializer if t.data_location == onnx.TensorProto.EXTERNAL]
    assert len(outside) > 90
    assert file.stat().st_size < 100_000


def test_weights_are_where_they_are_said_to_be(tmp_path):
    weights = {
        "a": torch.arange(6, dtype=torch.float32).reshape(2, 3),
        "b.steps": torch.tensor([1.5, -2.0]),
        "c": torch.tensor([[-127, 0, 127]], dtype=torch.int8),
        "d": torch.tensor([1, 2**40]),
    }
    save_weights({name: weights[name] for name in "ad"}, tmp_path / "one")
    save_weights({name: weights[name] for name in ("b.steps", "c")}, tmp_path / "two")
    places = weight_places([tmp_path / "one", tmp_path / "two"])
    assert places.keys() == weights.keys()
    for name, place in places.items():
        data = (tmp_path / place.location).read_bytes()
        numbers = np.frombuffer(data[place.offset :][: place.length], place.kind)
        assert numbers.reshape(place.shape).tolist() == weights[name].tolist()


def test_a_place_of_another_size_than_its_shape_is_refused():
    with pytest.raises(ValueError, match="are 8 bytes, not 9"):
        WeightPlace("a", 0, 9, np.float32, [2])
