"""Nearest rows by inner product, on this machine. The home of FAISS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from index.embedding.embedder import Vectors
from index.search.vector_store import Ids

FaissIndex = faiss.Index
"""Rows that FAISS compares."""


class FaissStore:
    """A flat FAISS index: exact inner products over float32 rows."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, rows: Vectors) -> FaissStore:
        """A store of ``rows``: (n, dimension)."""
        index = faiss.IndexFlatIP(rows.shape[1])
        index.add(np.ascontiguousarray(rows, dtype=np.float32))
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of a row."""
        return int(self._index.d)

    def search(self, query: Vectors, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` rows most like ``query``, best first; see `VectorStore`."""
        parameters = None
        if ids is not None:
            ids = np.unique(ids[(ids >= 0) & (ids < len(self))])
            if not len(ids):
                return ids
            parameters = faiss.SearchParameters(sel=_selector(ids))  # type: ignore[call-arg]
        _, near = self._index.search(query[None, :], min(k, max(1, len(self))), params=parameters)
        numbers: Ids = near[0]
        # FAISS fills up with -1 where it has no more rows; as an index that would be the last row.
        return numbers[numbers >= 0]

    def rows(self, ids: Sequence[int] | Ids) -> Vectors:
        """The rows of these numbers: (ids, dimension)."""
        rows: Vectors = self._index.reconstruct_batch(np.asarray(ids, dtype=np.int64))
        return rows

    def save(self, file: Path) -> None:
        """Write the store to ``file``."""
        write_faiss(self._index, file)

    @classmethod
    def load(cls, file: Path) -> FaissStore:
        """Read what `save` wrote."""
        return cls(read_faiss(file))


def coarse_index(rows: Vectors, numbers: int) -> faiss.Index:
    """An empty index of coarse copies, which has learned from ``rows``: (n, dimension).

    So many ``numbers`` of a row are quantised together, to one of 16.
    """
    dimension = rows.shape[1]
    kind = f"PQ{dimension // numbers}x4fs"
    index = faiss.index_factory(dimension, kind, faiss.METRIC_INNER_PRODUCT)
    index.train(np.ascontiguousarray(np.resize(rows, (max(16, len(rows)), dimension)), np.float32))
    return index


def write_faiss(index: faiss.Index, file: Path) -> None:
    """Write ``index`` to ``file``."""
    faiss.write_index(index, str(file))


def read_faiss(file: Path) -> faiss.Index:
    """The index that was written to ``file``."""
    return faiss.read_index(str(file))


def _selector(ids: Ids) -> faiss.IDSelector:
    """What lets FAISS look at these sorted rows only: a document's mostly follow on each other."""
    first, last = int(ids[0]), int(ids[-1])
    if last - first + 1 == len(ids):
        return faiss.IDSelectorRange(first, last + 1)
    return faiss.IDSelectorBatch(np.ascontiguousarray(ids))
