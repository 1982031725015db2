"""The shipped models are whole and run; copies that were altered do not."""

import os
import shutil

import pytest

from index.embedding.checkpoints import DEFAULT_WEIGHTS, model_folder
from index.embedding.onnx import OnnxEmbedder
from index.errors import ModelError
from qa.doctor.models import embedding_model, network, results
from qa.doctor.trial_index import QUOTE, trial
from qa.reading.network_files import SHIPPED_FILES, NetworkFiles


def linked(folder, to):
    """A copy of a folder's files that takes no room; what is written anew is its own."""
    shutil.copytree(folder, to, copy_function=os.symlink)
    return to


def cut(file):
    data = file.read_bytes()[:100_000]
    file.unlink()
    file.write_bytes(data)


def test_the_shipped_models_are_whole_and_run(home):
    embedding, trained = results()
    assert (embedding.name, embedding.state, trained.name, trained.state) == (
        "all-MiniLM-L6-v2", "ok", "network", "ok",
    )  # fmt: skip
    assert f"{model_folder(embedding.name)}: 91 MB" in embedding.detail
    assert f"whole by SHA-256 ({DEFAULT_WEIGHTS[:8]}…)" in embedding.detail
    assert embedding.detail.endswith(f"its weights in bytes are in {home / 'models'}")
    assert f"{SHIPPED_FILES.folder}: " in trained.detail
    for checksum in SHIPPED_FILES.settings["weights"].values():
        assert f"{checksum[:8]}…" in trained.detail


def test_weights_that_cannot_be_kept_are_told(home):
    home.mkdir()
    (home / "models").write_text("no folder")
    embedding, _ = results()
    assert embedding.state == "ok"
    assert embedding.detail.endswith("weights in bytes can't be kept, and are made anew each time")


def test_weights_that_were_cut_are_told(tmp_path):
    folder = linked(SHIPPED_FILES.folder, tmp_path / "network")
    cut(folder / "network-2.safetensors")
    with pytest.raises(ModelError) as caught:
        network(NetworkFiles(folder, "Fetch it."))
    assert caught.value.problem.startswith(f"{folder}/network-2.safetensors is not the published")
    assert caught.value.next_step == "Fetch it."


def test_a_tokenizer_that_is_gone_is_told(tmp_path):
    folder = linked(SHIPPED_FILES.folder, tmp_path / "network")
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"network does not load"):
        network(NetworkFiles(folder))


def test_an_embedding_model_that_was_cut_is_told(tmp_path):
    embedder = OnnxEmbedder()
    embedder.folder = linked(model_folder(embedder.name), tmp_path / "model")
    cut(embedder.folder / "model.safetensors")
    with pytest.raises(ModelError, match="is not the published file"):
        embedding_model(embedder)


def test_an_index_is_built_and_asked_and_gone(embedder, tmp_path, monkeypatch, home):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    detail = trial(embedder)
    assert detail.startswith("built, kept, loaded and asked in ")
    assert detail.endswith(f"; cited {QUOTE!r}")
    assert list((tmp_path / "scratch").iterdir()) == []
    assert {entry.name for entry in home.glob("*")} <= {"models"}
