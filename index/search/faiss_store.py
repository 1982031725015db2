"""Nearest rows by inner product. The home of FAISS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors

Ids = NDArray[np.int64]


class VectorStore(Protocol):
    """Rows that can be searched by likeness and fetched by number."""

    def search(self, query: Vectors, k: int, within: range | None = None) -> Ids:
        """The numbers of the ``k`` rows most like ``query`` (dimension,), best first.

        Fewer when there are fewer rows; only rows in ``within`` when it is given.
        """

    def rows(self, ids: Sequence[int] | Ids) -> Vectors:
        """The rows of these numbers: (ids, dimension)."""


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

    def search(self, query: Vectors, k: int, within: range | None = None) -> Ids:
        """The numbers of the ``k`` rows most like ``query``, best first."""
        parameters = None
        if within is not None:
            chosen = faiss.IDSelectorRange(within.start, within.stop)
            parameters = faiss.SearchParameters(sel=chosen)  # type: ignore[call-arg]
        _, found = self._index.search(query[None, :], min(k, max(1, len(self))), params=parameters)
        ids: Ids = found[0]
        # FAISS fills up with -1 where it has no more rows; as an index that would be the last row.
        return ids[ids >= 0]

    def rows(self, ids: Sequence[int] | Ids) -> Vectors:
        """The rows of these numbers: (ids, dimension)."""
        found: Vectors = self._index.reconstruct_batch(np.asarray(ids, dtype=np.int64))
        return found

    def save(self, file: Path) -> None:
        """Write the store to ``file``."""
        faiss.write_index(self._index, str(file))

    @classmethod
    def load(cls, file: Path) -> FaissStore:
        """Read what `save` wrote."""
        return cls(faiss.read_index(str(file)))
