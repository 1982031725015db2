"""The default model run by ONNX Runtime gives what sentence-transformers gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.span import Span
from index.embedding import onnx
from index.embedding.checkpoints import card_languages
from index.embedding.embedders import default_embedder
from index.embedding.onnx import OnnxEmbedder
from index.embedding.onnx_session import GRAPHS
from index.embedding.sentence_transformer import SentenceTransformerEmbedder
from index.errors import ModelError

TEXTS = (
    "The ferry sails at nine.",
    "",
    "naïve café – 漢字 … ﬁn",
    "Dogs sail free. Cats pay half of what a child pays.",
    "The harbour of Orme is dredged every spring, and the ferries wait. " * 60,
)


@pytest.fixture(scope="module")
def original():
    return SentenceTransformerEmbedder()


def halves(text):
    middle = len(text) // 2
    return [Span(0, middle), Span(middle, len(text))] if middle else []


def assert_alike(texts, original):
    sentences = [halves(text) for text in texts]
    ours = default_embedder().embed_passages(texts, sentences)
    for own, theirs in zip(ours, original.embed_passages(texts, sentences), strict=True):
        assert own.places.tolist() == theirs.places.tolist()
        np.testing.assert_allclose(own.whole, theirs.whole, atol=1e-5)
        np.testing.assert_allclose(own.words, theirs.words, atol=1e-4)
        np.testing.assert_allclose(own.sentences, theirs.sentences, atol=1e-4)


def test_vectors_of_texts_of_all_lengths_are_the_originals(original):
    assert_alike(TEXTS, original)
    (question,) = default_embedder().embed_queries(["When does it sail?"])
    (theirs,) = original.embed_queries(["When does it sail?"])
    assert float(question.whole @ theirs.whole) == pytest.approx(1, abs=1e-5)
    assert question.sentences.shape == (0, 384)


@given(st.lists(st.text(max_size=80), max_size=6))
def test_vectors_of_any_texts_are_the_originals(original, texts):
    assert_alike(texts, original)


def test_all_else_is_the_originals_too(original):
    ours = OnnxEmbedder()
    for name in ("name", "folder", "fingerprint", "dimension", "window", "vocabulary", "languages"):
        assert getattr(ours, name) == getattr(original, name), name
    assert ours.languages == card_languages(ours.folder)
    assert ours.count(TEXTS) == original.count(TEXTS)


def test_other_vectors_than_the_published_are_refused(monkeypatch, tmp_path):
    vector = np.eye(384, dtype=np.float32)[0]
    np.savez(tmp_path / "all-MiniLM-L6-v2.npz", ids=[[101, 102]], vector=vector)
    graph = GRAPHS / "all-MiniLM-L6-v2.onnx"
    (tmp_path / graph.name).write_bytes(graph.read_bytes())
    monkeypatch.setattr(onnx, "GRAPHS", tmp_path)
    with pytest.raises(ModelError, match=r"other vectors here.*--model"):
        OnnxEmbedder().embed_queries(["When?"])


def test_a_graph_that_does_not_load_is_named(monkeypatch, tmp_path):
    (tmp_path / "all-MiniLM-L6-v2.onnx").write_bytes(b"no graph")
    monkeypatch.setattr(onnx, "GRAPHS", tmp_path)
    with pytest.raises(ModelError, match=r"all-MiniLM-L6-v2\.onnx does not load"):
        OnnxEmbedder().embed_queries(["When?"])


def test_altered_weights_are_never_loaded(monkeypatch, tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"altered")
    fresh = OnnxEmbedder()
    monkeypatch.setitem(fresh.__dict__, "folder", tmp_path)
    with pytest.raises(ModelError, match="not the published file"):
        fresh.embed_queries(["When?"])


@pytest.mark.parametrize("data", [None, b"", b"{}", b"PK\3\4"])
def test_a_vector_to_check_by_that_does_not_load_is_named(monkeypatch, tmp_path, data):
    graph = GRAPHS / "all-MiniLM-L6-v2.onnx"
    (tmp_path / graph.name).write_bytes(graph.read_bytes())
    if data is not None:
        (tmp_path / graph.name).with_suffix(".npz").write_bytes(data)
    monkeypatch.setattr(onnx, "GRAPHS", tmp_path)
    with pytest.raises(ModelError, match=r"all-MiniLM-L6-v2\.npz does not load"):
        OnnxEmbedder().embed_queries(["When?"])
