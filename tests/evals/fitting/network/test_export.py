import json
from dataclasses import asdict

import pytest
import torch

from evals.fitting.network import export as module
from evals.fitting.network.byte_weights import saved_network
from evals.fitting.network.export import export
from evals.fitting.network.transformer import Network, Shape
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.embedding.word_pieces import FILE
from index.storage.checksum import checksum
from qa.reading.network_files import GRAPH_FILES, REFERENCE, NetworkFiles

BASE = model_folder(DEFAULT_MODEL)
SHAPE = Shape(1, 64, 4, 256, 30522, 512, 2, 0, 0, 1e-12)


@pytest.fixture
def checkpoint(tmp_path):
    torch.manual_seed(6)
    network = Network(SHAPE)
    state = {"model": network.state_dict(), "shape": asdict(SHAPE)}
    torch.save(state, tmp_path / "checkpoint.pt")
    return tmp_path / "checkpoint.pt"


def test_a_folder_has_the_weights_the_tokenizer_and_the_settings(checkpoint, tmp_path):
    files = export(checkpoint, BASE, tmp_path / "out")
    names = ["network-1.safetensors", FILE, "network.json", *GRAPH_FILES, REFERENCE]
    assert [file.name for file in files] == names
    assert set(files) == set((tmp_path / "out").iterdir())
    assert files[1].read_bytes() == (BASE / FILE).read_bytes()
    assert json.loads(files[2].read_bytes()) == {
        "languages": ["en"],
        "shape": asdict(SHAPE),
        "weights": {"network-1.safetensors": checksum(files[0])},
    }


def test_weights_that_are_too_large_for_a_file_are_in_several(checkpoint, tmp_path, monkeypatch):
    export(checkpoint, BASE, tmp_path / "one")
    # The words' 30,522 rows of 64 bytes fill a file.
    monkeypatch.setattr(module, "MAX_BYTES", 30522 * 64)
    files = export(checkpoint, BASE, tmp_path / "several")
    assert [file.name for file in files if file.suffix == ".safetensors"] == [
        "network-1.safetensors",
        "network-2.safetensors",
    ]
    whole, parts = (saved_network(NetworkFiles(tmp_path / name)) for name in ("one", "several"))
    for name, weight in whole.state_dict().items():
        assert torch.equal(weight, parts.state_dict()[name]), name
