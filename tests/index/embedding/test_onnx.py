"""The default model run by ONNX Runtime gives nearly what sentence-transformers gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import load, numpy_helper

from index.documents.span import Span
from index.embedding import onnx
from index.embedding.checkpoints import card_languages
from index.embedding.embedders import default_embedder
from index.embedding.onnx import GRAPH_FILES, REFERENCE, OnnxEmbedder
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
    """Places are the same, and vectors as near as bytes are to numbers."""
    sentences = [halves(text) for text in texts]
    ours = default_embedder().embed_passages(texts, sentences)
    for own, theirs in zip(ours, original.embed_passages(texts, sentences), strict=True):
        assert own.places.tolist() == theirs.places.tolist()
        assert float(own.whole @ theirs.whole) > 0.98
        for rows, others in ((own.words, theirs.words), (own.sentences, theirs.sentences)):
            assert rows.shape == others.shape
            cosines = (rows * others).sum(axis=1)
            assert not len(cosines) or (cosines.min() > 0.9 and cosines.mean() > 0.98)


def test_vectors_of_texts_of_all_lengths_are_near_the_originals(original):
    assert_alike(TEXTS, original)
    (question,) = default_embedder().embed_queries(["When does it sail?"])
    (theirs,) = original.embed_queries(["When does it sail?"])
    assert float(question.whole @ theirs.whole) > 0.99
    assert question.sentences.shape == (0, 384)


@given(st.lists(st.text(max_size=80), max_size=6))
def test_vectors_of_any_texts_are_near_the_originals(original, texts):
    assert_alike(texts, original)


def test_all_else_is_the_originals_too(original):
    ours = OnnxEmbedder()
    for name in ("name", "folder", "dimension", "window", "vocabulary", "languages"):
        assert getattr(ours, name) == getattr(original, name), name
    assert ours.fingerprint != original.fingerprint  # their vectors are not the same
    assert ours.languages == card_languages(ours.folder)
    assert ours.count(TEXTS) == original.count(TEXTS)


@pytest.fixture
def graphs(monkeypatch, tmp_path):
    """A copy of the graphs, to be altered."""
    for name in (*GRAPH_FILES, REFERENCE):
        (tmp_path / name).write_bytes((GRAPHS / name).read_bytes())
    monkeypatch.setattr(onnx, "GRAPHS", tmp_path)
    return tmp_path


def test_other_vectors_than_the_published_are_refused(graphs):
    vector = np.eye(384, dtype=np.float32)[0]
    np.savez(graphs / REFERENCE, ids=[[101, 102]], vector=vector)
    with pytest.raises(ModelError, match=r"other vectors on this processor.*--model"):
        OnnxEmbedder().embed_queries(["When?"])


def test_where_the_first_graph_goes_wrong_the_second_is_taken(graphs):
    (right,) = default_embedder().embed_queries(["When?"])
    graph = load(graphs / GRAPH_FILES[0], load_external_data=False)
    (unit,) = (tensor for tensor in graph.graph.initializer if tensor.name == "unit")
    unit.CopyFrom(numpy_helper.from_array(np.array(0.05, np.float32), "unit"))
    (graphs / GRAPH_FILES[0]).write_bytes(graph.SerializeToString())
    (second,) = OnnxEmbedder().embed_queries(["When?"])
    np.testing.assert_allclose(second.whole, right.whole, atol=1e-5)


def test_a_graph_that_does_not_load_is_named(graphs):
    (graphs / GRAPH_FILES[0]).write_bytes(b"no graph")
    with pytest.raises(ModelError, match=r"all-MiniLM-L6-v2\.onnx does not load"):
        OnnxEmbedder().embed_queries(["When?"])


def test_altered_weights_are_never_loaded(monkeypatch, tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"altered")
    fresh = OnnxEmbedder()
    monkeypatch.setitem(fresh.__dict__, "folder", tmp_path)
    with pytest.raises(ModelError, match="not the published file"):
        fresh.embed_queries(["When?"])


@pytest.mark.parametrize("data", [None, b"", b"{}", b"PK\3\4"])
def test_a_vector_to_check_by_that_does_not_load_is_named(graphs, data):
    (graphs / REFERENCE).unlink()
    if data is not None:
        (graphs / REFERENCE).write_bytes(data)
    with pytest.raises(ModelError, match=r"all-MiniLM-L6-v2\.npz does not load"):
        OnnxEmbedder().embed_queries(["When?"])
