"""The default model's weights are put in bytes once, the same everywhere, and never others."""

from hashlib import sha256

import numpy as np
import pytest

from index.embedding import byte_weights
from index.embedding.byte_weights import BYTE_WEIGHTS, FILE, LARGEST, STEPS, ByteWeights, in_bytes
from index.embedding.checkpoints import DEFAULT_MODEL, WEIGHTS, model_folder
from index.embedding.weight_file import weight_places, written_weights
from index.errors import ModelError
from index.storage.checksum import checksum
from index.storage.paths import own_folder

PUBLISHED = model_folder(DEFAULT_MODEL)


def read(file):
    return {name: place.read(file.parent) for name, place in weight_places([file]).items()}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    file = tmp_path_factory.mktemp("made") / FILE
    file.write_bytes(in_bytes(PUBLISHED / WEIGHTS))
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
        np.testing.assert_array_less(np.abs(ours[name] * steps - weight), steps * 0.501)


def test_vectors_and_places_keep_their_numbers(made):
    ours, theirs = read(made), read(PUBLISHED / WEIGHTS)
    both = (
        theirs["embeddings.position_embeddings.weight"]
        + theirs["embeddings.token_type_embeddings.weight"]
    )
    assert np.array_equal(ours["positions.weight"], both)
    joint = [theirs[f"encoder.layer.0.attention.self.{part}.bias"] for part in ("query", "key")]
    assert np.array_equal(ours["layers.0.joint.bias"][:768], np.concatenate(joint))
    norm = theirs["encoder.layer.3.output.LayerNorm.bias"]
    assert np.array_equal(ours["layers.3.last.bias"], norm)
    assert len(ours) == 2 + 3 + 6 * (4 * 3 + 2 * 2)


def test_the_file_is_made_once_and_is_the_same_everywhere(monkeypatch, made):
    assert checksum(made) == BYTE_WEIGHTS
    weights = ByteWeights(PUBLISHED)
    assert weights.folder == own_folder("models")
    assert checksum(weights.folder / FILE) == BYTE_WEIGHTS
    monkeypatch.setattr(byte_weights, "in_bytes", None)
    assert ByteWeights(PUBLISHED).folder == weights.folder


@pytest.mark.parametrize("there", [b"", b"altered"])
def test_a_file_that_was_altered_is_made_again(there):
    file = own_folder("models") / FILE
    file.parent.mkdir(parents=True)
    file.write_bytes(there)
    ByteWeights(PUBLISHED)
    assert checksum(file) == BYTE_WEIGHTS


def test_other_weights_than_the_published_are_refused(tmp_path):
    data = written_weights({"pooler": np.zeros(2, np.float32)})
    (tmp_path / WEIGHTS).write_bytes(data)
    with pytest.raises(ModelError, match=f"not the published file: .* {sha256(data).hexdigest()}"):
        ByteWeights(tmp_path)
    assert not own_folder("models").exists()


def test_where_nothing_can_be_kept_it_is_made_for_now(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("PINCITE_HOME", str(tmp_path / "file"))
    weights = ByteWeights(PUBLISHED)
    assert checksum(weights.folder / FILE) == BYTE_WEIGHTS
    folder = weights.folder
    del weights
    assert not folder.exists()
