"""What the columns of a table hold, and how Milvus finds rows by them. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

LONGEST = 65_535
"""Bytes of a text at the most: Milvus's own limit."""

Sparse = Mapping[int, float]
"""A vector of which few numbers, below 2**32 - 1, are not 0."""

LOOKED_AT = 256
"""Rows of its graph that Milvus looks at for a search: more find more, and take longer."""

# Rows that each is linked with there, and how many are looked at to find these.
_GRAPH = {"M": 32, "efConstruction": 256}
_MOST_TEXTS = 4096  # in a row: Milvus's own limit


class Kind(Enum):
    """What a column holds."""

    NUMBER = "INT64"
    TEXT = "VARCHAR"
    TEXTS = "ARRAY"
    VECTOR = "FLOAT_VECTOR"
    SPARSE = "SPARSE_FLOAT_VECTOR"


@dataclass(frozen=True)
class Column:
    """A column of a table; one that is ``searched`` finds rows, by likeness or equality.

    ``size`` is the length of its vectors, or what its texts may take in bytes.
    """

    name: str
    kind: Kind
    size: int = LONGEST
    searched: bool = False

    @property
    def options(self) -> dict[str, Any]:
        """What Milvus is to know of it beside its kind."""
        if self.kind is Kind.TEXT:
            return {"max_length": self.size}
        if self.kind is Kind.TEXTS:
            return {"max_capacity": _MOST_TEXTS, "max_length": self.size}
        return {"dim": self.size} if self.kind is Kind.VECTOR else {}

    @property
    def index(self) -> dict[str, Any]:
        """How rows are found by it; every vector has to have an index, and others none."""
        if self.kind is Kind.SPARSE:
            return {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "IP"}
        if self.kind is Kind.VECTOR and self.searched:
            return {"index_type": "HNSW", "metric_type": "IP", "params": _GRAPH}
        if self.kind is Kind.VECTOR:
            return {"index_type": "FLAT", "metric_type": "IP", "params": {}}
        return {"index_type": "INVERTED"} if self.searched else {}
