"""Tables on a Milvus server: Lite, standalone or distributed. The home of pymilvus and of gRPC."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from index.embedding.embedder import Vectors
from index.errors import StoreChangedError, StoreError
from index.search.store_address import Access, StoreAddress

if TYPE_CHECKING:
    from pymilvus import MilvusClient

MOST = 16_384
"""Rows that one search or query gives at the most: Milvus's own limit."""

LONGEST = 65_535
"""Bytes of a text at the most: Milvus's own limit."""

T = TypeVar("T")

Row = Mapping[str, Any]
"""What a row holds, by column."""

Sparse = Mapping[int, float]
"""A vector of which few numbers, below 2**32 - 1, are not 0."""

# What is sent at once: rows, and of large ones fewer.
_BATCH = 500
# Milvus looks at so many rows of its graph for each search: more find more, and take longer.
_LOOKED_AT = 256
_GRAPH = {"M": 32, "efConstruction": 256}
_INSTALL = "Install it: pip install 'pincite[cluster]'."


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


class Milvus:
    """The server at ``address``, each of whose answers is waited for as long as that says.

    Safe to share between threads. All methods raise `StoreError` when it does not answer in time,
    or refuses.

    Raises:
        StoreError: when there is no such server, or it does not let us in.
        StoreError: when pymilvus is not installed.
    """

    def __init__(self, address: StoreAddress, access: Access | None = None) -> None:
        self.address = address
        access = access or Access.from_environment()
        with self._answering("connect to"):
            self._client = _connected(address, access)
            self.version: str = self._client.get_server_version(timeout=address.timeout)

    @property
    def has_sparse(self) -> bool:
        """Whether it can hold sparse vectors, as Milvus does since 2.4."""
        numbers = self.version.removeprefix("v").split(".")
        return not numbers[0].isdecimal() or tuple(map(int, numbers[:2])) >= (2, 4)

    def create(self, table: str, columns: Sequence[Column]) -> None:
        """Create a table, where there is none of this name; the first column names its rows."""
        from pymilvus import DataType

        with self._answering("create a table of"):
            if self._client.has_collection(table, **self._soon):
                return
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            indexes = self._client.prepare_index_params()
            for place, column in enumerate(columns):
                kind = DataType[column.kind.value]
                options = _options(column)
                if self.has_sparse and not column.searched and column.kind is not Kind.NUMBER:
                    options["mmap_enabled"] = True  # it stays on the disk: 2.4 and later can
                schema.add_field(column.name, kind, is_primary=not place, **options)
                plain = column.kind in (Kind.NUMBER, Kind.TEXT)
                # Before 2.4, Milvus had no index for these.
                if (index := _index(column)) and (self.has_sparse or not plain):
                    indexes.add_index(column.name, **index)
            self._client.create_collection(
                table,
                schema=schema,
                consistency_level=self.address.consistency.capitalize(),
                **self._soon,
            )
            # There are no rows yet: nothing to wait half a second for with each.
            self._client.create_index(table, indexes, sync=False, **self._soon)
            self._client.load_collection(table, **self._soon)

    def has(self, table: str) -> bool:
        """Whether there is a table of this name."""
        with self._answering("look at"):
            return bool(self._client.has_collection(table, **self._soon))

    def columns(self, table: str) -> frozenset[str]:
        """The names of a table's columns."""
        with self._answering("look at"):
            fields = self._client.describe_collection(table, **self._soon)["fields"]
        return frozenset(field["name"] for field in fields)

    def drop(self, table: str) -> None:
        """Remove a table with all it holds; nothing where there is none."""
        with self._answering("remove a table of"):
            self._client.drop_collection(table, **self._soon)

    def put(self, table: str, rows: Sequence[Row], at_once: int = _BATCH) -> None:
        """Write ``rows``, in place of those of the same name, so many ``at_once``."""
        for at in range(0, len(rows), at_once):
            with self._answering("write to"):
                self._client.upsert(table, [dict(r) for r in rows[at : at + at_once]], **self._soon)

    def remove(self, table: str, where: str) -> None:
        """Remove the rows for which ``where`` holds."""
        with self._answering("remove from"):
            self._client.delete(table, filter=where, **self._soon)

    def flush(self, table: str) -> None:
        """Have all that was written put on the disk."""
        with self._answering("write to"):
            self._client.flush(table, timeout=max(self.address.timeout, 300.0))

    def search(
        self,
        table: str,
        column: str,
        query: Vectors | Sparse,
        k: int,
        where: str = "",
        give: Sequence[str] = (),
    ) -> list[Row]:
        """The ``k`` rows most like ``query``, best first: what the columns ``give`` of them hold.

        Only rows for which ``where`` holds. Likeness is the inner product.
        """
        dense = isinstance(query, np.ndarray)
        wide = {"params": {"ef": max(_LOOKED_AT, k)}} if dense else {}
        with self._answering("search"):
            (hits,) = self._loaded(
                table,
                self._client.search,
                data=[query.astype(np.float32) if isinstance(query, np.ndarray) else dict(query)],
                anns_field=column,
                limit=min(k, MOST),
                filter=where,
                output_fields=[*give],
                search_params={"metric_type": "IP", **wide},
            )
            return [hit["entity"] for hit in hits]

    def get(self, table: str, names: Sequence[int | str], give: Sequence[str]) -> list[Row]:
        """The rows of these ``names`` that there are, in any order."""
        rows: list[Row] = []
        for at in range(0, len(names), _BATCH):
            with self._answering("read from"):
                some = [*names[at : at + _BATCH]]
                rows += self._loaded(table, self._client.get, ids=some, output_fields=[*give])
        return rows

    def count(self, table: str, where: str = "") -> int:
        """How many rows there are for which ``where`` holds."""
        with self._answering("read from"):
            (row,) = self._loaded(
                table, self._client.query, filter=where, output_fields=["count(*)"]
            )
            return int(row["count(*)"])

    def each(self, table: str, where: str, give: Sequence[str]) -> Iterator[Row]:
        """All rows for which ``where`` holds, in any order."""
        with self._answering("read from"):
            pages = self._loaded(
                table,
                self._client.query_iterator,
                batch_size=_BATCH,
                filter=where,
                output_fields=[*give],
            )
        try:
            while True:
                with self._answering("read from"):
                    page = pages.next()
                if not page:
                    return
                yield from page
        finally:
            pages.close()

    def _loaded(self, table: str, work: Callable[..., T], **asked: Any) -> T:  # noqa: ANN401
        """What ``work`` gives for what is ``asked`` of ``table``, which is loaded where it is not.

        A server that was started anew, or that somebody told to, has let go of its tables.
        """
        from pymilvus import MilvusException

        try:
            return work(table, **asked, **self._reading)
        except MilvusException as error:
            if not any(sign in error.message for sign in _LET_GO):
                raise
            self._client.load_collection(table, **self._soon)
            return work(table, **asked, **self._reading)

    @property
    def _soon(self) -> dict[str, float]:
        return {"timeout": self.address.timeout}

    @property
    def _reading(self) -> dict[str, Any]:
        return {**self._soon, "consistency_level": self.address.consistency.capitalize()}

    @contextmanager
    def _answering(self, what: str) -> Iterator[None]:
        """Turns what pymilvus raises into a `StoreError`.

        Raises:
            StoreError: when it raised something.
        """
        # gRPC prints what it meets, which is told here in a sentence.
        os.environ.setdefault("GRPC_VERBOSITY", "NONE")
        try:
            import grpc
            from pymilvus import MilvusException
        except ImportError as error:
            raise StoreError(f"To {what} {self.address}, pymilvus is needed.", _INSTALL) from error
        try:
            yield
        except grpc.RpcError as error:
            raise self._refused(what, f"{error.code().name}: {error.details()}") from error
        except MilvusException as error:
            raise self._refused(what, f"{error.code}: {error.message}") from error
        except OSError as error:  # the file of a certificate
            raise StoreError(f"Can't {what} {self.address}: {error}.", "Look at it.") from error

    def _refused(self, what: str, why: str) -> StoreError:
        problem = f"Can't {what} {self.address}"
        if any(sign in why for sign in _GONE):
            return StoreError(
                f"{problem}: Milvus does not answer within {self.address.timeout:g} s.",
                f"Look whether it runs at {self.address.server}, and ask again.",
            )
        if any(sign in why for sign in _CLOSED):
            return StoreError(
                f"{problem}: Milvus does not let us in.",
                "Give PINCITE_STORE_TOKEN=user:password in the environment.",
            )
        if any(sign in why for sign in _FULL):
            return StoreError(f"{problem}: Milvus is full.", "Make room there, and try again.")
        if any(sign in why for sign in _NO_TABLE):
            return StoreChangedError(f"{problem}: it is not there any more.", "Build it again.")
        return StoreError(f"{problem}: {why:.300}.", "Look at the server's log.")


