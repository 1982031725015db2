"""The embedders that there are, by the names of their models."""

from __future__ import annotations

from functools import cache

from index.embedding.checkpoints import DEFAULT_MODEL
from index.embedding.embedder import Embedder
from index.embedding.onnx import OnnxEmbedder
from index.embedding.sentence_transformer import SentenceTransformerEmbedder


def embedder_named(model: str | None) -> Embedder:
    """That of a sentence-transformers ``model``, a name or a folder; the default for none."""
    if not model or model == DEFAULT_MODEL:
        return default_embedder()
    return SentenceTransformerEmbedder(model)


@cache
def default_embedder() -> Embedder:
    """The default model, loaded once in a process."""
    return OnnxEmbedder()
