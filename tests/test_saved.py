import json
import multiprocessing
import os
import signal

import numpy as np
import pytest

from index import IndexDamagedError, IndexMismatchError, ModelError
from index.embedder import SentenceTransformerEmbedder
from index.opening import open_index, saved_folder
from index.saved import load, save


class Other(SentenceTransformerEmbedder):
    """The same model under another fingerprint."""

    fingerprint = "other"


@pytest.fixture
def folder(tmp_path):
    for name, text in (("a.md", "# A\n\nApples are red.\n\nPears are green."), ("b.txt", "Bees.")):
        path = tmp_path / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "docs"


def opened(folder, embedder):
    said: list[str] = []
    return open_index(folder, embedder, said.append), said


def test_a_saved_index_comes_back_equal(folder, embedder):
    built, said = opened(folder, embedder)
    assert said == ["Indexing 2 documents: 3 passages to embed."]
    loaded, said = opened(folder, embedder)
    assert said == []
    assert loaded.documents == built.documents
    assert loaded.passages == built.passages
    every = range(3)
    np.testing.assert_array_equal(
        loaded.passage_vectors.rows(every), built.passage_vectors.rows(every)
    )
    np.testing.assert_array_equal(
        loaded.passage_terms.scores(["appl"]), built.passage_terms.scores(["appl"])
    )
    assert built.passage_terms.scores(["appl"])[0] > 0


def test_only_what_changed_is_embedded_again(folder, embedder):
    opened(folder, embedder)
    (folder / "a.md").write_text("# A\n\nApples are red.\n\nPlums are blue.", encoding="utf-8")
    (folder / "c.txt").write_text("Cats.", encoding="utf-8")
    (folder / "b.txt").unlink()
    index, said = opened(folder, embedder)
    assert said == [
        "Rebuilding the index. The documents changed since (1 added, 1 removed, 1 changed).",
        "Indexing 2 documents: 2 passages to embed, 1 kept as they were.",
    ]
    fresh = embedder.embed_passages(
        [p.text for p in index.passages], [p.local_sentences for p in index.passages]
    )
    np.testing.assert_allclose(index.passage_vectors.rows(range(3)), fresh[0], atol=1e-5)
    np.testing.assert_allclose(index.sentence_vectors.rows(range(3)), fresh[1], atol=1e-5)
    assert len(list(saved_folder(folder, embedder).iterdir())) == 2  # nothing of the old is left


def test_a_damaged_index_is_named_and_then_rebuilt(folder, embedder):
    opened(folder, embedder)
    saved = saved_folder(folder, embedder)
    (file,) = saved.glob("*/passages.faiss")
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(IndexDamagedError, match=r"passages\.faiss has SHA-256"):
        load(saved, embedder)
    file.unlink()
    with pytest.raises(IndexDamagedError, match=r"lacks its file passages\.faiss"):
        load(saved, embedder)
    (saved / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamagedError, match="holds no index"):
        load(saved, embedder)
    _, said = opened(folder, embedder)
    assert said[0].startswith("Rebuilding the index.")
    assert load(saved, embedder).documents[0].id == "a.md"


def test_another_model_or_format_is_named(folder, embedder):
    opened(folder, embedder)
    saved = saved_folder(folder, embedder)
    with pytest.raises(IndexMismatchError, match=r"weights '53aa.* \(now 'other'\)"):
        load(saved, Other())
    manifest = json.loads((saved / "manifest.json").read_text(encoding="utf-8"))
    (saved / "manifest.json").write_text(json.dumps({**manifest, "format": 0}), encoding="utf-8")
    with pytest.raises(IndexMismatchError, match=r"format 0 \(now 1\)"):
        load(saved, embedder)


def _save_and_die(index, folder, calls):
    """Save, and be killed at the ``calls``-th file written to the disk."""
    real, seen = os.fsync, []

    def fsync(number):
        real(number)
        seen.append(number)
        if len(seen) == calls:
            os.kill(os.getpid(), signal.SIGKILL)

    os.fsync = fsync
    save(index, folder)


@pytest.mark.parametrize("calls", [1, 5, 12, 14])
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_killed_while_saving_the_old_index_is_still_there(folder, embedder, calls):
    before, _ = opened(folder, embedder)
    saved = saved_folder(folder, embedder)
    process = multiprocessing.get_context("fork").Process(
        target=_save_and_die, args=(before, saved, calls)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert load(saved, embedder).passages == before.passages


def test_an_unknown_model_and_altered_weights_are_named(tmp_path, monkeypatch):
    with pytest.raises(ModelError, match="no model 'no/such-model'"):
        _ = SentenceTransformerEmbedder("no/such-model").folder
    (tmp_path / "model.safetensors").write_bytes(b"altered")
    default = SentenceTransformerEmbedder()
    monkeypatch.setitem(default.__dict__, "folder", tmp_path)
    with pytest.raises(ModelError, match="not the published ones"):
        _ = default.model