# Words in what pymilvus and gRPC say, which have no codes of their own for these.
_GONE = ("UNAVAILABLE", "DEADLINE_EXCEEDED", "Retry timeout", "Fail connecting", "not ready")
_CLOSED = ("UNAUTHENTICATED", "PERMISSION_DENIED", "auth check failure")
_FULL = ("RESOURCE_EXHAUSTED", "No space left", "disk quota", "memory quota", "deny to write")
_LET_GO = ("released", "not loaded", "not fully loaded")
_NO_TABLE = ("collection not found", "can't find collection", "not exist")


def _connected(address: StoreAddress, access: Access) -> MilvusClient:
    from pymilvus import MilvusClient

    # It would print each error, with where it arose, before it raises it.
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    tls = {"server_pem_path": access.authority} if access.authority else {}
    return MilvusClient(
        f"{'https' if access.tls else 'http'}://{address.server}",
        token=access.token,
        timeout=address.timeout,
        **({"secure": True} if access.tls else {}),
        **tls,
    )


def _options(column: Column) -> dict[str, Any]:
    if column.kind is Kind.TEXT:
        return {"max_length": column.size}
    if column.kind is Kind.TEXTS:
        from pymilvus import DataType

        most = {"max_capacity": 4096, "max_length": column.size}
        return {"element_type": DataType.VARCHAR, **most}
    return {"dim": column.size} if column.kind is Kind.VECTOR else {}


def _index(column: Column) -> dict[str, Any]:
    """How rows are found by ``column``; every vector has to have an index."""
    if column.kind is Kind.SPARSE:
        return {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "IP"}
    if column.kind is Kind.VECTOR and column.searched:
        return {"index_type": "HNSW", "metric_type": "IP", "params": _GRAPH}
    if column.kind is Kind.VECTOR:
        return {"index_type": "FLAT", "metric_type": "IP", "params": {}}
    return {"index_type": "INVERTED"} if column.searched else {}
