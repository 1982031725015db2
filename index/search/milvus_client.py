"""Tables on a Milvus server: Lite, standalone or distributed. The home of pymilvus and of gRPC."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from index.embedding.embedder import Vectors
from index.errors import StoreError
from index.search.columns import LOOKED_AT, Column, Kind, Sparse
from index.search.milvus_errors import is_let_go, refused
from index.search.store_address import Access, StoreAddress

if TYPE_CHECKING:
    from pymilvus import MilvusClient

T = TypeVar("T")

MOST = 16_384
"""Rows that one search or query gives at the most: Milvus's own limit."""

Row = Mapping[str, Any]
"""What a row holds, by column."""

# What is sent at once: rows, and of large ones fewer.
_BATCH = 500
# Seconds that a server may take to load a table, or to put it on the disk.
_LOADING, _FLUSHING = 60.0, 300.0
_INSTALL = "Install it: pip install 'pincite[cluster]'."


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
    def is_recent(self) -> bool:
        """Whether it can do all that a store needs, as Milvus can since 2.5."""
        numbers = self.version.removeprefix("v").split(".")
        return not numbers[0].isdecimal() or tuple(map(int, numbers[:2])) >= (2, 5)

    def create(self, table: str, columns: Sequence[Column]) -> None:
        """Create a table, where there is none of this name; the first column names its rows.

        What is lacking of one that was begun is added.
        """
        from pymilvus import DataType

        with self._answering("create a table of"):
            there = self._client.has_collection(table, **self._soon)
            indexed = self._client.list_indexes(table, **self._soon) if there else ()
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            indexes = self._client.prepare_index_params()
            for place, column in enumerate(columns):
                kind = DataType[column.kind.value]
                options = dict(column.options)
                if column.kind is Kind.TEXTS:
                    options["element_type"] = DataType.VARCHAR
                if self.is_recent and not column.searched and column.kind is not Kind.NUMBER:
                    options["mmap_enabled"] = True  # it stays on the disk
                schema.add_field(column.name, kind, is_primary=not place, **options)
                plain = column.kind in (Kind.NUMBER, Kind.TEXT)
                # Milvus 2.3 had no index for these.
                index = column.index if self.is_recent or not plain else {}
                if index and column.name not in indexed:
                    indexes.add_index(column.name, index_name=column.name, **index)
            if not there:
                self._client.create_collection(
                    table,
                    schema=schema,
                    consistency_level=self.address.consistency.capitalize(),
                    **self._soon,
                )
            if len(indexes):
                # There are no rows yet: nothing to wait half a second for with each.
                self._client.create_index(table, indexes, sync=False, **self._soon)
            self._load(table)

    def has(self, table: str) -> bool:
        """Whether there is a table of this name."""
        with self._answering("look at"):
            return bool(self._client.has_collection(table, **self._soon))

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
            self._client.flush(table, timeout=max(self.address.timeout, _FLUSHING))

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
        wide = {"params": {"ef": max(LOOKED_AT, k)}} if dense else {}
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

    def get(
        self,
        table: str,
        names: Sequence[int | str],
        give: Sequence[str],
        *,
        at_once: int = _BATCH,
        strong: bool = False,
    ) -> list[Row]:
        """The rows of these ``names`` that there are, in any order, so many ``at_once``.

        With ``strong`` all that was written before is seen.
        """
        rows: list[Row] = []
        for at in range(0, len(names), at_once):
            with self._answering("read from"):
                some = [*names[at : at + at_once]]
                rows += self._loaded(
                    table, self._client.get, strong=strong, ids=some, output_fields=[*give]
                )
        return rows

    def first(self, table: str, where: str, give: Sequence[str]) -> list[Row]:
        """At most `MOST` of the rows for which ``where`` holds, in any order."""
        with self._answering("read from"):
            return self._loaded(
                table, self._client.query, filter=where, limit=MOST, output_fields=[*give]
            )

    def count(self, table: str, where: str = "") -> int:
        """How many rows there are for which ``where`` holds."""
        with self._answering("read from"):
            (row,) = self._loaded(
                table, self._client.query, filter=where, output_fields=["count(*)"]
            )
            return int(row["count(*)"])

    def each(
        self, table: str, where: str, give: Sequence[str], at_once: int = _BATCH
    ) -> Iterator[Row]:
        """All rows for which ``where`` holds, in any order, fetched so many ``at_once``.

        What was written a moment ago may be missing, whatever consistency is asked for: Milvus
        knows none here.
        """
        with self._answering("read from"):
            pages = self._loaded(
                table,
                self._client.query_iterator,
                batch_size=at_once,
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

    def _loaded(
        self,
        table: str,
        work: Callable[..., T],
        *,
        strong: bool = False,
        **asked: Any,  # noqa: ANN401
    ) -> T:
        """What ``work`` gives for what is ``asked`` of ``table``, which is loaded where it is not.

        A server that was started anew, or that somebody told to, has let go of its tables.
        """
        from pymilvus import MilvusException

        level = "Strong" if strong else self.address.consistency.capitalize()
        asked |= {"consistency_level": level, **self._soon}
        try:
            return work(table, **asked)
        except MilvusException as error:
            if not is_let_go(error.message):
                raise
            self._load(table)
            return work(table, **asked)

    def _load(self, table: str) -> None:
        self._client.load_collection(table, timeout=max(self.address.timeout, _LOADING))

    @property
    def _soon(self) -> dict[str, float]:
        return {"timeout": self.address.timeout}

    @contextmanager
    def _answering(self, what: str) -> Iterator[None]:
        """Turns what pymilvus raises into a `StoreError`.

        Raises:
            StoreError: when it raised something.
        """
        # gRPC prints what it meets, which is told here in a sentence.
        os.environ.setdefault("GRPC_VERBOSITY", "NONE")
        # Else one in twenty programs that are started from here by a fork, as Ray does, breaks off.
        os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")
        try:
            import grpc
            from pymilvus import MilvusException
        except ImportError as error:
            raise StoreError(f"To {what} {self.address}, pymilvus is needed.", _INSTALL) from error
        try:
            yield
        except grpc.RpcError as error:
            raise refused(what, self.address, f"{error.code().name}: {error.details()}") from error
        except MilvusException as error:
            raise refused(what, self.address, f"{error.code}: {error.message}") from error
        except OSError as error:  # the file of a certificate
            raise StoreError(f"Can't {what} {self.address}: {error}.", "Look at it.") from error


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
