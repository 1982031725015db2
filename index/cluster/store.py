"""A store that is open: what it holds now, as an index."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from index.cluster.catalogue import (
    CLOCKS,
    COLUMNS,
    GONE,
    REVISION,
    REVISION_ROW,
    Catalogue,
    now,
)
from index.cluster.fetching import Fetched, record_name, record_row, records
from index.cluster.layout import SCHEMA, Tables
from index.cluster.packing import json_of, pack_json
from index.cluster.statistics import SUM, Statistics, StoredCounts, statistics_of
from index.cluster.stored_index import stored_index
from index.embedding.embedders import default_embedder
from index.errors import DocumentError, IndexMismatchError, StoreChangedError, StoreError
from index.index import Index
from index.search.late_interaction import axes_of
from index.search.milvus_client import MOST, Milvus, Row
from index.search.store_address import StoreAddress
from index.storage.settings import settings

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder

T = TypeVar("T")

SETTINGS, MEANS = record_name("settings", "all"), record_name("means", "all")
"""The names of the records with what a store was made with, and how long its texts are usually."""

# How often a question is asked of what changes meanwhile.
_TRIES = 5
# Seconds until the second try, and so many more before each further one: what Milvus is told, its
# nodes know within .2 s.
_PAUSE = 0.1
# Documents that are listed at once, where there are many.
_LISTED = 5_000


@dataclass(frozen=True, eq=False)
class _Contents:
    """What a store holds, and how it was counted; ``make`` makes the index, when one is needed."""

    catalogue: Catalogue
    counts: StoredCounts
    make: Callable[[Catalogue, StoredCounts], Index]

    @cached_property
    def index(self) -> Index:
        """It all, ready to be searched."""
        return self.make(self.catalogue, self.counts)


@dataclass(frozen=True, eq=False)
class _State:
    """What was read last: the ``settings``, and the ``revision`` of which all changes are known.

    It has what was changed until ``read``, in milliseconds after 1970.
    """

    settings: Sequence[str]
    revision: str
    read: int
    contents: _Contents


class Store:
    """The store at ``address``, asked by the vectors of ``embedder``, as `IndexSource`.

    It is made there if it is to ``create``, where there is none. The default embedder is used when
    it is None.

    Safe to share between threads, and between programs: it has no state but what is on the server.

    Raises:
        StoreError: when the server does not answer, is too old, or has no such store.
        IndexMismatchError: when it was made by another model, or by another version of Pincite.
    """

    def __init__(
        self, address: StoreAddress, embedder: Embedder | None = None, *, create: bool = False
    ) -> None:
        self.address, self.embedder = address, embedder or default_embedder()
        self.milvus = Milvus(address)
        self.tables = Tables(address.name, self.embedder.dimension)
        if not self.milvus.is_recent:
            raise StoreError(
                f"Milvus at {address.server} is of version {self.milvus.version}, which lacks"
                " what a store needs.",
                "Install version 2.5 or later there.",
            )
        self._check(create=create)
        self.fetched = Fetched.of(self.milvus, self.tables)
        self._axes = axes_of(self.embedder)
        self._lock = Lock()
        self._state: _State | None = None

    @property
    def index(self) -> Index:
        """What the store holds as it was read last, ready to be searched."""
        return (self._state or self._read()).contents.index

    def refresh(self) -> None:
        """Read what was changed since it was read last."""
        self._read()

    def asked(self, work: Callable[[Index], T]) -> T:
        """What ``work`` gives for what the store holds now.

        Where what it needs is changed or removed meanwhile, it is done again.

        Raises:
            DocumentError: when the store holds no text.
            StoreError: when the store does not answer, or changes again and again.
        """
        for number in range(1, _TRIES):
            with suppress(StoreChangedError):
                return work(self._some())
            time.sleep(number * _PAUSE)
        return work(self._some())

    def _some(self) -> Index:
        """The index as it is now, which has to hold something."""
        index = self._read().contents.index
        if not len(index.passages):
            raise DocumentError(
                f"The store {self.address} holds no text yet.",
                f"Write some: pincite build PATH --store {self.address}",
            )
        return index

    @property
    def catalogue(self) -> Catalogue:
        """Which documents it holds now."""
        return self._read().contents.catalogue

    @property
    def statistics(self) -> Statistics:
        """What was counted last of what it holds."""
        return self._read().contents.counts.statistics

    def means(self) -> tuple[float | None, float | None]:
        """The usual number of terms of a passage and of a sentence; None before there is one."""
        data = records(self.milvus, self.tables, [MEANS], strong=True)
        if MEANS not in data:
            return None, None
        passage, sentence = json_of(data[MEANS])
        return passage, sentence

    def put_record(self, name: str, value: object) -> None:
        """Write a record that is of no document."""
        self.milvus.put(self.tables.records, [record_row("store", name, pack_json(value))])

    def drop(self) -> None:
        """Remove it with all that it holds."""
        for table in self.tables.columns:
            self.milvus.drop(table)

    def _check(self, *, create: bool) -> None:
        """Make the tables if they are to be made, and see whether they are for us."""
        columns = self.tables.columns
        if create:
            for table, own in columns.items():
                self.milvus.create(table, own)
        elif not all(self.milvus.has(table) for table in columns):
            raise self._missing()
        data = records(self.milvus, self.tables, [SETTINGS], strong=True)
        if SETTINGS in data:
            self._compare(json_of(data[SETTINGS]))
        elif create:
            self.put_record(SETTINGS, self._settings | {"made": uuid4().hex})
        else:
            raise self._missing()

    def _missing(self) -> StoreError:
        return StoreError(
            f"There is no store {self.address.name!r} at {self.address.server}.",
            f"Make it: pincite build PATH --store {self.address}",
        )

    @property
    def _settings(self) -> dict[str, str | int]:
        return {"schema": SCHEMA, **settings(self.embedder)}

    def _compare(self, theirs: Mapping[str, Any]) -> None:
        """Hold that the store was made with our model, by a version that made it alike.

        One model may have several names, and how files are laid out does not matter here.

        Raises:
            IndexMismatchError: when it was not.
        """
        mine = self._settings
        other = [n for n in mine if n not in ("model", "format") and theirs.get(n) != mine[n]]
        if not other:
            return
        if "weights" in other:
            what = f"by the model {theirs.get('model')!r}, not {mine['model']!r}"
        else:
            what = f"by another version of Pincite ({', '.join(other)})"
        raise IndexMismatchError(
            f"The store {self.address} was made {what}.",
            f"Build one of another name beside it: pincite build PATH --store {self.address}_2",
        )

    def _read(self) -> _State:
        """What the store holds now."""
        data = records(self.milvus, self.tables, [SETTINGS, SUM])
        last = self.milvus.get(self.tables.documents, [REVISION_ROW], ["state", "changed"])
        revision, changed = (last[0]["state"], last[0]["changed"]) if last else ("", 0)
        if SETTINGS not in data:
            raise self._missing()
        statistics, before = statistics_of(data), self._state
        if before and before.settings != data[SETTINGS]:  # it was removed and made again
            self._compare(json_of(data[SETTINGS]))
            before = None
        known = before.contents if before else None
        if known and known.counts.statistics == statistics:
            if before and revision and before.revision == revision:
                return before
            counts = known.counts
        else:
            counts = StoredCounts.of(statistics, self.milvus, self.tables)
        since = min(before.read, now()) - CLOCKS if before else 0
        rows = self._changed_since(since)
        catalogue = (known.catalogue if known else Catalogue({})).changed(rows)
        if not known or (known.catalogue, known.counts) != (catalogue, counts):
            known = _Contents(catalogue, counts, self._index)
        times = [row["changed"] for row in rows if row["document"] != REVISION]
        read = max(times, default=before.read if before else 0)
        # Milvus may show the row that names a change before those that were changed.
        state = _State(data[SETTINGS], revision if read >= changed else "", read, known)
        with self._lock:
            if before is None or self._state is None or self._state.read <= read:
                self._state = state
        return state

    def _changed_since(self, since: int) -> Sequence[Row]:
        """The rows of documents that were changed since a time; of 0, of all that there are."""
        where = f"changed > {since}" if since else f"document != {GONE}"
        rows = self.milvus.first(self.tables.documents, where, COLUMNS)
        if len(rows) < MOST:
            return rows
        return [*self.milvus.each(self.tables.documents, where, COLUMNS, _LISTED)]

    def _index(self, catalogue: Catalogue, counts: StoredCounts) -> Index:
        return stored_index(self.fetched, catalogue, counts, self.embedder, self._axes)
