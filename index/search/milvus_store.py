"""Rows on a Milvus server, searched by likeness."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import numpy as np

from index.embedding.embedder import Vectors
from index.errors import StoreChangedError
from index.search.columns import Column, Kind, Sparse
from index.search.milvus_client import MOST, Milvus, Row
from index.search.store_address import StoreAddress
from index.search.vector_store import Ids


class RowNames(Protocol):
    """Which number each row of a table has."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns that say so."""

    def number(self, row: Row) -> int:
        """The number of ``row``, of which these columns are given; -1 where it has none."""

    def where(self, ids: Ids) -> str:
        """The condition that only the rows of the numbers ``ids`` fulfil."""


class PlainNames:
    """Rows that are named by their numbers, as `RowNames`."""

    columns = ("number",)

    def number(self, row: Row) -> int:
        """The number of ``row``."""
        return int(row["number"])

    def where(self, ids: Ids) -> str:
        """The condition that only the rows of the numbers ``ids`` fulfil."""
        return f"number in {np.unique(ids).tolist()}"


@dataclass(frozen=True)
class NearRows:
    """The rows of a ``table`` of ``milvus``, found by what is in its ``column``."""

    milvus: Milvus
    table: str
    column: str
    names: RowNames

    def search(self, query: Vectors | Sparse, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` rows most like ``query``, best first; see `VectorStore`."""
        if ids is not None and not len(ids):
            return ids
        where, asked = "" if ids is None else self.names.where(ids), k
        while True:
            rows = self.milvus.search(
                self.table, self.column, query, asked, where, self.names.columns
            )
            every = np.array([self.names.number(row) for row in rows], np.int64)
            numbers: Ids = every[every >= 0][:k]
            # Rows without a number are of texts that are just being written or removed.
            if len(numbers) == k or len(rows) < asked or asked >= MOST:
                return numbers
            asked = min(4 * asked, MOST)


class MilvusStore:
    """The rows of one ``table``, numbered from 0, as `VectorStore`.

    They are in its column ``vector``, and named by their numbers; its ``size`` is how many.
    """

    def __init__(self, milvus: Milvus, table: str, size: int, dimension: int) -> None:
        self._milvus, self.table = milvus, table
        self._size, self.dimension = size, dimension

    @classmethod
    def build(cls, rows: Vectors) -> MilvusStore:
        """A store of ``rows``: (n, dimension), in a new table at the address that is given.

        See `StoreAddress.given`.

        Raises:
            StoreError: when none is given, or the server does not answer.
        """
        milvus = Milvus(StoreAddress.given())
        table = f"{milvus.address.name}_{uuid4().hex}"
        store = cls(milvus, table, *rows.shape)
        vector = Column("vector", Kind.VECTOR, store.dimension, searched=True)
        milvus.create(table, [Column("number", Kind.NUMBER), vector])
        milvus.put(table, [{"number": n, "vector": row} for n, row in enumerate(rows)])
        return store

    def __len__(self) -> int:
        return self._size

    def search(self, query: Vectors, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` rows most like ``query``, best first; see `VectorStore`."""
        return NearRows(self._milvus, self.table, "vector", PlainNames()).search(query, k, ids)

    def rows(self, ids: Sequence[int] | Ids) -> Vectors:
        """The rows of these numbers: (ids, dimension).

        Raises:
            StoreChangedError: when one is not there any more.
        """
        numbers = [int(number) for number in ids]
        there = self._milvus.get(self.table, sorted(set(numbers)), ["number", "vector"])
        by_number = {row["number"]: row["vector"] for row in there}
        if len(by_number) < len(set(numbers)):
            raise StoreChangedError(f"The table {self.table} lacks rows.", "Build it again.")
        return np.array([by_number[n] for n in numbers], np.float32).reshape(-1, self.dimension)

    def save(self, file: Path) -> None:
        """Write into ``file`` where the rows are; they stay on the server."""
        where = {"address": str(self._milvus.address), "table": self.table}
        held = {"size": self._size, "dimension": self.dimension}
        file.write_text(json.dumps(where | held), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> MilvusStore:
        """The rows of which `save` wrote where they are."""
        held = json.loads(file.read_text(encoding="utf-8"))
        milvus = Milvus(StoreAddress.of(held["address"]))
        return cls(milvus, held["table"], held["size"], held["dimension"])
