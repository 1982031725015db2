from dataclasses import replace

import pytest
import torch
from transformers import BertModel, MPNetConfig, MPNetModel

from evals.fitting.data.groups import Row
from evals.fitting.network.bases import base_network, network_of, some_layers
from evals.fitting.network.rows import make_batch
from evals.fitting.network.transformer import MINILM, MPNET, Network, Shape
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.errors import ModelError
from tests.evals.fitting.small_sets import OTHER, TEXT


def last_states(network, batch):
    """The states that the last layer gives."""
    with torch.inference_mode():
        return network.eval().states(batch.ids, batch.types, batch.mask)[batch.mask]


@pytest.fixture(scope="module")
def padded(words):
    return make_batch([(Row("When?", TEXT), Row("Who?", OTHER))], words, 8)


def test_a_network_starts_as_the_packaged_model(padded):
    folder = model_folder(DEFAULT_MODEL)
    theirs = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
    with torch.inference_mode():
        states = theirs(padded.ids, padded.mask, padded.types).last_hidden_state
    ours = base_network(folder)
    assert ours.shape == MINILM
    assert torch.allclose(last_states(ours, padded), states[padded.mask], atol=1e-4)


def test_a_network_starts_as_mpnet(padded):
    shape = replace(MPNET, layers=2, size=32, heads=4, inner=64)
    settings = MPNetConfig(
        vocab_size=shape.words,
        hidden_size=shape.size,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        layer_norm_eps=shape.epsilon,
        initializer_range=0.5,
    )
    torch.manual_seed(4)
    theirs = MPNetModel(settings, add_pooling_layer=False).eval()
    # Its own padding token is another one: positions are told.
    places = torch.arange(padded.ids.shape[1])[None] + shape.first
    with torch.inference_mode():
        states = theirs(padded.ids, padded.mask, position_ids=places).last_hidden_state
    ours = network_of(shape, theirs.state_dict())
    assert torch.allclose(last_states(ours, padded), states[padded.mask], atol=1e-4)


def test_layers_are_those_of_the_whole(padded):
    torch.manual_seed(1)
    whole = Network(Shape(3, 64, 4, 128, 30522, 514, 0, 32, 2, 1e-5))
    part = some_layers(whole, (0, 2))
    assert part.shape == replace(whole.shape, layers=2)
    ours, theirs = part.state_dict(), whole.state_dict()
    assert torch.equal(ours["layers.1.wide.weight"], theirs["layers.2.wide.weight"])
    assert torch.equal(ours["spans.weight"], theirs["spans.weight"])
    again = some_layers(whole, (0, 1, 2))
    assert torch.equal(last_states(again, padded), last_states(whole, padded))
    with torch.no_grad():
        part.words.weight.zero_()
    assert whole.words.weight.any()


def test_another_model_is_no_base(tmp_path):
    with pytest.raises(ModelError, match="holds neither"):
        base_network(tmp_path)
    (tmp_path / "config.json").write_text('{"model_type": "mpnet"}', encoding="utf-8")
    folder = model_folder(DEFAULT_MODEL)
    (tmp_path / "model.safetensors").write_bytes((folder / "model.safetensors").read_bytes())
    with pytest.raises(ModelError, match="Name another base"):
        base_network(tmp_path)
