from index.embedding.checkpoints import DEFAULT_MODEL
from index.embedding.embedders import default_embedder, embedder_named
from index.embedding.onnx import OnnxEmbedder
from index.embedding.sentence_transformer import SentenceTransformerEmbedder


def test_the_default_is_one_for_a_process():
    assert isinstance(default_embedder(), OnnxEmbedder)
    assert default_embedder() is default_embedder()
    assert all(embedder_named(name) is default_embedder() for name in (None, "", DEFAULT_MODEL))


def test_any_other_model_is_run_by_its_library(tmp_path):
    named = embedder_named(str(tmp_path))
    assert isinstance(named, SentenceTransformerEmbedder)
    assert named.name == str(tmp_path)
