"""Ways from documents and a question to texts: the peers of `evals.peers`, and Pincite.

The home of the peers' packages. Each is used as its own documentation starts one off, and called
directly, without the parts of it that only organise such calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from index import Document

PACKAGES = (
    "haystack-ai",
    "llama-index-core",
    "llama-index-embeddings-huggingface",
    "sentence-transformers-haystack",
    "txtai",
)
"""The packages of the peers, as the extra ``peers`` names them."""

ENVIRONMENT = {
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_OFFLINE": "1",
}
"""Keeps the peers off the network, and quiet; to be set before a pipeline is built."""


@dataclass(frozen=True)
class Handed:
    """What a question gets: passages, best first, and the texts to read, in order."""

    passages: tuple[str, ...]
    texts: tuple[str, ...]


class Pipeline(Protocol):
    """Something that is given documents once, and then questions."""

    name: str

    def build(self, documents: Sequence[Document]) -> None:
        """Index ``documents``."""

    def search(self, question: str, k: int) -> Handed:
        """The best ``k`` passages for ``question``, and what to read of them."""


class LlamaIndex:
    """A `VectorStoreIndex` over the chunks of a `SentenceSplitter` with these ``options``."""

    def __init__(self, name: str, model: str, **options: int) -> None:
        self.name, self._model, self._options = name, model, options

    def build(self, documents: Sequence[Document]) -> None:
        """Index ``documents``."""
        from llama_index import core
        from llama_index.core.node_parser import SentenceSplitter
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        index = core.VectorStoreIndex.from_documents(
            [core.Document(text=document.text, id_=document.id) for document in documents],
            transformations=[SentenceSplitter(**self._options)],
            # Without a cache folder it would make one in the user's home.
            embed_model=HuggingFaceEmbedding(self._model, cache_folder=self._model),
        )
        self._retriever: Any = index.as_retriever()

    def search(self, question: str, k: int) -> Handed:
        """The chunks nearest to ``question``."""
        self._retriever.similarity_top_k = k
        return _chunks(hit.get_content() for hit in self._retriever.retrieve(question))


class Haystack:
    """The chunks of the default `DocumentSplitter`, 200 words, by their vectors or by BM25."""

    def __init__(self, name: str, model: str, *, bm25: bool = False) -> None:
        self.name, self._model, self._bm25 = name, model, bm25

    def build(self, documents: Sequence[Document]) -> None:
        """Index ``documents``."""
        import haystack
        from haystack.components.preprocessors import DocumentSplitter
        from haystack.components.retrievers import in_memory as retrievers
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders import sentence_transformers as embedders

        store = InMemoryDocumentStore()
        texts = [haystack.Document(content=document.text) for document in documents]
        chunks = DocumentSplitter().run(documents=texts)["documents"]
        if self._bm25:
            self._retriever: Any = retrievers.InMemoryBM25Retriever(store)
        else:
            given = {"model": self._model, "progress_bar": False}
            embedder = embedders.SentenceTransformersDocumentEmbedder(**given)
            chunks = embedder.run(documents=chunks)["documents"]
            self._embedder: Any = embedders.SentenceTransformersTextEmbedder(**given)
            self._retriever = retrievers.InMemoryEmbeddingRetriever(store)
        store.write_documents(chunks)

    def search(self, question: str, k: int) -> Handed:
        """The chunks that match ``question`` best."""
        query = question if self._bm25 else self._embedder.run(text=question)["embedding"]
        return _chunks(hit.content for hit in self._retriever.run(query, top_k=k)["documents"])


class Txtai:
    """The paragraphs of a `Segmentation`, by their vectors or, ``hybrid``, by BM25 as well."""

    def __init__(self, name: str, model: str, *, hybrid: bool = False) -> None:
        self.name, self._model, self._hybrid = name, model, hybrid

    def build(self, documents: Sequence[Document]) -> None:
        """Index ``documents``."""
        from txtai import Embeddings
        from txtai.pipeline import Segmentation

        segment = Segmentation(paragraphs=True)
        paragraphs = [part for document in documents for part in segment(document.text)]
        self._embeddings: Any = Embeddings(path=self._model, content=True, hybrid=self._hybrid)
        self._embeddings.index(paragraphs)

    def search(self, question: str, k: int) -> Handed:
        """The paragraphs that match ``question`` best."""
        return _chunks(hit["text"] for hit in self._embeddings.search(question, k))


class Pincite:
    """An `Assistant` without its reader, as none of the others has one."""

    name = "Pincite"

    def build(self, documents: Sequence[Document]) -> None:
        """Index ``documents``."""
        from index.build import build
        from index.embedding.embedders import default_embedder
        from qa import Assistant

        index = build(documents, default_embedder(), progress=False)
        self._assistant = Assistant(index, reader=None)

    def search(self, question: str, k: int) -> Handed:
        """The passages found; to read, the likeliest sentences of all."""
        answer = self._assistant.ask(question, k=k)
        passages = tuple(hit.passage.text for hit in answer.hits)
        return Handed(passages, tuple(citation.quote for citation in answer.sentences))


def pipelines() -> list[Pipeline]:
    """All that are compared, with the same weights; Pincite is the last."""
    from index.embedding.sentence_transformer import SentenceTransformerEmbedder

    model = str(SentenceTransformerEmbedder().folder)
    return [
        LlamaIndex("LlamaIndex, 1,024 tokens (its default)", model),
        LlamaIndex("LlamaIndex, 256 tokens", model, chunk_size=256, chunk_overlap=20),
        Haystack("Haystack, 200 words, dense", model),
        Haystack("Haystack, 200 words, BM25", model, bm25=True),
        Txtai("txtai, paragraphs, dense", model),
        Txtai("txtai, paragraphs, hybrid", model, hybrid=True),
        Pincite(),
    ]


def _chunks(texts: Iterable[str]) -> Handed:
    chunks = tuple(texts)
    return Handed(chunks, chunks)
