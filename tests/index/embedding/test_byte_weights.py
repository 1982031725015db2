"""The default model's weights are put in bytes once, the same everywhere, and never others."""

from hashlib import sha256

import numpy as np
import pytest

import index.embedding.byte_weights
from index.embedding.byte_weights import (
    BYTE_WEIGHTS,
    FILE,
    LARGEST,
    STEPS,
    byte_weights,
    in_bytes,
)
from index.embedding.checkpoints import DEFAULT_MODEL, WEIGHTS, model_folder
from index.embedding.embedders import default_embedder
from index.embedding.onnx import OnnxEmbedder
from index.embedding.weight_file import weight_bytes, weight_places
from index.errors import ModelError
from index.storage.checksum import checksum
from index.storage.paths import own_folder

PUBLISHED = model_folder(DEFAULT_MODEL)


def read(file):
    return {name: place.read(file.parent) for name, place in weight_places([file]).items()}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    file = tmp_path_factory.mktemp("made") / FILE
    file.write_bytes(weight_bytes(in_bytes(PUBLISHED / WEIGHTS)))
    return file


def test_rows_are_as_near_as_their_steps_allow(made):
    ours, theirs = read(made), read(PUBLISHED / WEIGHTS)
    pairs = {
        "words.weight": theirs["embeddings.word_embeddings.weight"],
        "layers.2.joint.weight": np.concatenate(
            [
                theirs[f"encoder.layer.2.attention.self.{part}.weight"]
                for part in ("query", "key", "value")
            ]
        ),
        "layers.5.narrow.weight": theirs["encoder.layer.5.output.dense.weight"],
    }
    for name, weight in pairs.items():
        steps = ours[name + STEPS][:, None]
        assert np.abs(ours[name]).max(axis=1).tolist() == [LARGEST] * len(weight)
        assert (np.abs(ours[name] * steps - weight) < steps * 0.501).all()


def test_vectors_and_places_keep_their_numbers(made):
    ours, theirs = read(made), read(PUBLISHED / WEIGHTS)
    kind = theirs["embeddings.token_type_embeddings.weight"][0]
    both = theirs["embeddings.position_embeddings.weight"] + kind
    assert np.array_equal(ours["positions.weight"], both)
    joint = [theirs[f"encoder.layer.0.attention.self.{part}.bias"] for part in ("query", "key")]
    assert np.array_equal(ours["layers.0.joint.bias"][:768], np.concatenate(joint))
    norm = theirs["encoder.layer.3.output.LayerNorm.bias"]
    assert np.array_equal(ours["layers.3.last.bias"], norm)
    assert len(ours) == 2 + 3 + 6 * (4 * 3 + 2 * 2)


def test_the_file_is_made_once_and_is_the_same_everywhere(monkeypatch, made):
    assert checksum(made) == BYTE_WEIGHTS
    assert byte_weights(PUBLISHED) == own_folder("models")
    assert checksum(own_folder("models") / FILE) == BYTE_WEIGHTS
    monkeypatch.setattr(index.embedding.byte_weights, "in_bytes", None)
    assert byte_weights(PUBLISHED) == own_folder("models")


@pytest.mark.parametrize("there", [b"", b"altered"])
def test_a_file_that_was_altered_is_made_again(there):
    file = own_folder("models") / FILE
    file.parent.mkdir(parents=True)
    file.write_bytes(there)
    byte_weights(PUBLISHED)
    assert checksum(file) == BYTE_WEIGHTS


def test_other_weights_than_the_published_are_refused(tmp_path):
    data = weight_bytes({"pooler": np.zeros(2, np.float32)})
    (tmp_path / WEIGHTS).write_bytes(data)
    problem = f"not the published file: SHA-256 {sha256(data).hexdigest()}"
    with pytest.raises(ModelError, match=problem):
        byte_weights(tmp_path)
    assert not own_folder("models").exists()


def test_other_bytes_than_everywhere_are_refused(monkeypatch):
    monkeypatch.setattr(index.embedding.byte_weights, "BYTE_WEIGHTS", "other")
    with pytest.raises(ModelError, match=f"SHA-256 {BYTE_WEIGHTS}, not other.*--model"):
        byte_weights(PUBLISHED)


def test_where_nothing_can_be_kept_the_weights_are_in_memory(monkeypatch, tmp_path):
    (question,) = default_embedder().embed_queries(["When does it open?"])
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("PINCITE_HOME", str(tmp_path / "file"))
    weights = byte_weights(PUBLISHED)
    assert isinstance(weights, dict)
    assert sha256(weight_bytes(weights)).hexdigest() == BYTE_WEIGHTS
    (same,) = OnnxEmbedder().embed_queries(["When does it open?"])
    np.testing.assert_allclose(same.whole, question.whole, atol=1e-5)
