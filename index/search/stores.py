"""The stores of vectors that there are; on this machine, chosen by how much they hold."""

from __future__ import annotations

from pathlib import Path

from index.embedding.embedder import Vectors
from index.search.faiss_store import FaissStore
from index.search.milvus_store import MilvusStore
from index.search.quantized_store import NUMBERS, QuantizedStore
from index.search.vector_store import EXACT_ROWS, VectorStore

STORES: dict[str, type[VectorStore]] = {
    "faiss": FaissStore,
    "quantized": QuantizedStore,
    "milvus": MilvusStore,
}
"""Every implementation of `VectorStore`."""

LocalStore = FaissStore | QuantizedStore
"""One of those on this machine."""


def store_of(rows: Vectors) -> LocalStore:
    """What holds ``rows``: (n, dimension)."""
    exact = len(rows) <= EXACT_ROWS or rows.shape[1] % NUMBERS
    return (FaissStore if exact else QuantizedStore).build(rows)


def load_store(file: Path) -> LocalStore:
    """Read what one of those on this machine has saved."""
    return (QuantizedStore if QuantizedStore.is_at(file) else FaissStore).load(file)
