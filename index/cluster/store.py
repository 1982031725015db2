"""A store that is open: what it holds now, as an index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from index.cluster.catalogue import CLOCKS, COLUMNS, Catalogue, PassageNames, SentenceNames
from index.cluster.fetching import Fetched, record_name, records
from index.cluster.layout import NOTHING, SCHEMA, Tables
from index.cluster.packing import json_of, pack_json
from index.cluster.searches import (
    Contents,
    StoredPassages,
    StoredSentences,
    StoredTerms,
    StoredWords,
)
from index.cluster.statistics import SUM, Statistics, StoredCounts, statistics_of
from index.documents.document import Document, Passage
from index.embedding.embedders import default_embedder
from index.errors import DocumentError, IndexMismatchError, StoreChangedError, StoreError
from index.index import Index
from index.lazy_sequence import LazySequence
from index.search.late_interaction import axes_of
from index.search.milvus_client import Milvus
from index.search.milvus_store import NearRows, RowNames
from index.search.store_address import StoreAddress
from index.storage.settings import settings

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder

T = TypeVar("T")

SETTINGS, MEANS, REVISION = (record_name(kind, "all") for kind in ("settings", "means", "revision"))
"""The names of the records with what a store was made with, how long its texts are usually, and
what changes with every change."""

# How often a question is asked of what changes meanwhile.
_TRIES = 5
# Seconds until the second try, and so many more before each further one: what Milvus is told, its
# nodes know within .2 s.
_PAUSE = 0.1


@dataclass(frozen=True)
class _State:
    """What was read last: its ``revision``, and the ``index`` made of it."""

    revision: str
    counts: StoredCounts
    catalogue: Catalogue
    index: Index


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
        if not self.milvus.has_sparse:
            raise StoreError(
                f"Milvus at {address.server} is of version {self.milvus.version}, which knows no"
                " vectors of terms.",
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
        return (self._state or self._read()).index

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
        for tried in range(1, _TRIES):
            with suppress(StoreChangedError):
                return work(self._some())
            time.sleep(tried * _PAUSE)
        return work(self._some())

    def _some(self) -> Index:
        """The index as it is now, which has to hold something."""
        index = self._read().index
        if not len(index.passages):
            raise DocumentError(
                f"The store {self.address} holds no text yet.",
                f"Write some: pincite build PATH --store {self.address}",
            )
        return index

    @property
    def catalogue(self) -> Catalogue:
        """Which documents it holds now."""
        return self._read().catalogue

    @property
    def statistics(self) -> Statistics:
        """What was counted last of what it holds."""
        return self._read().counts.statistics

    def means(self) -> tuple[float | None, float | None]:
        """The usual number of terms of a passage and of a sentence; None before there is one."""
        data = records(self.milvus, self.tables, [MEANS])
        if MEANS not in data:
            return None, None
        passage, sentence = json_of(data[MEANS])
        return passage, sentence

    def put_record(self, name: str, value: object) -> None:
        """Write a record that is of no document."""
        data = pack_json(value)
        row = {"name": name, "document": 0, "kind": "store", "data": data, "nothing": NOTHING}
        self.milvus.put(self.tables.records, [row])

    def drop(self) -> None:
        """Remove it with all that it holds."""
        for table in self.tables.columns:
            self.milvus.drop(table)

    def _check(self, *, create: bool) -> None:
        """Make the tables if they are to be made, and see whether they are for us."""
        columns = self.tables.columns
        there = [self.milvus.has(table) for table in columns]
        if not any(there) and not create:
            raise StoreError(
                f"There is no store {self.address.name!r} at {self.address.server}.",
                f"Make it: pincite build PATH --store {self.address}",
            )
        if create and not all(there):
            for table, own in columns.items():
                self.milvus.create(table, own)
        mine = {"schema": SCHEMA, **settings(self.embedder)}
        data = records(self.milvus, self.tables, [SETTINGS]) if all(there) else {}
        if SETTINGS not in data and create:
            self.put_record(SETTINGS, mine)
        else:
            self._compare(json_of(data[SETTINGS]) if SETTINGS in data else {}, mine)

    def _compare(self, theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> None:
        # One model may have several names, and how files are laid out does not matter here.
        other = [n for n in mine if n not in ("model", "format") and theirs.get(n) != mine[n]]
        if other:
            name = "model" if "weights" in other else other[0]
            raise IndexMismatchError(
                f"The store {self.address} was made with another {name}:"
                f" {theirs.get(name)!r}, not {mine[name]!r}.",
                f"Build one of another name beside it: pincite build PATH --store {self.address}_2",
            )

    def _read(self) -> _State:
        with self._lock:
            data = records(self.milvus, self.tables, [REVISION, SUM])
            revision = json_of(data[REVISION]) if REVISION in data else ""
            before, statistics = self._state, statistics_of(data)
            if before and before.counts.statistics == statistics:
                if before.revision == revision:
                    return before
                counts = before.counts
            else:
                counts = StoredCounts.of(statistics, self.milvus, self.tables)
            catalogue = before.catalogue if before else Catalogue({})
            since = catalogue.last_change - CLOCKS
            rows = self.milvus.each(self.tables.documents, f"changed > {since}", COLUMNS)
            catalogue = catalogue.changed(rows)
            if before and before.catalogue is catalogue and before.counts is counts:
                self._state = replace(before, revision=revision)
            else:
                index = self._index(catalogue, counts)
                self._state = _State(revision, counts, catalogue, index)
            return self._state

    def _index(self, catalogue: Catalogue, counts: StoredCounts) -> Index:
        contents = Contents(catalogue, self.fetched)

        def near(table: str, column: str) -> NearRows:
            passages = table == self.tables.passages
            names: RowNames = (PassageNames if passages else SentenceNames)(catalogue)
            return NearRows(self.milvus, table, column, names)

        def document(number: int) -> Document:
            return self.fetched.text(catalogue.documents[number]).document

        def passage(number: int) -> Passage:
            entry, own = catalogue.place(number)
            return self.fetched.text(entry).passage(own)

        def fetch(numbers: Iterable[int]) -> None:
            self.fetched.fetch(catalogue.place(number)[0] for number in numbers)

        passages, sentences = self.tables.passages, self.tables.sentences
        dimension, numbering = self.tables.dimension, catalogue.numbering
        return Index(
            documents=LazySequence(len(numbering.labels), document),
            passages=LazySequence(int(numbering.passages[-1]), passage),
            fetch=fetch,
            numbering=numbering,
            embedder=self.embedder,
            passage_vectors=StoredPassages(contents, near(passages, "vector"), dimension),
            sentence_vectors=StoredSentences(contents, near(sentences, "vector"), dimension),
            words=StoredWords(contents, self._axes),
            passage_terms=StoredTerms(contents, near(passages, "terms"), counts, "passages"),
            sentence_terms=StoredTerms(contents, near(sentences, "terms"), counts, "sentences"),
            word_counts=counts,
        )
