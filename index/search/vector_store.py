"""Rows that are searched by likeness: what a store of vectors has to give."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors

Ids = NDArray[np.int64]
"""Numbers of rows: (ids,)."""

EXACT_ROWS = 50_000
"""Rows up to which all are looked at exactly: that takes 10 ms, and 77 MB at 384 numbers a row."""


class VectorSearch(Protocol):
    """Rows of one length that can be searched by likeness and fetched by number."""

    def __len__(self) -> int:
        """How many rows there are."""

    @property
    def dimension(self) -> int:
        """The length of a row."""

    def search(self, query: Vectors, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` rows most like ``query`` (dimension,), best first.

        Fewer when there are fewer rows; only rows among ``ids`` when they are given, in any order:
        numbers of no row are passed over.
        """

    def rows(self, ids: Sequence[int] | Ids) -> Vectors:
        """The rows of these numbers: (ids, dimension)."""


class VectorStore(VectorSearch, Protocol):
    """Such rows that can be kept."""

    @classmethod
    def build(cls, rows: Vectors) -> Self:
        """A store of ``rows``: (n, dimension), numbered from 0."""

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read what `save` wrote."""

    def save(self, file: Path) -> None:
        """Write the store to ``file``."""
