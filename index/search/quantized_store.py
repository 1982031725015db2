"""Nearest rows among very many: all are looked at in a coarse copy, the best of them exactly.

The copy has half a byte for every four numbers of a row: product quantisation (Jégou, Douze and
Schmid 2011), compared in registers (André, Kermarrec and Le Scouarnec, "Quicker ADC", 2019; FAISS's
`IndexPQFastScan`). It stays in memory; the rows, in half precision, are read from the disk. Lists
of like rows, of which most are passed over, were tried: on real questions, which are far from all
rows, half of the lists had to be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors, normalize
from index.search.arrays import Rows, load_rows
from index.search.faiss_store import FaissIndex, coarse_index, read_faiss, write_faiss
from index.search.vector_store import Ids

NUMBERS = 4
"""Numbers of a row that are quantised together, to one of 16: its length is a multiple of that."""

ROWS_SUFFIX, CANDIDATES_SUFFIX = ".rows.npy", ".candidates.npy"
"""How the names of the files end that `QuantizedStore.save` writes beside the one it is given."""

# Of the ten rows most like a query this share is to be among those that come of it.
_RECALL, _BEST = 0.99, 10
# It is measured by so many rows, each turned away until its cosine with itself is .55: that of a
# question with the sentence nearest to it.
_TRIED, _TURNED = 200, 1.5
# Rows that are the same, or nearly, stand for each other: copies of a document are many.
_ALIKE = 1e-4
# Candidates at the least, for each row that is wanted, and at the most. Of a million rows, 992 in
# 1,000 of the ten best for real questions are among 400.
_FEWEST, _FOR_EACH, _MOST = 1024, 20, 8192
# Rows of which fewer, or this share of all, are looked at one by one.
_FEW, _FEW_OF_ALL = 20_000, 0.05
_LEARNED = 60_000  # rows from which the quantisation is learned
_AT_ONCE = 1 << 15


class QuantizedStore:
    """Rows of length 1, as `VectorStore`, of which one in a hundred of the best may be missed.

    ``rows`` (n, dimension) are of float16, ``coarse`` their coarse copies, of which as many as
    there are ``candidates`` are looked at exactly.
    """

    def __init__(self, coarse: FaissIndex, rows: Rows, candidates: int) -> None:
        self._coarse, self._rows, self._candidates = coarse, rows, candidates

    @classmethod
    def build(cls, rows: Vectors) -> QuantizedStore:
        """A store of ``rows``: (n, dimension)."""
        some = np.random.default_rng(0).permutation(len(rows))[:_LEARNED]
        coarse = coarse_index(rows[np.sort(some)], NUMBERS)
        for at in range(0, len(rows), _AT_ONCE):
            coarse.add(np.ascontiguousarray(rows[at : at + _AT_ONCE], np.float32))
        store = cls(coarse, rows.astype(np.float16), _FEWEST)
        store._candidates = store._enough()
        return store

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def dimension(self) -> int:
        """The length of a row."""
        return int(self._rows.shape[1])

    def search(self, query: Vectors, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` rows most like ``query``, best first; see `VectorStore`."""
        wanted = max(self._candidates, _FOR_EACH * k)
        if ids is None:
            return self._ordered(query, self._near(query, wanted), k)
        ids = np.unique(ids[(ids >= 0) & (ids < len(self))])
        if len(ids) > max(_FEW, _FEW_OF_ALL * len(self)):
            # Of all that are near, enough are among them: twice as many as they would be by chance.
            near = self._near(query, 2 * wanted * len(self) // len(ids))
            near = near[np.isin(near, ids)]
            if len(near) >= wanted:
                return self._ordered(query, near, k)
        return self._ordered(query, ids, k)

    def rows(self, ids: Sequence[int] | Ids) -> Vectors:
        """The rows of these numbers: (ids, dimension)."""
        rows: Vectors = self._rows[np.asarray(ids, np.int64)].astype(np.float32)
        return rows

    def save(self, file: Path) -> None:
        """Write the store to ``file`` and two beside it."""
        write_faiss(self._coarse, file)
        np.save(_beside(file, ROWS_SUFFIX), self._rows)
        np.save(_beside(file, CANDIDATES_SUFFIX), self._candidates)

    @classmethod
    def load(cls, file: Path) -> QuantizedStore:
        """Read what `save` wrote; the rows stay on the disk until they are needed."""
        rows = load_rows(_beside(file, ROWS_SUFFIX))
        return cls(read_faiss(file), rows, int(np.load(_beside(file, CANDIDATES_SUFFIX))))

    @staticmethod
    def is_at(file: Path) -> bool:
        """Whether it is such a store that was written to ``file``."""
        return _beside(file, ROWS_SUFFIX).exists()

    def _near(self, query: Vectors, count: int) -> Ids:
        """About the ``count`` rows most like ``query``, in any order."""
        if count >= len(self):
            return np.arange(len(self))
        _, near = self._coarse.search(query[None, :], count)
        numbers: Ids = near[0]
        return numbers[numbers >= 0]  # it fills up with -1

    def _ordered(self, query: Vectors, ids: Ids, k: int) -> Ids:
        ids = np.sort(ids)
        parts = [self.rows(ids[at : at + _AT_ONCE]) @ query for at in range(0, len(ids), _AT_ONCE)]
        order = np.argsort(-np.concatenate(parts), kind="stable") if parts else ids
        best: Ids = ids[order[:k]]
        return best

    def _enough(self) -> int:
        """How many candidates there must be."""
        random = np.random.default_rng(0)
        some = self.rows(random.permutation(len(self))[:_TRIED])
        away = normalize(random.normal(size=some.shape).astype(np.float32))
        queries = normalize(some + _TURNED * away)
        worst = self._worst(queries)
        self._candidates = _FEWEST
        while self._candidates < min(_MOST, len(self)):
            near = (self.search(query, _BEST) for query in queries)
            likeness = [self.rows(ids) @ query for ids, query in zip(near, queries, strict=True)]
            if np.mean(np.array(likeness) >= worst[:, None] - _ALIKE) >= _RECALL:
                break
            self._candidates *= 2
        return self._candidates

    def _worst(self, queries: Vectors) -> NDArray[np.float32]:
        """The likeness of the last of the rows most like each of ``queries``: (queries,)."""
        best = np.empty((len(queries), 0), np.float32)
        for at in range(0, len(self), _AT_ONCE):
            some = queries @ self.rows(np.arange(at, min(at + _AT_ONCE, len(self)))).T
            best = np.hstack([best, some])
            best = -np.partition(-best, min(_BEST, best.shape[1]) - 1, axis=1)[:, :_BEST]
        worst: NDArray[np.float32] = best.min(axis=1)
        return worst


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(f"{file.name}{suffix}")
